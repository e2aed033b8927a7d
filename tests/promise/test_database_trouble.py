"""Trouble of the database that passes: each is told by its name, nothing is called saved, and afterwards it goes on."""

import resource
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from briefings.adapters.sql.addresses import address_of
from briefings.adapters.sql.engine import engines
from briefings.adapters.sql.store import SqlStore, open_store
from briefings.domain.errors import DaybriefError, OperatorError, TemporaryError
from briefings.ports.store import Store
from tests.conftest import copied_store
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.postgres import PostgresServer

LONG = "A long day at the harbour. " * 800
"""Text that takes more pages than any free one of a new file."""


async def write(store: Store, number: int) -> None:
    """Save a briefing that takes some pages of the file."""
    await keep(store, make_briefing(number, headline=f"Story {number}", body=LONG))


async def saved(store: Store, number: int) -> bool:
    """Whether a reader finds the briefing."""
    async with store.reading() as unit:
        return await unit.briefings.by_number(number) is not None


@contextmanager
def no_longer_files(beyond: Path) -> Iterator[None]:
    """Let no file of this process grow beyond the length of this one: the kernel refuses to write behind it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (beyond.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_an_error_of_the_disk_is_no_damage_and_passes(sqlite_store: SqlStore, tmp_path: Path) -> None:
    await write(sqlite_store, 1)
    with no_longer_files(tmp_path / "store.db-wal"):
        for _ in range(2):
            with pytest.raises(TemporaryError, match=r"The disk under the database .*store\.db reports an error"):
                await write(sqlite_store, 2)
    assert not await saved(sqlite_store, 2)
    await write(sqlite_store, 2)
    assert await saved(sqlite_store, 1)
    assert await saved(sqlite_store, 2)


async def test_a_full_disk_passes(migrated_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "full.db"
    shutil.copyfile(migrated_file, path)
    address = address_of(f"sqlite:///{path}")
    pools = engines(address)
    store = SqlStore(address, pools)
    try:
        await write(store, 1)
        async with pools.writer.connect() as connection:
            pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
            await connection.execute(text(f"PRAGMA max_page_count={pages}"))
        for _ in range(2):
            with pytest.raises(TemporaryError, match=r"no room left for the database .*full\.db"):
                await write(store, 2)
        async with pools.writer.connect() as connection:
            await connection.execute(text("PRAGMA max_page_count=1000000"))
        await write(store, 2)
        assert await saved(store, 2)
    finally:
        await store.close()


async def test_a_lock_of_somebody_else_passes(sqlite_url: str, tmp_path: Path) -> None:
    store = await open_store(sqlite_url, busy_seconds=0.05)
    try:
        with closing(sqlite3.connect(tmp_path / "daybrief.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(TemporaryError, match=r"database .*daybrief\.db is busy"):
                await write(store, 1)
        await write(store, 1)
        assert await saved(store, 1)
    finally:
        await store.close()


@asynccontextmanager
async def in_a_folder(migrated: Path, folder: Path) -> AsyncIterator[tuple[SqlStore, Path]]:
    """A store with one briefing in a folder of its own, and its file."""
    folder.mkdir()  # noqa: ASYNC240 - a moment
    async with copied_store(migrated, folder / "store.db") as store:
        await write(store, 1)
        yield store, folder / "store.db"


async def test_a_deleted_database_is_noticed_before_anything_is_called_saved(
    migrated_file: Path, tmp_path: Path
) -> None:
    async with in_a_folder(migrated_file, tmp_path / "data") as (store, file):
        file.unlink()
        with pytest.raises(TemporaryError, match=r"store\.db was deleted or replaced"):
            await write(store, 2)
        assert not file.exists(), "an empty database must not be made in its place"


async def test_a_replaced_database_is_noticed_even_within_a_transaction(migrated_file: Path, tmp_path: Path) -> None:
    async with in_a_folder(migrated_file, tmp_path / "data") as (store, file):

        async def replace_meanwhile() -> None:
            async with store.writing() as unit:
                await unit.briefings.next_number()
                shutil.copyfile(migrated_file, tmp_path / "other.db")
                (tmp_path / "other.db").replace(file)

        with pytest.raises(TemporaryError, match="was deleted or replaced"):
            await replace_meanwhile()
        with pytest.raises(TemporaryError, match="was deleted or replaced"):
            await saved(store, 1)


async def test_a_deleted_log_is_noticed(migrated_file: Path, tmp_path: Path) -> None:
    async with in_a_folder(migrated_file, tmp_path / "data") as (store, file):
        file.with_name("store.db-wal").unlink()
        with pytest.raises(TemporaryError, match="was deleted or replaced"):
            await write(store, 2)


async def test_a_database_that_was_moved_away_and_comes_back_goes_on(migrated_file: Path, tmp_path: Path) -> None:
    async with in_a_folder(migrated_file, tmp_path / "data") as (store, file):
        file.rename(tmp_path / "elsewhere.db")
        with pytest.raises(TemporaryError):
            await write(store, 2)
        (tmp_path / "elsewhere.db").rename(file)
        await write(store, 2)
        assert await saved(store, 2)


@pytest.mark.postgres
async def test_a_server_that_is_read_only_for_a_while_passes(
    postgres_url: str, postgres_server: PostgresServer
) -> None:
    name = postgres_url.partition("?")[0].rpartition("/")[2]
    store = await open_store(postgres_url)
    try:
        await write(store, 1)
        await postgres_server.forbid_writing(name)
        for _ in range(2):
            with pytest.raises(TemporaryError, match=f"{name}.* may not be written"):
                await write(store, 2)
        assert await saved(store, 1)
        await postgres_server.forbid_writing(name, forbidden=False)
        await write(store, 2)
        assert await saved(store, 2)
    finally:
        await store.close()


async def test_what_keeps_a_program_from_starting_is_for_whoever_runs_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("These are only notes, and many of them. " * 200)
    with pytest.raises(OperatorError):
        await open_store(f"sqlite:///{path}")


async def test_damage_is_still_called_damage(sqlite_store: SqlStore, tmp_path: Path) -> None:
    await write(sqlite_store, 1)
    await sqlite_store.close()
    file = tmp_path / "store.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(DaybriefError, match="is damaged"):
        await write(sqlite_store, 2)
