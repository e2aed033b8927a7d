"""Every quoted speaker with their names ready for matching, remembered until the archive changes."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from briefings.domain.speakers import Speaker
from briefings.ports.store import Unit


@dataclass(frozen=True, slots=True)
class Directory:
    """Speakers, most quoted first, as they were at one version of the archive."""

    version: int = -1
    speakers: tuple[Speaker, ...] = ()

    def by_id(self, speaker_id: str) -> Speaker | None:
        """The speaker with this id."""
        return next((speaker for speaker in self.speakers if speaker.id == speaker_id), None)


class SpeakerDirectory:
    """Reads the speakers once a version; one object serves the process."""

    def __init__(self) -> None:
        self._directory = Directory()

    async def read(self, unit: Unit) -> Directory:
        """The directory at the archive's present version; only published quotes make a speaker known to readers."""
        version = await unit.archive.version()
        if version != self._directory.version:
            speakers: Sequence[Speaker] = await unit.speakers.all()
            self._directory = Directory(version, tuple(speaker for speaker in speakers if speaker.quotes))
        return self._directory


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple("".join(c if c.isalnum() else " " for c in plain.casefold()).split())
