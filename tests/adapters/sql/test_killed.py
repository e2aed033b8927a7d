"""A program that is killed while it writes leaves the database whole."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from briefings.adapters.sql.store import open_store
from tests.fakes.newsroom import NOON

_ROOT = Path(__file__).resolve().parents[3]
_WRITER = """
import asyncio, sys
from briefings.adapters.sql.store import open_store
from tests.fakes.newsroom import keep, make_briefing

async def write():
    store = await open_store(sys.argv[1])
    for number in range(1, 100_000):
        await keep(store, make_briefing(number, said=[("Ada", f"Peace number {number}")], topics=["peace"]))
        print(number, flush=True)

asyncio.run(write())
"""


def _write_and_kill(url: str) -> int:
    """Run the writer, kill it in the middle, and return the last briefing that it confirmed."""
    command = [sys.executable, "-c", _WRITER, url]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        confirmed = [int(writer.stdout.readline()) for _ in range(5)][-1]
        writer.kill()
    return confirmed


async def test_a_killed_writer_leaves_whole_briefings_only(sqlite_url: str, tmp_path: Path) -> None:
    confirmed = _write_and_kill(sqlite_url)
    with sqlite3.connect(tmp_path / "daybrief.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    store = await open_store(sqlite_url)
    try:
        async with store.reading() as unit:
            shown = await unit.archive.latest(now=NOON, limit=1000)
            assert len(shown) >= confirmed
            assert len(await unit.archive.quotes(now=NOON, limit=1000, words=["peace"])) == len(shown)
            assert [speaker.quotes for speaker in await unit.speakers.all()] == [len(shown)]
            assert [topic.briefings for topic in await unit.archive.topics(now=NOON)] == [len(shown)]
    finally:
        await store.close()
