"""Everything that is kept, as records, in SQL."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import String, func, insert, literal, or_, select, text, tuple_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.counters import raise_counter
from briefings.adapters.sql.records import publications as record_publications
from briefings.adapters.sql.records.checks import check
from briefings.adapters.sql.records.form import FormError, form_of, row_of
from briefings.adapters.sql.records.kinds import BY_NAME, DERIVED_COUNTERS, KINDS, PUBLICATION, Kind
from briefings.adapters.sql.tables import core, delivery, editorial
from briefings.ports.records import Record, RecordError

PORTION = 500
LARGE_PORTION = 20
"""Rows read at a time; fewer of tables that hold whole articles: with the largest ones about 80 MB."""

_LARGE = frozenset({"content", "parts", "payload", "text"})


class SqlRecords:
    """Reads and writes records kind by kind."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def kinds(self) -> Sequence[str]:
        """Every kind; nothing refers to what comes later."""
        return [kind.name for kind in KINDS]

    async def read(self, kind: str) -> AsyncIterator[Record]:
        """Every record of a kind, in the order of its key."""
        if kind == PUBLICATION:
            async for record in record_publications.read(self._connection):
                yield record
            return
        known = BY_NAME[kind]
        rows = self._cursor(known) if self._on_postgres else self._by_key(known)
        async for row in rows:
            if known.table is not core.counter or row["name"] not in DERIVED_COUNTERS:
                yield form_of(known, row)

    async def write(self, kind: str, records: Sequence[Record]) -> None:
        """Write new records; when one of them cannot be taken, it is found by writing them one by one."""
        if kind == PUBLICATION:
            await record_publications.write(self._connection, records)
            return
        known = BY_NAME[kind]
        rows = [_row(known, record, place) for place, record in enumerate(records)]
        if await self._inserted(known, rows):
            return
        for place, row in enumerate(rows):
            if not await self._inserted(known, [row]):
                raise RecordError(place, "it stands there twice, or names something that does not exist")

    async def finish(self) -> None:
        """Count on from the highest numbers."""
        await record_publications.check_complete(self._connection)
        entries = await self._highest(editorial.audit.c.number)
        if entries:
            await raise_counter(self._connection, "audit", entries)
        for column in (delivery.delivery.c.id, delivery.release.c.number):
            highest = await self._highest(column)
            if highest and self._on_postgres:
                sequence = {"t": f'"{column.table.name}"', "c": column.name, "v": highest}
                statement = "SELECT setval(pg_get_serial_sequence(:t, :c), CAST(:v AS BIGINT))"
                await self._connection.execute(text(statement), sequence)

    async def is_empty(self) -> bool:
        """Whether there is no record of any kind; counters alone are nothing."""
        held = (select(kind.table).exists() for kind in KINDS if kind.table is not core.counter)
        return not (await self._connection.execute(select(or_(*held)))).scalar_one()

    async def _inserted(self, kind: Kind, rows: list[dict[str, Any]]) -> bool:
        """Insert rows whole or not at all; False when the database refuses them."""
        try:
            async with self._connection.begin_nested():
                await self._connection.execute(insert(kind.table), rows)
        except DBAPIError as error:
            if error.connection_invalidated or not _is_refusal(error):
                raise
            return False
        return True

    async def _highest(self, column: Any) -> int:
        return int((await self._connection.execute(select(func.max(column)))).scalar() or 0)

    async def _cursor(self, kind: Kind) -> AsyncIterator[dict[str, Any]]:
        """Read by a cursor: PostgreSQL has no index in which texts stand by code point, as they do in SQLite."""
        key = [c.collate("C") if isinstance(c.type, String) else c for c in kind.table.primary_key.columns]
        query = select(*kind.columns).order_by(*key).execution_options(yield_per=_portion(kind))
        async for row in (await self._connection.stream(query)).mappings():
            yield dict(row)

    async def _by_key(self, kind: Kind) -> AsyncIterator[dict[str, Any]]:
        """Read portion by portion along the key: a driver's cursor on SQLite is a trip to its thread for each row."""
        key = list(kind.table.primary_key.columns)
        portion = _portion(kind)
        query = select(*kind.columns).order_by(*key).limit(portion)
        rows = (await self._connection.execute(query)).mappings().all()
        while rows:
            for row in rows:
                yield dict(row)
            if len(rows) < portion:
                return
            last = tuple_(*(literal(rows[-1][column.name], column.type) for column in key))
            rows = (await self._connection.execute(query.where(tuple_(*key) > last))).mappings().all()

    @property
    def _on_postgres(self) -> bool:
        return self._connection.dialect.name == "postgresql"


def _portion(kind: Kind) -> int:
    return LARGE_PORTION if _LARGE & set(kind.table.c.keys()) else PORTION


def _row(kind: Kind, record: Record, place: int) -> dict[str, Any]:
    try:
        row = row_of(kind, record)
    except FormError as error:
        raise RecordError(place, str(error)) from error
    unreadable = check(kind.name, row)
    if unreadable is not None:
        raise RecordError(place, f"“{unreadable}” cannot be read")
    return row


def _is_refusal(error: DBAPIError) -> bool:
    """Whether it is the row's fault: a broken constraint or a value that the column does not take."""
    state = str(getattr(error.orig, "sqlstate", "") or "")
    return state.startswith(("22", "23")) or "constraint" in str(error.orig).lower()
