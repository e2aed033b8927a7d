"""Who is quoted."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from briefings.domain.speakers import Speaker


class Speakers(Protocol):
    """Keeps speakers and their aliases."""

    async def all(self, *, now: datetime | None = None) -> Sequence[Speaker]:
        """Every speaker with the count of published quotes, most quoted first, then by name.

        With ``now``, quotes that are under embargo then are not counted.
        """
        ...

    async def get(self, speaker_id: str) -> Speaker | None:
        """The speaker with this id."""
        ...

    async def add(self, speaker: Speaker) -> None:
        """Keep a new speaker; ``quotes`` is counted, not stored."""
        ...

    async def rename(self, speaker_id: str, name: str) -> None:
        """Show a speaker under another name; the name so far stays as an alias."""
        ...

    async def add_aliases(self, speaker_id: str, aliases: Collection[str]) -> None:
        """Add spellings that the speaker is also known by, after those known; known ones change nothing."""
        ...
