"""The archive's version is seen at once, whoever raised it; where it cannot be seen so, the usual way tells."""

import asyncio
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, func, literal, select

from briefings.adapters.sql.sqlite.inline_reader import Glance
from briefings.adapters.sql.store import SqlStore, open_store
from briefings.domain.errors import TemporaryError
from tests.fakes.newsroom import NOON, keep, make_briefing


def path_of(store: SqlStore) -> Path:
    assert store.address.file is not None
    return store.address.file


async def test_it_sees_what_others_changed_a_moment_ago(sqlite_store: SqlStore) -> None:
    glance = Glance(path_of(sqlite_store))
    other = await open_store(f"sqlite:///{path_of(sqlite_store)}")
    seen = [glance.archive_version(NOON) or 0]
    for number, store in enumerate((sqlite_store, other, sqlite_store), 1):
        await keep(store, make_briefing(number))
        seen.append(glance.archive_version(NOON) or 0)
    async with other.writing() as unit:
        await unit.archive.withdraw("briefing-1")
        during = glance.archive_version(NOON)
    seen.append(glance.archive_version(NOON) or 0)
    glance.close()
    await other.close()
    assert seen == sorted(set(seen))
    assert during == seen[-2]


async def test_it_sees_nothing_in_a_file_that_is_gone_and_makes_none(tmp_path: Path) -> None:
    glance = Glance(tmp_path / "gone.db")
    assert glance.archive_version(NOON) is None
    assert not (tmp_path / "gone.db").exists()


async def test_a_view_stays_as_it_was_whatever_is_written_meanwhile(sqlite_store: SqlStore) -> None:
    await keep(sqlite_store, make_briefing(1))
    async with sqlite_store.published() as archive:
        assert [found.number for found in await archive.latest(now=NOON, limit=9)] == [1]
        await keep(sqlite_store, make_briefing(2))
        assert [found.number for found in await archive.latest(now=NOON, limit=9)] == [1]
        async with sqlite_store.published() as later:
            assert len(await later.latest(now=NOON, limit=9)) == 2
    async with sqlite_store.published() as archive:
        assert len(await archive.latest(now=NOON, limit=9)) == 2


def counting_to(last: int) -> Select[Any]:
    numbers = select(literal(1).label("n")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < last))
    return select(func.count().label("many")).select_from(numbers)


async def test_only_what_takes_long_lets_others_go_ahead(sqlite_store: SqlStore) -> None:
    glance, others = Glance(path_of(sqlite_store)), list[str]()
    try:
        async with glance.look() as look:
            for last in (10, 300_000):
                asyncio.get_running_loop().call_soon(others.append, f"up to {last}")
                (row,) = await look.rows(counting_to(last), {})
                assert row.many == last
                assert others == ([] if last == 10 else ["up to 10", "up to 300000"])
    finally:
        glance.close()


async def test_who_stops_waiting_stops_the_question_too(sqlite_store: SqlStore) -> None:
    glance = Glance(path_of(sqlite_store))
    try:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05), glance.look() as look:
                await look.rows(counting_to(10**12), {})
        assert glance.archive_version(NOON) == 0
    finally:
        glance.close()


async def test_a_file_that_is_gone_is_told_of(migrated_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "gone.db"
    shutil.copyfile(migrated_file, path)
    store = await open_store(f"sqlite:///{path}")
    path.unlink()
    with pytest.raises(TemporaryError, match="cannot be opened"):
        async with store.published():
            pass
    await store.close()


async def test_what_holds_the_whole_file_is_waited_for_in_the_usual_way(migrated_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "held.db"
    shutil.copyfile(migrated_file, path)
    store = await open_store(f"sqlite:///{path}", busy_seconds=0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    assert await store.archive_version(now=NOON) == 0
    await store.close()
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("PRAGMA journal_mode=DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(TemporaryError):
        await store.archive_version(now=NOON)
    with pytest.raises(TemporaryError):
        async with store.published() as archive:
            await archive.topics(now=NOON)
    holder.execute("ROLLBACK")
    holder.close()
    assert await store.archive_version(now=NOON) == 0
    await store.close()
