"""Digests that are due, and a sender that carries them."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from briefings.adapters.clock import SystemClock
from briefings.domain.deliveries import OPEN, Delivery
from briefings.domain.people import Identity, Platform
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.delivery.circuit import Patience
from briefings.services.delivery.deliver import Sender
from briefings.services.delivery.pacing import Limits, Pacer
from briefings.services.digests.plan_digests import plan_digests
from tests.fakes.couriers import RecordingCourier
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import keep_plans, make_plan

NOW = datetime.now(UTC)


class HurriedTime:
    """Seconds that pass at once when somebody waits for them."""

    def __init__(self) -> None:
        self.seconds = 1e9

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        await asyncio.sleep(0)


def make_sender(
    store: Store,
    courier: RecordingCourier,
    *,
    hold: bool = True,
    pacer: Pacer | None = None,
    clock: Clock | None = None,
    patience: Patience | None = None,
    rate: float = 5000.0,
    tell: Collection[Identity] = (),
) -> Sender:
    hurried = HurriedTime()
    fast = pacer or Pacer(Limits(rate, 5000), now=hurried.now, sleep=hurried.sleep)
    return Sender(
        store=store,
        clock=clock or SystemClock(),
        courier=courier,
        pacer=fast,
        lease="sender:test",
        hold=hold,
        patience=patience,
        tell=tell,
    )


@asynccontextmanager
async def running(sender: Sender) -> AsyncIterator[None]:
    task = asyncio.create_task(sender.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def owe_digests(store: Store, chats: int = 3, *, platform: Platform = Platform.TELEGRAM) -> RecordingCourier:
    """Plan a digest that is due now for so many chats; return the courier that carries them."""
    now = SystemClock().now()
    courier = RecordingCourier(platform)
    await keep(store, make_briefing(1, headline="Summit called", published_at=now - timedelta(hours=1)))
    plans = [make_plan(n, platform=platform, now=now - timedelta(days=1)) for n in range(1, chats + 1)]
    await keep_plans(store, *plans)
    async with store.writing() as unit:
        for schedule in await unit.slots.schedules():
            await unit.slots.reschedule(schedule, next_run_at=now, next_day=schedule.next_day)
    assert await plan_digests(store=store, clock=SystemClock(), couriers={platform: courier}) == chats
    return courier


async def deliveries(store: Store) -> list[Delivery]:
    async with store.reading() as unit:
        return list(reversed(await unit.deliveries.find(limit=100)))


async def until_settled(store: Store, *, seconds: float = 5) -> list[Delivery]:
    async with asyncio.timeout(seconds):
        while any(d.state in OPEN for d in await deliveries(store)):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return await deliveries(store)
