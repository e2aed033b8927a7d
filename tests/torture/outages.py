"""Platforms out of order: what an outage costs, that nothing doubles, and how soon both platforms are back.

The real program runs against the loopback platforms. A second round of digests follows each outage: what was held in
doubt must come with it.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from briefings.domain.people import Platform
from tests.fakes.discord_api.failures import FailureKind as OnDiscord
from tests.fakes.telegram_api import FailureKind as OnTelegram
from tests.fakes.telegram_api.failures import ALL
from tests.fakes.telegram_api.server import TOKEN
from tests.torture.checker import HOLD, broken
from tests.torture.house import House, house
from tests.torture.network import cable_to
from tests.torture.printing import print_table
from tests.torture.servers import PlatformServer

ALWAYS = 10**9
CHATS = 30
FEW = 9
"""An outage may cost so many of Telegram's digests: those on their way when it began, and the first failures."""

EVERY_PROBE = 6.0
"""Seconds that one message buys where a platform answers everything but messages (probes come every ten, at last)."""

SOON = 30.0
"""Within so many seconds of an outage's end both platforms answer and send."""

PATIENCE = 240.0
_HELP = "What I can do"


@dataclass(frozen=True, slots=True)
class Outage:
    """What goes wrong, for how many seconds, and how many of Telegram's digests it may cost at most."""

    name: str
    seconds: float
    may_cost: float
    strike: "Callable[[House, Outage], Awaitable[None]]"


@dataclass(slots=True)
class Outcome:
    """What came of an outage; ``back`` is how long after its end the platforms answered and sent again."""

    name: str
    seconds: float
    held: dict[Platform, int] = field(default_factory=dict)
    back: dict[Platform, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def failing(telegram: OnTelegram, discord: OnDiscord, *, messages_only: bool = False) -> Callable[..., Awaitable[None]]:
    """Make calls fail so at both platforms for as long as the outage lasts."""

    async def strike(home: House, outage: Outage) -> None:
        for server in home.servers:
            if server.platform is Platform.TELEGRAM:
                order = {"kind": telegram, "method": "sendMessage" if messages_only else ALL, "times": ALWAYS}
                await server.control("/control", {"do": "fail", "with": order})
            else:
                call = r"POST /channels/\d+/messages" if messages_only else r".*/channels/.*"
                await server.control("/control/failures", {"kind": discord, "call": call, "times": ALWAYS})
        await asyncio.sleep(outage.seconds)
        for server in home.servers:
            if server.platform is Platform.TELEGRAM:
                await server.control("/control", {"do": "heal"})
            else:
                await server.control("/control/heal", {})

    return strike


async def offline(home: House, outage: Outage) -> None:
    """Cut the network between the program and both platforms."""
    for cable in home.cables:
        await cable.cut()
    await asyncio.sleep(outage.seconds)
    for cable in home.cables:
        await cable.join()


async def another_poller(home: House, outage: Outage) -> None:
    """Poll with the bot's token from another program that takes no conflict for an answer."""
    (url,) = [server.url for server in home.servers if server.platform is Platform.TELEGRAM]
    end = time.monotonic() + outage.seconds
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < end:
            await session.post(f"{url}/bot{TOKEN}/getUpdates", json={"timeout": 2})


OUTAGES = (
    Outage("everything answers 502", 60, FEW, failing(OnTelegram.BAD_GATEWAY, OnDiscord.BAD_GATEWAY)),
    Outage(
        "messages answer 502", 60, FEW + 60 / EVERY_PROBE,
        failing(OnTelegram.BAD_GATEWAY, OnDiscord.BAD_GATEWAY, messages_only=True),
    ),
    Outage("the servers fall silent", 200, FEW, failing(OnTelegram.HANG_BEFORE, OnDiscord.HANG_BEFORE)),
    Outage("messages arrive, answers are lost", 150, FEW, failing(OnTelegram.DROP_AFTER, OnDiscord.DROP_AFTER)),
    Outage("answers cannot be read", 60, FEW, failing(OnTelegram.BROKEN_JSON, OnDiscord.BROKEN_JSON)),
    Outage("no network", 600, FEW, offline),
    Outage("another program polls", 15, 0, another_poller),
)  # fmt: skip


@asynccontextmanager
async def cabled(home: House) -> AsyncIterator[None]:
    """Put a cable between the program, which is not started yet, and each platform."""
    async with AsyncExitStack() as stack:
        for server in home.servers:
            cable = await stack.enter_async_context(cable_to(server.url))
            home.cables.append(cable)
            if server.platform is Platform.TELEGRAM:
                home.settings["DAYBRIEF_TELEGRAM_BASE_URL"] = f"http://127.0.0.1:{cable.port}/bot"
            else:
                home.settings["DAYBRIEF_DISCORD_API_BASE"] = f"http://127.0.0.1:{cable.port}/api/v10"
                home.settings["DAYBRIEF_DISCORD_GATEWAY"] = f"ws://127.0.0.1:{cable.port}/gateway/"
        yield


async def suffer(outage: Outage, directory: Path, *, chats: int = CHATS) -> Outcome:
    """Let the outage begin while digests leave, and look at everything afterwards."""
    outcome = Outcome(outage.name, outage.seconds)
    async with (
        house(directory, f"sqlite:///{directory}/daybrief.db", telegram=chats, discord=chats) as home,
        cabled(home),
    ):
        await home.start()
        await home.ready()
        await _answered(home)
        await home.make_due()
        await home.first_arrival()
        await outage.strike(home, outage)
        ended = time.monotonic()
        async with asyncio.TaskGroup() as returning:
            returning.create_task(_answered(home, outcome, ended))
            for server in home.servers:
                returning.create_task(_sends(home, server, outcome, ended))
        await home.settled(seconds=600)
        await home.make_due()
        await home.settled(seconds=600)
        for platform in (Platform.TELEGRAM, Platform.DISCORD):
            verdict = await home.judged(platform)
            outcome.held[platform] = len({*verdict.missing, *verdict.repeated})
            verdict.strays = [
                stray for stray in verdict.strays if _HELP not in stray
            ]  # which the proof itself asked for
            outcome.faults += [f"{platform}: {fault}" for fault in broken(verdict, Platform.TELEGRAM, HOLD)]
        if outcome.held[Platform.TELEGRAM] > outage.may_cost:
            outcome.faults.append(f"{outcome.held[Platform.TELEGRAM]} digests were spent on the outage")
    return outcome


async def _answered(home: House, outcome: Outcome | None = None, since: float = 0.0) -> None:
    """Ask on both platforms until each has answered; note how long that took."""
    async with asyncio.TaskGroup() as asking:
        for server in home.servers:
            asking.create_task(_answers(home, server, outcome, since))


async def _answers(home: House, server: PlatformServer, outcome: Outcome | None, since: float) -> None:
    ask = _ask_telegram if server.platform is Platform.TELEGRAM else _ask_discord
    async with asyncio.timeout(PATIENCE):
        while not await ask(server):
            home.check_alive()
            await asyncio.sleep(0.5)
    if outcome is not None:
        _note(outcome, server.platform, time.monotonic() - since)


async def _sends(home: House, server: PlatformServer, outcome: Outcome, since: float) -> None:
    """Note when the platform takes the next message that nobody asked for, where any waits."""
    before = _unasked(server)
    async with asyncio.timeout(PATIENCE):
        while _unasked(server) == before and await home.owes(server.platform):
            home.check_alive()
            await asyncio.sleep(0.2)
    _note(outcome, server.platform, time.monotonic() - since)


def _unasked(server: PlatformServer) -> int:
    return sum(_HELP not in sent.text for sent in server.sent())


def _note(outcome: Outcome, platform: Platform, seconds: float) -> None:
    outcome.back[platform] = max(outcome.back.get(platform, 0.0), seconds)


async def _ask_telegram(server: PlatformServer) -> bool:
    """Ask for help, and wait a moment for the answer."""
    before = len(_helps(server))
    person = int(server.chats[0])
    await server.control("/control", {"do": "say", "with": {"user_id": person, "chat_id": person, "text": "/help"}})
    for _ in range(20):
        await asyncio.sleep(0.1)
        if len(_helps(server)) > before:
            return True
    return False


def _helps(server: PlatformServer) -> list[str]:
    return [sent.text for sent in server.sent() if _HELP in sent.text]


async def _ask_discord(server: PlatformServer) -> bool:
    if not (await server.control("/control/world"))["sessions"]:
        return False
    act = {"what": "slash", "person": 7, "channel": server.chats[0], "name": "help"}
    try:
        async with asyncio.timeout(5):
            answer = await server.control("/control/act", act)
    except (TimeoutError, aiohttp.ClientError):
        return False
    return bool(answer)


def main(arguments: Sequence[str]) -> bool:
    """Let every outage happen, one after the other, and print the table."""
    parser = argparse.ArgumentParser(prog="outages")
    parser.add_argument("--only", help="the outages whose name has these words")
    parser.add_argument("--factor", type=float, default=1.0, help="make each so much longer")
    parser.add_argument("--chats", type=int, default=CHATS, help="chats on each platform")
    options = parser.parse_args(arguments)
    outcomes = []
    for outage in OUTAGES:
        if options.only and options.only not in outage.name:
            continue
        lasting = Outage(outage.name, outage.seconds * options.factor, outage.may_cost, outage.strike)
        print(f"  {lasting.name}, {lasting.seconds:.0f} s", flush=True)
        with tempfile.TemporaryDirectory() as directory:
            outcome = asyncio.run(suffer(lasting, Path(directory), chats=options.chats))
        outcome.faults += [f"{p} was back after {s:.0f} s" for p, s in outcome.back.items() if s > SOON]
        outcomes.append(outcome)
    rows = [
        (
            o.name, f"{o.seconds:.0f} s", o.held[Platform.TELEGRAM], o.held[Platform.DISCORD],
            f"{o.back[Platform.TELEGRAM]:.1f} s", f"{o.back[Platform.DISCORD]:.1f} s",
            "; ".join(o.faults) or "kept",
        )
        for o in outcomes
    ]  # fmt: skip
    heads = ("outage", "lasted", "held on Telegram", "held on Discord", "Telegram back", "Discord back", "promises")
    print_table(heads, rows)
    return not any(outcome.faults for outcome in outcomes)
