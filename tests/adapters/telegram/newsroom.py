"""The real application over a store with one story, at the loopback Bot API."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.chat.access.flood import Flood
from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from bot.telegram.app import TelegramPlatform
from bot.telegram.bot import TelegramAccount
from briefings.ports.store import Store
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.fakes.stories import offer
from tests.fakes.telegram_api import TelegramApi
from tests.unit.chat.asking import publish_story


async def make_answering(
    *,
    access: Access | None = None,
    clock: SettableClock | None = None,
    store: Store | None = None,
    flood: Flood | None = None,
) -> Answering:
    """The whole table over a store with the offer published."""
    desk = Desk(store=store or MemoryStore(), clock=clock or SettableClock(), access=access or Access())
    await publish_story(desk, offer())
    return Answering(command_table(), desk, flood=flood)


@asynccontextmanager
async def running(api: TelegramApi, answering: Answering, **parts: Any) -> AsyncIterator[TelegramPlatform]:
    """Run the platform as the supervisor would."""
    account = TelegramAccount(api.token, api.base_url, api.base_file_url)
    platform = TelegramPlatform(account, answering, **{"hear": answering.hear, **parts})
    await platform.start()
    run = asyncio.create_task(platform.run())
    try:
        yield platform
    finally:
        run.cancel()
        await asyncio.wait([run])
        await platform.stop()
