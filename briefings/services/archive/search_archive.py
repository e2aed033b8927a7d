"""Everything published that holds some words."""

from dataclasses import dataclass

from briefings.domain.archive import ArchivedQuote
from briefings.domain.briefing import Briefing
from briefings.ports.clock import Clock
from briefings.ports.store import Store

MOST_FOUND = 10
MOST_QUOTES = 5


@dataclass(frozen=True, slots=True)
class Found:
    """Briefings and quotes, newest first; ``more`` tells that there are older briefings."""

    briefings: tuple[Briefing, ...] = ()
    quotes: tuple[ArchivedQuote, ...] = ()
    more: bool = False


async def search_archive(words: str, *, limit: int = MOST_FOUND, store: Store, clock: Clock) -> Found:
    """Find what holds all the words, folded; the last one also as a beginning. Any input is safe."""
    wanted = tuple(words.split())
    async with store.reading() as unit:
        briefings = await unit.archive.search(wanted, now=clock.now(), limit=limit + 1)
        quotes = await unit.archive.quotes(now=clock.now(), limit=MOST_QUOTES, words=wanted)
    return Found(tuple(briefings[:limit]), tuple(quotes), more=len(briefings) > limit)
