"""What a delivered message says once a briefing that it shows was corrected or withdrawn."""

from bot.chat.cards.briefing_card import briefing_card
from bot.chat.cards.cards import Action, Block, Card, Heading, Note, Text
from bot.chat.cards.wording import shown
from bot.chat.catalogue import Catalogue
from briefings.domain.archive import reference_of
from briefings.domain.briefing import Briefing, Status
from briefings.domain.outgoing import CorrectedCopy

_WHOLE = 3
"""So many briefings are shown with their items; more of them as a list."""


def corrected_copy(copy: CorrectedCopy, t: Catalogue) -> Card:
    """Show each briefing as it stands now: corrected with its dated note, or a notice in a withdrawn one's place."""
    blocks: list[Block] = []
    if copy.digest_day is not None:
        blocks.append(Heading(t("Digest for {day}", day=t.weekday(copy.digest_day))))
    standing = [briefing for briefing in copy.briefings if briefing.status is not Status.WITHDRAWN]
    for briefing in copy.briefings:
        if briefing.status is Status.WITHDRAWN:
            blocks += withdrawn_notice(briefing, t)
        else:
            blocks += _whole(briefing, t) if len(copy.briefings) <= _WHOLE else _line(briefing, t)
    row = tuple(Action(t("Briefing {number}", number=b.number), f"brief {b.number}") for b in standing[:_WHOLE])
    shows = tuple(shown(reference_of(briefing)) for briefing in copy.briefings)
    return Card(tuple(blocks), rows=(row,) if row else (), shows=shows)


def withdrawn_notice(briefing: Briefing, t: Catalogue, *, level: int = 1) -> list[Block]:
    """What stands in the place of a briefing that was taken back."""
    day = t.day(briefing.updated_at.date())
    if briefing.withdrawn_note:
        sentence = t("This briefing was withdrawn on {day}: {note}", day=day, note=briefing.withdrawn_note)
    else:
        sentence = t("This briefing was withdrawn on {day}.", day=day)
    return [Heading(t("Briefing {number}", number=briefing.number), level=level), Note(sentence)]


def corrected_on(briefing: Briefing, t: Catalogue) -> str:
    """The dated public note of a correction."""
    day = t.day(briefing.revision.made_at.date())
    return t("Corrected on {day}: {note}", day=day, note=briefing.revision.note or "")


def _whole(briefing: Briefing, t: Catalogue) -> list[Block]:
    return list(briefing_card(briefing, t, today=briefing.updated_at.date()).blocks)


def _line(briefing: Briefing, t: Catalogue) -> list[Block]:
    headline = t("{number} · {headline}", number=briefing.number, headline=briefing.content.headline)
    blocks: list[Block] = [Heading(headline, level=2, url=briefing.source.url)]
    blocks += [Text(point.text) for point in briefing.content.summary[:1]]
    return [*blocks, Note(corrected_on(briefing, t))] if briefing.revision.note else blocks
