"""Connections: how each database is opened, and what every connection is told first."""

import asyncio
import sqlite3
import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import await_only

from briefings.adapters.sql.addresses import Address

BUSY_SECONDS = 5.0
"""How long a writer waits for another program that holds the SQLite file."""

_READERS = 4

_FROZEN_SECONDS = 15
"""PostgreSQL ends a transaction in which a client says nothing for so long: a process that was stopped in the middle of
one, or a machine that is gone, must not hold what the others wait for."""

_BROKEN = frozenset(
    {
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
    }
)


@dataclass(frozen=True, slots=True)
class Engines:
    """One pool to read with and one to write with; on PostgreSQL they are the same."""

    reader: AsyncEngine
    writer: AsyncEngine

    async def dispose(self) -> None:
        """Give every connection back, whoever cancels meanwhile: an open one would hang the program's end."""
        closing = asyncio.ensure_future(self._dispose())
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await closing
            raise

    async def _dispose(self) -> None:
        await self.reader.dispose()
        if self.writer is not self.reader:
            await self.writer.dispose()


def engines(address: Address, *, busy_seconds: float = BUSY_SECONDS) -> Engines:
    """Make the pools; nothing is opened yet."""
    if address.file is None:
        engine = create_async_engine(address.url, pool_size=5, max_overflow=5, pool_pre_ping=True, hide_parameters=True)
        event.listen(engine.sync_engine, "connect", _bound_transactions)
        return Engines(engine, engine)
    return Engines(
        _sqlite(address, busy_seconds, begin="BEGIN", synchronous="NORMAL", pool_size=_READERS),
        _sqlite(address, busy_seconds, begin="BEGIN IMMEDIATE", synchronous="FULL", pool_size=1),
    )


def _bound_transactions(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET idle_in_transaction_session_timeout = '{_FROZEN_SECONDS}s'")
    cursor.close()
    connection.commit()


def _sqlite(address: Address, busy_seconds: float, *, begin: str, synchronous: str, pool_size: int) -> AsyncEngine:
    arguments = {"timeout": busy_seconds, "isolation_level": None}
    engine = create_async_engine(
        address.url, pool_size=pool_size, max_overflow=0, connect_args=arguments, hide_parameters=True
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        _keep_a_log(cursor, busy_seconds)
        for pragma in ("foreign_keys=ON", f"synchronous={synchronous}", "cache_size=-16000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine.sync_engine, "handle_error", _drop_broken)

    @event.listens_for(engine.sync_engine, "begin")
    def begin_as_told(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _drop_broken(context: ExceptionContext) -> None:
    """Open a connection anew after trouble with its file: what it remembers of the file may be wrong."""
    code = getattr(context.original_exception, "sqlite_errorcode", sqlite3.SQLITE_OK)
    if code & 0xFF in _BROKEN:
        context.is_disconnect = True


def _keep_a_log(cursor: Any, busy_seconds: float) -> None:
    """Let the file keep a write-ahead log, which it then does for good.

    SQLite waits for nobody at this one step (two that wait for each other would never end), so that programs which
    start together on a new file must ask again.
    """
    until = time.monotonic() + busy_seconds
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
            await_only(asyncio.sleep(0.02))
        else:
            return
