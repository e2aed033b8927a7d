"""Errors that readers report, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from briefings.domain.people import Identity
from briefings.domain.reports import ErrorReport
from tests.fakes.memory.newsroom_state import NewsroomState


class MemoryReports:
    """The editors' queue of reported errors."""

    def __init__(self, state: NewsroomState) -> None:
        self._state = state

    async def add(self, *, briefing_number: int, reason: str, reporter: Identity, at: datetime) -> ErrorReport:
        """Keep a report."""
        report = ErrorReport(len(self._state.reports) + 1, briefing_number, reason, at, reporter)
        self._state.reports[report.id] = report
        return report

    async def count(self, reporter: Identity, *, since: datetime) -> int:
        """How many errors a reader has reported since."""
        return sum(report.reporter == reporter and report.at >= since for report in self._state.reports.values())

    async def open(self, *, limit: int = 50) -> Sequence[ErrorReport]:
        """Reports that nobody has settled yet, oldest first."""
        return [report for report in self._state.reports.values() if report.settled_at is None][:limit]

    async def settle(self, report_id: int, *, by: str, at: datetime) -> bool:
        """Close a report."""
        report = self._state.reports.get(report_id)
        if report is None or report.settled_at is not None:
            return False
        self._state.reports[report_id] = replace(report, settled_by=by, settled_at=at)
        return True

    async def forget(self, reporter: Identity) -> int:
        """Take a reader's name off the reports."""
        mine = [report for report in self._state.reports.values() if report.reporter == reporter]
        for report in mine:
            self._state.reports[report.id] = replace(report, reporter=None)
        return len(mine)
