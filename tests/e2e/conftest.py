from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.newsroom import Newsroom, open_newsroom
from tests.e2e.program import Home
from tests.fakes.command_line import CommandLine
from tests.fakes.discord_api import DiscordApi
from tests.fakes.discord_api.one_channel import first_channel, serve_one_channel
from tests.fakes.discord_api.world import Channel
from tests.fakes.telegram_api import TelegramApi, serve_telegram


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


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramApi]:
    """A loopback Bot API that knows nobody yet."""
    async with serve_telegram(TelegramApi()) as server:
        yield server


@pytest.fixture
async def discord() -> AsyncIterator[DiscordApi]:
    """A loopback Discord with one server and one channel in it."""
    async with serve_one_channel() as server:
        yield server


@pytest.fixture
def channel(discord: DiscordApi) -> Channel:
    """The one channel there."""
    return first_channel(discord)
