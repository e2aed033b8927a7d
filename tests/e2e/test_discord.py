"""The real program on Discord: a process of its own against the loopback REST and gateway."""

import asyncio

import pytest

from tests.e2e.program import Home
from tests.e2e.serving import log_of, on_gateway, program, publish, told_to_stop
from tests.fakes.discord_api import DiscordApi, FailureKind
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.world import Channel

CANARY = "MTIzNDU2Nzg5.canary.this-token-must-appear-nowhere"


@pytest.fixture
def ada(discord: DiscordApi) -> Person:
    return discord.people.person(7)


async def test_it_stops_within_ten_seconds_while_three_shards_are_being_opened(
    discord: DiscordApi, ada: Person, channel: Channel, home: Home
) -> None:
    async with program(publish(home), discord, DAYBRIEF_DISCORD_SHARD_COUNT="3") as process:
        await on_gateway(discord)
        assert await told_to_stop(process) == 0
    assert discord.gateway.sessions == {}
    assert "were cut off" not in log_of(home)


async def test_it_stops_while_a_lost_connection_is_opened_anew(
    discord: DiscordApi, ada: Person, channel: Channel, home: Home
) -> None:
    async with program(publish(home), discord) as process:
        await on_gateway(discord)
        answer = await ada.slash(channel, "quote", speaker="kerr")
        assert "We lost a pier" in answer.text()
        discord.gateway.says_hello = False
        await discord.gateway.cut(4000)
        await discord.world.until(lambda: discord.gateway.connections == 2)
        assert await told_to_stop(process) == 0
    assert "were cut off" not in log_of(home)


async def test_a_refused_token_ends_the_program_with_one_sentence(discord: DiscordApi, home: Home) -> None:
    async with program(home, discord, DAYBRIEF_DISCORD_TOKEN=CANARY) as process:
        async with asyncio.timeout(40):
            assert await process.wait() == 2
    log = log_of(home)
    assert "daybrief: Discord refuses the bot's token: set DAYBRIEF_DISCORD_TOKEN" in log
    assert "Traceback" not in log
    assert CANARY not in log


async def test_the_token_appears_nowhere_at_debug(
    discord: DiscordApi, ada: Person, channel: Channel, home: Home
) -> None:
    discord.token = discord.gateway.token = CANARY
    discord.fail(FailureKind.UNAVAILABLE, "GET /applications/900/commands")
    async with program(publish(home), discord, DAYBRIEF_LOG_LEVEL="DEBUG") as process:
        await on_gateway(discord)
        discord.fail(FailureKind.DROP_BEFORE, r"POST /interactions/.*")
        await ada.slash(channel, "brief", wait=False)
        discord.fail(FailureKind.SERVER_ERROR, r"POST /interactions/.*")
        await ada.slash(channel, "brief", wait=False)
        await discord.world.until(lambda: not any(order.times for order in discord.failures.orders), 20)
        await discord.gateway.cut(4000)
        answer = await ada.slash(channel, "brief")
        assert "Harbour reopens" in answer.text()
        await told_to_stop(process)
    log = log_of(home)
    assert "discord.gateway" in log
    assert "An answer could not be sent" in log
    for part in (CANARY, CANARY.partition(".")[2], "this-token-must-appear-nowhere"):
        assert part not in log
