"""The quotes that the options of a command ask for: whose, with which words, of which days."""

from bot.chat.asking import Ask
from bot.chat.desk import Desk
from briefings.services.quotes_of import MOST_QUOTES, SpeakerQuotes, quotes_of


async def asked_quotes(
    speaker: str, ask: Ask, desk: Desk, *, briefing: int | None, before: str | None = None, limit: int = MOST_QUOTES
) -> SpeakerQuotes:
    """Read the options ``words``, ``since`` and ``until`` and find what fits them."""
    since, until = ask.days("since"), ask.days("until")
    return await quotes_of(
        speaker,
        words=tuple((ask.text("words") or "").split()),
        since=since.first if since else None,
        until=until.last if until else None,
        briefing=briefing,
        before=before,
        limit=limit,
        store=desk.store,
        clock=desk.clock,
        directory=desk.directory,
    )
