"""Every quoted speaker with their names ready for matching, remembered until the archive changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from briefings.domain.folding import words_of
from briefings.domain.speakers import Speaker
from briefings.ports.store import Unit
from briefings.services.names import NameIndex


@dataclass(frozen=True, slots=True)
class Directory:
    """Speakers, most quoted first, as they were at one version of the archive, and the index of their names."""

    version: int
    speakers: tuple[Speaker, ...]
    names: NameIndex
    _by_id: dict[str, Speaker] = field(repr=False)

    @classmethod
    def of(cls, version: int, speakers: Iterable[Speaker], aliases: Iterable[Sequence[str]] = ()) -> "Directory":
        """Prepare the speakers' names and aliases."""
        listed = tuple(speakers)
        index = NameIndex({s.id: (s.name, *s.aliases) for s in listed}, _borne(aliases, listed))
        return cls(version, listed, index, {speaker.id: speaker for speaker in listed})

    def by_id(self, speaker_id: str) -> Speaker | None:
        """The speaker with this id."""
        return self._by_id.get(speaker_id)

    def by_ids(self, ids: Iterable[str]) -> tuple[Speaker, ...]:
        """The speakers with these ids, in that order."""
        return tuple(self._by_id[speaker_id] for speaker_id in ids)


def _borne(aliases: Iterable[Sequence[str]], speakers: Sequence[Speaker]) -> list[Sequence[str]]:
    """The groups that hold a name of a known speaker; the others would only take time to prepare."""
    known = {frozenset(words_of(name)) for speaker in speakers for name in (speaker.name, *speaker.aliases)}
    return [group for group in aliases if any(frozenset(words_of(name)) in known for name in group)]


class SpeakerDirectory:
    """Reads the speakers once a version; one object serves the process.

    ``aliases`` are hand-kept groups of spellings of one person.
    """

    def __init__(self, aliases: Iterable[Sequence[str]] = ()) -> None:
        self.aliases = tuple(aliases)
        self._directory = Directory.of(-1, ())

    async def read(self, unit: Unit, *, now: datetime) -> Directory:
        """The directory at the archive's version; only quotes past their embargo at ``now`` make a speaker known."""
        version = await unit.archive.version(now=now)
        if version != self._directory.version:
            speakers = [speaker for speaker in await unit.speakers.all(now=now) if speaker.quotes]
            self._directory = Directory.of(version, speakers, self.aliases)
        return self._directory
