import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import text

from briefings.adapters.sql.store import SqlStore
from briefings.domain.deliveries import DeliveryKind, DeliveryState, NewDelivery, Problem, Turn
from briefings.domain.people import ChatAddress, Platform
from briefings.domain.slots import DueGroup, Outcome, Settlement, Slot
from briefings.domain.subscriptions import AlertMode, Pause, PauseKind, Style, Taste
from briefings.ports.store import Store
from tests.fakes.plans import MORNING, keep_plans, make_edition, make_plan

DUE = datetime(2025, 3, 6, 5, 30, tzinfo=UTC)
NEXT = DUE + timedelta(days=1)
DAY = date(2025, 3, 6)


def sending(
    now: datetime = DUE, *, parts: int = 1, outcome: Outcome = Outcome.QUEUED, next_at: datetime = NEXT
) -> Settlement:
    edition = "edition" if parts else None
    return Settlement(outcome, now, next_at, next_at.date(), edition, parts, watermark=5)


async def settle_all(store: Store, now: datetime, *, parts: int = 1) -> list[tuple[DueGroup, int]]:
    async with store.writing() as unit:
        await unit.editions.add(make_edition(parts=max(parts, 1)), now=now)
        groups = await unit.slots.due(now=now, limit=100)
        counts = await unit.slots.settle([(group, sending(now, parts=parts)) for group in groups])
        return list(zip(groups, counts, strict=True))


async def test_a_plan_comes_back_as_it_was_saved(store: Store) -> None:
    plan = replace(
        make_plan(7, time(7, 30), time(18)),
        address=ChatAddress(Platform.TELEGRAM, "7", "12"),
        taste=Taste(("ukraine",), ("s1",), Style.SHORT, 5, mention_role="99"),
        quiet=(time(22), time(7)),
        alerts=AlertMode.SILENT,
        pause=Pause(PauseKind.ASKED, MORNING, NEXT, "a holiday"),
        silent=True,
    )
    await keep_plans(store, plan)
    async with store.reading() as unit:
        assert await unit.subscriptions.of(Platform.TELEGRAM, "7") == plan
        assert await unit.subscriptions.get(plan.id) == plan
        assert await unit.subscriptions.of(Platform.DISCORD, "7") is None
        assert await unit.subscriptions.several([plan.id, "nobody"]) == [replace(plan, entries=())]
        assert await unit.subscriptions.count() == 1


async def test_the_chats_of_a_platform_that_have_a_plan_are_named(store: Store) -> None:
    elsewhere = replace(make_plan(3), address=ChatAddress(Platform.DISCORD, "33"))
    await keep_plans(store, make_plan(1), make_plan(2), elsewhere)
    async with store.reading() as unit:
        assert list(await unit.subscriptions.chats(Platform.TELEGRAM)) == ["1", "2"]
        assert list(await unit.subscriptions.chats(Platform.TELEGRAM, limit=1)) == ["1"]
        assert list(await unit.subscriptions.chats(Platform.DISCORD)) == ["33"]


async def test_a_watermark_only_grows(store: Store) -> None:
    await keep_plans(store, make_plan())
    async with store.writing() as unit:
        await unit.subscriptions.advance("s000001", watermark=4)
        await unit.subscriptions.advance("s000001", watermark=2)
        await unit.subscriptions.save(make_plan())
        plan = await unit.subscriptions.get("s000001")
    assert plan is not None
    assert plan.watermark == 4


async def test_only_plans_that_want_alerts_and_can_be_reached_get_them(store: Store) -> None:
    wanting = [replace(make_plan(number), alerts=AlertMode.ON) for number in (1, 2, 3)]
    lost = replace(wanting[1], pause=Pause(PauseKind.UNREACHABLE, MORNING))
    await keep_plans(store, wanting[0], lost, wanting[2], make_plan(4))
    async with store.reading() as unit:
        first = await unit.subscriptions.wanting_alerts(limit=1)
        second = await unit.subscriptions.wanting_alerts(after=first[0].id)
        paused = await unit.subscriptions.paused(PauseKind.UNREACHABLE)
        assert not await unit.subscriptions.paused(PauseKind.UNREACHABLE, after=lost.id)
        assert not await unit.subscriptions.paused(PauseKind.ASKED)
    assert [plan.id for plan in (*first, *second)] == [wanting[0].id, wanting[2].id]
    assert [plan.id for plan in paused] == [lost.id]


async def test_due_entries_that_would_show_the_same_are_one_group(store: Store) -> None:
    other = replace(make_plan(3), taste=Taste(topics=("ukraine",)))
    await keep_plans(store, make_plan(1), make_plan(2), other, make_plan(4, time(9)))
    async with store.reading() as unit:
        assert not await unit.slots.due(now=DUE - timedelta(seconds=1), limit=9)
        groups = await unit.slots.due(now=DUE, limit=9)
        assert await unit.slots.next_due(after=DUE) == datetime(2025, 3, 6, 7, 0, tzinfo=UTC)
    assert sorted((group.size, group.example) for group in groups) == [(1, "s000003"), (2, "s000001")]
    assert {group.day for group in groups} == {DAY}


async def test_settling_writes_slots_owes_messages_and_moves_on(store: Store) -> None:
    await keep_plans(store, replace(make_plan(1), silent=True), make_plan(2))
    settled = await settle_all(store, DUE, parts=2)
    assert [count for _, count in settled] == [2]
    async with store.reading() as unit:
        assert not await unit.slots.due(now=DUE, limit=9)
        slot = (await unit.slots.latest("s000001", limit=3))[0]
        owed = await unit.deliveries.of_slots([("e1-0", DAY)])
        plan = await unit.subscriptions.get("s000002")
    assert (slot.entry_id, slot.day, slot.outcome, slot.planned_at) == ("e1-0", DAY, Outcome.QUEUED, DUE)
    assert [(d.part, d.state, d.silent, d.watermark) for d in owed] == [
        (1, DeliveryState.READY, True, 5),
        (2, DeliveryState.WAITING, True, 5),
    ]
    assert plan is not None
    assert (plan.entries[0].next_run_at, plan.entries[0].last_day) == (NEXT, DAY)


async def test_a_group_is_settled_once(store: Store) -> None:
    await keep_plans(store, make_plan(1), make_plan(2))
    ((group, count),) = await settle_all(store, DUE)
    async with store.writing() as unit:
        (again,) = await unit.slots.settle([(group, sending(DUE))])
        owed = await unit.deliveries.find()
    assert (count, again, len(owed)) == (2, 0, 2)


async def test_a_slot_that_is_known_owes_nothing_but_moves_on(store: Store) -> None:
    await keep_plans(store, make_plan(1))
    skipped = Slot("e1-0", DAY, "s000001", DUE, MORNING, time(7, 30), Outcome.SKIPPED)
    async with store.writing() as unit:
        assert await unit.slots.add(skipped)
        assert not await unit.slots.add(skipped)
    assert [count for _, count in await settle_all(store, DUE)] == [1]
    async with store.reading() as unit:
        assert not await unit.deliveries.find()
        assert await unit.slots.latest("s000001", limit=3) == [skipped]


async def test_a_chat_whose_digest_is_on_its_way_waits(store: Store) -> None:
    await keep_plans(store, make_plan(1, time(7, 30), time(7, 31)), make_plan(2, time(7, 31)))
    await settle_all(store, DUE)
    later = DUE + timedelta(minutes=1)
    async with store.writing() as unit:
        assert [group.example for group in await unit.slots.due(now=later, limit=9)] == ["s000002"]
        (delivery,) = await unit.deliveries.claim(Platform.TELEGRAM, term=1, now=later, limit=1)
        await unit.deliveries.begin(delivery.id, term=1, now=later)
        await unit.deliveries.give_up(
            delivery.id, term=1, state=DeliveryState.UNKNOWN, problem=Problem("no answer"), now=later
        )
    async with store.reading() as unit:
        due = await unit.slots.due(now=later, limit=9)
    assert sum(group.size for group in due) == 2


async def test_of_several_due_times_of_one_chat_the_last_sends(store: Store) -> None:
    await keep_plans(store, make_plan(1, time(7, 30), time(8), time(9)))
    async with store.reading() as unit:
        groups = await unit.slots.due(now=DUE + timedelta(hours=5), limit=9)
    assert [(group.at, group.covered) for group in groups] == [(time(7, 30), True), (time(8), True), (time(9), False)]


async def test_a_rhythm_can_be_planned_anew(store: Store) -> None:
    await keep_plans(store, make_plan(1), make_plan(2), make_plan(3, zone="Europe/Paris"))
    async with store.writing() as unit:
        schedules = [s for s in await unit.slots.schedules() if s.zone == "Europe/Kyiv"]
        moved = [await unit.slots.reschedule(s, next_run_at=NEXT, next_day=NEXT.date()) for s in schedules]
        plan = await unit.subscriptions.get("s000002")
    assert moved == [2]
    assert plan is not None
    assert plan.entries[0].next_run_at == NEXT


async def test_old_slots_and_editions_are_forgotten_together(store: Store) -> None:
    await keep_plans(store, make_plan(1))
    await settle_all(store, DUE, parts=0)
    async with store.writing() as unit:
        assert await unit.slots.forget(before=DUE, limit=9) == 0
        assert await unit.slots.forget(before=NEXT, limit=9) == 1
        assert await unit.editions.forget(before=NEXT, limit=9) == 1
        assert await unit.editions.message("edition", 1) is None


async def test_a_moved_chat_keeps_its_plan_and_open_messages(store: Store) -> None:
    await keep_plans(store, make_plan(1), make_plan(2))
    await settle_all(store, DUE)
    async with store.writing() as unit:
        assert await unit.subscriptions.move(Platform.TELEGRAM, old="1", new="-1001")
        assert not await unit.subscriptions.move(Platform.TELEGRAM, old="-1001", new="2")
        await unit.deliveries.move(Platform.TELEGRAM, old="1", new="-1001")
        plan = await unit.subscriptions.of(Platform.TELEGRAM, "-1001")
        chats = {d.address.chat_id for d in await unit.deliveries.find()}
    assert plan is not None
    assert plan.id == "s000001"
    assert chats == {"-1001", "2"}


@pytest.mark.parametrize("last_day", [None, DAY])
async def test_releases_are_numbered_once_in_order(store: Store, last_day: date | None) -> None:
    async with store.writing() as unit:
        before = await unit.releases.last()
        await unit.releases.note([("b1", 1), ("b2", 1)], now=DUE)
        await unit.releases.note([("b1", 1), ("b1", 2)], now=DUE)
        found = await unit.releases.of(["b1", "b2"])
        assert await unit.releases.last() > before
    assert [(r.briefing_id, r.revision) for r in found] == [("b1", 1), ("b2", 1), ("b1", 2)]
    assert [r.number for r in found] == sorted({r.number for r in found})


async def test_alerts_are_owed_without_a_slot(store: Store) -> None:
    address = ChatAddress(Platform.TELEGRAM, "5")
    async with store.writing() as unit:
        await unit.editions.add(make_edition(parts=2), now=DUE)
        new = [NewDelivery(address, DeliveryKind.ALERT, Turn.ALERT, "edition", part, 2) for part in (1, 2)]
        await unit.deliveries.owe(new, now=DUE)
        owed = await unit.deliveries.find()
    assert sorted((d.part, d.state) for d in owed) == [(1, DeliveryState.READY), (2, DeliveryState.WAITING)]


async def test_several_editions_are_kept_at_once_and_known_ones_stay(store: Store) -> None:
    old, new = make_edition("old"), make_edition("new", parts=2)
    async with store.writing() as unit:
        assert not await unit.editions.add(now=DUE)
        assert await unit.editions.add(old, now=DUE)
        assert await unit.editions.add(new, replace(old, messages=new.messages), new, now=NEXT)
        assert not await unit.editions.add(new, old, now=NEXT)
        assert await unit.editions.message("old", 1) == old.messages[0]
        assert await unit.editions.message("old", 2) is None
        assert await unit.editions.message("new", 2) == new.messages[1]


@pytest.mark.postgres
async def test_two_planners_add_the_same_editions_in_any_order(postgres_store: SqlStore) -> None:
    both_began, editions = asyncio.Barrier(2), [make_edition(f"e{number}") for number in range(20)]

    async def plan(order: int) -> bool:
        async with postgres_store.writing() as unit:
            await both_began.wait()
            return await unit.editions.add(*editions[::order], now=DUE)

    assert sorted(await asyncio.gather(plan(1), plan(-1))) == [False, True]


@pytest.mark.postgres
async def test_two_planners_that_compile_the_same_do_not_stop_each_other(postgres_store: SqlStore) -> None:
    both_began = asyncio.Barrier(2)

    async def plan() -> None:
        async with postgres_store.writing() as unit:
            await both_began.wait()
            await unit.releases.note([("b1", 1), ("b2", 1)], now=DUE)
            await unit.editions.add(make_edition(parts=2), now=DUE)

    await asyncio.gather(plan(), plan())
    async with postgres_store.reading() as unit:
        assert len(await unit.releases.of(["b1", "b2"])) == 2
        assert await unit.editions.message("edition", 2) is not None


@pytest.mark.postgres
async def test_a_process_that_was_frozen_in_a_transaction_does_not_hold_it_for_ever(postgres_store: SqlStore) -> None:
    async with postgres_store.reading() as unit:
        query = text("SELECT setting FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout'")
        assert int((await unit.slots._connection.execute(query)).scalar_one()) == 15_000
