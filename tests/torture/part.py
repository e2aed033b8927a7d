"""Runs one part of the program in a process of its own: ``python -m tests.torture.part scheduler`` (or ``sender``).

It is built by the program's own composition root, with the real library's courier and nothing that answers.
"""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.bootstrap.chores import chores_of, pacer_of, sender_of
from bot.bootstrap.platforms import discord_platform
from bot.bootstrap.program import Program, opened_program, settings_from
from bot.chat.platform_events import Happenings
from bot.scheduler import Scheduler
from bot.telegram.courier import TelegramCourier
from bot.telegram.post import Post
from briefings.ports.courier import Courier
from config.logging import set_up_logging

_log = logging.getLogger(__name__)


@asynccontextmanager
async def courier_of(program: Program) -> AsyncIterator[Courier]:
    """The courier of the one platform that has a token."""
    telegram = program.settings.telegram
    if telegram.token is None:
        platform = discord_platform(program, Happenings())
        await platform.start()
        try:
            yield platform.courier
        finally:
            await platform.stop()
        return
    request = HTTPXRequest(connection_pool_size=64, connect_timeout=5, read_timeout=15, pool_timeout=5)
    async with Bot(telegram.token.get_secret_value(), base_url=telegram.base_url or "", request=request) as bot:
        yield TelegramCourier(Post(bot))


async def run(name: str) -> None:
    """Run a scheduler or a sender until it is killed."""
    settings = settings_from()
    set_up_logging("INFO", "text", secrets=settings.secrets())
    async with opened_program(settings) as program, courier_of(program) as courier:
        if name == "sender":
            await sender_of(program, courier, pacer_of(courier.platform)).run()
            return
        scheduler = Scheduler(chores_of(program, [courier], owed=lambda: None), clock=program.desk.clock)
        await scheduler.start()
        _log.info("Planning begins")
        await scheduler.run()


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1]))
