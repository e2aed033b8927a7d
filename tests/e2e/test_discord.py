"""The real program on Discord: a process of its own against the loopback REST and gateway."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.e2e.program import Home
from tests.e2e.serving import log_of, on_gateway, publish, serving, told_to_stop
from tests.fakes.discord_api import DiscordApi, FailureKind, serve_discord
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.world import Channel

CANARY = "MTIzNDU2Nzg5.canary.this-token-must-appear-nowhere"


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
    return api.people.person(7)


def settings_for(api: DiscordApi, **more: str) -> dict[str, str]:
    """The gateway is asked of the REST address."""
    return {"DAYBRIEF_DISCORD_TOKEN": api.token, "DAYBRIEF_DISCORD_API_BASE": api.rest_url, **more}


async def test_it_stops_within_ten_seconds_while_three_shards_are_being_opened(
    api: DiscordApi, ada: Person, channel: Channel, home: Home
) -> None:
    async with serving(publish(home), **settings_for(api, DAYBRIEF_DISCORD_SHARD_COUNT="3")) as process:
        await on_gateway(api)
        assert await told_to_stop(process) == 0
    assert api.gateway.sessions == {}
    assert "were cut off" not in log_of(home)


async def test_it_stops_while_a_lost_connection_is_opened_anew(
    api: DiscordApi, ada: Person, channel: Channel, home: Home
) -> None:
    async with serving(publish(home), **settings_for(api)) as process:
        await on_gateway(api)
        answer = await ada.slash(channel, "quote", speaker="kerr")
        assert "We lost a pier" in answer.text()
        api.gateway.says_hello = False
        await api.gateway.cut(4000)
        await api.world.until(lambda: api.gateway.connections == 2)
        assert await told_to_stop(process) == 0
    assert "were cut off" not in log_of(home)


async def test_a_refused_token_ends_the_program_with_one_sentence(api: DiscordApi, home: Home) -> None:
    async with serving(home, **settings_for(api, DAYBRIEF_DISCORD_TOKEN=CANARY)) as process:
        async with asyncio.timeout(40):
            assert await process.wait() == 2
    log = log_of(home)
    assert "daybrief: Discord refuses the bot's token: set DAYBRIEF_DISCORD_TOKEN" in log
    assert "Traceback" not in log
    assert CANARY not in log


async def test_the_token_appears_nowhere_at_debug(api: DiscordApi, ada: Person, channel: Channel, home: Home) -> None:
    api.token = api.gateway.token = CANARY
    api.fail(FailureKind.UNAVAILABLE, "GET /applications/900/commands")
    async with serving(publish(home), **settings_for(api, DAYBRIEF_LOG_LEVEL="DEBUG")) as process:
        await on_gateway(api)
        api.fail(FailureKind.DROP_BEFORE, r"POST /interactions/.*")
        await ada.slash(channel, "brief", wait=False)
        api.fail(FailureKind.SERVER_ERROR, r"POST /interactions/.*")
        await ada.slash(channel, "brief", wait=False)
        await api.world.until(lambda: not any(order.times for order in api.failures.orders), 20)
        await api.gateway.cut(4000)
        answer = await ada.slash(channel, "brief")
        assert "Harbour reopens" in answer.text()
        await told_to_stop(process)
    log = log_of(home)
    assert "discord.gateway" in log
    assert "An answer could not be sent" in log
    for part in (CANARY, CANARY.partition(".")[2], "this-token-must-appear-nowhere"):
        assert part not in log
