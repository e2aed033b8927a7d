"""Looks at a SQLite file from the event loop's own thread, for the small questions of an answer.

A trip to a connection's thread and back costs more than most of these questions do, and on a busy machine far more.
Whoever reads a file with a write-ahead log waits for no writer (sqlite.org/wal.html), so nobody is held up by it here.
A question that turns out to be no small one is given up after a moment and asked again in a thread, where it may take
its time; those to a full-text index go there at once, because SQLite does not let itself be stopped within one.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select

from briefings.adapters.sql.archive import pages as archive_pages
from briefings.adapters.sql.archive import writing as archive_writing
from briefings.adapters.sql.archive.published import Given
from briefings.adapters.sql.sqlite.prepared import Prepared, prepared
from briefings.adapters.sql.tables.columns import micros

AT_ONCE_SECONDS = 0.002
"""How long the event loop waits for an answer at the most."""

_STEPS = 1000
"""Steps of SQLite's machine between two looks at the clock: some twenty microseconds' worth."""

_KEPT = 4
_VERSION = prepared(archive_pages.version(archive_writing.VERSION))
_LATER = frozenset({sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_BUSY})


class Look:
    """A connection that only reads, used by one coroutine at a time."""

    def __init__(self, path: Path, threads: ThreadPoolExecutor, *, busy_seconds: float, at_once_seconds: float) -> None:
        self._threads = threads
        self._busy_seconds = busy_seconds
        self._at_once_seconds = at_once_seconds
        self._until = float("inf")
        address = f"{path.absolute().as_uri()}?mode=rw"  # a file that is gone is not made anew
        self._file = sqlite3.connect(address, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
        self._file.execute("PRAGMA cache_size=-16000")
        self._file.set_progress_handler(lambda: time.perf_counter() > self._until, _STEPS)

    def begin(self) -> None:
        """Begin a consistent view, with the next statement."""
        self._file.execute("BEGIN")

    def end(self) -> None:
        """End the view; what comes next sees what was written meanwhile."""
        if self._file.in_transaction:
            self._file.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connection."""
        self._file.close()

    def at_once(self, statement: Prepared, given: Given) -> list[Any]:
        """Run a statement here and now. Raises sqlite3.OperationalError when it takes too long."""
        self._until = time.perf_counter() + self._at_once_seconds
        try:
            return statement.rows(self._file.execute(statement.sql, statement.values(given)).fetchall())
        finally:
            self._until = float("inf")

    async def rows(self, statement: Select[Any], given: Given) -> Sequence[Any]:
        """Run a statement, in a thread where it takes longer."""
        ready = prepared(statement)
        if "match" not in given:
            try:
                return self.at_once(ready, given)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in _LATER:
                    raise
        return ready.rows(await self._patiently(ready.sql, ready.values(given)))

    async def _patiently(self, sql: str, values: dict[str, Any]) -> list[Any]:
        working = asyncio.get_running_loop().run_in_executor(self._threads, self._waiting, sql, values)
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            while not working.done():  # nobody else may have the connection before
                self._file.interrupt()
                with suppress(asyncio.CancelledError):
                    await asyncio.wait({working}, timeout=0.01)
            working.exception()
            raise

    def _waiting(self, sql: str, values: dict[str, Any]) -> list[Any]:
        self._file.execute(f"PRAGMA busy_timeout={int(self._busy_seconds * 1000)}")
        try:
            return self._file.execute(sql, values).fetchall()
        finally:
            self._file.execute("PRAGMA busy_timeout=0")


class Glance:
    """Looks at one file, opened when they are first needed and kept for the next who ask."""

    def __init__(self, path: Path, *, busy_seconds: float = 5.0, at_once_seconds: float = AT_ONCE_SECONDS) -> None:
        self._threads = _threads()
        self._open: Callable[[], Look] = lambda: Look(
            path, self._threads, busy_seconds=busy_seconds, at_once_seconds=at_once_seconds
        )
        self._free: list[Look] = []

    def archive_version(self, now: datetime) -> int | None:
        """The archive's version, as whoever reads next would find it; None where the file does not let us look."""
        try:
            look = self._taken()
            try:
                version = archive_pages.version_of(*look.at_once(_VERSION, {"now": micros(now)})[0])
            except BaseException:
                look.close()
                raise
        except sqlite3.Error:
            return None
        self._give_back(look)
        return version

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Look]:
        """A consistent view of the file.

        Raises:
            sqlite3.Error: the file cannot be opened.
        """
        look = self._taken()
        try:
            look.begin()
            yield look
            look.end()
        except sqlite3.Error:
            look.close()
            raise
        except BaseException:
            look.end()
            self._give_back(look)
            raise
        self._give_back(look)

    def close(self) -> None:
        """Close what is open; a later look opens another."""
        while self._free:
            self._free.pop().close()
        self._threads.shutdown(wait=False)
        self._threads = _threads()  # which starts none before it is needed

    def _taken(self) -> Look:
        return self._free.pop() if self._free else self._open()

    def _give_back(self, look: Look) -> None:
        if len(self._free) < _KEPT:
            self._free.append(look)
        else:
            look.close()


def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_KEPT, thread_name_prefix="daybrief-look")
