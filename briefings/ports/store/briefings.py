"""Briefings with all their revisions."""

from collections.abc import Collection, Sequence
from typing import Protocol

from briefings.domain.briefing import Briefing, Revision, Status


class Briefings(Protocol):
    """The editors' side: drafts and published briefings alike."""

    async def next_number(self) -> int:
        """The next free public number, from 1; never used twice, not even after a withdrawal."""
        ...

    async def add(self, briefing: Briefing) -> None:
        """Keep a new briefing, whose source is kept already, and its first revision.

        Raises:
            TemporaryError: its id or number is taken.
        """
        ...

    async def save(self, briefing: Briefing, *, seen_revision: int) -> bool:
        """Write the briefing's state, and its revision when that number is new.

        Returns False, and writes nothing, when the stored revision is not ``seen_revision`` any more: somebody else
        was faster.
        """
        ...

    async def get(self, briefing_id: str) -> Briefing | None:
        """The briefing at its newest revision."""
        ...

    async def by_number(self, number: int) -> Briefing | None:
        """The briefing with this public number, at its newest revision."""
        ...

    async def by_source(self, source_id: str) -> Briefing | None:
        """The newest briefing made from this source."""
        ...

    async def with_status(self, statuses: Collection[Status], *, limit: int = 50) -> Sequence[Briefing]:
        """Briefings in these states, the most recently updated first."""
        ...

    async def revisions(self, briefing_id: str) -> Sequence[Revision]:
        """Every revision, oldest first."""
        ...
