"""Every quoted speaker with their names ready for matching, remembered until the archive changes.

Preparing thousands of names takes a second or two, and a publication changes a few of them. So a new directory begins
with the names of the one before, and whatever is to be prepared is prepared in small steps that let others go ahead.
"""

import asyncio
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from briefings.domain.folding import fold
from briefings.domain.speakers import Speaker
from briefings.ports.store import Store
from briefings.services.speakers.names import NameIndex

_STEP = 16
"""So many names are prepared before others may go ahead: about five milliseconds' worth."""

Aliases = Iterable[Sequence[str]]
"""Hand-kept groups of spellings of one person."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Speakers, most quoted first, as they were at one version of the archive, and the index of their names.

    ``words`` holds the folded words of each speaker's names, with a blank before and behind each.
    """

    version: int = -1
    speakers: tuple[Speaker, ...] = ()
    names: NameIndex = field(default_factory=NameIndex)
    words: Mapping[str, str] = field(default_factory=dict, repr=False)
    _by_id: Mapping[str, Speaker] = field(default_factory=dict, repr=False)

    def by_id(self, speaker_id: str) -> Speaker | None:
        """The speaker with this id."""
        return self._by_id.get(speaker_id)

    def by_ids(self, ids: Iterable[str]) -> tuple[Speaker, ...]:
        """The speakers with these ids, in that order."""
        return tuple(self._by_id[speaker_id] for speaker_id in ids)

    async def renewed(self, version: int, speakers: Iterable[Speaker], aliases: Aliases = ()) -> "Directory":
        """The directory of these speakers; only names that this one lacks are prepared, step by step."""
        steps = self._renewing(version, tuple(speakers), tuple(aliases))
        while True:
            try:
                next(steps)
            except StopIteration as done:
                renewed: Directory = done.value
                return renewed
            await asyncio.sleep(0)

    def _renewing(
        self, version: int, speakers: tuple[Speaker, ...], aliases: Sequence[Sequence[str]]
    ) -> Generator[None, None, "Directory"]:
        by_id = {speaker.id: speaker for speaker in speakers}
        names, words = self.names.copy(), {key: self.words[key] for key in by_id if key in self.words}
        for gone in self._by_id.keys() - by_id.keys():
            names.put(gone, ())
        yield
        for place, speaker in enumerate(speaker for speaker in speakers if not self._has(speaker)):
            spellings = (speaker.name, *speaker.aliases)
            names.put(speaker.id, spellings)
            words[speaker.id] = f" {' '.join(fold(' '.join(spellings)).split())} "
            if place % _STEP == 0:
                yield
        for place, group in enumerate(aliases):
            names.join(group)
            if place % _STEP == 0:
                yield
        return Directory(version, speakers, names, words, by_id)

    def _has(self, speaker: Speaker) -> bool:
        known = self._by_id.get(speaker.id)
        return known is not None and (known.name, known.aliases) == (speaker.name, speaker.aliases)


class SpeakerDirectory:
    """Reads the speakers once a version; one object serves the process.

    ``aliases`` are hand-kept groups of spellings of one person.
    """

    def __init__(self, aliases: Aliases = ()) -> None:
        self.aliases = tuple(aliases)
        self._directory = Directory()
        self._turn = asyncio.Lock()

    async def read(self, store: Store, *, now: datetime) -> Directory:
        """The directory at the archive's version; only quotes past their embargo at ``now`` make a speaker known."""
        async with store.reading() as unit:
            version = await unit.archive.version(now=now)
        if version == self._directory.version:
            return self._directory
        async with self._turn:  # who comes while another renews it waits, and finds it renewed
            if version > self._directory.version:
                async with store.reading() as unit:
                    version = await unit.archive.version(now=now)
                    speakers = [speaker for speaker in await unit.speakers.all(now=now) if speaker.quotes]
                self._directory = await self._directory.renewed(version, speakers, self.aliases)
        return self._directory
