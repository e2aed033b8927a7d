"""The smallest Discord that people can talk in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.fakes.discord_api.server import DiscordApi, serve_discord
from tests.fakes.discord_api.world import Channel


@asynccontextmanager
async def serve_one_channel() -> AsyncIterator[DiscordApi]:
    """A loopback Discord with one server and one channel in it, until the block ends."""
    async with serve_discord(DiscordApi()) as api:
        api.world.new_channel(api.world.new_guild())
        yield api


def first_channel(api: DiscordApi) -> Channel:
    """The channel that was there from the start."""
    return next(iter(api.world.channels.values()))
