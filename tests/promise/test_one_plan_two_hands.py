"""Two programs change one chat's plan at the same moment: each change counts, and no time stands there twice."""

import asyncio
import sys
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from briefings.adapters.sql.store import open_store
from briefings.domain.errors import TemporaryError
from briefings.domain.people import Platform
from briefings.domain.subscriptions import PlanEntry
from briefings.ports.store import Store
from tests.fakes.plans import keep_plans, make_plan

_ROOT = Path(__file__).resolve().parents[2]
_CHATS = 60
_ADDER = """
import asyncio, sys
from datetime import time
from briefings.adapters.clock import SystemClock
from briefings.adapters.sql.store import open_store
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.services.digests.change_plan import PlanChange, set_plan

async def add(url, chats, mine):
    store = await open_store(url, migrating=False)
    for number in range(chats):
        print("ready", flush=True)
        sys.stdin.readline()
        chat = ChatAddress(Platform.TELEGRAM, f"-{number + 1}")
        change = PlanChange(times=(time(7, 30), time(mine)))
        await set_plan(chat, change, by=Identity(Platform.TELEGRAM, "77"), zone="Europe/Kyiv", store=store,
                       clock=SystemClock(), adding=True)
    await store.close()

asyncio.run(add(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
"""


class Adder:
    """A program that adds a time of its own, and one that both add, to one chat after the other."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def begin(cls, url: str, mine: int) -> "Adder":
        command = ("-c", _ADDER, url, str(_CHATS), str(mine))
        pipe = asyncio.subprocess.PIPE
        return cls(await asyncio.create_subprocess_exec(sys.executable, *command, cwd=_ROOT, stdin=pipe, stdout=pipe))

    async def ready(self) -> None:
        assert self.process.stdout is not None
        assert await self.process.stdout.readline() == b"ready\n"

    def go(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"go\n")


async def test_each_time_is_stored_once_and_no_change_is_lost(database_url: str) -> None:
    store = await open_store(database_url)
    try:
        adders = [await Adder.begin(database_url, mine) for mine in (12, 18)]
        for _ in range(_CHATS):
            for adder in adders:
                await adder.ready()
            for adder in adders:
                adder.go()
        assert [await adder.process.wait() for adder in adders] == [0, 0]
        async with store.reading() as unit:
            plans = [await unit.subscriptions.of(Platform.TELEGRAM, f"-{n + 1}") for n in range(_CHATS)]
        times = [[entry.at for entry in plan.entries] for plan in plans if plan is not None]
        assert times == [[time(7, 30), time(12), time(18)]] * _CHATS
    finally:
        await store.close()


async def test_no_store_takes_a_time_twice(store: Store) -> None:
    plan = make_plan(1)
    await keep_plans(store, plan)
    twice = replace(plan, entries=(*plan.entries, PlanEntry("another", plan.entries[0].at)))
    with pytest.raises(TemporaryError, match="stored the same thing"):
        await keep_plans(store, twice)
    async with store.reading() as unit:
        kept = await unit.subscriptions.get(plan.id)
    assert kept is not None
    assert len(kept.entries) == 1
