"""One quote with the sentence around it; buttons and deep links lead here."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Button, Card, Copy, Link
from bot.chat.cards.wording import archived_quote, shown
from bot.chat.catalogue import entry
from bot.chat.desk import Desk
from bot.chat.table import Command, Option, OptionKind
from briefings.domain.errors import UserError
from briefings.services.archive.one_quote import one_quote


async def context(ask: Ask, desk: Desk) -> Card:
    """Show the quote that a key names."""
    return await quote_card(ask.text("key") or "", ask, desk)


async def quote_card(key: str, ask: Ask, desk: Desk) -> Card:
    """One quote with its sentence, its briefing and its source.

    Raises:
        UserError: no published quote has this key.
    """
    item = await one_quote(key, store=desk.store, clock=desk.clock)
    if item is None:
        raise UserError("That quote is not published, or not any more. /search finds what is.")
    t = ask.t
    buttons: list[Button] = [
        Action(t("Briefing {number}", number=item.reference.number), f"brief {item.reference.number}")
    ]
    if item.speaker_id:
        buttons.append(Action(t("More quotes"), f"quote #{item.speaker_id}"))
    buttons.append(Copy(t("Copy"), item.quote.text))
    if item.reference.url:
        buttons.append(Link(t("Source"), item.reference.url))
    return Card((archived_quote(item, t, context=True),), rows=(tuple(buttons),), shows=(shown(item.reference),))


COMMAND = Command(
    name="context",
    help=entry("One quote with the sentence around it."),
    example="/context 12-635",
    answer=context,
    options=(Option("key", OptionKind.TEXT, entry("The quote's key, such as 12-635."), required=True),),
    hidden=True,
)
