"""Answers wait as they are told and end before the program does; updates come by polling or by webhook."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.chat.platform_events import AtOnce
from bot.http.server import WebhookReceiver
from bot.telegram.app import TelegramPlatform
from briefings.domain.people import ChatAddress
from tests.adapters.telegram.conftest import ANN
from tests.adapters.telegram.conversing import sent_to
from tests.adapters.telegram.newsroom import make_answering, running
from tests.fakes.telegram_api import FailureKind, TelegramApi


async def test_an_answer_waits_as_told(api: TelegramApi, platform: TelegramPlatform) -> None:
    api.fail(FailureKind.FLOOD, method="sendMessage", seconds=1)
    await api.people.say(ANN, ANN, "/topics")
    assert await api.world.effect(sent_to(ANN))


async def test_an_update_that_cannot_be_read_holds_up_nobody(
    api: TelegramApi, platform: TelegramPlatform, caplog: pytest.LogCaptureFixture
) -> None:
    await api.world.queue(message={"message_id": "seven", "chat": {"nonsense": True}})
    await api.world.queue(callback_query={"id": {}})
    await api.people.say(ANN, ANN, "/topics")
    assert await api.world.effect(sent_to(ANN))
    await api.world.confirmed()
    assert "cannot be read" in caplog.text


class Gate(AtOnce):
    """Holds answers back until it is opened."""

    def __init__(self) -> None:
        self.asked, self.opened = asyncio.Event(), asyncio.Event()
        self.waits: list[tuple[str, float]] = []

    @asynccontextmanager
    async def turn(self, _: ChatAddress) -> AsyncIterator[None]:
        self.asked.set()
        await self.opened.wait()
        yield

    def refused(self, chat: ChatAddress, wait: timedelta) -> None:
        self.waits.append((chat.chat_id, wait.total_seconds()))


async def test_what_is_in_flight_is_answered_before_the_end(api: TelegramApi) -> None:
    gate = Gate()
    async with running(api, await make_answering(), pace=gate) as platform:
        await api.people.say(ANN, ANN, "/topics")
        await gate.asked.wait()
        stopping = asyncio.create_task(platform.stop())
        gate.opened.set()
        await stopping
    assert [e.chat_id for e in api.world.effects if e.method == "sendMessage"] == [ANN]


async def test_a_wait_told_to_an_answer_is_told_to_the_pace(api: TelegramApi) -> None:
    gate = Gate()
    gate.opened.set()
    api.fail(FailureKind.FLOOD, method="sendMessage", seconds=1)
    async with running(api, await make_answering(), pace=gate):
        await api.people.say(ANN, ANN, "/topics")
        await api.world.effect(sent_to(ANN))
    assert gate.waits == [(str(ANN), 1.0)]


async def test_webhook_mode_takes_updates_by_post(api: TelegramApi) -> None:
    receiver = WebhookReceiver("http://127.0.0.1", "127.0.0.1", 0)
    async with running(api, await make_answering(), receiver=receiver):
        api.world.webhook["url"] = f"http://127.0.0.1:{receiver.port}{receiver.path}"
        await api.people.say(ANN, ANN, "/topics")
        broken = await api.world.queue(message={"message_id": "seven"})
        for update in [broken, api.world.updates[0]]:
            assert await api.push_to_webhook(update) == 200
        assert await api.world.effect(sent_to(ANN))
    assert "getupdates" not in api.calls
