"""What the core sends of its own accord, as cards."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.chat.cards.cards import Action, Block, Card, Heading, Note, Text
from bot.chat.cards.corrected_card import corrected_copy, corrected_on, withdrawn_notice
from bot.chat.cards.digest_card import digest_card, origin, points
from bot.chat.cards.reminder_card import moved_card, reminder_card
from bot.chat.cards.review_card import review_card
from bot.chat.catalogue import Catalogue
from briefings.domain.briefing import Briefing, Status
from briefings.domain.editions import Digest
from briefings.domain.outgoing import Alert, CorrectedCopy, DraftNews, MovedDate, Notice, Outgoing, Reminder
from briefings.ports.courier import Shown

_ALERT_POINTS = 3


def card_of(outgoing: Outgoing, t: Catalogue) -> Card:
    """Make the card of a digest, an alert, a reminder, a corrected copy, a draft on its way, or a notice."""
    match outgoing:
        case Digest():
            return digest_card(outgoing, t)
        case Alert():
            return _alert(outgoing, t)
        case Reminder():
            return reminder_card(outgoing, t)
        case MovedDate():
            return moved_card(outgoing, t)
        case CorrectedCopy():
            return corrected_copy(outgoing, t)
        case DraftNews():
            card = review_card(outgoing.state, t, zone=ZoneInfo(outgoing.zone))
            news = Text(t(outgoing.sentence.message, **dict(outgoing.sentence.values)))
            return replace(card, blocks=(news, *card.blocks))
        case Notice():
            return Card((Text(t(outgoing.message, **dict(outgoing.values))),))


def _alert(alert: Alert, t: Catalogue) -> Card:
    briefing: Briefing = alert.briefing
    shows = (Shown(briefing.id, briefing.revision.number),)
    if briefing.status is Status.WITHDRAWN:
        return Card(tuple(withdrawn_notice(briefing, t)), shows=shows)
    blocks: list[Block] = [
        Heading(t("Breaking: {headline}", headline=briefing.content.headline), url=briefing.source.url)
    ]
    if briefing.revision.note:
        blocks.append(Note(corrected_on(briefing, t)))
    blocks += points(briefing.content.summary[:_ALERT_POINTS])
    blocks.append(Note(origin(briefing, t)))
    return Card(
        tuple(blocks),
        rows=((Action(t("Read more"), f"brief {briefing.number}", replaces=False),),),
        shows=shows,
        mention=alert.mention_role,
    )
