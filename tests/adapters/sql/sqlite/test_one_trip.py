"""The connection to SQLite makes one trip to its thread for a statement, and tells all that a cursor tells."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefings.adapters.sql.sqlite.one_trip import READS, OneTripConnection, connect


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[OneTripConnection]:
    opened = await connect(str(tmp_path / "one.db"), isolation_level=None)
    yield opened
    await opened.close()


async def test_a_cursor_tells_rows_columns_and_counts(connection: OneTripConnection) -> None:
    cursor = connection.cursor()
    await cursor.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT)")
    assert await cursor.fetchall() == []
    await cursor.executemany("INSERT INTO word (text) VALUES (?)", [("one",), ("two",), ("three",)])
    assert cursor.rowcount == 3
    await cursor.execute("INSERT INTO word (text) VALUES (?)", ("four",))
    assert cursor.lastrowid == 4
    await cursor.execute("SELECT id, text FROM word WHERE id > ? ORDER BY id", (2,))
    assert [column[0] for column in cursor.description or ()] == ["id", "text"]
    assert await cursor.fetchall() == [(3, "three"), (4, "four")]


async def test_a_statement_takes_one_trip(connection: OneTripConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    trips, asked = list[object](), connection._tx.put_nowait

    def counted(task: Any) -> None:
        trips.append(task)
        asked(task)

    monkeypatch.setattr(connection, "_tx", SimpleNamespace(put_nowait=counted))
    cursor = connection.cursor()
    await cursor.execute("SELECT 1 UNION SELECT 2")
    assert await cursor.fetchall() == [(1,), (2,)]
    await cursor.close()
    assert len(trips) == 1
    monkeypatch.undo()


async def test_a_reading_transaction_begins_with_its_first_statement_and_ends_unawaited(tmp_path: Path) -> None:
    reader, writer = await connect(str(tmp_path / "two.db"), isolation_level=None), sqlite3.connect(tmp_path / "two.db")
    writer.executescript("PRAGMA journal_mode=WAL; CREATE TABLE word (text TEXT)")
    seen = []
    try:
        for _ in range(2):
            cursor = reader.cursor()
            reader.begin_with_next(READS)
            for _ in range(2):
                await cursor.execute("SELECT count(*) FROM word")
                seen.append((await cursor.fetchall())[0][0])
                assert reader.in_transaction
                writer.execute("INSERT INTO word VALUES ('new')")
                writer.commit()
            await reader.rollback()
        assert seen == [0, 0, 2, 2]
        await reader.cursor().execute("PRAGMA user_version")  # comes after the end, and before any other beginning
        assert not reader.in_transaction
        for end in (reader.rollback, reader.commit):
            reader.begin_with_next(READS)
            await end()
            assert not reader.in_transaction
    finally:
        await reader.close()
        writer.close()


async def test_a_writing_transaction_holds_the_file_from_its_first_statement_to_its_end(tmp_path: Path) -> None:
    first, rival = await connect(str(tmp_path / "one.db"), isolation_level=None), sqlite3.connect(tmp_path / "one.db")
    rival.executescript("PRAGMA busy_timeout=0; CREATE TABLE word (text)")
    try:
        first.begin_with_next("BEGIN IMMEDIATE")
        await first.cursor().execute("SELECT count(*) FROM word")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            rival.execute("INSERT INTO word VALUES ('rival')")
        await first.cursor().execute("INSERT INTO word VALUES ('first')")
        await first.commit()
        assert rival.execute("SELECT text FROM word").fetchall() == [("first",)]
    finally:
        await first.close()
        rival.close()


async def test_a_mistake_is_raised_and_leaves_the_connection_usable(connection: OneTripConnection) -> None:
    cursor = connection.cursor()
    with pytest.raises(sqlite3.OperationalError):
        await cursor.execute("SELECT nothing FROM nowhere")
    await cursor.execute("SELECT 1")
    assert await cursor.fetchall() == [(1,)]


async def test_a_read_leaves_no_statement_open_that_would_hold_the_snapshot(tmp_path: Path) -> None:
    reader, writer = await connect(str(tmp_path / "two.db"), isolation_level=None), sqlite3.connect(tmp_path / "two.db")
    try:
        writer.executescript("PRAGMA journal_mode=WAL; CREATE TABLE word (text)")
        cursor = reader.cursor()
        await cursor.execute("SELECT count(*) FROM word")
        writer.execute("INSERT INTO word VALUES ('new')")
        writer.commit()
        assert writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    finally:
        writer.close()
        await reader.close()


def test_a_connection_left_behind_by_a_closed_event_loop_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    raised, gate = list[object](), threading.Event()
    monkeypatch.setattr(threading, "excepthook", raised.append)

    async def leave() -> threading.Thread:
        opened = await connect(":memory:")
        opened._tx.put_nowait((asyncio.get_running_loop().create_future(), gate.wait))
        opened.stop()
        return opened._thread

    thread = asyncio.run(leave())
    gate.set()
    thread.join(timeout=10)
    assert (thread.is_alive(), raised) == (False, [])
