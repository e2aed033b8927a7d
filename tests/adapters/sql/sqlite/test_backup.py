"""Backups while others write, and killed in the middle."""

import asyncio
import os
import signal
import sqlite3
import time
from datetime import timedelta
from pathlib import Path

import pytest

from briefings.adapters.sql.sqlite.backup import back_up
from briefings.adapters.sql.sqlite.backup_checks import check_whole
from briefings.adapters.sql.sqlite.restore import restoring
from briefings.domain.errors import OperatorError
from tests.adapters.sql.sqlite.backing_up import NOW, killed_at, log_of, note, run_script

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
    await note(sqlite_url, 160, detail="y" * 100_000)
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
    with killed_at("back_up", sqlite_url, kept) as run:
        for deadly in range(1, 200):
            code = run(deadly)
            whole = list(kept.glob("daybrief-*.db"))
            assert whole
            assert all([(await log_of(path)).entries == 50 for path in whole])
            if code == 0:
                break
            assert code == -signal.SIGKILL
    assert deadly > 8
    assert not first.path.exists()
