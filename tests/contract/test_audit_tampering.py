"""Whatever a hand changes in the log, by SQL on either database, shows at that row."""

# ruff: noqa: S608 - the statements are made of this file's own words

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from briefings.adapters.sql.store import SqlStore
from briefings.adapters.sql.tables.editorial import audit
from briefings.domain.audit import Act, AuditEntry
from briefings.services.records.verify_log import LogCheck, read_log, verify_log

NOW = datetime(2025, 2, 24, 9, 0, tzinfo=UTC)
ROWS = 5
OTHERS: dict[str, tuple[str, ...]] = {
    "number": ("number + 100", "-number"),
    "at": ("at + 1", "9000000000000000000", "0"),
    "actor": ("'ana'", "''", "actor || ' '"),
    "act": ("'publish'", "'nonsense'"),
    "subject": ("'briefing 7'", "upper(subject)"),
    "detail": ("''", "'r9'"),
    "previous": ("hash", "''"),
    "hash": ("previous", "upper(hash)"),
    "keys": ("''", "'..'", "upper(keys)", "hash"),
    "marks": ("''", "keys", "upper(marks)"),
}


async def run(store: SqlStore, *statements: str) -> None:
    async with store.writing() as unit:
        for statement in statements:
            await unit._connection.execute(text(statement))


@pytest.fixture
async def logged(sql_store: SqlStore) -> SqlStore:
    async with sql_store.writing() as unit:
        for number in range(1, ROWS + 1):
            await unit.audit.append(at=NOW, actor="bén", act=Act.EDIT, subject=f"briefing {number}", detail="r1")
    return sql_store


async def broken_at(store: SqlStore) -> int | None:
    return (await verify_log(store=store)).broken_at


def test_every_column_is_tried() -> None:
    assert set(OTHERS) == set(audit.c.keys())


@pytest.mark.parametrize("row", range(1, ROWS + 1))
async def test_editing_any_column_of_any_row_shows_there(logged: SqlStore, row: int) -> None:
    kept = await _rows(logged)
    for column, values in OTHERS.items():
        for value in values:
            await run(logged, f"UPDATE audit SET {column} = {value} WHERE number = {row}")
            if await _rows(logged) != kept:
                assert await broken_at(logged) == row, (column, value)
                assert len(await read_log(limit=99, store=logged)) == ROWS
            await _put_back(logged, kept)
    assert await verify_log(store=logged) == LogCheck(ROWS, None)


@pytest.mark.parametrize("row", range(1, ROWS + 1))
async def test_removing_putting_in_and_swapping_show_there(logged: SqlStore, row: int) -> None:
    await run(logged, f"DELETE FROM audit WHERE number = {row}")
    assert await broken_at(logged) == row
    await run(logged, *(f"UPDATE audit SET number = {n - 1} WHERE number = {n}" for n in range(row + 1, ROWS + 1)))
    assert await broken_at(logged) == row


@pytest.mark.parametrize("row", range(1, ROWS))
async def test_swapped_rows_show_at_the_first(logged: SqlStore, row: int) -> None:
    moves = ((row, 99), (row + 1, row), (99, row + 1))
    await run(logged, *(f"UPDATE audit SET number = {new} WHERE number = {old}" for old, new in moves))
    assert await broken_at(logged) == row


async def test_a_row_put_in_shows_there(logged: SqlStore) -> None:
    columns = "at, actor, act, subject, detail, previous, hash, keys, marks"
    for number, source, shown in ((0, 1, 1), (ROWS + 1, 1, ROWS + 1), (ROWS + 9, ROWS, ROWS + 1)):
        copy = f"SELECT {number}, {columns} FROM audit WHERE number = {source}"
        await run(logged, f"INSERT INTO audit (number, {columns}) {copy}")
        assert await broken_at(logged) == shown
        await run(logged, f"DELETE FROM audit WHERE number = {number}")
    assert await broken_at(logged) is None


@pytest.mark.parametrize("left", range(ROWS))
async def test_cutting_off_the_newest_rows_shows_by_the_count(logged: SqlStore, left: int) -> None:
    await run(logged, f"DELETE FROM audit WHERE number > {left}")
    assert await verify_log(store=logged) == LogCheck(left, left + 1)


async def test_a_noted_head_shows_what_the_count_cannot(logged: SqlStore) -> None:
    noted = ROWS, (await verify_log(store=logged)).head
    async with logged.writing() as unit:
        await unit.audit.append(at=NOW, actor="bén", act=Act.EDIT, subject="briefing 9")
    assert await verify_log(store=logged, against=[noted]) == LogCheck(ROWS + 1, None)
    await run(logged, "DELETE FROM audit WHERE number > 2", "UPDATE counter SET value = 2 WHERE name = 'audit'")
    assert await broken_at(logged) is None
    assert (await verify_log(store=logged, against=[noted])).broken_at == 3
    async with logged.writing() as unit:
        for number in range(3, ROWS + 3):
            await unit.audit.append(at=NOW, actor="bén", act=Act.EDIT, subject=f"briefing {number}", detail="r2")
    assert await broken_at(logged) is None
    assert (await verify_log(store=logged, against=[noted])).broken_at == ROWS


async def test_what_is_no_text_at_all_shows_too(sqlite_store: SqlStore) -> None:
    async with sqlite_store.writing() as unit:
        for number in range(1, 4):
            await unit.audit.append(at=NOW, actor="ben", act=Act.EDIT, subject=f"briefing {number}")
    for column in ("actor", "act", "subject", "detail", "previous", "hash"):
        kept = await _rows(sqlite_store)
        for value in ("CAST(x'ff41' AS TEXT)", f"CAST({column} AS BLOB)", "7"):
            await run(sqlite_store, f"UPDATE audit SET {column} = {value} WHERE number = 2")
            if await _rows(sqlite_store) != kept:
                assert await broken_at(sqlite_store) == 2, (column, value)
            assert len(await read_log(limit=9, store=sqlite_store)) == 3
            await _put_back(sqlite_store, kept)
    await run(sqlite_store, "UPDATE audit SET at = 'soon' WHERE number = 3")
    assert await broken_at(sqlite_store) == 3


async def _rows(store: SqlStore) -> Sequence[AuditEntry]:
    async with store.reading() as unit:
        return [entry async for entry in unit.audit.oldest_first()]


async def _put_back(store: SqlStore, kept: Sequence[AuditEntry]) -> None:
    async with store.writing() as unit:
        await unit._connection.execute(audit.delete())
        rows = [{column.name: getattr(entry, column.name) for column in audit.c} for entry in kept]
        await unit._connection.execute(audit.insert(), [{**row, "act": str(row["act"])} for row in rows])
