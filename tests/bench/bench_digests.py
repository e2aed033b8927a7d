"""Many digests due at one instant, idle ticks over many plans, and how soon a planned instant is in the outbox.

Beside it, in the same run, the way most bots do it: a job per chat in APScheduler.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Self
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from sqlalchemy import insert, update

from bot.scheduler import Chore, Scheduler
from briefings.adapters.clock import SystemClock
from briefings.adapters.sql.migrating import migrate
from briefings.adapters.sql.store import SqlStore, open_store
from briefings.adapters.sql.subscriptions import mask_of, settings_form
from briefings.adapters.sql.tables import delivery as tables
from briefings.domain.people import ChatAddress, Platform
from briefings.domain.subscriptions import Subscription, Taste
from briefings.services.digests.plan_digests import next_digest, plan_digests
from tests.bench.measuring import watched_steps
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import make_plan
from tests.fakes.postgres import started_server

DUE = datetime(2025, 3, 6, 5, 30, tzinfo=UTC)
ZONES = (
    "Europe/Kyiv", "Europe/Paris", "America/New_York", "Asia/Tokyo", "Africa/Cairo", "UTC", "America/Lima",
    "Asia/Kolkata", "Europe/London", "Australia/Perth", "Asia/Dubai", "America/Denver",
)  # fmt: skip
TOPICS = 5
STORIES = 30
_BATCH = 2000

Databases = Callable[[str], dict[str, str]]
"""Makes a new database of a name on each kind of server, and gives their URLs."""


@dataclass(slots=True)
class Watch:
    """Measures for how long the event loop stood still at most, in milliseconds."""

    worst: float = 0.0
    _task: "asyncio.Task[None] | None" = field(default=None)

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._look())
        await asyncio.sleep(0.01)
        self.worst = 0.0
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.sleep(0.003)
        assert self._task is not None
        self._task.cancel()

    async def _look(self) -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            self.worst = max(self.worst, (now - last - 0.001) * 1000)
            last = now


def make_plans(count: int, *, mixed: bool, first: int = 0) -> list[Subscription]:
    """Plans that are all due at one instant: all alike, or in twelve zones with five tastes."""
    plans = []
    for number in range(first, first + count):
        zone = ZONES[number % len(ZONES)] if mixed else "Europe/Kyiv"
        plan = make_plan(number, DUE.astimezone(ZoneInfo(zone)).time(), zone=zone)
        taste = number // len(ZONES) % TOPICS if mixed else 0
        plans.append(replace(plan, taste=Taste(topics=(f"topic-{taste}",) if taste else ())))
    return plans


async def keep_all(store: SqlStore, plans: Sequence[Subscription]) -> None:
    """Store plans in bulk, as ``Subscriptions.save`` would one by one."""
    for start in range(0, len(plans), _BATCH):
        some = plans[start : start + _BATCH]
        async with store.writing() as unit:
            connection = unit.subscriptions._connection
            await connection.execute(insert(tables.subscription), [_plan_row(plan) for plan in some])
            rows = [_entry_row(plan) for plan in some]
            await connection.execute(insert(tables.plan_entry), rows)


def _plan_row(plan: Subscription) -> dict[str, object]:
    address: ChatAddress = plan.address
    return {
        "id": plan.id, "platform": address.platform, "chat_id": address.chat_id, "thread_id": None, "zone": plan.zone,
        "profile": plan.profile, "silent": False, "alerts": plan.alerts, "paused": None,
        "settings": settings_form(plan), "created_at": plan.created_at, "watermark": 0,
    }  # fmt: skip


def _entry_row(plan: Subscription) -> dict[str, object]:
    (entry,) = plan.entries
    return {
        "id": entry.id, "subscription_id": plan.id, "at": f"{entry.at:%H:%M}", "days": mask_of(entry.days),
        "next_run_at": entry.next_run_at, "next_day": entry.next_day, "last_day": None, "retired": False,
    }  # fmt: skip


async def add_stories(store: SqlStore) -> None:
    """A newsroom's week."""
    for number in range(1, STORIES + 1):
        story = make_briefing(
            number,
            headline=f"Story {number}",
            topics=[f"topic-{number % TOPICS}"],
            said=[("Ann Lee", "We will go on with this work for as long as it takes")],
            counted=[(40 + number, "boats")],
            dated=[("Friday", date(2025, 3, 7))],
            published_at=DUE - timedelta(hours=5, minutes=number),
        )
        await keep(store, story)


async def all_at_once(url: str, count: int, *, mixed: bool) -> tuple[float, float, float]:
    """Settle so many digests that are due at one instant.

    Returns the seconds, for how many milliseconds the loop stood still, and how many of them it worked itself.
    """
    store = await open_store(url)
    clock, couriers = SettableClock(DUE - timedelta(minutes=1)), {Platform.TELEGRAM: RecordingCourier()}
    await add_stories(store)
    await keep_all(store, make_plans(count, mixed=mixed))
    await plan_digests(store=store, clock=clock, couriers=couriers)
    clock.set(DUE)
    async with Watch() as watch:
        with watched_steps() as steps:
            began = time.perf_counter()
            settled = await plan_digests(store=store, clock=clock, couriers=couriers)
            seconds = time.perf_counter() - began
    async with store.reading() as unit:
        owed = sum(sum(backlog.counts.values()) for backlog in await unit.deliveries.backlog(now=DUE))
    assert settled == owed == count
    await store.close()
    return seconds, watch.worst, max(steps)


async def several_times(urls: Databases, count: int, *, mixed: bool, rounds: int) -> None:
    """Settle as often, each time in new databases, the kinds of database by turns."""
    taken: dict[str, list[tuple[float, float, float]]] = {}
    for number in range(rounds):
        for database, url in urls(f"{'mixed' if mixed else 'alike'}_{number}").items():
            taken.setdefault(database, []).append(await all_at_once(url, count, mixed=mixed))
    kind = f"{len(ZONES)} zones, {TOPICS} tastes" if mixed else "all alike"
    for database, found in taken.items():
        seconds, blocked, worked = zip(*found, strict=True)
        print(
            f"{database:10} {kind:20} {count:>8,} {median(seconds):>11.2f} s {max(seconds):>8.2f} s "
            f"{max(blocked):>10.0f} ms {max(worked):>8.0f} ms",
            flush=True,
        )


async def idle_ticks(url: str, name: str, counts: Sequence[int]) -> None:
    """Look for what is due while nothing is."""
    store = await open_store(url)
    clock, couriers = SettableClock(DUE - timedelta(minutes=1)), {Platform.TELEGRAM: RecordingCourier()}
    held = 0
    for count in counts:
        await keep_all(store, make_plans(count - held, mixed=True, first=held))
        held = count
        times = []
        for _ in range(300):
            began = time.perf_counter()
            assert await plan_digests(store=store, clock=clock, couriers=couriers) == 0
            times.append((time.perf_counter() - began) * 1000)
        print(f"{name:10} {count:>10,} {median(times):>9.2f} ms {quantiles(times, n=100)[98]:>9.2f} ms", flush=True)
    await store.close()


async def punctual(url: str, name: str, *, instants: int, chats: int) -> None:
    """Wake the planner by the program's own scheduler; from each planned instant until it is in the outbox."""
    store = await open_store(url)
    clock, couriers = SystemClock(), {Platform.TELEGRAM: RecordingCourier()}
    now = clock.now()
    await keep(store, make_briefing(1, published_at=now - timedelta(hours=1)))
    await keep_all(store, make_plans(instants * chats, mixed=True))
    planned = [now + timedelta(seconds=5 + 0.47 * number) for number in range(instants)]
    async with store.writing() as unit:
        for number, instant in enumerate(planned):
            ids = [f"e{chat}-0" for chat in range(number * chats, (number + 1) * chats)]
            moved = (
                update(tables.plan_entry)
                .where(tables.plan_entry.c.id.in_(ids))
                .values(next_run_at=instant, next_day=instant.date())
            )
            await unit.slots._connection.execute(moved)
    late: list[float] = []

    async def work() -> None:
        settled[0] += await plan_digests(store=store, clock=clock, couriers=couriers)
        done = clock.now()
        late.extend((done - instant).total_seconds() for instant in planned[len(late) : settled[0] // chats])

    settled = [0]
    chore = Chore("digests", timedelta(seconds=5), work, lambda after: next_digest(after, store=store))
    scheduler = Scheduler([chore], clock=clock)
    await scheduler.start()
    while len(late) < instants:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    await scheduler.stop()
    p50, p99 = median(late) * 1000, quantiles(late, n=100)[98] * 1000
    print(f"{name:10} {instants:>6} instants of {chats} chats {p50:>9.0f} ms {p99:>9.0f} ms", flush=True)
    await store.close()


async def job_per_chat(count: int) -> None:
    """The usual way: one date job per chat, all due at one instant."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    sent: list[int] = []

    async def digest(chat: int) -> None:
        sent.append(chat)

    scheduler.start()
    began = time.perf_counter()
    due = datetime.now(UTC) + timedelta(seconds=max(4.0, count / 1000))
    for chat in range(count):
        scheduler.add_job(digest, DateTrigger(due), args=(chat,), id=str(chat), misfire_grace_time=None)
    adding = time.perf_counter() - began
    await asyncio.sleep((due - datetime.now(UTC)).total_seconds() - 0.1)
    async with Watch() as watch:
        with watched_steps() as steps:
            while len(sent) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            seconds = (datetime.now(UTC) - due).total_seconds()
    scheduler.shutdown(wait=False)
    kind = f"jobs added in {adding:.1f} s"
    print(
        f"{'APScheduler':11} {kind:19} {count:>8,} {seconds:>11.2f} s {'':>10} "
        f"{watch.worst:>10.0f} ms {max(steps):>8.0f} ms",
        flush=True,
    )


@asynccontextmanager
async def databases(directory: Path, names: Sequence[str]) -> AsyncIterator[Databases]:
    """Gives a new SQLite file and a new PostgreSQL database for each of these names."""
    with started_server() as postgres:
        await postgres.execute("ALTER SYSTEM SET synchronous_commit = on")
        await postgres.execute("SELECT pg_reload_conf()")
        for name in names:
            await postgres.execute(f"CREATE DATABASE {name}")
            await migrate(postgres.url(name))
        yield lambda name: {"SQLite": f"sqlite:///{directory / name}.db", "PostgreSQL": postgres.url(name)}


async def run(chosen: argparse.Namespace) -> None:
    kinds = [f"{kind}_{number}" for kind in ("alike", "mixed") for number in range(chosen.rounds)]
    with tempfile.TemporaryDirectory(prefix="daybrief-digests-") as directory:
        async with databases(Path(directory), [*kinds, "idle", "punctual"]) as urls:
            print(
                f"{'due at once':31} {'digests':>8} {'in the outbox':>13} {'slowest':>10} {'loop blocked':>13}"
                f" {'by itself':>11}  (< 0.5 s, < 50 ms; {chosen.rounds} rounds)"
            )
            for mixed in (False, True):
                await several_times(urls, chosen.due, mixed=mixed, rounds=chosen.rounds)
            await job_per_chat(chosen.due)
            print(f"\n{'idle tick':10} {'plans':>10} {'p50':>12} {'p99':>12}  (flat)")
            for database, url in urls("idle").items():
                await idle_ticks(url, database, [chosen.plans // 100, chosen.plans // 10, chosen.plans])
            print(f"\n{'planned instant to outbox':33} {'p50':>12} {'p99':>12}  (p99 < 1 s)")
            for database, url in urls("punctual").items():
                await punctual(url, database, instants=chosen.instants, chats=20)


def main() -> None:
    parser = argparse.ArgumentParser(prog="digests", description=__doc__)
    parser.add_argument("--due", type=int, default=10_000, help="digests due at one instant")
    parser.add_argument("--rounds", type=int, default=3, help="how often that is measured; the median is told")
    parser.add_argument("--plans", type=int, default=100_000, help="plans for the idle ticks")
    parser.add_argument("--instants", type=int, default=60)
    asyncio.run(run(parser.parse_args(sys.argv[1:])))
