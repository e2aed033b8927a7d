"""What a speaker said: published quotes, narrowed by words and days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefings.domain.archive import ArchivedQuote
from briefings.domain.speakers import Speaker
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.speakers.find_speaker import find_speaker
from briefings.services.speakers.speaker_directory import SpeakerDirectory

MOST_QUOTES = 50
"""The most quotes of one answer; the words and days narrow, the last quote's key leads further back."""


@dataclass(frozen=True, slots=True)
class SpeakerQuotes:
    """The answer: quotes of the one speaker meant, or the speakers to choose from.

    ``more`` tells that there are older quotes than these. ``name`` is what was read as the speaker's name, ``words``
    are those that narrow the quotes, or will when one speaker is chosen.
    """

    speaker: Speaker | None
    quotes: tuple[ArchivedQuote, ...] = ()
    name: str = ""
    words: tuple[str, ...] = ()
    more: bool = False
    several: tuple[Speaker, ...] = ()
    near: tuple[Speaker, ...] = ()


async def quotes_of(
    query: str,
    *,
    words: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    briefing: int | None = None,
    before: str | None = None,
    limit: int = MOST_QUOTES,
    store: Store,
    clock: Clock,
    directory: SpeakerDirectory,
) -> SpeakerQuotes:
    """Find the speaker that ``query`` names and their quotes, newest first; words behind the name narrow them.

    ``since`` and ``until`` are inclusive days of the source; ``briefing`` narrows to one briefing's number,
    ``before`` to what is older than the quote of this key.
    """
    found = find_speaker(query, await directory.read(store, now=clock.now()))
    asked, named = (*found.words, *words), query.split()
    name = " ".join(named[: len(named) - len(found.words)])
    if len(found.speakers) != 1:
        return SpeakerQuotes(None, name=name, words=asked, several=found.speakers, near=found.near)
    speaker = found.speakers[0]
    async with store.reading() as unit:
        quotes = await unit.archive.quotes(
            now=clock.now(),
            limit=limit + 1,
            speaker_ids=(speaker.id,),
            words=asked,
            since=since,
            until=until,
            briefing=briefing,
            before=before,
        )
    return SpeakerQuotes(speaker, tuple(quotes[:limit]), name, asked, more=len(quotes) > limit)
