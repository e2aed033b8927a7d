from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from briefings.domain.briefing import Priority
from briefings.domain.deliveries import OPEN, DeliveryState, Problem
from briefings.domain.people import Platform
from briefings.domain.slots import Outcome
from briefings.domain.subscriptions import Style, Taste, WhenEmpty
from briefings.ports.store import Store
from briefings.services.digests.explain_slots import Fate, explain_slots
from briefings.services.digests.plan_digests import plan_digests, replan
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import keep_plans, make_plan

DUE = datetime(2025, 3, 6, 5, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
PUBLISHED = DUE - 12 * HOUR


async def plan(store: Store, at: datetime, courier: RecordingCourier | None = None) -> int:
    carrier = courier or RecordingCourier()
    return await plan_digests(store=store, clock=SettableClock(at), couriers={carrier.platform: carrier})


async def outcomes(store: Store, number: int = 1) -> list[tuple[Outcome, date]]:
    async with store.reading() as unit:
        return [(slot.outcome, slot.day) for slot in await unit.slots.latest(f"s{number:06}", limit=20)]


async def texts(store: Store) -> list[str]:
    async with store.reading() as unit:
        owed = await unit.deliveries.find()
        messages = [await unit.editions.message(d.edition_id, d.part) for d in reversed(owed)]
    return [message.payload for message in messages if message is not None]


async def test_chats_that_would_see_the_same_share_one_edition(store: Store) -> None:
    await keep(store, make_briefing(1, headline="Summit called", topics=["Ukraine"], published_at=PUBLISHED))
    await keep_plans(store, make_plan(1), make_plan(2), replace(make_plan(3), taste=Taste(style=Style.SHORT)))
    assert await plan(store, DUE) == 3
    async with store.reading() as unit:
        owed = await unit.deliveries.find()
    assert len(owed) == 3
    assert len({delivery.edition_id for delivery in owed}) <= 2
    assert "Digest for Thursday 6 March" in (await texts(store))[0]
    assert "New · Summit called" in (await texts(store))[0]


async def test_nothing_is_planned_before_its_time_or_twice(store: Store) -> None:
    await keep(store, make_briefing(1, published_at=PUBLISHED))
    await keep_plans(store, make_plan(1))
    assert await plan(store, DUE - timedelta(seconds=1)) == 0
    assert await plan(store, DUE) == 1
    assert await plan(store, DUE) == 0
    assert await outcomes(store) == [(Outcome.QUEUED, date(2025, 3, 6))]


async def test_a_chat_of_another_platform_is_left_to_the_process_that_serves_it(store: Store) -> None:
    await keep_plans(store, make_plan(1, platform=Platform.DISCORD))
    assert await plan(store, DUE) == 0
    assert await outcomes(store) == []


async def test_topics_limit_and_priority_decide_what_is_shown(store: Store) -> None:
    await keep(
        store,
        make_briefing(1, headline="Quiet story", topics=["Ukraine"], published_at=PUBLISHED + HOUR),
        make_briefing(2, headline="Loud story", topics=["Ukraine"], priority=Priority.HIGH, published_at=PUBLISHED),
        make_briefing(3, headline="Other story", topics=["Trade"], published_at=PUBLISHED),
        make_briefing(4, headline="Sample story", topics=["Ukraine"], published_at=PUBLISHED, sample=True),
        make_briefing(5, headline="Later story", topics=["Ukraine"], published_at=PUBLISHED, embargo_until=DUE + HOUR),
    )
    await keep_plans(store, replace(make_plan(1), taste=Taste(topics=("ukraine",), limit=1)))
    await plan(store, DUE)
    (text,) = await texts(store)
    assert "Loud story" in text
    assert "One more new briefing" in text
    for absent in ("Quiet story", "Other story", "Sample story", "Later story"):
        assert absent not in text


async def test_speakers_that_a_chat_follows_bring_their_briefings(store: Store) -> None:
    await keep(
        store,
        make_briefing(
            1, headline="Byron speaks", said=[("Ada Byron", "We are ready for peace")], published_at=PUBLISHED
        ),
        make_briefing(2, headline="Nobody speaks", published_at=PUBLISHED),
    )
    await keep_plans(store, replace(make_plan(1), taste=Taste(speakers=("ada-byron",))))
    await plan(store, DUE)
    (text,) = await texts(store)
    assert "Byron speaks" in text
    assert "Nobody speaks" not in text


async def test_what_was_confirmed_is_not_repeated_and_what_changed_is_told(store: Store) -> None:
    first = make_briefing(1, headline="Summit called", counted=[(267, "attack drones")], published_at=PUBLISHED)
    await keep(store, first, make_briefing(2, headline="Old story", published_at=PUBLISHED))
    await keep_plans(store, make_plan(1))
    await plan(store, DUE)
    await confirm_all(store)
    content = replace(first.content, headline="Summit moved", figures=())
    second = replace(first, revision=replace(first.revision, number=2, content=content), published_revision=2)
    async with store.writing() as unit:
        await unit.briefings.save(second, seen_revision=1)
        await unit.archive.publish(second, speakers={})
    await keep(store, make_briefing(3, headline="Fresh story", published_at=DUE + HOUR))
    await plan(store, DUE + 24 * HOUR)
    text = (await texts(store))[-1]
    assert "New · Fresh story" in text
    assert "Updated · Summit moved" in text
    assert "it was “Summit called”" in text
    assert "Figure taken out: 267 attack drones" in text
    assert "Old story" not in text


async def confirm_all(store: Store) -> None:
    async with store.writing() as unit:
        for delivery in await unit.deliveries.claim(Platform.TELEGRAM, term=1, now=DUE, limit=99):
            await unit.deliveries.begin(delivery.id, term=1, now=DUE)
            await unit.deliveries.complete(delivery.id, term=1, message_id="1", now=DUE, next_at=DUE)
            await unit.subscriptions.advance(delivery.subscription_id or "", watermark=delivery.watermark)


async def test_when_nothing_is_new_a_chat_gets_what_it_asked_for(store: Store) -> None:
    tastes = [Taste(when_empty=choice) for choice in WhenEmpty]
    await keep_plans(store, *(replace(make_plan(n), taste=taste) for n, taste in enumerate(tastes, 1)))
    await plan(store, DUE)
    assert await outcomes(store, 1) == [(Outcome.EMPTY, date(2025, 3, 6))]
    assert [("Nothing new to tell." in text) for text in await texts(store)] == [True, True]


async def test_a_late_digest_says_so_and_one_beyond_the_window_is_missed(store: Store) -> None:
    await keep(store, make_briefing(1, published_at=PUBLISHED))
    await keep_plans(store, make_plan(1), make_plan(2, time(1, 0), now=DUE - 12 * HOUR))
    await plan(store, DUE + 3 * HOUR)
    (text,) = await texts(store)
    assert "Late: planned 07:30." in text
    assert await outcomes(store, 2) == [(Outcome.MISSED, date(2025, 3, 6))]


async def test_after_forty_days_one_late_digest_at_most_and_the_plan_goes_on(store: Store) -> None:
    back = DUE + timedelta(days=40, hours=1)
    await keep(store, make_briefing(1, published_at=back - HOUR))
    await keep_plans(store, make_plan(1, time(7, 30), time(8), time(23)))
    await plan(store, back)
    (text,) = await texts(store)
    assert "Late: planned 08:00." in text
    assert [outcome for outcome, _ in await outcomes(store)].count(Outcome.MISSED) == 1
    async with store.reading() as unit:
        found = await unit.subscriptions.get("s000001")
    assert found is not None
    assert all(e.next_run_at and e.next_run_at > back for e in found.entries)


async def test_after_forty_days_the_time_that_just_passed_is_sent_late(store: Store) -> None:
    back = DUE + timedelta(days=40, minutes=30)
    await keep(store, make_briefing(1, published_at=back - timedelta(hours=1)))
    await keep_plans(store, make_plan(1))
    assert await plan(store, back) == 2
    assert await outcomes(store) == [(Outcome.QUEUED, date(2025, 4, 15)), (Outcome.MISSED, date(2025, 3, 6))]
    assert "Late: planned 07:30" in (await texts(store))[0]
    assert await plan(store, back) == 0


async def test_of_several_times_missed_together_only_the_last_sends(store: Store) -> None:
    await keep(store, make_briefing(1, published_at=PUBLISHED))
    await keep_plans(store, make_plan(1, time(7, 30), time(8), time(9)))
    await plan(store, DUE + 2 * HOUR)
    assert [outcome for outcome, _ in await outcomes(store)] == [Outcome.QUEUED, Outcome.COVERED, Outcome.COVERED]
    assert len(await texts(store)) == 1


async def test_quiet_hours_make_a_digest_silent(store: Store) -> None:
    await keep(store, make_briefing(1, published_at=PUBLISHED))
    await keep_plans(store, replace(make_plan(1), quiet=(time(22), time(8))))
    await plan(store, DUE)
    async with store.reading() as unit:
        assert [delivery.silent for delivery in await unit.deliveries.find()] == [True]


async def test_new_zone_rules_move_the_instant_and_keep_the_date(store: Store) -> None:
    await keep_plans(store, make_plan(1))
    async with store.writing() as unit:
        (schedule,) = await unit.slots.schedules()
        await unit.slots.reschedule(schedule, next_run_at=DUE + HOUR, next_day=schedule.next_day)
    assert await replan(store=store, clock=SettableClock(DUE - HOUR)) == 1
    async with store.reading() as unit:
        assert await unit.slots.next_due(after=DUE - HOUR) == DUE


async def test_a_plan_whose_zone_is_known_no_longer_is_settled_with_its_reason_and_the_others_go_on(
    store: Store,
) -> None:
    await keep(store, make_briefing(1, published_at=PUBLISHED))
    await keep_plans(store, replace(make_plan(1), zone="Europe/Vanished"), make_plan(2))
    assert await replan(store=store, clock=SettableClock(DUE - HOUR)) == 0
    assert await plan(store, DUE) == 2
    assert await outcomes(store, 1) == [(Outcome.NO_ZONE, date(2025, 3, 6))]
    assert await outcomes(store, 2) == [(Outcome.QUEUED, date(2025, 3, 6))]
    assert await plan(store, DUE + HOUR) == 0
    _, (story,) = await explain_slots(make_plan(1).address, store=store)
    assert story.fate is Fate.NO_ZONE


async def test_a_zone_that_is_known_again_puts_its_plans_back_to_their_local_time(store: Store) -> None:
    await keep_plans(store, replace(make_plan(1), zone="Europe/Vanished"))
    await plan(store, DUE)
    async with store.writing() as unit:
        known = await unit.subscriptions.get("s000001")
        assert known is not None
        await unit.subscriptions.save(replace(known, zone="Europe/Kyiv"))
    assert await replan(store=store, clock=SettableClock(DUE + HOUR)) == 1
    async with store.reading() as unit:
        assert await unit.slots.next_due(after=DUE) == DUE + timedelta(days=1)


async def lose(store: Store, state: DeliveryState) -> None:
    """Give up the digest that is owed, as a sender does whose message may have arrived, or did not."""
    async with store.writing() as unit:
        (owed,) = await unit.deliveries.claim(Platform.TELEGRAM, term=1, now=DUE + HOUR, limit=5)
        assert await unit.deliveries.begin(owed.id, term=1, now=DUE)
        problem = Problem("The answer was lost.")
        assert await unit.deliveries.give_up(owed.id, term=1, state=state, problem=problem, now=DUE)


@pytest.mark.parametrize("state", [DeliveryState.UNKNOWN, DeliveryState.FAILED])
async def test_what_was_held_is_not_cut_away_by_the_next_digest(store: Store, state: DeliveryState) -> None:
    old = [make_briefing(n, headline=f"Held story {n}", published_at=PUBLISHED + n * HOUR / 10) for n in (1, 2, 3)]
    await keep(store, *old)
    plans = [replace(make_plan(n), taste=Taste(style=Style.SHORT, limit=2)) for n in (1, 2)]
    await keep_plans(store, plans[0])
    assert await plan(store, DUE) == 1
    await lose(store, state)
    await keep_plans(store, plans[1])
    fresh = [
        make_briefing(n, headline=f"Fresh story {n}", priority=Priority.HIGH, published_at=DUE + n * HOUR)
        for n in (4, 5, 6)
    ]
    await keep(store, *fresh)
    assert await plan(store, DUE + timedelta(days=1)) >= 1
    async with store.reading() as unit:
        (owed,) = await unit.deliveries.find(chat_id="1", states=OPEN)
        message = await unit.editions.message(owed.edition_id, owed.part)
    assert message is not None
    said = message.payload
    assert [n for n in (1, 2, 3) if f"Held story {n}" in said] == [2, 3]
    assert [n for n in (4, 5, 6) if f"Fresh story {n}" in said] == [5, 6]
    assert "2 more new briefings" in said


async def test_a_chat_that_lost_nothing_does_not_get_what_another_lost(store: Store) -> None:
    await keep(store, make_briefing(1, headline="Held story", published_at=PUBLISHED))
    taste = Taste(style=Style.SHORT, limit=1)
    first, second = (replace(make_plan(n), taste=taste) for n in (1, 2))
    await keep_plans(store, first)
    assert await plan(store, DUE) == 1
    await lose(store, DeliveryState.UNKNOWN)
    await keep(store, make_briefing(2, headline="Fresh story", published_at=DUE + HOUR))
    await keep_plans(store, replace(second, entries=make_plan(2, now=DUE + HOUR).entries))
    assert await plan(store, DUE + timedelta(days=1)) == 2
    async with store.reading() as unit:
        owed = {d.address.chat_id: d for d in await unit.deliveries.find(states=OPEN)}
        said = {
            chat: message.payload
            for chat, d in owed.items()
            if (message := await unit.editions.message(d.edition_id, d.part)) is not None
        }
    assert "Held story" in said["1"]
    assert "Held story" not in said["2"]
