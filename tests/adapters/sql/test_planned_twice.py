"""Two programs on one database wake for the same planned publications: each goes out exactly once."""

import asyncio
import json
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from briefings.adapters.clock import SystemClock
from briefings.adapters.sql.store import open_store
from briefings.domain.audit import Act
from briefings.domain.people import Role
from briefings.services.editing.release import next_release, plan_release
from briefings.services.people.appoint import appoint
from briefings.services.records.verify_log import read_log, verify_log
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA
from tests.fakes.newsroom import keep, make_briefing

_ROOT = Path(__file__).resolve().parents[3]
_PLANNED = 25
_WAKER = """
import asyncio, json, sys
from briefings.adapters.clock import SystemClock
from briefings.adapters.sql.store import open_store
from briefings.domain.errors import TemporaryError
from briefings.domain.policy import EditorialPolicy
from briefings.services.editing.release import release_due

async def wake():
    store, published, quiet = await open_store(sys.argv[1], migrating=False), [], 0
    print("ready", flush=True)
    sys.stdin.readline()
    while quiet < 5:
        try:
            done = await release_due(policy=EditorialPolicy(), store=store, clock=SystemClock())
        except TemporaryError:
            continue
        published += [briefing.number for briefing in done]
        quiet = 0 if done else quiet + 1
    await store.close()
    print(json.dumps(published))

asyncio.run(wake())
"""


async def woken(url: str, gate: asyncio.Barrier) -> list[int]:
    """Run one program that publishes what is due until nothing is left."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _WAKER, url, cwd=_ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    await process.stdout.readline()
    async with gate:
        out, _ = await process.communicate(b"go\n")
    assert process.returncode == 0
    published: list[int] = json.loads(out)
    return published


async def test_each_is_published_by_one_of_them(database_url: str) -> None:
    clock = SettableClock(SystemClock().now() - timedelta(hours=2))
    store = await open_store(database_url)
    try:
        await appoint(ANA, Role.EDITOR, name="Ana", by=ANA, store=store, clock=clock)
        for number in range(1, _PLANNED + 1):
            draft = make_briefing(number, said=[("Ada Byron", f"We are ready for peace {number}")], published_at=None)
            await keep(store, replace(draft, revision=replace(draft.revision, author=str(ANA))))
            due = clock.now() + timedelta(minutes=number)
            await plan_release(number, due, by=ANA, policy=ALONE, store=store, clock=clock)
        assert await next_release(clock.now(), store=store) == clock.now() + timedelta(minutes=1)
        gate = asyncio.Barrier(2)
        both = await asyncio.gather(woken(database_url, gate), woken(database_url, gate))
        assert Counter(both[0] + both[1]) == Counter(range(1, _PLANNED + 1))
        acts = Counter(entry.subject for entry in await read_log(limit=999, store=store) if entry.act is Act.PUBLISH)
        assert acts == Counter(f"briefing {number}" for number in range(1, _PLANNED + 1))
        assert (await verify_log(store=store)).broken_at is None
        assert await next_release(clock.now(), store=store) is None
    finally:
        await store.close()
