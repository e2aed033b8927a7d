"""Whatever Daybrief writes is for the eyes of the user who runs it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.program import Home
from tests.e2e.serving import publish


@pytest.fixture
def careless() -> Iterator[None]:
    """A user whose files everybody may read."""
    before = os.umask(0o000)
    yield
    os.umask(before)


def rights(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


@pytest.mark.usefixtures("careless")
def test_files_are_0600_in_folders_of_0700(home: Home) -> None:
    publish(home)
    folder = home.path / ".local/share/daybrief"
    assert home.run("backup").code == 0
    assert home.run("export", str(home.path / "all.jsonl")).code == 0
    (backup,) = (folder / "backups").glob("*.db")
    assert home.run("restore", str(backup)).code == 0
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    assert len(found) >= 3
    assert {path.name: rights(path) for path in [*found, home.path / "all.jsonl"] if rights(path) != "0o600"} == {}
    assert {str(path): rights(path) for path in (folder, folder / "backups")} == {
        str(folder): "0o700",
        str(folder / "backups"): "0o700",
    }


@pytest.mark.usefixtures("careless")
async def test_a_database_that_everybody_could_read_is_closed_to_them(tmp_path: Path) -> None:
    from briefings.adapters.sql.store import open_store
    from tests.fakes.newsroom import keep, make_briefing

    file = tmp_path / "daybrief.db"
    store = await open_store(f"sqlite:///{file}")
    await store.close()
    file.chmod(0o644)
    store = await open_store(f"sqlite:///{file}")
    await keep(store, make_briefing(1))
    names = ("daybrief.db", "daybrief.db-wal", "daybrief.db-shm")
    assert [rights(tmp_path / name) for name in names] == ["0o600"] * 3
    await store.close()
