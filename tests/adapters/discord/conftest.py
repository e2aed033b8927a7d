"""The loopback Discord with one server, one channel and one reader."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.discord_api.one_channel import first_channel, serve_one_channel
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.server import DiscordApi
from tests.fakes.discord_api.world import Channel

ADA = 7


@pytest.fixture
async def api() -> AsyncIterator[DiscordApi]:
    async with serve_one_channel() as server:
        yield server


@pytest.fixture
def channel(api: DiscordApi) -> Channel:
    return first_channel(api)


@pytest.fixture
def ada(api: DiscordApi) -> Person:
    return api.people.person(ADA)
