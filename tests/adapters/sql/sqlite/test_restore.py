"""Restores while nobody writes, and killed in the middle."""

import signal
import sqlite3
from pathlib import Path

import pytest

from briefings.adapters.sql.sqlite.backup import back_up
from briefings.adapters.sql.sqlite.restore import restoring
from briefings.adapters.sql.store import open_store
from briefings.domain.audit import Act
from briefings.domain.errors import OperatorError, UserError
from briefings.services.records.verify_log import LogCheck
from tests.adapters.sql.sqlite.backing_up import NOW, killed_at, log_of, named, note


async def test_a_restore_brings_the_backup_back_and_keeps_the_old_file(sqlite_url: str, tmp_path: Path) -> None:
    await note(sqlite_url, 3)
    made = back_up(sqlite_url, None, keep=1, now=NOW)
    await note(sqlite_url, 4)
    path = tmp_path / "daybrief.db"
    path.chmod(0o640)
    asides = []
    for _ in range(2):
        with restoring(sqlite_url, made.path, now=NOW) as restored:
            assert restored.aside is not None
            asides.append(restored.aside)
            await note(restored.url)
    assert await log_of(path) == LogCheck(4, None)
    assert [aside.name for aside in asides] == [
        "daybrief.db.before-20250224T090000Z",
        "daybrief.db.before-20250224T090000Z-2",
    ]
    assert [(await log_of(aside)).entries for aside in asides] == [7, 4]
    assert (await log_of(made.path)).entries == 3
    assert path.stat().st_mode & 0o777 == 0o600
    assert named(tmp_path, "restoring") == []


async def test_a_restore_into_nothing_and_over_a_damaged_file(sqlite_url: str, tmp_path: Path) -> None:
    await note(sqlite_url, 3)
    made = back_up(sqlite_url, None, keep=1, now=NOW)
    elsewhere = tmp_path / "new" / "place.db"
    with restoring(f"sqlite:///{elsewhere}", made.path, now=NOW) as restored:
        assert restored.aside is None
    assert (await log_of(elsewhere)).entries == 3
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database at all, but long enough to be read as one" * 200)
    (tmp_path / "damaged.db-wal").write_bytes(b"its log")
    with restoring(f"sqlite:///{damaged}", made.path, now=NOW) as restored:
        assert restored.aside is not None
    assert (await log_of(damaged)).entries == 3
    assert restored.aside.read_bytes().startswith(b"no database")
    assert restored.aside.with_name(f"{restored.aside.name}-wal").read_bytes() == b"its log"


async def test_a_database_behind_a_link_stays_behind_it(sqlite_url: str, tmp_path: Path) -> None:
    await note(sqlite_url, 3)
    made = back_up(sqlite_url, None, keep=1, now=NOW)
    await note(sqlite_url, 4)
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "news.db"
    link.symlink_to(tmp_path / "daybrief.db")
    with restoring(f"sqlite:///{link}", made.path, now=NOW) as restored:
        assert restored.aside == tmp_path / "daybrief.db.before-20250224T090000Z"
    assert link.is_symlink()
    assert (await log_of(tmp_path / "daybrief.db")).entries == 3


async def test_a_copy_made_by_hand_brings_its_log_along(sqlite_url: str, tmp_path: Path) -> None:
    store = await open_store(sqlite_url)
    async with store.writing() as unit:
        await unit.audit.append(at=NOW, actor="a", act=Act.EDIT, subject="s")
    for ending in ("", "-wal"):
        (tmp_path / f"copy.db{ending}").write_bytes((tmp_path / f"daybrief.db{ending}").read_bytes())
    await store.close()
    with restoring(f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "copy.db", now=NOW):
        pass
    assert (await log_of(tmp_path / "new.db")).entries == 1


async def test_a_database_in_use_is_not_replaced(sqlite_url: str, tmp_path: Path) -> None:
    await note(sqlite_url)
    made = back_up(sqlite_url, None, keep=1, now=NOW)
    sleeper = await open_store(sqlite_url)
    async with sleeper.reading() as unit:
        await unit.audit.latest(limit=1)
    with pytest.raises(OperatorError, match=r"in use\. Stop Daybrief"), restoring(sqlite_url, made.path, now=NOW):
        raise AssertionError("it was let in")
    async with sleeper.writing() as unit:
        await unit.audit.append(at=NOW, actor="a", act=Act.EDIT, subject="s")
    await sleeper.close()
    assert (await log_of(tmp_path / "daybrief.db")).entries == 2
    assert named(tmp_path, "before") == []


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: path.write_bytes(b""), "no database of Daybrief"),
        (lambda path: path.write_bytes(b"x" * 5000), "not a database"),
        (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), "is damaged"),
        (lambda path: _run(path, "UPDATE alembic_version SET version_num = '9999_later'"), "a newer Daybrief"),
        (lambda path: _run(path, "DROP TABLE alembic_version"), "no database of Daybrief"),
        (lambda path: _run(path, "DELETE FROM alembic_version"), "no database of Daybrief"),
        (lambda path: _run(path, "INSERT INTO kept_item VALUES ('nobody', 'q1')"), "refer to what is not there"),
    ],
)
async def test_a_bad_backup_changes_nothing(sqlite_url: str, tmp_path: Path, spoil: object, says: str) -> None:
    await note(sqlite_url)
    made = back_up(sqlite_url, None, keep=1, now=NOW)
    assert callable(spoil)
    spoil(made.path)
    with pytest.raises(OperatorError, match=says), restoring(sqlite_url, made.path, now=NOW):
        raise AssertionError("it was taken")
    assert await log_of(tmp_path / "daybrief.db") == LogCheck(1, None)
    assert named(tmp_path, "before") == named(tmp_path, "restoring") == []


def _run(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)


def test_a_backup_that_is_not_there_is_named(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no backup"), restoring(sqlite_url, tmp_path / "none.db", now=NOW):
        raise AssertionError("it was taken")
    (tmp_path / "daybrief.db").write_bytes(b"")
    with (
        pytest.raises(UserError, match="the database itself"),
        restoring(sqlite_url, tmp_path / "daybrief.db", now=NOW),
    ):
        raise AssertionError("it was taken")


@pytest.mark.slow
async def test_a_killed_restore_leaves_the_old_or_the_new_database(sqlite_url: str, tmp_path: Path) -> None:
    await note(sqlite_url, 3)
    made = back_up(sqlite_url, None, keep=1, now=NOW)
    await note(sqlite_url, 4)
    entries = []
    with killed_at("restore", sqlite_url, made.path) as run:
        for deadly in range(1, 200):
            code = run(deadly)
            check = await log_of(tmp_path / "daybrief.db")
            assert check.broken_at is None
            entries.append(check.entries)
            if code == 0:
                break
            assert code == -signal.SIGKILL
    assert set(entries) == {3, 7}
    assert entries == sorted(entries, reverse=True)
    assert named(tmp_path, "restoring") == []
