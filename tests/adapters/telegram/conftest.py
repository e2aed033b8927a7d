"""The loopback Bot API and the real library's bot at it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.fakes.telegram_api import TelegramApi, serve_telegram

ANN = 1


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
