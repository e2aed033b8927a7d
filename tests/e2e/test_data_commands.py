"""daybrief export, import, backup and restore with everything that can go wrong around them."""

import hashlib
import json
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.program import Home
from tests.fakes.command_line import CommandLine

STORY = """Harbour {n} opens again

"We will rebuild port {n} before the spring," Mayor Olena Koval said on Monday.

The port handled {n} ships last year.
"""


def write_stories(command_line: CommandLine, count: int = 2) -> None:
    for number in range(1, count + 1):
        known = ("--publisher", "Port News", "--date", "2025-02-24")
        added = command_line.run("add", "-", "--publish", *known, typed=STORY.replace("{n}", str(number)))
        assert added.code == 0


def test_an_archive_moves_to_another_database_and_reads_the_same(command_line: CommandLine) -> None:
    write_stories(command_line)
    asked = command_line.run("ask", "/quote koval").out
    name = "Архів – “2025” 🚢.jsonl"
    exported = command_line.run("export", name)
    file = command_line.home / name
    assert (exported.code, exported.err) == (0, "")
    assert hashlib.sha256(file.read_bytes()[: file.read_bytes().rindex(b"\n", 0, -1) + 1]).hexdigest() in exported.out
    assert file.stat().st_mode & 0o777 == 0o600
    moved = f"sqlite:///{command_line.home / 'moved.db'}"
    imported = command_line.run("import", name, "--database", moved)
    assert (imported.code, imported.err) == (0, "")
    assert command_line.run("ask", "/quote koval", "--database", moved).out == asked
    assert "whole" in command_line.run("log", "verify", "--database", moved).out
    assert "imported before" in command_line.run("import", name, "--database", moved).out
    again = command_line.run("import", name)
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert "needs an empty one" in again.err


def test_a_link_is_written_through_and_an_old_file_stays_when_it_fails(command_line: CommandLine) -> None:
    write_stories(command_line, 1)
    home = command_line.home
    (home / "all.jsonl").write_text("old")
    (home / "link.jsonl").symlink_to(home / "all.jsonl")
    assert command_line.run("export", "link.jsonl").code == 0
    assert (home / "link.jsonl").is_symlink()
    whole = (home / "all.jsonl").read_bytes()
    assert whole.startswith(b'{"format":"daybrief"')
    assert command_line.run("export", "all.jsonl", "--database", "sqlite:////proc/none/x.db").code == 2
    assert (home / "all.jsonl").read_bytes() == whole


@pytest.mark.postgres
def test_an_archive_goes_to_postgresql_and_back(command_line: CommandLine, postgres_url: str) -> None:
    write_stories(command_line)
    asked = command_line.run("ask", "/quote koval").out
    back = f"sqlite:///{command_line.home / 'back.db'}"
    command_line.run("export", "first.jsonl")
    assert command_line.run("import", "first.jsonl", "--database", postgres_url).code == 0
    assert command_line.run("ask", "/quote koval", "--database", postgres_url).out == asked
    assert "whole" in command_line.run("log", "verify", "--database", postgres_url).out
    command_line.run("export", "second.jsonl", "--database", postgres_url)
    assert command_line.run("import", "second.jsonl", "--database", back).code == 0
    command_line.run("export", "third.jsonl", "--database", back)
    first, second, third = (
        [line for line in (command_line.home / name).read_bytes().splitlines()[:-1] if b'"act":"import"' not in line]
        for name in ("first.jsonl", "second.jsonl", "third.jsonl")
    )
    assert first == second == third
    for arguments, tool in ((("backup",), "pg_dump"), (("restore", "first.jsonl"), "pg_restore")):
        ran = command_line.run(*arguments, "--database", postgres_url)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert tool in ran.err
    assert command_line.run("add", "-", "--database", postgres_url, typed="Words alone.").code == 0


def test_pipes_carry_it_too(command_line: CommandLine) -> None:
    write_stories(command_line)
    out = command_line.run("export", "-").out
    assert next(json.loads(line) for line in out.splitlines()) == {"format": "daybrief", "version": 1}
    moved = f"sqlite:///{command_line.home / 'moved.db'}"
    assert command_line.run("import", "-", "--database", moved, typed=out).code == 0
    assert command_line.run("export", "/dev/stdout", "--database", moved).code == 0


def test_under_four_eyes_an_import_publishes_nothing_that_one_person_published(command_line: CommandLine) -> None:
    write_stories(command_line)
    command_line.run("export", "all.jsonl")
    moved = f"sqlite:///{command_line.home / 'moved.db'}"
    ran = command_line.run("import", "all.jsonl", "--database", moved, DAYBRIEF_EDITORIAL_FOUR_EYES="true")
    assert ran.code == 1
    assert "published by its author alone" in ran.err
    assert command_line.run("log", "--database", moved).out == "Nothing was done yet.\n"
    assert command_line.run("import", "all.jsonl", "--database", moved).code == 0


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no export of Daybrief"),
        (b"\x00\xff\xfe" * 1000, "no export of Daybrief"),
        (b'{"a": 1}\n', "no export of Daybrief"),
        (b"[1, 2]\n", "no export of Daybrief"),
        (b'{"format":"daybrief","version":2}\n', "Install a newer Daybrief"),
        (b'{"format":"daybrief","version":1}\n', "end is missing"),
        (b'{"format":"daybrief","version":1}\n{"record":"source"', "Line 2 .*damaged"),
        (b'{"format":"daybrief","version":1}\n' + b"[" * 200_000, "Line 2 .*damaged"),
        (b'{"format":"daybrief","version":1}\n{"record":"source","id":"' + b"x" * 65_000_000, "Line 2 .*damaged"),
        (b'{"format":"daybrief","version":1}\n{"record":"source","id":"' + b"x" * 68_000_000, "longer than"),
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(command_line: CommandLine, data: bytes, says: str) -> None:
    ran = command_line.run("import", "-", typed=data)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert len(ran.err) < 300
    assert re.search(says, ran.err)
    assert command_line.run("log").out == "Nothing was done yet.\n"


def test_files_that_cannot_be_read_or_written_are_named(command_line: CommandLine) -> None:
    home = command_line.home
    (home / "folder").mkdir()
    for arguments, code in (
        (("import", "none.jsonl"), 1),
        (("import", "folder"), 1),
        (("import", "a\0b"), 1),
        (("export", "none/all.jsonl"), 1),
        (("export", "folder"), 1),
        (("export", "x" * 300), 1),
        (("backup", "news.db"), 2),
        (("restore", "none.db"), 1),
        (("restore", "folder"), 1),
    ):
        command_line.run("migrate")
        ran = command_line.run(*arguments)
        assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1), arguments
    assert sorted(path.name for path in home.iterdir() if "news.db" not in path.name) == ["folder"]


def test_a_full_disk_leaves_no_half_file(command_line: CommandLine, home: Home) -> None:
    write_stories(command_line, 1)

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

    (home.path / "kept").mkdir()
    before = sorted(home.path.rglob("*"))
    for arguments in (("export", "all.jsonl"), ("backup", "kept"), ("restore", "news.db.copy")):
        (home.path / "news.db.copy").write_bytes((home.path / "news.db").read_bytes())
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments, "--database", f"sqlite:///{home.path / 'news.db'}"],
            cwd=home.path, env=home.environment, preexec_fn=small, capture_output=True, text=True, check=False,
        )  # fmt: skip
        (home.path / "news.db.copy").unlink()
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done
    left = [path for path in sorted(home.path.rglob("*")) if not path.name.startswith("news.db-")]
    assert left == [path for path in before if not path.name.startswith("news.db-")]
    assert "1 quote" in command_line.run("ask", "/quote koval").out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_device_is_told(command_line: CommandLine) -> None:
    write_stories(command_line, 1)
    ran = command_line.run("export", "/dev/full")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "No space left" in ran.err


def test_a_backup_is_restored_and_the_log_says_so(command_line: CommandLine) -> None:
    write_stories(command_line, 1)
    made = command_line.run("backup", "--keep", "2")
    assert (made.code, made.err) == (0, "")
    backups = list((command_line.home / "backups").iterdir())
    write_stories(command_line, 2)
    assert "2 quotes" in command_line.run("ask", "/quote koval").out
    restored = command_line.run("restore", str(backups[0]))
    assert (restored.code, restored.err) == (0, "")
    assert "1 quote" in command_line.run("ask", "/quote koval").out
    newest = command_line.run("log", "--limit", "1").out
    assert f"console:owner  restore  database  {backups[0].name}" in newest
    aside = next(command_line.home.glob("news.db.before-*"))
    assert "2 quotes" in command_line.run("ask", "/quote koval", "--database", f"sqlite:///{aside}").out


def test_an_older_backup_is_brought_up_to_date_and_a_newer_one_refused(command_line: CommandLine) -> None:
    write_stories(command_line, 1)
    command_line.run("backup")
    backup = next((command_line.home / "backups").iterdir())
    with sqlite3.connect(backup) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_later'")
    ran = command_line.run("restore", str(backup))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "newer Daybrief" in ran.err
    assert "1 quote" in command_line.run("ask", "/quote koval").out


@pytest.mark.slow
def test_a_running_console_keeps_a_restore_out_and_lets_a_backup_in(command_line: CommandLine, home: Home) -> None:
    write_stories(command_line, 1)
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "console", "--database", command_line.url],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=home.path, env=home.environment,
    ) as console:  # fmt: skip
        assert console.stdin is not None
        assert console.stdout is not None
        console.stdin.write(b"/topics\n")
        console.stdin.flush()
        assert console.stdout.readline()
        assert command_line.run("backup").code == 0
        backup = next((home.path / "backups").iterdir())
        ran = command_line.run("restore", str(backup))
        assert ran.code == 2
        assert "in use" in ran.err
        console.stdin.close()
        assert console.wait(20) == 0
    assert command_line.run("restore", str(backup)).code == 0


@pytest.mark.slow
def test_ctrl_c_ends_the_wait_for_a_line(home: Home) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "import", "-", "--database", f"sqlite:///{home.path / 'news.db'}"],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=home.path, env=home.environment,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stderr is not None
        for _ in range(200):
            if (home.path / "news.db").exists():
                break
            time.sleep(0.05)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == b""


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_an_import_that_is_stopped_leaves_nothing(command_line: CommandLine, home: Home, sign: signal.Signals) -> None:
    write_stories(command_line)
    lines = command_line.run("export", "-").out.encode().splitlines(keepends=True)
    moved = f"sqlite:///{home.path / 'moved.db'}"
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "import", "-", "--database", moved],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=home.path, env=home.environment,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"".join(lines[:-3]))
        process.stdin.flush()
        for _ in range(200):
            if (home.path / "moved.db-wal").exists():
                break
            time.sleep(0.05)
        time.sleep(1)
        process.send_signal(sign)
        process.stdin.close()
        code = process.wait(20)
        assert (code, process.stderr.read()) == (130 if sign is signal.SIGINT else -signal.SIGKILL, b"")
    assert command_line.run("log", "--database", moved).out == "Nothing was done yet.\n"
    assert command_line.run("import", "-", "--database", moved, typed=b"".join(lines)).code == 0


def test_root_can_write_anything_but_others_are_told(command_line: CommandLine) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    write_stories(command_line, 1)
    (command_line.home / "locked").mkdir(mode=0o500)
    assert command_line.run("backup", "locked").code == 2
    assert command_line.run("export", "locked/all.jsonl").code == 1
