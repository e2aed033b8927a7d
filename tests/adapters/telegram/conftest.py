"""The loopback Bot API, the real library's bot at it, and our own with Ann and Bob in a group."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.telegram.app import TelegramPlatform
from tests.adapters.telegram.conversing import Told
from tests.adapters.telegram.newsroom import make_answering, running
from tests.fakes.telegram_api import TelegramApi, serve_telegram

ANN = 1
BOB = 2
GROUP = -1009
CHANNEL = -1008


@pytest.fixture
async def api() -> AsyncIterator[TelegramApi]:
    async with serve_telegram(TelegramApi()) as server:
        server.people.person(ANN)
        yield server


@pytest.fixture
async def bot(api: TelegramApi) -> AsyncIterator[Bot]:
    request = HTTPXRequest(read_timeout=1, connect_timeout=1)
    async with Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url, request=request) as bot:
        yield bot


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
async def platform(api: TelegramApi, told: Told) -> AsyncIterator[TelegramPlatform]:
    api.people.person(BOB, "Bob")
    api.people.group(GROUP, topics=(7,))
    api.people.member(GROUP, ANN, "administrator")
    api.people.member(GROUP, BOB)
    async with running(api, await make_answering(), happenings=told.happenings) as started:
        yield started
