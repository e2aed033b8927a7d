"""Errors that readers report, in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.counters import raise_counter
from briefings.adapters.sql.tables.editorial import error_report
from briefings.domain.people import Identity, Platform
from briefings.domain.reports import ErrorReport


class SqlReports:
    """The editors' queue of reported errors."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, *, briefing_number: int, reason: str, reporter: Identity, at: datetime) -> ErrorReport:
        """Keep a report."""
        number = await raise_counter(self._connection, "error_report")
        row = {
            "id": number,
            "briefing_number": briefing_number,
            "reason": reason,
            "at": at,
            "reporter_platform": reporter.platform.value,
            "reporter_id": reporter.user_id,
        }
        await self._connection.execute(insert(error_report), row)
        return ErrorReport(number, briefing_number, reason, at, reporter)

    async def count(self, reporter: Identity, *, since: datetime) -> int:
        """How many errors a reader has reported since."""
        query = select(func.count()).select_from(error_report).where(_of(reporter), error_report.c.at >= since)
        return int((await self._connection.execute(query)).scalar_one())

    async def open(self, *, limit: int = 50) -> Sequence[ErrorReport]:
        """Reports that nobody has settled yet, oldest first."""
        query = select(error_report).where(error_report.c.settled_at.is_(None)).order_by(error_report.c.id).limit(limit)
        return [_report_of(row) for row in await self._connection.execute(query)]

    async def settle(self, report_id: int, *, by: str, at: datetime) -> bool:
        """Close a report."""
        mine = and_(error_report.c.id == report_id, error_report.c.settled_at.is_(None))
        settled = update(error_report).where(mine).values(settled_by=by, settled_at=at)
        return (await self._connection.execute(settled)).rowcount > 0

    async def forget(self, reporter: Identity) -> int:
        """Take a reader's name off the reports."""
        nameless = update(error_report).where(_of(reporter)).values(reporter_platform=None, reporter_id=None)
        return (await self._connection.execute(nameless)).rowcount


def _of(reporter: Identity) -> ColumnElement[bool]:
    return and_(
        error_report.c.reporter_platform == reporter.platform.value, error_report.c.reporter_id == reporter.user_id
    )


def _report_of(row: Row[Any]) -> ErrorReport:
    reporter = Identity(Platform(row.reporter_platform), row.reporter_id) if row.reporter_id else None
    return ErrorReport(row.id, row.briefing_number, row.reason, row.at, reporter, row.settled_at, row.settled_by)
