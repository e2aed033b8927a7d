"""Fixtures that every test may ask for: the three stores, and a real PostgreSQL that the tests start themselves."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import TypeVar

import asyncpg
import pytest

from briefings.adapters.sql.migrating import migrate
from briefings.adapters.sql.store import SqlStore, open_store
from briefings.ports.store import Store
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.fakes.postgres import PostgresServer, started_server

T = TypeVar("T")

_POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)
_names = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that wait for whole programs, so that none of them is left alone at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/e2e/"))


def run_apart(work: Coroutine[object, object, T]) -> T:
    """Run a coroutine in a loop of its own, away from the loop of the tests."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands still at 9:00 UTC on 24 February 2025."""
    return SettableClock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real server, one for each worker of pytest-xdist, so that none stops what another still uses."""
    with started_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, worker_id: str) -> Iterator[str]:
    """The URL of an empty database of this test's own."""
    name = f"test_{worker_id}_{next(_names)}"
    run_apart(postgres_server.execute(f"CREATE DATABASE {name}"))
    yield postgres_server.url(name)
    run_apart(postgres_server.execute(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of a file that is not there yet."""
    return f"sqlite:///{tmp_path / 'daybrief.db'}"


@pytest.fixture(params=["sqlite", _POSTGRES])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database: a SQLite file, then a PostgreSQL one."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    run_apart(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: PostgresServer, worker_id: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with all tables, emptied before each test that asks for a store."""
    name = f"store_{worker_id}"
    run_apart(postgres_server.execute(f"CREATE DATABASE {name}"))
    url = postgres_server.url(name)
    run_apart(migrate(url))
    yield url
    run_apart(postgres_server.execute(f"DROP DATABASE {name} WITH (FORCE)"))


@asynccontextmanager
async def copied_store(migrated: Path, path: Path) -> AsyncIterator[SqlStore]:
    """An empty store on a copy of the file that has all tables."""
    shutil.copyfile(migrated, path)
    store = await open_store(f"sqlite:///{path}")
    try:
        yield store
    finally:
        await store.close()


@pytest.fixture
async def sqlite_store(migrated_file: Path, tmp_path: Path) -> AsyncIterator[SqlStore]:
    """An empty store on a SQLite file."""
    async with copied_store(migrated_file, tmp_path / "store.db") as store:
        yield store


@pytest.fixture
async def other_store(migrated_file: Path, tmp_path: Path) -> AsyncIterator[SqlStore]:
    """One more empty store on a SQLite file, to carry something to or from."""
    async with copied_store(migrated_file, tmp_path / "other.db") as store:
        yield store


@pytest.fixture
async def postgres_store(migrated_postgres: str) -> AsyncIterator[SqlStore]:
    """An empty store on PostgreSQL."""
    await empty_database(migrated_postgres)
    store = await open_store(migrated_postgres)
    yield store
    await store.close()


@pytest.fixture
async def memory_store() -> AsyncIterator[MemoryStore]:
    """An empty store in memory."""
    store = MemoryStore()
    yield store
    await store.close()


@pytest.fixture(params=["memory", "sqlite", _POSTGRES])
def store(request: pytest.FixtureRequest) -> Store:
    """Each of the three stores, empty."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


@pytest.fixture(params=["sqlite", _POSTGRES])
def sql_store(request: pytest.FixtureRequest) -> SqlStore:
    """Each of the two databases' stores, empty."""
    found: SqlStore = request.getfixturevalue(f"{request.param}_store")
    return found


_EMPTY_EVERY_TABLE = """
SET session_replication_role = replica;  -- nobody asks in which order rows may go
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
END $$
"""


async def empty_database(url: str) -> None:
    """Take every row out of a PostgreSQL database; its tables stay. TRUNCATE makes new files and takes 0.1 s longer."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(_EMPTY_EVERY_TABLE)
    finally:
        await connection.close()
