"""The real program on Telegram: a process of its own against the loopback Bot API."""

import asyncio

import aiohttp
import pytest

from tests.e2e.program import Home
from tests.e2e.serving import answer_with, free_port, log_of, program, publish, told_to_stop
from tests.fakes.telegram_api import FailureKind, TelegramApi

ANN = 1


@pytest.fixture
def api(telegram: TelegramApi) -> TelegramApi:
    telegram.people.person(ANN)
    return telegram


@pytest.fixture
def newsroom(home: Home) -> Home:
    return publish(home)


async def test_asks_stops_in_the_middle_restarts_and_an_old_button_works(api: TelegramApi, newsroom: Home) -> None:
    async with program(newsroom, api) as process:
        await api.people.say(ANN, ANN, "/brief")
        first = await api.world.effect(answer_with("Harbour reopens"), timeout=30)
        await api.people.say(ANN, ANN, "/quote kerr")
        await api.world.confirmed()
        assert await told_to_stop(process) == 0
    asked = await api.world.effect(answer_with("We lost a pier"))
    assert asked.chat_id == ANN
    message = api.world.messages[ANN, first.message_id or 0]
    buttons = [b for row in message["reply_markup"]["inline_keyboard"] for b in row]
    figures = next(b["callback_data"] for b in buttons if b["text"] == "Figures")
    async with program(newsroom, api) as process:
        await api.people.press(ANN, message, figures)
        edited = await api.world.effect(lambda e: e.method == "editMessageText", timeout=30)
        assert "40 boats" in (edited.text or "")
        await api.world.effect(lambda e: e.method == "answerCallbackQuery")
        assert await told_to_stop(process) == 0


async def test_the_token_appears_nowhere_at_debug(api: TelegramApi, newsroom: Home) -> None:
    api.fail(FailureKind.SERVER_ERROR, method="sendMessage")
    api.fail(FailureKind.DROP_BEFORE, method="getUpdates")
    async with program(newsroom, api, DAYBRIEF_LOG_LEVEL="DEBUG") as process:
        for line in ("/topics", "/brief", "/brief"):  # whichever answer is sent first meets the failure
            await api.people.say(ANN, ANN, line)
        await api.world.effect(answer_with("Harbour reopens"), timeout=30)
        await told_to_stop(process)
    log = log_of(newsroom)
    assert "sendMessage" in log
    assert api.token.partition(":")[2] not in log


async def test_a_refused_token_is_one_sentence_and_exit_code_2(api: TelegramApi, newsroom: Home) -> None:
    canary = "123456789:canary-canary-canary-canary-canary"
    async with program(newsroom, api, DAYBRIEF_TELEGRAM_TOKEN=canary, DAYBRIEF_LOG_LEVEL="DEBUG") as process:
        async with asyncio.timeout(30):
            assert await process.wait() == 2
    log = log_of(newsroom)
    last = log.strip().splitlines()[-1]
    assert last.startswith("daybrief: Telegram refuses the bot's token: set DAYBRIEF_TELEGRAM_TOKEN")
    assert "canary" not in log


async def test_another_poller_is_waited_out(api: TelegramApi, newsroom: Home) -> None:
    api.fail(FailureKind.CONFLICT, method="getUpdates", times=2)
    async with program(newsroom, api) as process:
        await api.people.say(ANN, ANN, "/topics")
        await api.world.effect(lambda e: e.method == "sendMessage", timeout=60)
        assert await told_to_stop(process) == 0


async def test_health_and_metrics_by_setting(api: TelegramApi, newsroom: Home) -> None:
    port = free_port()
    async with program(newsroom, api, DAYBRIEF_HTTP_PORT=str(port)) as process, aiohttp.ClientSession() as client:
        await api.people.say(ANN, ANN, "/topics")
        await api.world.effect(lambda e: e.method == "sendMessage", timeout=30)
        health = await (await client.get(f"http://127.0.0.1:{port}/healthz")).json()
        metrics = await (await client.get(f"http://127.0.0.1:{port}/metrics")).text()
        await told_to_stop(process)
    assert ("telegram", "running") in {(part["name"], part["state"]) for part in health["parts"]}
    assert 'command="topics"' in metrics
