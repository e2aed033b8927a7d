"""From interaction received to answer sent, beside a bare handler of the same library; completion; start; memory."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from briefings.adapters.sql.store import open_store
from tests.adapters.discord.newsroom import running
from tests.bench.bench_store import fill
from tests.bench.echoing import ECHO, answerings, ask_in_turn, print_ratios
from tests.bench.press import Press
from tests.bench.starting import start_cold
from tests.fakes.clock import SettableClock
from tests.fakes.discord_api import DiscordApi
from tests.fakes.discord_api.one_channel import first_channel, serve_one_channel
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.world import Channel
from tests.fakes.newsroom import keep, make_briefing

ASKED = 400
PEOPLE = 20
LINES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("quote", {"speaker": "zelensky"}),
    ("dates", {}),
    ("figures", {}),
    ("speakers", {}),
)
BRIEFINGS = 50_000
"""Each has two quotes."""

TYPED = ("", "b", "da", "man", "zz", "o", "ta", "k")


@asynccontextmanager
async def echo_bot(api: DiscordApi) -> AsyncIterator[None]:
    """A bot of the bare library that answers each of the commands with one word."""
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True), shard_count=1)
    tree = app_commands.CommandTree(client)

    @tree.command(name="quote", description="Says it.")
    async def quote(interaction: discord.Interaction, speaker: str) -> None:
        await interaction.response.send_message(speaker)

    for name in ("dates", "figures", "speakers"):

        @tree.command(name=name, description="Says it.")
        async def say(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("said")

    with at(api):
        await client.login(api.token)
        await tree.sync()
        run = asyncio.create_task(client.connect())
        await api.gateway.ready.wait()
    try:
        yield
    finally:
        await client.close()
        await asyncio.wait([run])


@contextmanager
def at(api: DiscordApi) -> Iterator[None]:
    """Let requests go to this server: the library keeps its address on a class."""
    kept = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api.rest_url, yarl.URL(api.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = kept


async def timed(ask: Awaitable[object]) -> float:
    """Milliseconds until the answer has arrived."""
    began = time.perf_counter()
    await ask
    return (time.perf_counter() - began) * 1000


async def one_answer(api: DiscordApi, channel: Channel, number: int) -> float:
    """Milliseconds from an interaction to the arrival of its answer."""
    name, options = LINES[number % len(LINES)]
    with at(api):
        answer = await api.people.known[10 + number % PEOPLE].slash(channel, name, **options)
    channel.messages.clear()
    api.interactions.known.clear()
    api.world.effects.clear()
    assert answer.seconds is not None
    return answer.seconds * 1000


@asynccontextmanager
async def server() -> AsyncIterator[tuple[DiscordApi, Channel, Person]]:
    async with serve_one_channel() as api:
        for number in range(PEOPLE):
            api.people.person(10 + number)
        yield api, first_channel(api), api.people.person(7)


async def compare() -> None:
    """Ask a bare bot and ours the same."""
    async with AsyncExitStack() as stack:
        bare, channel, _ = await stack.enter_async_context(server())
        await stack.enter_async_context(echo_bot(bare))
        bots = {ECHO: partial(one_answer, bare, channel)}
        for name, answering in (await stack.enter_async_context(answerings())).items():
            api, channel, _ = await stack.enter_async_context(server())
            await stack.enter_async_context(running(api, answering))
            bots[name] = partial(one_answer, api, channel)
        print_ratios(await ask_in_turn(bots, ASKED))


def print_row(name: str, times: list[float]) -> None:
    print(f"{name:16}{statistics.median(times):10.2f}{statistics.quantiles(times, n=100)[98]:10.2f}")


async def complete() -> None:
    """Complete over an archive of 100,000 quotes that was just made."""
    with tempfile.TemporaryDirectory() as home:
        url = f"sqlite:///{home}/daybrief.db"
        await fill(url, Press(), BRIEFINGS)
        await complete_over(url)


async def complete_over(url: str) -> None:
    """Complete speakers and topics, from the interaction to the choices; the first follows a publication."""
    store = await open_store(url)
    news = make_briefing(10**6, said=(("New Speaker", "We counted the boats twice today"),))
    try:
        desk = Desk(store=store, clock=SettableClock(), access=Access())
        answering = Answering(command_table(), desk)
        prepared = await timed(answering.prepare())
        async with server() as (api, channel, ada), running(api, answering):
            await keep(store, news)
            times = [await timed(ada.complete(channel, "quote", "speaker", "a"))]
            for number in range(ASKED):
                typed = TYPED[number % len(TYPED)]
                option = ("quote", "speaker") if number % 2 else ("brief", "topic")
                times.append(await timed(ada.complete(channel, *option, typed)))
    finally:
        await store.close()
    print(f"completion over {2 * BRIEFINGS:,} quotes (target < 50 ms):")
    print_row("completion", times)
    print(f"right after a publication: {times[0]:.1f} ms; all is known {prepared / 1000:.1f} s after a start")


async def start() -> None:
    """Start the program and ask it once."""
    async with server() as (api, channel, ada):

        async def ready() -> None:
            api.gateway.ready.clear()
            await api.gateway.ready.wait()

        await start_cold(
            ready,
            lambda: ada.slash(channel, "help"),
            DAYBRIEF_DISCORD_TOKEN=api.token,
            DAYBRIEF_DISCORD_API_BASE=api.rest_url,
        )


def main() -> None:
    asyncio.run(compare())
    asyncio.run(start())
    asyncio.run(complete())
