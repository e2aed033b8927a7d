"""Backups while others write, restores while nobody does, and both killed in the middle."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefings.adapters.sql.backup import back_up
from briefings.adapters.sql.backup_checks import check_whole
from briefings.adapters.sql.restore import restoring
from briefings.adapters.sql.store import open_store
from briefings.domain.audit import Act
from briefings.domain.errors import OperatorError, UserError
from briefings.services.verify_log import LogCheck, verify_log

NOW = datetime(2025, 2, 24, 9, 0, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[3]

WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from briefings.adapters.sql.store import open_store
from briefings.domain.audit import Act

async def write(url):
    store = await open_store(url, busy_seconds=60)
    while True:
        async with store.writing() as unit:
            for _ in range(20):
                await unit.audit.append(at=datetime.now(UTC), actor="a", act=Act.EDIT, subject="s", detail="x" * 2000)
        print("written", flush=True)

asyncio.run(write(sys.argv[1]))
"""

KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path

seen, deadly = 0, int(sys.argv[1])

def look(event, arguments):
    global seen
    if event.startswith(("os.", "shutil.", "sqlite3.")) or (event == "open" and arguments[1] != "rb"):
        seen += 1
        if seen == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

from briefings.adapters.sql.backup import back_up
from briefings.adapters.sql.restore import restoring
sys.addaudithook(look)
if sys.argv[2] == "back_up":
    back_up(sys.argv[3], Path(sys.argv[4]), keep=1, now=datetime.now(UTC))
else:
    with restoring(sys.argv[3], Path(sys.argv[4]), now=datetime.now(UTC)):
        pass
"""


def run_script(script: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


async def note(url: str, times: int = 1, detail: str = "") -> None:
    store = await open_store(url)
    async with store.writing() as unit:
        for _ in range(times):
            await unit.audit.append(at=NOW, actor="a", act=Act.EDIT, subject="s", detail=detail)
    await store.close()


async def log_of(path: Path) -> LogCheck:
    store = await open_store(f"sqlite:///{path}")
    try:
        return await verify_log(store=store)
    finally:
        await store.close()


def named(directory: Path, part: str) -> list[str]:
    """The names in a directory that hold this part."""
    return [path.name for path in directory.iterdir() if part in path.name]


@pytest.mark.slow
async def test_every_backup_beside_a_writer_is_whole(sqlite_url: str, tmp_path: Path) -> None:
    await note(sqlite_url)
    sizes = []
    with run_script(WRITER, sqlite_url) as writer:
        assert writer.stdout is not None
        try:
            for count in range(6):
                assert writer.stdout.readline() == "written\n"
                made = await asyncio.to_thread(back_up, sqlite_url, tmp_path / "kept", keep=9, now=NOW)
                assert check_whole(made.path)
                check = await log_of(made.path)
                assert check.broken_at is None
                sizes.append(check.entries)
                assert len(sizes) == count + 1
        finally:
            writer.kill()
    assert sizes == sorted(sizes)
    assert 1 < sizes[0] < sizes[-1]
    assert [path.name for path in sorted((tmp_path / "kept").iterdir())][-1] == "daybrief-20250224T090000Z.db"


async def test_a_writer_is_not_kept_waiting_by_a_long_backup(sqlite_url: str, tmp_path: Path) -> None:
    await note(sqlite_url, 4000, detail="y" * 4000)
    written: list[float] = []

    def write_meanwhile(done: int, pages: int) -> None:
        started = time.monotonic()
        with sqlite3.connect(tmp_path / "daybrief.db", timeout=0) as connection:
            connection.execute("INSERT INTO guest VALUES (?)", (f"telegram:{done}",))
        written.append(time.monotonic() - started)
        assert done <= pages

    made = back_up(sqlite_url, tmp_path / "kept", keep=1, now=NOW, progress=write_meanwhile)
    assert len(written) >= 2
    with sqlite3.connect(made.path) as copy, sqlite3.connect(tmp_path / "daybrief.db") as database:
        assert copy.execute("SELECT count(*) FROM guest").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM guest").fetchone() == (len(written),)


async def test_the_newest_are_kept_and_nothing_else_is_touched(sqlite_url: str, tmp_path: Path) -> None:
    await note(sqlite_url)
    kept = tmp_path / "backups"
    kept.mkdir()
    (kept / "daybrief-precious.db").write_text("mine")
    (kept / "notes.txt").write_text("mine")
    stale = kept / ".daybrief-20250101T000000Z.part"
    stale.write_text("left by a killed backup")
    os.utime(stale, (0, 0))
    young = kept / ".daybrief-20250224T085900Z.part"
    young.write_text("being written by another")
    os.utime(young, (NOW.timestamp(), NOW.timestamp()))
    for minute in range(5):
        made = back_up(sqlite_url, None, keep=3, now=NOW + timedelta(minutes=minute))
    assert made.removed == ("daybrief-20250224T090100Z.db",)
    twin = back_up(sqlite_url, None, keep=3, now=NOW + timedelta(minutes=4))
    assert twin.path.name == "daybrief-20250224T090400Z-2.db"
    assert sorted(path.name for path in kept.iterdir()) == [
        ".daybrief-20250224T085900Z.part",
        "daybrief-20250224T090300Z.db",
        "daybrief-20250224T090400Z-2.db",
        "daybrief-20250224T090400Z.db",
        "daybrief-precious.db",
        "notes.txt",
    ]
    assert made.path.stat().st_mode & 0o777 == 0o600
    earlier = back_up(sqlite_url, None, keep=1, now=NOW - timedelta(days=9))
    assert earlier.path.exists()


async def test_a_damaged_database_is_not_called_backed_up(sqlite_url: str, tmp_path: Path) -> None:
    await note(sqlite_url, 200, detail="z" * 2000)
    path = tmp_path / "daybrief.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[len(data) // 2 :] = b"\xaa" * (len(data) - len(data) // 2)
    path.write_bytes(data)
    with pytest.raises(OperatorError, match="is damaged"):
        back_up(sqlite_url, tmp_path / "kept", keep=1, now=NOW)
    assert list((tmp_path / "kept").iterdir()) == []


def test_what_cannot_be_backed_up_is_told_in_one_sentence(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"no database .* yet"):
        back_up(sqlite_url, None, keep=1, now=NOW)
    (tmp_path / "daybrief.db").write_text("no database at all, but long enough to be read as one" * 20)
    (tmp_path / "file").write_text("")
    for directory in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(OperatorError, match=str(tmp_path)):
            back_up(sqlite_url, directory, keep=1, now=NOW)
    with pytest.raises(OperatorError, match="not a database"):
        back_up(sqlite_url, None, keep=1, now=NOW)
    for work in (
        lambda url: back_up(url, None, keep=1, now=NOW),
        lambda url: restoring(url, tmp_path / "file", now=NOW).__enter__(),
    ):
        with pytest.raises(OperatorError, match=r"pg_(dump|restore) ") as caught:
            work("postgresql://me:s3cret@server/news")
        assert "s3cret" not in str(caught.value)
        assert "postgresql://me@server/news" in str(caught.value)


@pytest.mark.slow
async def test_a_killed_backup_leaves_no_half_one(sqlite_url: str, tmp_path: Path) -> None:
    await note(sqlite_url, 50, detail="w" * 2000)
    kept = tmp_path / "kept"
    first = back_up(sqlite_url, kept, keep=1, now=NOW)
    for deadly in range(1, 200):
        with run_script(KILLED, str(deadly), "back_up", sqlite_url, str(kept)) as process:
            code = process.wait(60)
        whole = list(kept.glob("daybrief-*.db"))
        assert whole
        assert all([(await log_of(path)).entries == 50 for path in whole])
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert deadly > 8
    assert not first.path.exists()


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
    assert path.stat().st_mode & 0o777 == 0o640
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
    for deadly in range(1, 200):
        with run_script(KILLED, str(deadly), "restore", sqlite_url, str(made.path)) as process:
            code = process.wait(60)
        check = await log_of(tmp_path / "daybrief.db")
        assert check.broken_at is None
        entries.append(check.entries)
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert set(entries) == {3, 7}
    assert entries == sorted(entries, reverse=True)
    assert named(tmp_path, "restoring") == []
