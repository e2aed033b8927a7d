"""From update received to answer sent, beside a bare echo handler of the same library; cold start; memory."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from telegram import Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters

from bot.bootstrap.pacing import TokenPace
from briefings.services.delivery.pacing import TELEGRAM, Pacer
from tests.adapters.telegram.newsroom import running
from tests.bench.echoing import ECHO, AskNumber, answerings, ask_in_turn, print_ratios
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


@asynccontextmanager
async def server() -> AsyncIterator[TelegramApi]:
    async with serve_telegram(TelegramApi()) as api:
        for number in range(PEOPLE):
            api.people.person(1 + number)
        yield api


async def compare() -> None:
    """Ask a bare bot and ours the same, through the pace that answers share with deliveries."""
    async with AsyncExitStack() as stack:
        plain = await stack.enter_async_context(server())
        await stack.enter_async_context(echo_bot(plain))
        bots = {ECHO: asking(plain)}
        for name, answering in (await stack.enter_async_context(answerings())).items():
            api = await stack.enter_async_context(server())
            await stack.enter_async_context(running(api, answering, pace=TokenPace(Pacer(TELEGRAM))))
            bots[name] = asking(api)
        print_ratios(await ask_in_turn(bots, ASKED))


def asking(api: TelegramApi) -> AskNumber:
    """Ask the bot at this server in the name of one person after the other."""

    async def ask(number: int) -> float:
        api.world.effects.clear()
        return await one_answer(api, 1 + number % PEOPLE, LINES[number % len(LINES)])

    return ask


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
