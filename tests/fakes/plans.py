"""Plans and editions for tests."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.subscriptions import PlanEntry, Subscription
from briefings.domain.timing import EVERY_DAY, next_occurrence
from briefings.ports.courier import Message, Shown
from briefings.ports.store import Store
from briefings.ports.store.editions import Edition

MORNING = datetime(2025, 3, 6, 5, 0, tzinfo=UTC)
"""A moment before the plans' first time."""


def make_plan(
    number: int = 1,
    *times: time,
    platform: Platform = Platform.TELEGRAM,
    zone: str = "Europe/Kyiv",
    now: datetime = MORNING,
    days: frozenset[int] = EVERY_DAY,
) -> Subscription:
    """A plan for chat ``number``: 07:30 every day unless told otherwise, planned from ``now`` on."""
    entries = []
    for index, at in enumerate(times or (time(7, 30),)):
        following = next_occurrence(now, at=at, zone=ZoneInfo(zone), days=days)
        entries.append(PlanEntry(f"e{number}-{index}", at, days, following.instant, following.day))
    address = ChatAddress(platform, str(number))
    plan = Subscription(f"s{number:06}", address, zone, now, tuple(entries))
    return replace(plan, set_by=Identity(platform, "77"))


def make_edition(key: str = "edition", parts: int = 1, platform: Platform = Platform.TELEGRAM) -> Edition:
    """An edition whose parts show one briefing each."""
    messages = (Message(f'{{"text":"{key} {part}"}}', (Shown(f"b{part}", 1),)) for part in range(1, parts + 1))
    return Edition(key, platform, tuple(messages))


async def keep_plans(store: Store, *plans: Subscription) -> None:
    """Store plans."""
    async with store.writing() as unit:
        for plan in plans:
            await unit.subscriptions.save(plan)
