"""What was planned while a plan rested is kept for /why, and nothing that may yet come is settled by it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from briefings.domain.deliveries import Problem
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.slots import Outcome
from briefings.domain.subscriptions import Subscription
from briefings.ports.store import Store
from briefings.services.delivery.lost_chats import lose_chat, regain_chat
from briefings.services.digests.change_plan import PlanChange, pause_plan, plan_of, resume_plan, set_plan, skip_next
from briefings.services.digests.end_pauses import end_pauses
from tests.fakes.clock import SettableClock
from tests.fakes.plans import MORNING, keep_plans, make_plan

CHAT = ChatAddress(Platform.TELEGRAM, "1")
BY = Identity(Platform.TELEGRAM, "7")
DAY = timedelta(days=1)
GONE = Problem("The bot was removed from the chat.")


async def rested(store: Store) -> list[tuple[Outcome, date]]:
    async with store.reading() as unit:
        return [(slot.outcome, slot.day) for slot in await unit.slots.latest("s000001", limit=99)]


async def the_plan(store: Store) -> Subscription:
    plan = await plan_of(CHAT, store=store)
    assert plan is not None
    return plan


async def test_a_pause_that_somebody_ends_is_told_day_by_day(memory_store: Store) -> None:
    store, clock = memory_store, SettableClock(MORNING)
    await keep_plans(store, make_plan())
    await skip_next(CHAT, store=store, clock=clock)
    await pause_plan(CHAT, None, store=store, clock=clock)
    clock.move(3 * DAY + timedelta(hours=3))
    await resume_plan(CHAT, store=store, clock=clock)
    paused = [(Outcome.PAUSED, date(2025, 3, 8)), (Outcome.PAUSED, date(2025, 3, 7))]
    assert await rested(store) == [*paused, (Outcome.SKIPPED, date(2025, 3, 6))]
    later = PlanChange(times=(time(18),))
    plan = await set_plan(CHAT, later, by=BY, zone="UTC", store=store, clock=clock)
    assert plan.active[0].next_day == date(2025, 3, 9)


async def test_a_pause_that_ends_by_itself_leaves_its_last_day_to_the_digest(memory_store: Store) -> None:
    store, clock = memory_store, SettableClock(MORNING)
    await keep_plans(store, make_plan(1, time(0)))
    until = datetime(2025, 3, 8, 22, tzinfo=UTC)
    await pause_plan(CHAT, until, store=store, clock=clock)
    assert [(e.next_day, e.next_run_at) for e in (await the_plan(store)).active] == [(date(2025, 3, 9), until)]
    clock.set(until + timedelta(hours=1))
    await end_pauses(store=store, clock=clock)
    assert await rested(store) == [(Outcome.PAUSED, date(2025, 3, 8)), (Outcome.PAUSED, date(2025, 3, 7))]


async def test_a_chat_that_comes_back_hears_of_the_latest_ten_times(memory_store: Store) -> None:
    store, clock = memory_store, SettableClock(MORNING)
    await keep_plans(store, make_plan())
    await lose_chat(CHAT, GONE, store=store, clock=clock)
    clock.move(40 * DAY)
    assert await regain_chat(CHAT, store=store, clock=clock)
    found = await rested(store)
    assert len(found) == 10
    assert found[0] == (Outcome.UNREACHABLE, date(2025, 4, 14))


async def test_a_paused_chat_that_is_lost_is_told_both(memory_store: Store) -> None:
    store, clock = memory_store, SettableClock(MORNING)
    await keep_plans(store, make_plan())
    await pause_plan(CHAT, None, store=store, clock=clock)
    clock.move(DAY)
    await lose_chat(CHAT, GONE, store=store, clock=clock)
    clock.move(DAY)
    await regain_chat(CHAT, store=store, clock=clock)
    assert await rested(store) == [(Outcome.UNREACHABLE, date(2025, 3, 7)), (Outcome.PAUSED, date(2025, 3, 6))]


async def test_a_plan_that_did_not_rest_is_told_nothing(memory_store: Store) -> None:
    store, clock = memory_store, SettableClock(MORNING)
    await keep_plans(store, replace(make_plan(), silent=True))
    clock.move(DAY)
    await resume_plan(CHAT, store=store, clock=clock)
    assert await rested(store) == []


async def test_a_topic_that_is_opened_again_wakes_only_the_digests_that_go_there(memory_store: Store) -> None:
    store, clock = memory_store, SettableClock(MORNING)
    plan = make_plan()
    await keep_plans(store, replace(plan, address=replace(CHAT, thread_id="7")))
    await lose_chat(CHAT, GONE, store=store, clock=clock)
    assert not await regain_chat(replace(CHAT, thread_id="9"), store=store, clock=clock)
    assert await regain_chat(replace(CHAT, thread_id="7"), store=store, clock=clock)
    assert (await the_plan(store)).next_entry is not None
