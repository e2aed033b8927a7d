"""The real client over a store with one story, at the loopback Discord."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat.access.flood import Flood
from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.cards.cards import Card
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from bot.chat.table import Command, CommandTable
from bot.discord.app import DiscordAccount, DiscordPlatform
from bot.discord.client import DaybriefClient
from briefings.ports.store import Store
from tests.fakes.clock import SettableClock
from tests.fakes.discord_api.server import DiscordApi
from tests.fakes.memory.store import MemoryStore
from tests.fakes.stories import offer
from tests.unit.chat.asking import publish_story

PART = "part:discord"


async def make_answering(
    *,
    access: Access | None = None,
    extra: tuple[Command, ...] = (),
    store: Store | None = None,
    flood: Flood | None = None,
) -> Answering:
    """The whole table over a store with the offer published."""
    desk = Desk(store=store or MemoryStore(), clock=SettableClock(), access=access or Access())
    await publish_story(desk, offer())
    return Answering(CommandTable((*command_table(), *extra)), desk, flood=flood)


def client_over(answering: Answering, **parts: Any) -> DaybriefClient:
    """An unstarted client."""

    @asynccontextmanager
    async def opening() -> AsyncIterator[Answering]:
        yield answering

    return DaybriefClient(answering.table, opening, **parts)


@contextmanager
def addresses_kept() -> Iterator[None]:
    """Put the library's addresses back, which it keeps on its classes."""
    kept = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = kept


@asynccontextmanager
async def running(api: DiscordApi, answering: Answering, **parts: Any) -> AsyncIterator[DiscordPlatform]:
    """Run the platform as the supervisor would, until the gateway took it in."""
    api.gateway.ready.clear()
    platform = DiscordPlatform(DiscordAccount(api.token, api.rest_url), lambda: client_over(answering, **parts))
    run: asyncio.Task[None] | None = None
    with addresses_kept():
        try:
            await platform.start()
            run = asyncio.create_task(platform.run(), name=PART)
            await asyncio.wait([run, asyncio.create_task(api.gateway.ready.wait())], return_when="FIRST_COMPLETED")
            yield platform
        finally:
            if run is not None:
                run.cancel()
                await asyncio.wait([run])
            await platform.stop()


def running_task() -> "asyncio.Task[None]":
    """The task in which the platform runs."""
    return next(task for task in asyncio.all_tasks() if task.get_name() == PART)


def slow_command(gate: Callable[[], Awaitable[object]], card: Card) -> Command:
    """A command that answers when the gate opens."""

    async def answer(_: Ask, __: Desk) -> Card:
        await gate()
        return card

    return Command(name="slow", help="Answers late.", example="/slow", answer=answer)
