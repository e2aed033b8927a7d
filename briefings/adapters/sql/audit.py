"""The audit log, in SQL: rows are inserted and read, and changed only to forget somebody."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, insert, or_, select, type_coerce, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.counters import raise_counter, read_counter
from briefings.adapters.sql.tables.columns import EPOCH, instant_of
from briefings.adapters.sql.tables.editorial import audit
from briefings.domain.audit import Act, AuditEntry

PORTION = 500


class SqlAudit:
    """Append only."""

    def __init__(self, connection: AsyncConnection, appended: list[AuditEntry]) -> None:
        self._connection = connection
        self._appended = appended

    async def append(self, *, at: datetime, actor: str, act: Act, subject: str, detail: str = "") -> AuditEntry:
        """Chain one more entry to the last.

        Raising the counter makes rivals wait; the number is the last entry's, which a hand that tampers may have moved.
        """
        await raise_counter(self._connection, "audit")
        newest = select(*_RAW).order_by(audit.c.number.desc()).limit(1)
        row = (await self._connection.execute(newest)).one_or_none()
        last = None if row is None else _entry_of(row)
        entry = AuditEntry.after(last, at=at, actor=actor, act=act, subject=subject, detail=detail)
        values = {column.name: getattr(entry, column.name) for column in audit.c}
        await self._connection.execute(insert(audit), {**values, "act": act.value})
        self._appended.append(entry)
        return entry

    async def latest(self, *, limit: int, subject: str | None = None) -> Sequence[AuditEntry]:
        """The newest entries, newest first."""
        numbers = select(audit.c.number).order_by(audit.c.number.desc()).limit(limit)
        if subject is not None:
            numbers = numbers.where(audit.c.subject == subject)
        found = list((await self._connection.execute(numbers)).scalars())
        portions = [found[start : start + PORTION] for start in range(0, len(found), PORTION)]
        return [entry for portion in portions for entry in reversed(await self._entries(portion))]

    async def oldest_first(self) -> AsyncIterator[AuditEntry]:
        """Every entry in the order of the chain; one that cannot even be read stands there without a seal."""
        last = -1
        while True:
            numbers = select(audit.c.number).where(audit.c.number > last).order_by(audit.c.number).limit(PORTION)
            found = list((await self._connection.execute(numbers)).scalars())
            for entry in await self._entries(found):
                yield entry
            if len(found) < PORTION:
                return
            last = found[-1]

    async def forget(self, person: Mapping[str, str]) -> Sequence[int]:
        """Erase a person from every entry."""
        keys = sorted(person)
        guests = [f"guest {key}" for key in keys]
        named = or_(audit.c.actor.in_(keys), audit.c.subject.in_([*keys, *guests]),
                    *(audit.c.detail.contains(key, autoescape=True) for key in keys))  # fmt: skip
        found = (await self._connection.execute(select(audit.c.number).where(named).order_by(audit.c.number))).scalars()
        portions = list(found)
        erased = []
        for start in range(0, len(portions), PORTION):
            for old in await self._entries(portions[start : start + PORTION]):
                new = old.without(person)
                if new != old:
                    values = {"actor": new.actor, "subject": new.subject, "detail": new.detail, "keys": new.keys}
                    await self._connection.execute(update(audit).where(audit.c.number == new.number).values(values))
                    erased.append(new.number)
        return erased

    async def written(self) -> int:
        """How many entries were ever written: the counter that each one raises."""
        return await read_counter(self._connection, "audit")

    async def _entries(self, numbers: Sequence[int]) -> list[AuditEntry]:
        query = select(*_RAW).where(audit.c.number.in_(numbers)).order_by(audit.c.number)
        try:
            return [_entry_of(row) for row in await self._connection.execute(query)]
        except OperationalError:  # SQLite keeps texts that are none; the driver refuses to read them
            if len(numbers) == 1:
                return [AuditEntry(numbers[0], EPOCH, *[""] * 8)]
            return [entry for number in numbers for entry in await self._entries([number])]


_RAW = tuple(type_coerce(c, BigInteger).label(c.name) if c.name == "at" else c for c in audit.c)


def _entry_of(row: Row[Any]) -> AuditEntry:
    """Read an entry; whatever a hand has put there instead of what was sealed, the seal will not fit it."""
    values = {name: str(value) for name, value in row._asdict().items() if name not in ("number", "at")}
    try:
        at = instant_of(row.at)
    except (OverflowError, TypeError):
        at = EPOCH
    act = values["act"]
    return AuditEntry(**{**values, "act": Act(act) if act in _ACTS else act, "number": row.number, "at": at})


_ACTS = frozenset(act.value for act in Act)
