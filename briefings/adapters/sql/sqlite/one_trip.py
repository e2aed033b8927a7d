"""A connection to a SQLite file whose statements take one trip to its thread each.

aiosqlite makes four of a statement, as SQLAlchemy asks for it: open a cursor, run, fetch, close. A trip costs more than
a small statement does, so these cursors open nothing, run and fetch in one trip, and have nothing left to close.
A transaction begins with its first statement, on the same trip. For the end of one that only reads nobody waits: what
comes next on the connection comes after it.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from threading import Thread
from typing import Any, Self

import aiosqlite
from aiosqlite.core import _connection_worker_thread

READS = "BEGIN"
"""How a transaction begins that only reads; those that write begin in another way."""


@dataclass(slots=True)
class _Done:
    """What a statement left behind: all its rows, and what a cursor tells about them."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    rows: list[Any] = field(default_factory=list)


class OneTripCursor:
    """What SQLAlchemy needs of an asynchronous cursor."""

    def __init__(self, run: Callable[..., Any]) -> None:
        self._run = run
        self._done = _Done()
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        """The names of the columns, as the DB-API has them; None for a statement without rows."""
        return self._done.description

    @property
    def rowcount(self) -> int:
        """How many rows were changed, -1 where that means nothing."""
        return self._done.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The key of the row inserted last."""
        return self._done.lastrowid

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """Run a statement and fetch all its rows."""
        self._done = await self._run(sqlite3.Cursor.execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        """Run a statement once for each set of parameters."""
        self._done = await self._run(sqlite3.Cursor.executemany, sql, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        """The rows, which are here already."""
        return self._done.rows

    async def close(self) -> None:
        """Drop the rows; the statement has ended already."""
        self._done.rows = []


class OneTripConnection(aiosqlite.Connection):
    """aiosqlite's connection, with cursors of its own."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        # A daemon: a connection that was left open must not hold up the program's end.
        self._thread = Thread(target=_serve, args=(self._tx,), daemon=True)
        self._to_begin = ""
        self._reads = False

    def cursor(self) -> OneTripCursor:  # type: ignore[override]  # SQLAlchemy asks no more of it than ours can
        """A cursor that is not opened before it runs a statement."""
        return OneTripCursor(self._run)

    def begin_with_next(self, begin: str) -> None:
        """Begin a transaction in this way, with the next statement."""
        self._to_begin = begin

    async def commit(self) -> None:
        """End the transaction and keep what it wrote; one that has not begun has nothing to keep."""
        self._reads = False
        if self._to_begin:
            self._to_begin = ""
        else:
            await super().commit()

    async def rollback(self) -> None:
        """End the transaction and keep nothing."""
        if self._to_begin:
            self._to_begin = ""
        elif self._reads:
            self._reads = False
            self._tx.put_nowait((_unawaited(), self._conn.rollback))
        else:
            await super().rollback()

    async def _run(self, execute: Callable[..., Any], sql: str, parameters: Any) -> _Done:
        begin, self._to_begin = self._to_begin, ""
        self._reads = self._reads or begin == READS
        run: Callable[..., Awaitable[_Done]] = self._execute
        return await run(self._whole, execute, sql, parameters, begin)

    def _whole(self, execute: Callable[..., Any], sql: str, parameters: Any, begin: str) -> _Done:
        cursor = self._conn.cursor()
        try:
            if begin:
                cursor.execute(begin)
            execute(cursor, sql, parameters)
            rows = cursor.fetchall() if cursor.description else []
            return _Done(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
        finally:
            cursor.close()


def _serve(calls: Any) -> None:
    """Do what aiosqlite's thread does; with the event loop closed nobody is left to be told, and the thread ends."""
    with suppress(RuntimeError):
        _connection_worker_thread(calls)


def _unawaited() -> "asyncio.Future[Any]":
    """A future whose failure nobody needs to hear of: a connection that cannot even roll back fails at its next use."""
    future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda done: done.cancelled() or done.exception())
    return future


async def connect(database: str, **options: Any) -> OneTripConnection:
    """Open a connection; ``options`` are those of ``sqlite3.connect``."""
    connection = OneTripConnection(partial(sqlite3.connect, database, **options))
    await connection
    return connection
