"""Answers beside those of a bare handler of the same library: asked in turn, and told as ratios of the medians."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from statistics import median, quantiles

from bot.chat.access.flood import Flood
from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from briefings.adapters.sql.store import open_store
from tests.fakes.clock import SettableClock
from tests.fakes.stories import offer
from tests.unit.chat.asking import publish_story

ECHO = "bare echo"

AskNumber = Callable[[int], Awaitable[float]]
"""Asks the question of this number, and tells the milliseconds until its answer was there."""

_WARMING = 40
_QUIET_SECONDS = 0.003
"""What a bot does after its answer must fall into nobody's time."""


@asynccontextmanager
async def answerings() -> AsyncIterator[dict[str, Answering]]:
    """Daybrief over a SQLite file, as people find it."""
    with tempfile.TemporaryDirectory() as home:
        store = await open_store(f"sqlite:///{home}/daybrief.db")
        desk = Desk(store=store, clock=SettableClock())
        await publish_story(desk, offer())
        yield {"Daybrief": Answering(command_table(), desk, flood=Flood(limit=10**9))}
        await store.close()


async def ask_in_turn(bots: Mapping[str, AskNumber], asked: int) -> dict[str, list[float]]:
    """Ask every bot each question, so that whatever else the machine does slows all of them down alike."""
    times: dict[str, list[float]] = {name: [] for name in bots}
    for number in range(-_WARMING, asked):
        for name, ask in bots.items():
            taken = await ask(number)
            if number >= 0:
                times[name].append(taken)
            await asyncio.sleep(_QUIET_SECONDS)
    return times


def print_ratios(times: Mapping[str, list[float]]) -> None:
    """Print a row for each bot."""
    print(f"{'':16}{'p50 ms':>10}{'p99 ms':>10}{'ratio of the medians':>24}")
    for name, taken in times.items():
        ratio = "" if name == ECHO else f"{median(taken) / median(times[ECHO]):24.2f}"
        print(f"{name:16}{median(taken):10.2f}{quantiles(taken, n=100)[98]:10.2f}{ratio}")
