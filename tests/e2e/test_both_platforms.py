"""The real program on both platforms at once: one process, one loop, one database, both servers on loopback."""

import signal
import time
from asyncio.subprocess import Process
from contextlib import AbstractAsyncContextManager
from typing import Any

import aiohttp
import pytest

from tests.e2e.program import Home
from tests.e2e.serving import START_SECONDS, answer_with, free_port, on_gateway, program, publish, told_to_stop
from tests.fakes import discord_api, telegram_api
from tests.fakes.discord_api import DiscordApi
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.world import Channel
from tests.fakes.telegram_api import TelegramApi

ANN, BEN = 1, 2


@pytest.fixture
def ben(discord: DiscordApi) -> Person:
    return discord.people.person(BEN, "Ben")


@pytest.fixture
def newsroom(home: Home) -> Home:
    return publish(home)


@pytest.fixture(autouse=True)
def ann(telegram: TelegramApi) -> None:
    telegram.people.person(ANN)


def both(
    home: Home, telegram: TelegramApi, discord: DiscordApi, **settings: str
) -> AbstractAsyncContextManager[Process]:
    """Run the program on both platforms, with Discord's gateway at an address that the settings name."""
    return program(home, telegram, discord, **{"DAYBRIEF_DISCORD_GATEWAY": discord.gateway_url, **settings})


async def test_people_ask_on_both_it_stops_in_the_middle_and_old_buttons_work_after_a_restart(
    telegram: TelegramApi, discord: DiscordApi, channel: Channel, ben: Person, newsroom: Home
) -> None:
    async with both(newsroom, telegram, discord) as process:
        await on_gateway(discord)
        await telegram.people.say(ANN, ANN, "/brief")
        on_telegram = await telegram.world.effect(answer_with("Harbour reopens"), timeout=START_SECONDS)
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
    await telegram.world.effect(answer_with("We lost a pier"), timeout=1)
    assert discord.gateway.sessions == {}

    message = telegram.world.messages[ANN, on_telegram.message_id or 0]
    buttons = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
    figures = next(button["callback_data"] for button in buttons if button["text"] == "Figures")
    assert on_discord.original is not None
    async with both(newsroom, telegram, discord) as process:
        await on_gateway(discord)
        pressed = await ben.press(on_discord.original, "Figures")
        assert "40 boats" in pressed.text()
        await telegram.people.press(ANN, message, figures)
        edited = await telegram.world.effect(lambda e: e.method == "editMessageText", timeout=START_SECONDS)
        assert "40 boats" in (edited.text or "")
        assert await told_to_stop(process, signal.SIGINT) == 0
    assert discord.world.command_syncs == 1


async def test_telegram_runs_on_while_discord_refuses_its_token(
    telegram: TelegramApi, discord: DiscordApi, channel: Channel, ben: Person, newsroom: Home
) -> None:
    port = free_port()
    refused = {"DAYBRIEF_DISCORD_TOKEN": "MTIz.wrong.token", "DAYBRIEF_HTTP_PORT": str(port)}
    async with both(newsroom, telegram, discord, **refused) as process:
        await telegram.people.say(ANN, ANN, "/brief")
        await telegram.world.effect(answer_with("Harbour reopens"), timeout=START_SECONDS)
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
    async with both(newsroom, telegram, discord, DAYBRIEF_HTTP_PORT=str(port)) as process:
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


async def health_at(port: int) -> dict[str, Any]:
    """Each part's health by its name."""
    async with aiohttp.ClientSession() as client, client.get(f"http://127.0.0.1:{port}/healthz") as answer:
        return {part["name"]: part for part in (await answer.json())["parts"]}
