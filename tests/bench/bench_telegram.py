"""From update received to answer sent, beside a bare echo handler of the same library; cold start; memory.

Daybrief answers from a SQLite file and through the pace that answers share with deliveries, as the program does.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters

from bot.bootstrap.pacing import TokenPace
from bot.chat.flood import Flood
from briefings.adapters.sql.store import open_store
from briefings.services.pacing import TELEGRAM, Pacer
from tests.adapters.telegram.newsroom import make_answering, running
from tests.bench.starting import start_cold
from tests.fakes.telegram_api import TelegramApi, serve_telegram

ASKED = 300
PEOPLE = 20
LINES = ("/quote zelensky", "/dates", "/figures", "/speakers")


async def _echo(update: Update, _: object) -> None:
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


@asynccontextmanager
async def echo_bot(api: TelegramApi) -> AsyncIterator[None]:
    """A bot of the bare library that says what it is told."""
    app = ApplicationBuilder().token(api.token).base_url(api.base_url).job_queue(None).concurrent_updates(256).build()
    app.add_handler(MessageHandler(filters.TEXT, _echo))
    await app.initialize()
    await app.start()
    assert app.updater is not None
    await app.updater.start_polling()
    try:
        yield
    finally:
        await app.updater.stop()
        await app.stop()
        await app.shutdown()


async def one_answer(api: TelegramApi, person: int, text: str) -> float:
    """Milliseconds until the answer to one message arrives, before the server begins to check it."""
    answers = api.calls.count("sendmessage")
    began = time.perf_counter()
    await api.people.say(person, person, text)
    await api.heard_of("sendMessage", times=answers + 1)
    milliseconds = (time.perf_counter() - began) * 1000
    await api.world.effect(lambda e: e.method == "sendMessage" and e.chat_id == person)
    return milliseconds


async def measured(first: TelegramApi, second: TelegramApi) -> tuple[list[float], list[float]]:
    """Ask both bots in turn, so that whatever else the machine does slows both down alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(-20, ASKED):
        for api, noted in zip((first, second), times, strict=True):
            api.world.effects.clear()
            taken = await one_answer(api, 1 + number % PEOPLE, LINES[number % len(LINES)])
            if number >= 0:
                noted.append(taken)
    return times


@asynccontextmanager
async def server() -> AsyncIterator[TelegramApi]:
    async with serve_telegram(TelegramApi()) as api:
        for number in range(PEOPLE):
            api.people.person(1 + number)
        yield api


async def compare() -> None:
    with tempfile.TemporaryDirectory() as home:
        store = await open_store(f"sqlite:///{home}/daybrief.db")
        answering = await make_answering(store=store, flood=Flood(limit=10**9))
        pace = TokenPace(Pacer(TELEGRAM))
        async with server() as plain, echo_bot(plain), server() as api, running(api, answering, pace=pace):
            echo, ours = await measured(plain, api)
        await store.close()
    print(f"{'':16}{'p50 ms':>10}{'p99 ms':>10}")
    for name, times in (("bare echo", echo), ("Daybrief", ours)):
        print(f"{name:16}{statistics.median(times):10.2f}{statistics.quantiles(times, n=100)[98]:10.2f}")
    ratio = statistics.median(ours) / statistics.median(echo)
    print(f"ratio of the medians: {ratio:.2f} (target ≤ 1.5)")


async def start() -> None:
    """Start the program and ask it once."""
    async with server() as api:

        async def ready() -> None:
            await api.heard_of("getUpdates", times=api.calls.count("getupdates") + 1, timeout=30)

        await start_cold(
            ready,
            lambda: one_answer(api, 1, "/help"),
            DAYBRIEF_TELEGRAM_TOKEN=api.token,
            DAYBRIEF_TELEGRAM_BASE_URL=api.base_url,
        )


def main() -> None:
    asyncio.run(compare())
    asyncio.run(start())
