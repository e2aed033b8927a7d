"""The archive's version is seen at once, whoever raised it; where it cannot be seen so, the usual way tells."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from briefings.adapters.sql.glance import Glance
from briefings.adapters.sql.store import SqlStore, open_store
from briefings.domain.errors import TemporaryError
from tests.fakes.newsroom import NOON, keep, make_briefing


def path_of(store: SqlStore) -> Path:
    assert store.address.file is not None
    return store.address.file


async def test_it_sees_what_others_changed_a_moment_ago(sqlite_store: SqlStore) -> None:
    glance = Glance(path_of(sqlite_store))
    other = await open_store(f"sqlite:///{path_of(sqlite_store)}")
    seen = [glance.archive_version(NOON) or 0]
    for number, store in enumerate((sqlite_store, other, sqlite_store), 1):
        await keep(store, make_briefing(number))
        seen.append(glance.archive_version(NOON) or 0)
    async with other.writing() as unit:
        await unit.archive.withdraw("briefing-1")
        during = glance.archive_version(NOON)
    seen.append(glance.archive_version(NOON) or 0)
    glance.close()
    await other.close()
    assert seen == sorted(set(seen))
    assert during == seen[-2]


async def test_it_sees_nothing_in_a_file_that_is_gone_and_makes_none(tmp_path: Path) -> None:
    glance = Glance(tmp_path / "gone.db")
    assert glance.archive_version(NOON) is None
    assert not (tmp_path / "gone.db").exists()


async def test_what_holds_the_whole_file_is_waited_for_in_the_usual_way(migrated_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "held.db"
    shutil.copyfile(migrated_file, path)
    store = await open_store(f"sqlite:///{path}", busy_seconds=0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    assert await store.archive_version(now=NOON) == 0
    await store.close()
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("PRAGMA journal_mode=DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(TemporaryError):
        await store.archive_version(now=NOON)
    holder.execute("ROLLBACK")
    holder.close()
    assert await store.archive_version(now=NOON) == 0
    await store.close()
