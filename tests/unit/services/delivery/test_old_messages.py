"""What waited too long is given up openly, and what nobody needs any more is deleted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from briefings.domain.conversations import Conversation
from briefings.domain.deliveries import DeliveryKind, DeliveryState, NewDelivery, Receipt, Turn
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.subscriptions import AlertMode, Pause, PauseKind, WhenEmpty
from briefings.ports.store import Store
from briefings.services.delivery.expire_messages import expire_messages
from briefings.services.delivery.watch_outbox import Queue, watch_outbox
from briefings.services.digests.end_pauses import end_pauses
from briefings.services.digests.explain_slots import Fate, explain_slots
from briefings.services.digests.plan_digests import plan_digests
from briefings.services.records.delete_old_rows import Retention, forget_old
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.plans import keep_plans, make_edition, make_plan

DUE = datetime(2025, 3, 6, 5, 30, tzinfo=UTC)
CHAT = ChatAddress(Platform.TELEGRAM, "1")
PERSON = Identity(Platform.TELEGRAM, "77")
DAY = timedelta(days=1)
NOTHING_ELSE = {"shortcuts": 0, "notices": 0}
KEEP = Retention(messages=30 * DAY, receipts=60 * DAY)


async def plan_a_digest(store: Store, clock: SettableClock) -> None:
    plan = make_plan(1)
    await keep_plans(store, replace(plan, taste=replace(plan.taste, when_empty=WhenEmpty.LINE)))
    courier = RecordingCourier()
    assert await plan_digests(store=store, clock=clock, couriers={courier.platform: courier}) == 1


async def test_a_digest_that_waited_too_long_is_not_sent_and_why_tells(store: Store) -> None:
    clock = SettableClock(DUE)
    await plan_a_digest(store, clock)
    assert await expire_messages(store=store, clock=clock) == 0
    clock.move(timedelta(hours=7))
    async with store.writing() as unit:
        assert not await unit.deliveries.claim(Platform.TELEGRAM, term=1, now=clock.now(), limit=9)
    assert await expire_messages(store=store, clock=clock) == 1
    _, (story,) = await explain_slots(CHAT, store=store)
    assert story.fate is Fate.FAILED
    assert str(story.problem) == "It had waited too long to be of use."
    async with store.reading() as unit:
        plan = await unit.subscriptions.get("s000001")
    assert plan is not None
    assert plan.watermark == 0


async def test_the_outbox_tells_what_waits_and_how_late_it_is(store: Store) -> None:
    clock = SettableClock(DUE + timedelta(seconds=2))
    await keep_plans(store, make_plan(2, platform=Platform.DISCORD))
    assert (await watch_outbox(store=store, clock=clock)).overdue == timedelta(seconds=2)
    await plan_a_digest(store, clock)
    clock.move(timedelta(seconds=5))
    outbox = await watch_outbox(store=store, clock=clock)
    assert outbox.queues == {Platform.TELEGRAM: Queue(1, 0, 0, 0, timedelta(seconds=5))}
    clock.move(timedelta(hours=7))
    await expire_messages(store=store, clock=clock)
    assert (await watch_outbox(store=store, clock=clock)).queues[Platform.TELEGRAM] == Queue(0, 0, 1, 0, timedelta(0))


async def test_old_rows_go_in_portions_and_young_and_open_ones_stay(store: Store) -> None:
    clock = SettableClock(DUE)
    await plan_a_digest(store, clock)
    async with store.writing() as unit:
        await unit.editions.add(make_edition("old"), now=DUE)
        new = [NewDelivery(CHAT, DeliveryKind.ALERT, Turn.ALERT, "old") for _ in range(5)]
        await unit.deliveries.owe(new, now=DUE)
        for delivery in await unit.deliveries.claim(Platform.TELEGRAM, term=1, now=DUE, limit=4):
            await unit.deliveries.begin(delivery.id, term=1, now=DUE)
            await unit.deliveries.complete(delivery.id, term=1, message_id="1", now=DUE, next_at=DUE)
        await unit.receipts.add([Receipt(CHAT, str(n), "b1", 1, "digest", DUE) for n in range(3)])
        await unit.conversations.save(Conversation(PERSON, CHAT, "add", DUE))
    clock.move(29 * DAY)
    early = await forget_old(retention=KEEP, store=store, clock=clock, portion=2)
    assert early == {"deliveries": 0, "slots": 0, "editions": 0, "receipts": 0, "conversations": 1, **NOTHING_ELSE}
    clock.move(2 * DAY)
    later = await forget_old(retention=KEEP, store=store, clock=clock, portion=2)
    assert later == {"deliveries": 4, "slots": 1, "editions": 0, "receipts": 0, "conversations": 0, **NOTHING_ELSE}
    async with store.reading() as unit:
        assert {d.state for d in await unit.deliveries.find()} == {DeliveryState.READY}
        assert await unit.editions.message("old", 1) is not None
    clock.move(30 * DAY)
    last = await forget_old(retention=KEEP, store=store, clock=clock, portion=2)
    assert last == {"deliveries": 0, "slots": 0, "editions": 0, "receipts": 3, "conversations": 0, **NOTHING_ELSE}


async def test_a_pause_ends_at_its_time_and_an_open_one_stays(store: Store) -> None:
    clock = SettableClock(DUE)
    until = DUE + DAY
    pauses = [Pause(PauseKind.ASKED, DUE, until), Pause(PauseKind.ASKED, DUE), Pause(PauseKind.UNREACHABLE, DUE, until)]
    plans = [replace(make_plan(n), alerts=AlertMode.ON, pause=pause) for n, pause in enumerate(pauses, 1)]
    await keep_plans(store, *plans)
    clock.move(DAY - timedelta(seconds=1))
    assert await end_pauses(store=store, clock=clock) == 0
    clock.move(timedelta(seconds=1))
    assert await end_pauses(store=store, clock=clock) == 1
    assert await end_pauses(store=store, clock=clock) == 0
    async with store.reading() as unit:
        assert await unit.subscriptions.get("s000001") == replace(plans[0], pause=None)
        assert [plan.id for plan in await unit.subscriptions.wanting_alerts()] == ["s000001"]


async def test_a_day_whose_slot_was_forgotten_does_not_come_again(store: Store) -> None:
    clock = SettableClock(DUE)
    await plan_a_digest(store, clock)
    clock.move(31 * DAY)
    await forget_old(retention=KEEP, store=store, clock=clock)
    async with store.reading() as unit:
        assert not await unit.slots.latest("s000001", limit=9)
        plan = await unit.subscriptions.get("s000001")
    assert plan is not None
    assert plan.entries[0].last_day == date(2025, 3, 6)
    assert plan.entries[0].next_day == date(2025, 3, 7)
