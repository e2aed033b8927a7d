"""Ctrl-C at any moment of a write: a calm end, and a database that is whole."""

import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.program import Home

ARTICLE = """The harbour of {town} opens again on March 6, its master said on Sunday.

"We have waited {days} days for this," harbour master Ada Alm said. "Now the ships can come."

There were {days} ships at anchor outside {town}, the coast guard said.
"""
MOMENTS = 6


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def command(home: Home, number: int) -> list[str]:
    article = home.path / f"article-{number}.txt"
    article.write_text(ARTICLE.format(town=f"Newhaven {number}", days=100 + number), encoding="utf-8")
    known = ("--date", "2025-02-23", "--publisher", "Coast Mail")
    return [sys.executable, "-m", "bot", "add", str(article), *known, "--publish"]


def begin(home: Home, number: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command(home, number), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=home.path, env=home.environment
    )


@pytest.mark.slow
def test_ctrl_c_at_any_moment_of_a_write_leaves_whole_briefings_only(home: Home) -> None:
    began = time.monotonic()
    with begin(home, 0) as whole:
        assert whole.wait(60) == 0
    took = time.monotonic() - began
    codes = set()
    for number in range(1, MOMENTS + 1):
        began = time.monotonic()
        with begin(home, number) as process:
            try:
                # the interpreter's own start comes first, which no program can make calm
                process.wait(took * (0.3 + 0.6 * number / MOMENTS))
                took = min(took, time.monotonic() - began)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
            codes.add(process.wait(30))
            assert process.stderr is not None
            assert process.stderr.read() == b""
    assert codes <= {0, 130}
    assert 130 in codes
    with sqlite3.connect(home.path / ".local/share/daybrief/daybrief.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        counts = {
            table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("source", "briefing", "revision", "archive_entry", "search_briefing")
        }
        drafts = database.execute("SELECT count(*) FROM briefing WHERE status = 'draft'").fetchone()[0]
    database.close()
    assert len({counts["source"], counts["briefing"], counts["revision"]}) == 1
    assert counts["archive_entry"] == counts["search_briefing"] == counts["briefing"] - drafts
    for number in range(MOMENTS - 1, MOMENTS + 1):
        assert subprocess.run(command(home, number), cwd=home.path, env=home.environment, check=True, timeout=60)
    assert "“Now the ships can come.”" in home.run("ask", "/quote alm").out


def test_a_person_at_a_terminal_is_told_that_it_stopped(home: Home) -> None:
    parent, child = pty.openpty()
    waiting = [sys.executable, "-m", "bot", "add", "-"]
    with subprocess.Popen(
        waiting, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=child, cwd=home.path, env=home.environment
    ) as process:
        os.close(child)
        try:
            process.wait(2.5)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
    assert os.read(parent, 1000).decode().split() == ["Stopped."]
    os.close(parent)
