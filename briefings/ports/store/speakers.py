"""Who is quoted."""

from collections.abc import Collection, Sequence
from typing import Protocol

from briefings.domain.speakers import Speaker


class Speakers(Protocol):
    """Keeps speakers and their aliases."""

    async def all(self) -> Sequence[Speaker]:
        """Every speaker with the count of published quotes, most quoted first, then by name."""
        ...

    async def get(self, speaker_id: str) -> Speaker | None:
        """The speaker with this id."""
        ...

    async def add(self, speaker: Speaker) -> None:
        """Keep a new speaker; ``quotes`` is counted, not stored."""
        ...

    async def add_aliases(self, speaker_id: str, aliases: Collection[str]) -> None:
        """Add spellings that the speaker is also known by; known ones change nothing."""
        ...
