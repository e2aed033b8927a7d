"""What a delivered message says once a briefing that it shows was corrected or withdrawn."""

from bot.chat.briefing_card import briefing_card
from bot.chat.cards import Block, Card, Heading, Note
from bot.chat.catalogue import Catalogue
from bot.chat.wording import reference_of, shown
from briefings.domain.briefing import Briefing, Status
from briefings.domain.outgoing import CorrectedCopy


def corrected_copy(copy: CorrectedCopy, t: Catalogue) -> Card:
    """Show each briefing as it stands now: corrected with its dated note, or a notice in a withdrawn one's place."""
    blocks: list[Block] = []
    if copy.digest_day is not None:
        blocks.append(Heading(t("Digest for {day}", day=t.weekday(copy.digest_day))))
    for briefing in copy.briefings:
        blocks += _withdrawn(briefing, t) if briefing.status is Status.WITHDRAWN else _standing(briefing, t)
    return Card(tuple(blocks), shows=tuple(shown(reference_of(briefing)) for briefing in copy.briefings))


def _standing(briefing: Briefing, t: Catalogue) -> list[Block]:
    return list(briefing_card(briefing, t, today=briefing.updated_at.date()).blocks)


def _withdrawn(briefing: Briefing, t: Catalogue) -> list[Block]:
    day = t.day(briefing.updated_at.date())
    if briefing.withdrawn_note:
        sentence = t("This briefing was withdrawn on {day}: {note}", day=day, note=briefing.withdrawn_note)
    else:
        sentence = t("This briefing was withdrawn on {day}.", day=day)
    return [Heading(t("Briefing {number}", number=briefing.number)), Note(sentence)]
