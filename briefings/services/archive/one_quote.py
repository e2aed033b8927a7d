"""One published quote by its public key."""

from briefings.domain.archive import ArchivedQuote
from briefings.ports.clock import Clock
from briefings.ports.store import Store


async def one_quote(key: str, *, store: Store, clock: Clock) -> ArchivedQuote | None:
    """The quote that ``key`` ("12-635") names, or None when it is not published (any more)."""
    async with store.reading() as unit:
        return await unit.archive.quote(key.strip(), now=clock.now())
