"""The real program on both platforms at once: one process, one loop, one database, both servers on loopback."""

import asyncio
import signal
import socket
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from tests.e2e.program import Home
from tests.fakes import discord_api, telegram_api
from tests.fakes.discord_api import DiscordApi, serve_discord
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.world import Channel
from tests.fakes.telegram_api import TelegramApi, serve_telegram
from tests.fakes.telegram_api.world import Effect

ANN, BEN = 1, 2
START_SECONDS = 40.0
ARTICLE = (
    "Harbour reopens after the storm\n\n"
    'The harbour of Port Ellen opened again on Monday. "We lost a pier, but nobody was hurt," the harbour master, '
    "Mary Kerr, told reporters.\n\nSome 40 boats had waited outside for three days.\n"
)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramApi]:
    async with serve_telegram(TelegramApi()) as server:
        server.people.person(ANN)
        yield server


@pytest.fixture
async def discord() -> AsyncIterator[DiscordApi]:
    async with serve_discord(DiscordApi()) as server:
        server.world.new_channel(server.world.new_guild())
        yield server


@pytest.fixture
def channel(discord: DiscordApi) -> Channel:
    return next(iter(discord.world.channels.values()))


@pytest.fixture
def ben(discord: DiscordApi) -> Person:
    return discord.people.person(BEN, "Ben")


@pytest.fixture
def newsroom(home: Home) -> Home:
    added = home.run("add", "-", "--publish", "--date", "2025-02-24", typed=ARTICLE)
    assert added.code == 0, added.err
    return home


@asynccontextmanager
async def program(home: Home, telegram: TelegramApi, discord: DiscordApi, **settings: str) -> AsyncIterator[Process]:
    """Run ``daybrief run`` with both tokens until the block ends; its log is in ``home``."""
    environment = {
        **home.environment,
        "DAYBRIEF_TELEGRAM_TOKEN": telegram.token,
        "DAYBRIEF_TELEGRAM_BASE_URL": telegram.base_url,
        "DAYBRIEF_TELEGRAM_BASE_FILE_URL": telegram.base_file_url,
        "DAYBRIEF_DISCORD_TOKEN": discord.token,
        "DAYBRIEF_DISCORD_API_BASE": discord.rest_url,
        "DAYBRIEF_DISCORD_GATEWAY": discord.gateway_url,
        **settings,
    }
    discord.gateway.ready.clear()
    with (home.path / "log.txt").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=home.path, env=environment, stderr=log, stdout=log
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def on_gateway(discord: DiscordApi) -> None:
    async with asyncio.timeout(START_SECONDS):
        await discord.gateway.ready.wait()


async def told_to_stop(process: Process) -> int:
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(10):
        return await process.wait()


def says(words: str) -> Any:
    def fits(effect: Effect) -> bool:
        return effect.method in {"sendMessage", "editMessageText"} and words in (effect.text or "")

    return fits


async def test_people_ask_on_both_it_stops_in_the_middle_and_old_buttons_work_after_a_restart(
    telegram: TelegramApi, discord: DiscordApi, channel: Channel, ben: Person, newsroom: Home
) -> None:
    async with program(newsroom, telegram, discord) as process:
        await on_gateway(discord)
        await telegram.people.say(ANN, ANN, "/brief")
        on_telegram = await telegram.world.effect(says("Harbour reopens"), timeout=START_SECONDS)
        on_discord = await ben.slash(channel, "brief")
        assert "Harbour reopens" in on_discord.text()

        discord.fail(discord_api.FailureKind.SLOW, r"POST /interactions/.*", seconds=0.5)
        asked = await ben.slash(channel, "quote", speaker="kerr", wait=False)
        await telegram.people.say(ANN, ANN, "/quote kerr")
        await telegram.world.confirmed()
        await discord.world.until(lambda: bool(discord.world.of("slow")))
        began = time.monotonic()
        assert await told_to_stop(process) == 0
        assert time.monotonic() - began < 10
    assert "We lost a pier" in asked.text()
    await telegram.world.effect(says("We lost a pier"), timeout=1)
    assert discord.gateway.sessions == {}

    message = telegram.world.messages[ANN, on_telegram.message_id or 0]
    buttons = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
    figures = next(button["callback_data"] for button in buttons if button["text"] == "Figures")
    assert on_discord.original is not None
    async with program(newsroom, telegram, discord) as process:
        await on_gateway(discord)
        pressed = await ben.press(on_discord.original, "Figures")
        assert "40 boats" in pressed.text()
        await telegram.people.press(ANN, message, figures)
        edited = await telegram.world.effect(lambda e: e.method == "editMessageText", timeout=START_SECONDS)
        assert "40 boats" in (edited.text or "")
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(10):
            assert await process.wait() == 0
    assert discord.world.command_syncs == 1


async def test_telegram_runs_on_while_discord_refuses_its_token(
    telegram: TelegramApi, discord: DiscordApi, channel: Channel, ben: Person, newsroom: Home
) -> None:
    port = free_port()
    refused = {"DAYBRIEF_DISCORD_TOKEN": "MTIz.wrong.token", "DAYBRIEF_HTTP_PORT": str(port)}
    async with program(newsroom, telegram, discord, **refused) as process:
        await telegram.people.say(ANN, ANN, "/brief")
        await telegram.world.effect(says("Harbour reopens"), timeout=START_SECONDS)
        health = await health_at(port)
        assert health["discord"]["state"] == "failed"
        assert "DAYBRIEF_DISCORD_TOKEN" in health["discord"]["reason"]
        assert health["telegram"]["state"] == "running"
        assert await told_to_stop(process) == 0


async def test_discord_runs_on_through_a_broken_connection_while_telegram_refuses_its_token(
    telegram: TelegramApi, discord: DiscordApi, channel: Channel, ben: Person, newsroom: Home
) -> None:
    telegram.fail(telegram_api.FailureKind.UNAUTHORIZED, method="getMe", times=99)
    port = free_port()
    async with program(newsroom, telegram, discord, DAYBRIEF_HTTP_PORT=str(port)) as process:
        await on_gateway(discord)
        answer = await ben.slash(channel, "quote", speaker="kerr")
        assert "We lost a pier" in answer.text()
        await discord.gateway.cut(4000)
        answer = await ben.slash(channel, "figures")
        assert "40 boats" in answer.text()
        health = await health_at(port)
        assert health["telegram"]["state"] == "failed"
        assert "DAYBRIEF_TELEGRAM_TOKEN" in health["telegram"]["reason"]
        assert await told_to_stop(process) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def health_at(port: int) -> dict[str, Any]:
    """Each part's health by its name."""
    async with aiohttp.ClientSession() as client, client.get(f"http://127.0.0.1:{port}/healthz") as answer:
        return {part["name"]: part for part in (await answer.json())["parts"]}
