"""The quotes that the options of a command ask for: whose, with which words, of which days."""

from collections.abc import Sequence

from bot.chat.asking import Ask
from bot.chat.cards.action_lines import named
from bot.chat.desk import Desk
from briefings.services.archive.quotes_of import MOST_QUOTES, SpeakerQuotes, quotes_of


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


def narrowing(words: Sequence[str], ask: Ask, *, briefing: int | None) -> str:
    """The options as the end of a line that asks for the same quotes again, behind the speaker."""
    since, until = ask.days("since"), ask.days("until")
    parts = (
        named("words", " ".join(words)) if words else "",
        f"since:{since.first.isoformat()}" if since else "",
        f"briefing:{briefing}" if briefing is not None else "",
        f"until:{until.last.isoformat()}" if until else "",
    )
    return "".join(f" {part}" for part in parts if part)
