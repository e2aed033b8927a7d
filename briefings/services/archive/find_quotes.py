"""Quotes for words that somebody types while looking for one."""

from briefings.domain.archive import ArchivedQuote
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.archive.quotes_of import quotes_of
from briefings.services.speakers.speaker_directory import SpeakerDirectory


async def find_quotes(
    text: str, *, limit: int, store: Store, clock: Clock, directory: SpeakerDirectory
) -> tuple[ArchivedQuote, ...]:
    """The newest quotes for ``text``: of the speaker whose name it begins with, else any that hold all the words."""
    if text.strip():
        found = await quotes_of(text, limit=limit, store=store, clock=clock, directory=directory)
        if found.speaker is not None and found.quotes:
            return found.quotes
    async with store.reading() as unit:
        return tuple(await unit.archive.quotes(now=clock.now(), limit=limit, words=tuple(text.split())))
