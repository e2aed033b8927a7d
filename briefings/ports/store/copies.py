"""Edits that corrections owe to delivered copies."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from briefings.domain.copies import CopyEdit
from briefings.domain.people import Platform


class Copies(Protocol):
    """One row for each message and briefing."""

    async def owe(self, edits: Sequence[CopyEdit]) -> int:
        """Owe edits; a row that has the same or a newer revision is left as it is. Returns how many are new."""
        ...

    async def due(self, platform: Platform, *, now: datetime, limit: int) -> Sequence[CopyEdit]:
        """Owed edits whose time has come, oldest first."""
        ...

    async def settle(self, edit: CopyEdit) -> None:
        """Write what became of an edit (state, attempts, due_at, done_at, problem)."""
        ...

    async def of(self, briefing_id: str) -> Sequence[CopyEdit]:
        """Every edit that this briefing's corrections owed, by address."""
        ...

    async def reopen(self, briefing_id: str, *, now: datetime) -> int:
        """Owe every copy that tells of the briefing's withdrawal its edit once more; return how many they are.

        An edit that is on its way meanwhile settles nothing of it.
        """
        ...

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give the copies of a chat another chat id."""
        ...
