"""Planned local times, and what became of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from briefings.domain.people import Platform
from briefings.domain.slots import DueGroup, Settlement, Slot


@dataclass(frozen=True, slots=True)
class Schedule:
    """What entries of one rhythm have in common: enough to compute anew when they come next."""

    zone: str
    at: time
    days: frozenset[int]
    next_run_at: datetime
    next_day: date
    last_day: date | None


class Slots(Protocol):
    """The truth about what is due; the scheduler only wakes us."""

    async def next_due(self, *, after: datetime) -> datetime | None:
        """The earliest planned instant later than ``after``."""
        ...

    async def due(
        self, *, now: datetime, limit: int, platforms: Collection[Platform] = tuple(Platform)
    ) -> Sequence[DueGroup]:
        """What is due at ``now``, grouped by what it would show, the earliest first.

        Only chats of these platforms count. A chat whose last digest is still on its way is left out until that is
        settled.
        """
        ...

    async def settle(self, decisions: Sequence[tuple[DueGroup, Settlement]]) -> Sequence[int]:
        """Settle every entry of these groups that is still due and that nobody else is settling.

        Writes each slot under its unique key, owes its messages, and moves the entry on. A slot that is known already
        owes nothing again. Returns how many entries each group had.
        """
        ...

    async def add(self, slot: Slot) -> bool:
        """Write one slot by itself; False when it is known already."""
        ...

    async def latest(self, subscription_id: str, *, limit: int) -> Sequence[Slot]:
        """A plan's slots, the latest planned first."""
        ...

    async def schedules(self) -> Sequence[Schedule]:
        """Every rhythm of entries that wait for their time."""
        ...

    async def reschedule(self, schedule: Schedule, *, next_run_at: datetime, next_day: date) -> int:
        """Move every entry of the rhythm to another next instant; return how many."""
        ...

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete slots planned before this instant; return how many."""
        ...
