"""The bot was away for an hour, a day, forty days: at most one late digest a chat, and a line for what was missed.

One chat's digest was in the outbox already when the bot went away. What arrived is read from what the courier took.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.chat.catalogue import Catalogue
from bot.chat.commands.why import fate_in_words
from briefings.adapters.sql.store import open_store
from briefings.domain.deliveries import OPEN
from briefings.domain.people import Platform
from briefings.domain.subscriptions import Subscription
from briefings.domain.timing import EVERY_DAY, instant_of, next_occurrence
from briefings.ports.store import Store
from briefings.services.delivery.deliver import Sender
from briefings.services.delivery.expire_messages import expire_messages
from briefings.services.delivery.pacing import Limits, Pacer
from briefings.services.digests.explain_slots import Fate, explain_slots
from briefings.services.digests.plan_digests import CATCH_UP, plan_digests
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import MORNING, keep_plans, make_plan
from tests.fakes.postgres import started_server
from tests.torture.printing import print_table

ABSENCES = {"1 hour": timedelta(hours=1), "1 day": timedelta(days=1), "40 days": timedelta(days=40)}
PLATFORMS = (Platform.TELEGRAM, Platform.DISCORD)
_WEEKDAYS = frozenset(range(5))
_RHYTHMS: tuple[tuple[str, tuple[time, ...], str, frozenset[int]], ...] = (
    ("07:30 in Kyiv", (time(7, 30),), "Europe/Kyiv", EVERY_DAY),
    ("three times a day in Paris", (time(6, 15), time(12), time(18)), "Europe/Paris", EVERY_DAY),
    ("eight times a day in Tokyo", tuple(time(h) for h in range(1, 24, 3)), "Asia/Tokyo", EVERY_DAY),
    ("weekdays in New York", (time(0, 45),), "America/New_York", _WEEKDAYS),
    ("Saturdays in Sydney", (time(9),), "Australia/Sydney", frozenset({5})),
    ("07:00 in Kyiv, owed already", (time(7),), "Europe/Kyiv", EVERY_DAY),
)


@dataclass(slots=True)
class Return:
    """What a chat met when the bot came back: times that passed, messages, and what /why says."""

    database: str
    platform: Platform
    absence: str
    rhythm: str
    passed: int
    messages: int = 0
    lines: Counter[Fate] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def come_back(store: Store, database: str, absence: str, platform: Platform = Platform.TELEGRAM) -> list[Return]:
    """Be away, come back, and look at every chat; then let its next time come, which must send once."""
    clock, courier = SettableClock(MORNING), RecordingCourier(platform)
    plans = [
        make_plan(n, *times, platform=platform, zone=zone, days=days, now=MORNING - timedelta(minutes=1))
        for n, (_, times, zone, days) in enumerate(_RHYTHMS, 1)
    ]
    await keep_plans(store, *plans)
    await keep(store, make_briefing(1, headline="Story before", published_at=MORNING - timedelta(hours=1)))
    assert await plan_digests(store=store, clock=clock, couriers={platform: courier}) == 1
    clock.set(MORNING + ABSENCES[absence])
    await keep(store, make_briefing(2, headline="Story meanwhile", published_at=clock.now() - timedelta(minutes=5)))
    await _carry_on(store, clock, courier)
    found = [
        await _look(
            store, courier, clock, plan, Return(database, platform, absence, rhythm[0], _passed(plan, clock.now()))
        )
        for plan, rhythm in zip(plans, _RHYTHMS, strict=True)
    ]
    back = clock.now()
    for plan, seen in sorted(zip(plans, found, strict=True), key=lambda pair: _next(pair[0], back)):
        await _next_time(store, clock, courier, plan, seen, _next(plan, back))
    return found


async def _look(
    store: Store, courier: RecordingCourier, clock: SettableClock, plan: Subscription, seen: Return
) -> Return:
    _, stories = await explain_slots(plan.address, store=store, limit=100)
    seen.lines = Counter(story.fate for story in stories)
    seen.words = [fate_in_words(story, plan.zone_info, Catalogue()) for story in stories]
    seen.messages = sum(chat == plan.address.chat_id for chat, _, _ in courier.sent)
    if seen.messages > 1:
        seen.faults.append("a burst of digests")
    if seen.passed and not stories:
        seen.faults.append("nothing in /why")
    if seen.messages != seen.lines[Fate.SENT]:
        seen.faults.append("/why tells another number than arrived")
    if len(stories) > seen.passed:
        seen.faults.append("/why tells of more than was planned")
    late = clock.now() - _last_passed(plan, clock.now())
    if seen.passed and seen.messages != (late <= CATCH_UP):
        seen.faults.append(f"{seen.messages} messages although the last time was {late} ago")
    return seen


async def _next_time(
    store: Store,
    clock: SettableClock,
    courier: RecordingCourier,
    plan: Subscription,
    seen: Return,
    following: datetime,
) -> None:
    """The chat's next planned time sends one digest, which has what was new while the bot was away."""
    before = len(courier.sent)
    number = 1000 + int(plan.address.chat_id) * 1000 + before
    await keep(store, make_briefing(number, headline=f"Story {number}", published_at=following - timedelta(minutes=1)))
    clock.set(following)
    await _carry_on(store, clock, courier)
    mine = [text for chat, _, text in courier.sent[before:] if chat == plan.address.chat_id]
    if len(mine) != 1:
        seen.faults.append(f"{len(mine)} digests at the next time")
    everything = " ".join(text for chat, _, text in courier.sent if chat == plan.address.chat_id)
    if "Story meanwhile" not in everything:
        seen.faults.append("what was new meanwhile never came")


async def _carry_on(store: Store, clock: SettableClock, courier: RecordingCourier) -> None:
    """Plan and send until nothing is left to do."""
    sender = Sender(
        store=store, clock=clock, courier=courier, pacer=Pacer(Limits(5000.0, 5000)), lease="sender",
        after_start=timedelta(0),
    )  # fmt: skip
    sending = asyncio.create_task(sender.run())
    try:
        async with asyncio.timeout(30):
            busy = True
            while busy:
                await expire_messages(store=store, clock=clock)
                while await _open(store):
                    sender.wake()
                    await asyncio.sleep(0.005)
                busy = bool(await plan_digests(store=store, clock=clock, couriers={courier.platform: courier}))
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


async def _open(store: Store) -> bool:
    async with store.reading() as unit:
        return bool(await unit.deliveries.find(states=OPEN, limit=1))


def _next(plan: Subscription, now: datetime) -> datetime:
    return min(next_occurrence(now, at=e.at, zone=plan.zone_info, days=e.days).instant for e in plan.entries)


def _passed(plan: Subscription, now: datetime) -> int:
    return sum(
        MORNING <= instant_of(day, entry.at, ZoneInfo(plan.zone)) <= now and day.weekday() in entry.days
        for entry in plan.entries
        for offset in range(-1, (now - MORNING).days + 3)
        for day in [MORNING.date() + timedelta(days=offset)]
    )


def _last_passed(plan: Subscription, now: datetime) -> datetime:
    instants = [
        instant_of(day, entry.at, ZoneInfo(plan.zone))
        for entry in plan.entries
        for offset in range(-1, (now - MORNING).days + 3)
        for day in [MORNING.date() + timedelta(days=offset)]
        if day.weekday() in entry.days
    ]
    return max((instant for instant in instants if instant <= now), default=MORNING)


@asynccontextmanager
async def _stores(directory: Path) -> AsyncIterator[dict[tuple[str, Platform, str], Store]]:
    with started_server() as postgres:
        stores: dict[tuple[str, Platform, str], Store] = {}
        for number, (platform, absence) in enumerate(product(PLATFORMS, ABSENCES)):
            await postgres.execute(f"CREATE DATABASE away_{number}")
            sqlite = await open_store(f"sqlite:///{directory / f'away-{number}.db'}")
            stores["sqlite", platform, absence] = sqlite
            stores["postgres", platform, absence] = await open_store(postgres.url(f"away_{number}"))
        try:
            yield stores
        finally:
            for store in stores.values():
                await store.close()


async def run_all(directory: Path) -> list[Return]:
    """Every absence on both databases and both platforms."""
    found: list[Return] = []
    async with _stores(directory) as stores:
        for (database, platform, absence), store in stores.items():
            found += await come_back(store, database, absence, platform)
    return found


def main(arguments: Sequence[str]) -> bool:
    """Run and print; True when every promise was kept."""
    if arguments:
        raise SystemExit("downtime takes no options")
    with tempfile.TemporaryDirectory(prefix="daybrief-downtime-") as directory:
        found = asyncio.run(run_all(Path(directory)))
    rows = [
        (
            seen.database, str(seen.platform), seen.absence, seen.rhythm, seen.passed, seen.messages,
            ", ".join(f"{fate}: {count}" for fate, count in sorted(seen.lines.items())),
            "; ".join(seen.faults) or "kept",
        )
        for seen in found
    ]  # fmt: skip
    print_table(
        ("database", "platform", "away", "rhythm", "times passed", "late digests", "/why lists", "verdict"), rows
    )
    return not any(seen.faults for seen in found)
