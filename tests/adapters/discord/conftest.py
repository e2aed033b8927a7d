"""The loopback Discord with one server, one channel and one reader."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.server import DiscordApi, serve_discord
from tests.fakes.discord_api.world import Channel

ADA = 7


@pytest.fixture
async def api() -> AsyncIterator[DiscordApi]:
    async with serve_discord(DiscordApi()) as server:
        server.world.new_channel(server.world.new_guild())
        yield server


@pytest.fixture
def channel(api: DiscordApi) -> Channel:
    return next(iter(api.world.channels.values()))


@pytest.fixture
def ada(api: DiscordApi) -> Person:
    return api.people.person(ADA)
