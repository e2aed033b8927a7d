"""Runs ``daybrief run`` as a process of its own until a test has seen enough."""

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from tests.e2e.program import Home
from tests.fakes.discord_api import DiscordApi
from tests.fakes.telegram_api import Effect, TelegramApi

START_SECONDS = 40.0
ARTICLE = (
    "Harbour reopens after the storm\n\n"
    'The harbour of Port Ellen opened again on Monday. "We lost a pier, but nobody was hurt," the harbour master, '
    "Mary Kerr, told reporters.\n\nSome 40 boats had waited outside for three days.\n"
)


def publish(home: Home) -> Home:
    """Put a published briefing into the database of this home."""
    added = home.run("add", "-", "--publish", "--publisher", "Port News", "--date", "2025-02-24", typed=ARTICLE)
    assert added.code == 0, added.err
    return home


@asynccontextmanager
async def serving(home: Home, **settings: str) -> AsyncIterator[Process]:
    """Run the program with these settings until the block ends; its log is in ``home``."""
    with (home.path / "log.txt").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=home.path,
            env={**home.environment, **settings},
            stderr=log,
            stdout=log,
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def program(home: Home, *platforms: TelegramApi | DiscordApi, **settings: str) -> AbstractAsyncContextManager[Process]:
    """Run the program on these platforms until the block ends; Discord's gateway is asked of the REST address."""
    known: dict[str, str] = {}
    for api in platforms:
        if isinstance(api, TelegramApi):
            known["DAYBRIEF_TELEGRAM_TOKEN"] = api.token
            known["DAYBRIEF_TELEGRAM_BASE_URL"] = api.base_url
            known["DAYBRIEF_TELEGRAM_BASE_FILE_URL"] = api.base_file_url
        else:
            api.gateway.ready.clear()
            known["DAYBRIEF_DISCORD_TOKEN"] = api.token
            known["DAYBRIEF_DISCORD_API_BASE"] = api.rest_url
    return serving(home, **{**known, **settings})


def answer_with(words: str) -> Callable[[Effect], bool]:
    """What Telegram was sent, or had changed, with these words in it."""

    def fits(effect: Effect) -> bool:
        return effect.method in {"sendMessage", "editMessageText"} and words in (effect.text or "")

    return fits


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def log_of(home: Home) -> str:
    """Everything that was printed and logged."""
    return (home.path / "log.txt").read_text(encoding="utf-8")


async def on_gateway(discord: DiscordApi) -> None:
    """Wait until the program is connected."""
    async with asyncio.timeout(START_SECONDS):
        await discord.gateway.ready.wait()


async def told_to_stop(process: Process, by: signal.Signals = signal.SIGTERM) -> int:
    """Stop it and return its exit code; the time limit is a last resort, for a machine that is busy with other work."""
    process.send_signal(by)
    async with asyncio.timeout(60):
        return await process.wait()
