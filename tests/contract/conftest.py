"""What several contracts ask for."""

import shutil
from pathlib import Path

import pytest

from briefings.adapters.sql.store import open_store
from tests.conftest import run_apart
from tests.fakes.archives import fill, lines_of


@pytest.fixture(scope="session")
def filled_lines(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """What a full newsroom exports."""
    path = tmp_path_factory.mktemp("filled") / "filled.db"
    shutil.copyfile(migrated_file, path)

    async def read() -> list[bytes]:
        store = await open_store(f"sqlite:///{path}")
        try:
            await fill(store)
            return await lines_of(store)
        finally:
            await store.close()

    return run_apart(read())
