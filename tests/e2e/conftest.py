from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.newsroom import Newsroom, open_newsroom
from tests.e2e.program import Home
from tests.fakes.command_line import CommandLine


@pytest.fixture
def home(tmp_path: Path) -> Home:
    path = tmp_path / "home"
    path.mkdir()
    return Home(path)


@pytest.fixture
def command_line(home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line in this very process."""
    return CommandLine(home.path, monkeypatch, capsys)


@pytest.fixture
async def room(home: Home) -> AsyncIterator[Newsroom]:
    """A newsroom on both platforms."""
    async with open_newsroom(home) as opened:
        yield opened
