"""A digest to many chats through the real program, against platforms that enforce their published limits.

Beside it, in the same run, what bots usually do: send everything at once, the library's own rate limiter, and a loop
that sleeps. Command answers are timed while the real program sends.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import aiohttp
import discord
from discord.http import Route
from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from briefings.domain.people import Platform
from tests.fakes.discord_api.server import TOKEN as DISCORD_TOKEN
from tests.fakes.telegram_api.server import TOKEN as TELEGRAM_TOKEN
from tests.torture.house import house
from tests.torture.servers import PlatformServer, platform_servers

LIMITS = {Platform.TELEGRAM: 30, Platform.DISCORD: 50}
"""Messages a second: core.telegram.org/bots/faq, discord.com/developers/docs/topics/rate-limits."""

TARGETS = {Platform.TELEGRAM: 93, Platform.DISCORD: 90}
"""Percent of the limit that everything sent together must reach."""

ASKERS = 40
_TEXT = "A digest as long as a short one is, with a headline and two lines of what was said and counted on that day."

Deliver = Callable[[PlatformServer], Awaitable[None]]


@dataclass(slots=True)
class Row:
    """How one way of sending did on one platform.

    ``rate`` is the digests' own; ``share`` is how much of the platform's limit everything together used, because on
    Telegram answers to people count against the same limit.
    """

    way: str
    platform: Platform
    chats: int
    arrived: int
    refused: int
    rate: float
    share: float
    note: str = ""

    def __str__(self) -> str:
        alone = 100 * self.rate / LIMITS[self.platform]
        return (
            f"{self.way:28} {self.platform:9} {self.chats:>7,} {self.arrived:>8,} {self.refused:>7,} "
            f"{self.rate:>7.1f}/s {alone:>6.1f} % {self.share:>6.1f} %  {self.note}"
        )


async def row_of(way: str, server: PlatformServer, chats: Sequence[str], began: float, note: str = "") -> Row:
    """Read out of the server's log what arrived in these chats since ``began``, and how fast."""
    wanted, every = set(chats), [sent for sent in server.sent() if sent.at >= began]
    digests = [sent for sent in every if sent.chat_id in wanted]
    first, last = min((sent.at for sent in digests), default=0.0), max((sent.at for sent in digests), default=0.0)
    rate, all_together = (
        (len(taken) - 1) / (last - first) if last > first else 0.0
        for taken in (digests, [sent for sent in every if first <= sent.at <= last])
    )
    share = 100 * all_together / LIMITS[server.platform]
    arrived = len({sent.chat_id for sent in digests})
    return Row(way, server.platform, len(chats), arrived, await server.refused(), rate, share, note)


async def daybrief(directory: Path, chats: int) -> list[Row]:
    """The real program on both platforms at once, with people who ask while it sends."""
    where = directory / "daybrief"
    where.mkdir()
    url = f"sqlite:///{where}/daybrief.db"
    async with house(where, url, telegram=chats, discord=chats, DAYBRIEF_LOG_LEVEL="WARNING") as home:
        telegram, other = home.servers
        for number in range(ASKERS):
            await telegram.control("/control", {"do": "person", "with": {"user_id": 900_000 + number}})
        home.process = await home.begin("bot", "run", log="log.txt")
        while not (await other.control("/control/world"))["ready"]:  # noqa: ASYNC110 - another process
            await asyncio.sleep(1)
        await asyncio.sleep(3)
        instant = await home.make_due()
        await asyncio.sleep((instant - datetime.now(UTC)).total_seconds() + 1.5)
        asking = asyncio.create_task(ask_meanwhile(telegram))
        pressing = asyncio.create_task(ask_on_discord(other))
        await home.settled(seconds=chats / 20 + 300)
        notes = {}
        for server, task in ((telegram, asking), (other, pressing)):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            notes[server.platform] = _answers(ANSWERS[server.platform])
        return [await row_of("Daybrief", s, s.chats, instant.timestamp(), notes[s.platform]) for s in home.servers]


ANSWERS: dict[Platform, list[float]] = {Platform.TELEGRAM: [], Platform.DISCORD: []}


def _answers(seconds: Sequence[float]) -> str:
    if len(seconds) < 2:
        return "no answers timed"
    p99 = quantiles(seconds, n=100)[98]
    return f"{len(seconds)} answers meanwhile: p50 {median(seconds) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms (< 1 s)"


async def ask_meanwhile(server: PlatformServer) -> None:
    """Ask on Telegram twice a second, each time another person, and wait for the answer in the server's log."""
    with server.log.open(encoding="utf-8") as log:
        log.seek(0, 2)
        number = 0
        while True:
            person = 900_000 + number % ASKERS
            number += 1
            began = time.perf_counter()
            await server.control(
                "/control", {"do": "say", "with": {"user_id": person, "chat_id": person, "text": "/topics"}}
            )
            while not _heard(log.read(), person):
                await asyncio.sleep(0.005)
                if time.perf_counter() - began > 30:
                    break
            ANSWERS[Platform.TELEGRAM].append(time.perf_counter() - began)
            await asyncio.sleep(0.5)


def _heard(lines: str, person: int) -> bool:
    return f'"chat_id": {person},' in lines


async def ask_on_discord(server: PlatformServer) -> None:
    """Run a slash command twice a second and wait for its answer."""
    number = 0
    while True:
        number += 1
        order = {"what": "slash", "person": 7 + number % ASKERS, "channel": server.chats[0], "name": "topics"}
        began = time.perf_counter()
        with suppress(aiohttp.ClientError):  # no answer within the server's ten seconds
            await server.control("/control/act", order)
        ANSWERS[Platform.DISCORD].append(time.perf_counter() - began)
        await asyncio.sleep(0.5)


async def compare(directory: Path, way: str, deliver: Deliver, *, platform: Platform, chats: int) -> Row:
    """Let another way of sending deliver to so many chats of a fresh server."""
    where = directory / way.replace(" ", "-")
    where.mkdir(exist_ok=True)
    telegram, other = (chats, 0) if platform is Platform.TELEGRAM else (0, chats)
    async with platform_servers(where, telegram=telegram, discord=other) as (server,):
        began = time.time()
        note = ""
        try:
            async with asyncio.timeout(chats / 4 + 60):
                await deliver(server)
        except TimeoutError:
            note = "cut off"
        return await row_of(way, server, server.chats, began, note)


async def gather_on_telegram(server: PlatformServer) -> None:
    """Everything at once."""
    async with telegram_bot(server) as bot:
        await asyncio.gather(*(bot.send_message(int(c), _TEXT) for c in server.chats), return_exceptions=True)


async def library_limiter(server: PlatformServer) -> None:
    """Everything at once through the library's rate limiter."""
    bot: ExtBot[Any] = ExtBot(
        TELEGRAM_TOKEN, base_url=f"{server.url}/bot", rate_limiter=AIORateLimiter(max_retries=3), request=_request()
    )
    async with bot:
        await asyncio.gather(*(bot.send_message(int(c), _TEXT) for c in server.chats), return_exceptions=True)


async def loop_on_telegram(server: PlatformServer) -> None:
    """One after the other, with a sleep of a thirtieth of a second."""
    async with telegram_bot(server) as bot:
        for chat in server.chats:
            with suppress(TelegramError):
                await bot.send_message(int(chat), _TEXT)
            await asyncio.sleep(1 / LIMITS[Platform.TELEGRAM])


def _request() -> HTTPXRequest:
    return HTTPXRequest(connection_pool_size=512, pool_timeout=60, read_timeout=30)


@asynccontextmanager
async def telegram_bot(server: PlatformServer) -> AsyncIterator[Bot]:
    """The bare library."""
    async with Bot(TELEGRAM_TOKEN, base_url=f"{server.url}/bot", request=_request()) as bot:
        yield bot


@asynccontextmanager
async def discord_client(server: PlatformServer) -> AsyncIterator[discord.Client]:
    """The bare library, signed in."""
    kept, Route.BASE = Route.BASE, server.url
    client = discord.Client(intents=discord.Intents.none())
    try:
        await client.login(DISCORD_TOKEN)
        yield client
    finally:
        await client.close()
        Route.BASE = kept


async def gather_on_discord(server: PlatformServer) -> None:
    """Everything at once; the library waits by itself where it is told to."""
    async with discord_client(server) as client:
        sends = (client.get_partial_messageable(int(chat)).send(_TEXT) for chat in server.chats)
        await asyncio.gather(*sends, return_exceptions=True)


async def loop_on_discord(server: PlatformServer) -> None:
    """One after the other, with a sleep of a fiftieth of a second."""
    async with discord_client(server) as client:
        for chat in server.chats:
            with suppress(discord.HTTPException):
                await client.get_partial_messageable(int(chat)).send(_TEXT)
            await asyncio.sleep(1 / LIMITS[Platform.DISCORD])


WAYS: tuple[tuple[str, Platform, Deliver], ...] = (
    ("sleep loop", Platform.TELEGRAM, loop_on_telegram),
    ("PTB's AIORateLimiter", Platform.TELEGRAM, library_limiter),
    ("plain gather", Platform.TELEGRAM, gather_on_telegram),
    ("sleep loop", Platform.DISCORD, loop_on_discord),
    ("plain gather (discord.py)", Platform.DISCORD, gather_on_discord),
)


async def run(chosen: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="daybrief-delivery-") as temporary:
        directory = Path(temporary)
        heads = f"{'chats':>7} {'arrived':>8} {'429':>7} {'rate':>9} {'of limit':>8} {'all sent':>8}"
        print(f"{'':28} {'':9} {heads}", flush=True)
        for row in await daybrief(directory, chosen.chats):
            reached = row.share >= TARGETS[row.platform]
            print(row, "" if reached and not row.refused else "TARGET MISSED", flush=True)
        if chosen.compared:
            for way, platform, deliver in WAYS:
                if deliver is library_limiter and find_spec("aiolimiter") is None:
                    print(f"{way}: left out; install the extra packages for benchmarks: pip install -e .[bench]")
                    continue
                print(await compare(directory, way, deliver, platform=platform, chats=chosen.compared), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="delivery", description=__doc__)
    parser.add_argument("--chats", type=int, default=900, help="chats on each platform (10000: about six minutes)")
    parser.add_argument("--compared", type=int, default=300, help="chats for the other ways; 0: none")
    asyncio.run(run(parser.parse_args(sys.argv[1:])))
