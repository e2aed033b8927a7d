"""A connection to a SQLite file whose statements take one trip to its thread each.

aiosqlite makes four of a statement, as SQLAlchemy asks for it: open a cursor, run, fetch, close. A trip costs more than
a small statement does, so these cursors open nothing, run and fetch in one trip, and have nothing left to close.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self

import aiosqlite


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
        self._thread.daemon = True  # a connection that was left open must not hold up the program's end

    def cursor(self) -> OneTripCursor:  # type: ignore[override]
        """A cursor that is not opened before it runs a statement."""
        return OneTripCursor(self._run)

    async def _run(self, execute: Callable[..., Any], sql: str, parameters: Any) -> _Done:
        done: _Done = await self._execute(self._whole, execute, sql, parameters)  # type: ignore[no-untyped-call]
        return done

    def _whole(self, execute: Callable[..., Any], sql: str, parameters: Any) -> _Done:
        cursor = self._conn.cursor()
        try:
            execute(cursor, sql, parameters)
            rows = cursor.fetchall() if cursor.description else []
            return _Done(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
        finally:
            cursor.close()


async def connect(database: str, **options: Any) -> OneTripConnection:
    """Open a connection; ``options`` are those of ``sqlite3.connect``."""
    connection = OneTripConnection(partial(sqlite3.connect, database, **options))
    await connection
    return connection
