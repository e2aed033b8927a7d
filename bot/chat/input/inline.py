"""Quotes to drop into any chat: what Telegram's inline mode offers while a person types."""

from dataclasses import dataclass

from bot.chat.cards.cards import Card
from bot.chat.cards.wording import archived_quote, shown
from bot.chat.catalogue import Catalogue
from bot.chat.desk import Desk
from briefings.domain.archive import ArchivedQuote
from briefings.services.archive.find_quotes import find_quotes

MOST_RESULTS = 20


@dataclass(frozen=True, slots=True)
class InlineResult:
    """One offer: ``key`` is stable and short (the quote's own), ``card`` is what is sent when it is chosen."""

    key: str
    title: str
    description: str
    card: Card


async def offer_quotes(text: str, *, desk: Desk, t: Catalogue) -> tuple[InlineResult, ...]:
    """Quotes for the words typed so far: of a speaker where they begin with one, else any that hold the words."""
    quotes = await find_quotes(text, limit=MOST_RESULTS, store=desk.store, clock=desk.clock, directory=desk.directory)
    return tuple(_offer(quote, t) for quote in quotes)


def _offer(item: ArchivedQuote, t: Catalogue) -> InlineResult:
    block = archived_quote(item, t)
    title = f"{block.speaker} · {block.source.title}" if block.source else block.speaker
    return InlineResult(item.key, title, block.text, Card((block,), shows=(shown(item.reference),)))
