"""Opening a database: what is wrong with it is one plain sentence, and migrations make what the tables say."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from briefings.adapters.sql.addresses import address_of
from briefings.adapters.sql.engine import engines
from briefings.adapters.sql.migrating import migrate, schema_state
from briefings.adapters.sql.store import open_store
from briefings.adapters.sql.tables import metadata
from briefings.domain.errors import OperatorError, TemporaryError

_ROOT = Path(__file__).resolve().parents[3]


def _differences(connection: Connection) -> list[object]:
    def ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
        return not (kind == "table" and (name or "").startswith("search_"))

    context = MigrationContext.configure(connection, opts={"include_object": ours})
    return list(compare_metadata(context, metadata))


async def test_the_migrated_tables_are_those_of_the_program(database_url: str) -> None:
    await migrate(database_url)
    pools = engines(address_of(database_url))
    try:
        async with pools.reader.connect() as connection:
            assert await connection.run_sync(_differences) == []
    finally:
        await pools.dispose()


_STARTER = """
import asyncio, sys
from briefings.adapters.sql.store import open_store

async def start():
    store = await open_store(sys.argv[1])
    async with store.writing() as unit:
        print(await unit.briefings.next_number())
    await store.close()

print("ready", flush=True)
sys.stdin.readline()
asyncio.run(start())
"""


@pytest.mark.slow
def test_programs_that_start_together_on_an_empty_database_make_its_tables_once(database_url: str) -> None:
    command = [sys.executable, "-c", _STARTER, database_url]
    starters = [
        subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for starter in starters:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "ready\n"
    said = [starter.communicate(timeout=60)[0] for starter in _told_together(starters)]
    assert [starter.returncode for starter in starters] == [0, 0, 0]
    assert sorted(said) == ["1\n", "2\n", "3\n"]


def _told_together(starters: "list[subprocess.Popen[str]]") -> "list[subprocess.Popen[str]]":
    for starter in starters:
        assert starter.stdin is not None
        starter.stdin.write("go\n")
        starter.stdin.flush()
    return starters


async def test_a_new_file_that_another_program_is_writing_is_waited_for(sqlite_url: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "daybrief.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        opening = asyncio.create_task(open_store(sqlite_url))
        await asyncio.wait({opening}, timeout=0.1)
        assert not opening.done()
        other.execute("ROLLBACK")
        await (await opening).close()


async def test_a_current_file_opens_while_another_program_writes(sqlite_url: str, tmp_path: Path) -> None:
    await migrate(sqlite_url)
    with closing(sqlite3.connect(tmp_path / "daybrief.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = await asyncio.wait_for(open_store(sqlite_url), timeout=10)
        async with store.reading() as unit:
            assert await unit.speakers.all() == []
        await store.close()


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("These are only notes, and many of them. " * 200)
    with pytest.raises(OperatorError, match=r"damaged or is no SQLite file"):
        await open_store(f"sqlite:///{path}")


async def test_a_database_that_may_not_be_written_is_told_before_it_is_opened(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OperatorError, match="Check that its directory"):
        await schema_state(sqlite_url)
    (tmp_path / "daybrief.db").touch()
    for look in (schema_state, open_store):
        with pytest.raises(OperatorError, match="the right to write"):
            await look(sqlite_url)


async def test_a_newer_schema_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    await migrate(sqlite_url)
    with sqlite3.connect(tmp_path / "daybrief.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_future'")
    connection.close()
    with pytest.raises(OperatorError, match="newer Daybrief"):
        await open_store(sqlite_url)


async def test_a_locked_file_is_a_plain_sentence(sqlite_url: str, tmp_path: Path) -> None:
    store = await open_store(sqlite_url, busy_seconds=0.1)
    holder = sqlite3.connect(tmp_path / "daybrief.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(TemporaryError, match="is busy"):
            async with store.writing() as unit:
                await unit.briefings.next_number()
    finally:
        holder.close()
        await store.close()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://a@b/c", "sqlite://", "sqlite:///:memory:"])
async def test_an_unreadable_url_names_the_cure(url: str) -> None:
    with pytest.raises(OperatorError, match="sqlite:///path/to/daybrief"):
        await open_store(url)


async def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="cannot be reached") as caught:
        await open_store(f"postgresql://me:s3cret@/news?host={tmp_path}")
    assert "s3cret" not in str(caught.value)
