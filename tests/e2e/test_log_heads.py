"""The audit log's head stands outside the database: a tail that is cut off, count and all, shows."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.e2e.program import Home
from tests.e2e.serving import publish

CUT = "DELETE FROM audit WHERE number > 1; UPDATE counter SET value = 1 WHERE name = 'audit'"


def database_of(home: Home) -> Path:
    return home.path / ".local/share/daybrief/daybrief.db"


def test_a_cut_tail_shows_and_a_restore_does_not(home: Home) -> None:
    publish(home)
    heads = database_of(home).with_name("daybrief.db.heads")
    assert heads.stat().st_mode & 0o777 == 0o600
    whole = home.run("log", "verify")
    assert whole.code == 0
    assert "It fits the 1 head noted in" in whole.out
    assert home.run("backup").code == 0
    (backup,) = (database_of(home).parent / "backups").glob("*.db")
    more = "Ships sail again, the port said.\n"
    assert home.run("add", "-", "--publish", "--date", "2025-02-25", "--publisher", "Gazette", typed=more).code == 0
    assert len(heads.read_text().splitlines()) == 2

    assert home.run("restore", str(backup)).code == 0
    restored = home.run("log", "verify")
    assert restored.code == 0, restored.out
    assert " restored " in heads.read_text()

    with closing(sqlite3.connect(database_of(home))) as database:
        database.executescript(CUT)
    cut = home.run("log", "verify")
    assert cut.code == 1
    assert "broken at entry 2" in cut.out
    assert "compared with the heads" in cut.out
    heads.unlink()
    assert home.run("log", "verify").code == 0
