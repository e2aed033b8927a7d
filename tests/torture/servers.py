"""The loopback platforms as processes of their own: what was sent there survives whoever sent it."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp

from briefings.domain.people import Platform
from tests.fakes.discord_api.server import TOKEN as DISCORD_TOKEN
from tests.fakes.telegram_api.server import TOKEN as TELEGRAM_TOKEN

ROOT = Path(__file__).parents[2]
FIRST_PERSON = 1000


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that a platform took: when (seconds of the epoch), in which chat, with which words."""

    at: float
    chat_id: str
    text: str


@dataclass(frozen=True, slots=True)
class PlatformServer:
    """One platform: its address, its log, and the chats that are there from the beginning."""

    platform: Platform
    url: str
    log: Path
    chats: tuple[str, ...]

    @property
    def environment(self) -> dict[str, str]:
        """What the program must be told to use this server."""
        if self.platform is Platform.DISCORD:
            return {"DAYBRIEF_DISCORD_TOKEN": DISCORD_TOKEN, "DAYBRIEF_DISCORD_API_BASE": self.url}
        return {
            "DAYBRIEF_TELEGRAM_TOKEN": TELEGRAM_TOKEN,
            "DAYBRIEF_TELEGRAM_BASE_URL": f"{self.url}/bot",
            "DAYBRIEF_TELEGRAM_BASE_FILE_URL": f"{self.url}/file/bot",
        }

    def sent(self) -> list[Sent]:
        """Every message that the server took, out of its log alone."""
        if not self.log.exists():
            return []
        lines = [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]
        if self.platform is Platform.DISCORD:
            messages = [x for x in lines if x["effect"] == "message"]
            return [
                Sent(datetime.fromisoformat(x["at"]).timestamp(), x["channel"], json.dumps(x["body"])) for x in messages
            ]
        return [Sent(x["at"], str(x["chat_id"]), x["text"] or "") for x in lines if x["method"] == "sendMessage"]

    def log_size(self) -> int:
        """How many bytes the server has logged."""
        return self.log.stat().st_size if self.log.exists() else 0

    async def refused(self) -> int:
        """How many calls the server answered with "too many requests"."""
        if self.platform is Platform.DISCORD:
            return int((await self.control("/control/world"))["refused"])
        return int((await self.control("/control/refusals")).get("429", 0))

    async def control(self, path: str, order: dict[str, Any] | None = None) -> Any:
        """Ask the server something, or order it to do something."""
        url = self.url.removesuffix("/api/v10") + path
        async with aiohttp.ClientSession() as session:
            if order is None:
                async with session.get(url) as answer:
                    return await answer.json()
            async with session.post(url, json=order) as answer:
                return await answer.json()


@asynccontextmanager
async def telegram_server(directory: Path, *, chats: int) -> AsyncIterator[PlatformServer]:
    """Telegram with its published limits and so many people."""
    log = directory / "telegram.jsonl"
    async with _running("tests.fakes.telegram_api", log, "--people", str(chats)) as url:
        people = tuple(str(FIRST_PERSON + n) for n in range(chats))
        yield PlatformServer(Platform.TELEGRAM, url, log, people)


@asynccontextmanager
async def discord_server(directory: Path, *, chats: int) -> AsyncIterator[PlatformServer]:
    """Discord with its published limits and so many channels."""
    log = directory / "discord.jsonl"
    async with _running("tests.fakes.discord_api", log, "--channels", str(chats)) as url:
        server = PlatformServer(Platform.DISCORD, url, log, ())
        channels = (await server.control("/control/world"))["channels"]
        yield PlatformServer(Platform.DISCORD, url, log, tuple(channel["id"] for channel in channels))


@asynccontextmanager
async def platform_servers(directory: Path, *, telegram: int, discord: int) -> AsyncIterator[list[PlatformServer]]:
    """Both platforms; none of one for which no chats are asked."""
    async with AsyncExitStack() as stack:
        servers = []
        if telegram:
            servers.append(await stack.enter_async_context(telegram_server(directory, chats=telegram)))
        if discord:
            servers.append(await stack.enter_async_context(discord_server(directory, chats=discord)))
        yield servers


@asynccontextmanager
async def _running(module: str, log: Path, *more: str) -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, "--log", str(log), "--limits", *more,
        stdout=PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        async with asyncio.timeout(120):
            yield_url = (await process.stdout.readline()).decode().strip()
        yield yield_url
    finally:
        await end(process)


async def end(process: Process) -> None:
    """Kill a process of ours and wait until it is gone."""
    if process.returncode is None:
        process.kill()
    await process.wait()
