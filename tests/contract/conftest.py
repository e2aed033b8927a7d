"""What several contracts ask for."""

from pathlib import Path

import pytest

from tests.conftest import copied_store, run_apart
from tests.fakes.archives import fill, lines_of


@pytest.fixture(scope="session")
def filled_lines(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """What a full newsroom exports."""
    path = tmp_path_factory.mktemp("filled") / "filled.db"

    async def read() -> list[bytes]:
        async with copied_store(migrated_file, path) as store:
            await fill(store)
            return await lines_of(store)

    return run_apart(read())
