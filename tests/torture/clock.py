"""Every local date fires exactly once: in every zone, over every change of clocks, whatever happens to the clock.

The first part walks over each change of clocks of each zone from 2024 to 2032 at every quarter hour: each local date
must fire once, at the instant that wall clocks show (the first of two, the shifted one of none), and be found from a
minute before it as well as from the last firing. The second part lets the real planner live through weeks in which the
machine's clock jumps and the zones' rules change under it.
"""

import argparse
import asyncio
import os
import time as stopwatch
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo, available_timezones

from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.slots import Outcome, Slot
from briefings.domain.subscriptions import WhenEmpty
from briefings.domain.timing import Occurrence, next_occurrence
from briefings.ports.store import Store
from briefings.services.digests.change_plan import PlanChange, set_plan
from briefings.services.digests.plan_digests import plan_digests, replan
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.memory.store import MemoryStore
from tests.torture.printing import Progress, print_table

FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2033, 1, 1, tzinfo=UTC)
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
AROUND = timedelta(days=3)
MINUTE = timedelta(minutes=1)
CHAT, PERSON = ChatAddress(Platform.TELEGRAM, "1"), Identity(Platform.TELEGRAM, "1")
RESTLESS = (
    "Europe/Kyiv", "America/New_York", "America/Nuuk", "Australia/Lord_Howe", "Africa/Casablanca", "Africa/Cairo",
    "America/Santiago", "Pacific/Chatham", "Asia/Kathmandu", "Antarctica/Troll", "Asia/Gaza", "Asia/Beirut",
)  # fmt: skip


@dataclass
class Walked:
    """What was looked at, and every broken promise."""

    zones: int = 0
    switches: int = 0
    fired: int = 0
    broken: list[str] = field(default_factory=list)

    def add(self, other: "Walked") -> None:
        """Count what another walk looked at too."""
        self.zones += other.zones
        self.switches += other.switches
        self.fired += other.fired
        self.broken += other.broken


def all_zones() -> list[str]:
    return sorted(name for name in available_timezones() if not name.startswith(("posix/", "right/")))


def switches(zone: ZoneInfo) -> Iterator[datetime]:
    """The instants, to the minute, at which the zone's offset changes."""
    moment, before = FIRST, FIRST.astimezone(zone).utcoffset()
    while moment < LAST:
        following = moment + timedelta(days=1)
        after = following.astimezone(zone).utcoffset()
        if after != before:
            yield _to_the_minute(moment, following, zone)
        moment, before = following, after


def _to_the_minute(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def walk(names: Sequence[str], *, quarters: Sequence[time] = tuple(QUARTERS)) -> Walked:
    """Fire every quarter hour through three days on both sides of every change of clocks of these zones."""
    walked = Walked()
    for name in names:
        zone = ZoneInfo(name)
        walked.zones += 1
        for switch in switches(zone):
            walked.switches += 1
            for at in quarters:
                fired = _fired(switch - AROUND, switch + AROUND, at, zone)
                walked.fired += len(fired)
                days = [occurrence.day for occurrence in fired]
                expected = [days[0] + timedelta(days=n) for n in range(len(days))]
                where = f"{name} at {at:%H:%M} around {switch:%Y-%m-%d}"
                if days != expected or not 5 <= len(days) <= 7:
                    walked.broken.append(f"{where}: {days}")
                walked.broken += [f"{where}: {x}" for x in fired if not _is_right(x, at, zone)]
    return walked


def _fired(start: datetime, end: datetime, at: time, zone: ZoneInfo) -> list[Occurrence]:
    fired: list[Occurrence] = []
    now = start
    while (occurrence := next_occurrence(now, at=at, zone=zone)).instant < end:
        fired.append(occurrence)
        now = occurrence.instant
    return fired


def _is_right(fired: Occurrence, at: time, zone: ZoneInfo) -> bool:
    """Whether clocks on the wall agree, read the other way round: from the instant to what they show."""
    shown = fired.instant.astimezone(zone)
    wanted = datetime.combine(fired.day, at)
    if shown.replace(tzinfo=None) == wanted:
        right = shown.fold == 0
    else:
        before = fired.instant - (shown.replace(tzinfo=None) - wanted)
        right = shown.replace(tzinfo=None) > wanted and not _shows(wanted, before, fired.instant, zone)
    return right and next_occurrence(fired.instant - MINUTE, at=at, zone=zone) == fired


def _shows(wanted: datetime, first: datetime, last: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks show this wall time at any minute from ``first`` to ``last``."""
    minutes = int((last - first) / MINUTE)
    return any((first + n * MINUTE).astimezone(zone).replace(tzinfo=None) == wanted for n in range(minutes + 1))


def walk_everywhere() -> Walked:
    """Walk over the changes of clocks of every zone, on every processor."""
    names = all_zones()
    portions = [names[first :: len(names) // 8] for first in range(len(names) // 8)]
    walked, progress = Walked(), Progress(len(names), "zones")
    with ProcessPoolExecutor(os.cpu_count()) as processors:
        for found in processors.map(walk, portions):
            walked.add(found)
            progress.advance(found.zones)
    return walked


async def live(seed: int, *, days: int, store: Store) -> list[str]:
    """Let the planner live through so many days of a bad clock and changing rules; what was lost or doubled."""
    rng = Random(seed)
    zone = rng.choice(RESTLESS)
    start = FIRST + timedelta(minutes=rng.randrange(8 * 365 * 24 * 60))
    clock, courier = SettableClock(start), RecordingCourier()
    times = tuple(sorted(rng.sample(QUARTERS, rng.randint(1, 3))))
    change = PlanChange(times=times, zone=zone, when_empty=WhenEmpty.LINE)
    await set_plan(CHAT, change, by=PERSON, zone=zone, store=store, clock=clock)
    end = start + timedelta(days=days)
    while clock.now() < end:
        clock.move(_step(rng))
        if rng.random() < 0.02:
            await _plan_by_other_rules(store, clock, rng)
        if rng.random() < 0.2:
            await replan(store=store, clock=clock)
        await plan_digests(store=store, clock=clock, couriers={courier.platform: courier})
        await _confirm(store, clock)
    where = f"seed {seed}, {zone}, {', '.join(f'{at:%H:%M}' for at in times)}"
    return [f"{where}: {problem}" for problem in await _judge(store, end)]


def _step(rng: Random) -> timedelta:
    """Mostly a little later; now and then the clock is set back or the machine slept for hours."""
    kind = rng.random()
    if kind < 0.03:
        return -timedelta(minutes=rng.randint(1, 180))
    return timedelta(minutes=rng.randint(60, 300) if kind < 0.06 else rng.randint(1, 45))


async def _plan_by_other_rules(store: Store, clock: SettableClock, rng: Random) -> None:
    """Leave the instants as a program with other zone data would have computed them."""
    wrong = timedelta(minutes=rng.choice((-60, -30, 30, 60)))
    async with store.writing() as unit:
        for schedule in await unit.slots.schedules():
            if schedule.next_run_at + wrong > clock.now() and schedule.next_run_at > clock.now():
                instant = schedule.next_run_at + wrong
                await unit.slots.reschedule(schedule, next_run_at=instant, next_day=schedule.next_day)


async def _confirm(store: Store, clock: SettableClock) -> None:
    now = clock.now()
    async with store.writing() as unit:
        for owed in await unit.deliveries.claim(CHAT.platform, term=1, now=now, limit=100):
            await unit.deliveries.begin(owed.id, term=1, now=now)
            await unit.deliveries.complete(owed.id, term=1, message_id="1", now=now, next_at=now)


async def _judge(store: Store, end: datetime) -> list[str]:
    async with store.reading() as unit:
        plan = await unit.subscriptions.of(CHAT.platform, CHAT.chat_id)
        slots = list(await unit.slots.latest(plan.id, limit=100_000)) if plan else []
        owed = await unit.deliveries.find(limit=100_000)
    problems = [
        f"{entry} on {day} was sent {count} times"
        for (entry, day), count in Counter((d.entry_id, d.day) for d in owed if d.part == 1).items()
        if count > 1
    ]
    for entry in plan.active if plan else ():
        problems += _gaps([slot for slot in slots if slot.entry_id == entry.id], f"{entry.at:%H:%M}", end)
    return problems


def _gaps(slots: Sequence[Slot], at: str, end: datetime) -> Iterator[str]:
    days = sorted(slot.day for slot in slots)
    if not days or days != [days[0] + timedelta(days=n) for n in range(len(days))]:
        yield f"{at}: days are missing or doubled: {days}"
    elif days[-1] < (end - timedelta(days=2)).date():
        yield f"{at}: nothing came after {days[-1]}"
    for slot in slots:
        if slot.outcome not in {Outcome.QUEUED, Outcome.COVERED}:
            yield f"{at}: {slot.day} was {slot.outcome}"


def main(options: list[str]) -> bool:
    parser = argparse.ArgumentParser(prog="clock")
    parser.add_argument("--lives", type=int, default=100, help="how many plans live through a bad clock")
    parser.add_argument("--days", type=int, default=60)
    chosen = parser.parse_args(options)
    began = stopwatch.perf_counter()
    walked = walk_everywhere()
    took = round(stopwatch.perf_counter() - began, 1)
    row = (walked.zones, walked.switches, len(QUARTERS), walked.fired, took, len(walked.broken))
    print_table(("zones", "changes of clocks", "times of day", "fired", "seconds", "broken"), [row])
    began = stopwatch.perf_counter()
    lived = asyncio.run(_live_all(chosen.lives, chosen.days))
    took = round(stopwatch.perf_counter() - began, 1)
    print_table(
        ("plans under a bad clock", "days", "seconds", "broken"), [(chosen.lives, chosen.days, took, len(lived))]
    )
    for problem in (*walked.broken, *lived)[:20]:
        print(f"  {problem}")
    return not walked.broken and not lived


async def _live_all(lives: int, days: int) -> list[str]:
    progress, found = Progress(lives, "plans"), list[str]()
    for seed in range(lives):
        found += await live(seed, days=days, store=MemoryStore())
        progress.advance()
    return found
