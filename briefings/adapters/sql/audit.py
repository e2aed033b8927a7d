"""The audit log, in SQL: rows are inserted and read, never changed."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.counters import raise_counter
from briefings.adapters.sql.tables.editorial import audit
from briefings.domain.audit import Act, AuditEntry

PORTION = 500


class SqlAudit:
    """Append only."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def append(self, *, at: datetime, actor: str, act: Act, subject: str, detail: str = "") -> AuditEntry:
        """Chain one more entry to the last.

        Raising the counter makes rivals wait; the number is the last entry's, which a hand that tampers may have moved.
        """
        await raise_counter(self._connection, "audit")
        newest = select(audit).order_by(audit.c.number.desc()).limit(1)
        row = (await self._connection.execute(newest)).one_or_none()
        last = None if row is None else _entry_of(row)
        entry = AuditEntry.after(last, at=at, actor=actor, act=act, subject=subject, detail=detail)
        values = {column.name: getattr(entry, column.name) for column in audit.c}
        await self._connection.execute(insert(audit), {**values, "act": entry.act.value})
        return entry

    async def latest(self, *, limit: int, subject: str | None = None) -> Sequence[AuditEntry]:
        """The newest entries, newest first."""
        query = select(audit).order_by(audit.c.number.desc()).limit(limit)
        if subject is not None:
            query = query.where(audit.c.subject == subject)
        return [_entry_of(row) for row in await self._connection.execute(query)]

    async def oldest_first(self) -> AsyncIterator[AuditEntry]:
        """Every entry in the order of the chain."""
        last = -1
        while True:
            query = select(audit).where(audit.c.number > last).order_by(audit.c.number).limit(PORTION)
            rows = (await self._connection.execute(query)).all()
            for row in rows:
                yield _entry_of(row)
            if len(rows) < PORTION:
                return
            last = rows[-1].number


def _entry_of(row: Row[Any]) -> AuditEntry:
    values = row._asdict()
    return AuditEntry(**{**values, "act": Act(values["act"])})
