"""Errors that readers report."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from briefings.domain.people import Identity
from briefings.domain.reports import ErrorReport


class Reports(Protocol):
    """The editors' queue of reported errors."""

    async def add(self, *, briefing_number: int, reason: str, reporter: Identity, at: datetime) -> ErrorReport:
        """Keep a report; ids count from 1."""
        ...

    async def count(self, reporter: Identity, *, since: datetime) -> int:
        """How many errors a reader has reported since."""
        ...

    async def open(self, *, limit: int = 50) -> Sequence[ErrorReport]:
        """Reports that nobody has settled yet, oldest first."""
        ...

    async def settle(self, report_id: int, *, by: str, at: datetime) -> bool:
        """Close a report; False when it is not open."""
        ...

    async def forget(self, reporter: Identity) -> int:
        """Take a reader's name off the reports; return of how many."""
        ...
