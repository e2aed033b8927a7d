"""When a chat is lost somebody who can be reached is told; once it can be written to, it has its digests again."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefings.adapters.clock import SystemClock
from briefings.domain.deliveries import OPEN, DeliveryKind, DeliveryState, Problem
from briefings.domain.errors import ChatUnreachableError, DaybriefError, InDoubtError, TopicClosedError
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.subscriptions import Subscription
from briefings.ports.store import Store
from briefings.services.delivery.look_after_chats import ChatCare
from briefings.services.delivery.lost_chats import lose_chat, regain_chat
from briefings.services.digests.change_plan import PlanChange, pause_plan, set_plan
from briefings.services.people.forget_reader import forget_reader
from tests.fakes.couriers import RecordingCourier
from tests.fakes.plans import keep_plans, make_plan
from tests.unit.services.delivery.sending import deliveries, make_sender, owe_digests, running

GROUP = ChatAddress(Platform.TELEGRAM, "2")
GONE = Problem("The bot was removed from the chat.")
CLOCK = SystemClock()


def person(number: int) -> Identity:
    return Identity(Platform.TELEGRAM, str(number))


async def the_plan(store: Store) -> Subscription:
    async with store.reading() as unit:
        plan = await unit.subscriptions.of(GROUP.platform, GROUP.chat_id)
    assert plan is not None
    return plan


async def told(store: Store) -> list[tuple[str, DeliveryState]]:
    return [(d.address.chat_id, d.state) for d in await deliveries(store) if d.kind is DeliveryKind.NOTICE]


async def until_told(store: Store, *, times: int) -> Sequence[tuple[str, DeliveryState]]:
    async with asyncio.timeout(30):
        while len(found := await told(store)) < times or any(s in OPEN for _, s in found):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return found


UNSTARTED = ChatUnreachableError("The person has not started the bot yet.")
LOST = [
    ChatUnreachableError("The bot was removed from the chat."),
    ChatUnreachableError("The bot has no right to write in this chat."),
    TopicClosedError("The forum topic is closed or was deleted."),
]


@pytest.mark.parametrize("refusal", LOST)
async def test_the_next_person_is_told_where_the_first_has_no_chat_with_the_bot(
    store: Store, refusal: DaybriefError
) -> None:
    courier = await owe_digests(store)
    async with store.writing() as unit:
        await unit.subscriptions.save(replace(await the_plan(store), admins=(person(78), person(77), person(79))))
    courier.chat_admins["2"] = (person(79), person(80))
    courier.script["2"].append(refusal)
    for nobody in (77, 78, 79):
        courier.script[f"private-{nobody}"].append(UNSTARTED)
    async with running(make_sender(store, courier)):
        found = await until_told(store, times=4)
    failed = DeliveryState.FAILED
    assert found == [
        ("private-77", failed),
        ("private-78", failed),
        ("private-79", failed),
        ("private-80", DeliveryState.SENT),
    ]


async def test_the_owners_are_told_where_no_admin_can_be(store: Store) -> None:
    courier = await owe_digests(store)
    courier.script["2"].append(LOST[0])
    courier.script["private-77"].append(UNSTARTED)
    courier.script["private-90"].append(UNSTARTED)
    async with running(make_sender(store, courier, tell=[person(91), person(90)])):
        found = await until_told(store, times=3)
    assert [chat for chat, _ in found] == ["private-77", "private-90", "private-91"]
    assert found[-1][1] is DeliveryState.SENT


async def test_a_notice_for_a_chat_that_came_back_goes_no_further(store: Store) -> None:
    courier = await owe_digests(store)
    await lose_chat(GROUP, GONE, store=store, clock=CLOCK, courier=courier, tell=[person(90)])
    await regain_chat(GROUP, store=store, clock=CLOCK)
    courier.script["private-77"].append(UNSTARTED)
    async with running(make_sender(store, courier, tell=[person(90)])):
        async with asyncio.timeout(30):
            while (await told(store))[0][1] is not DeliveryState.FAILED:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
    assert [chat for chat, _ in await told(store)] == ["private-77"]


async def test_who_decides_in_a_chat_is_known_before_the_bot_is_thrown_out(store: Store) -> None:
    courier = RecordingCourier()
    await keep_plans(store, make_plan(1), make_plan(2), make_plan(3))
    courier.chat_admins["2"] = (person(5), person(6))
    care = ChatCare(courier=courier, store=store, clock=CLOCK, at_once=2)
    assert await care.note_admins() == 1
    assert await care.note_admins() == 0
    assert (await the_plan(store)).admins == (person(5), person(6))
    assert (await the_plan(store)).next_entry is not None


async def test_who_changes_a_plan_is_remembered_and_can_be_forgotten(store: Store) -> None:
    for number in (5, 6):
        change = PlanChange(times=((make_plan().active[0]).at,))
        await set_plan(GROUP, change, by=person(number), zone="UTC", store=store, clock=CLOCK)
    assert (await the_plan(store)).admins == (person(6), person(5))
    await forget_reader(person(5), store=store, clock=CLOCK)
    assert (await the_plan(store)).admins == (person(6),)
    assert (await the_plan(store)).set_by == person(6)
    await forget_reader(person(6), store=store, clock=CLOCK)
    assert ((await the_plan(store)).admins, (await the_plan(store)).set_by) == ((), None)


async def test_a_lost_chat_that_can_be_written_to_has_its_digests_again(store: Store) -> None:
    courier = RecordingCourier()
    await keep_plans(store, make_plan(2))
    await lose_chat(GROUP, GONE, store=store, clock=CLOCK)
    care = ChatCare(courier=courier, store=store, clock=CLOCK)
    for refusal in (ChatUnreachableError("The bot was removed from the chat."), InDoubtError("It broke.")):
        courier.typing_fails = refusal
        assert await care.find_again() == 0
        assert (await the_plan(store)).pause is not None
    courier.typing_fails = None
    assert await care.find_again() == 1
    plan = await the_plan(store)
    assert plan.pause is None
    assert plan.next_entry is not None
    assert await care.find_again() == 0
    assert courier.typed == ["2"] * 3


async def test_every_lost_chat_comes_to_its_turn(store: Store) -> None:
    courier = RecordingCourier()
    courier.typing_fails = ChatUnreachableError("The bot was removed from the chat.")
    await keep_plans(store, *(make_plan(number) for number in range(1, 6)))
    for number in range(1, 6):
        await lose_chat(replace(GROUP, chat_id=str(number)), GONE, store=store, clock=CLOCK)
    care = ChatCare(courier=courier, store=store, clock=CLOCK, at_once=2)
    for _ in range(3):
        await care.find_again()
    assert sorted(courier.typed) == ["1", "2", "3", "4", "5"]


async def test_an_answer_wakes_the_digests_that_go_to_the_same_place_only(store: Store) -> None:
    plan = make_plan(2)
    await keep_plans(store, replace(plan, address=replace(plan.address, thread_id="7")))
    await lose_chat(GROUP, GONE, store=store, clock=CLOCK)
    assert not await regain_chat(GROUP, store=store, clock=CLOCK, exactly=True)
    assert not await regain_chat(replace(GROUP, thread_id="8"), store=store, clock=CLOCK, exactly=True)
    assert await regain_chat(replace(GROUP, thread_id="7"), store=store, clock=CLOCK, exactly=True)
    assert (await the_plan(store)).pause is None


async def test_a_plan_that_somebody_paused_is_not_woken_by_an_answer(store: Store) -> None:
    await keep_plans(store, make_plan(2))
    await pause_plan(GROUP, None, store=store, clock=CLOCK)
    assert not await regain_chat(GROUP, store=store, clock=CLOCK, exactly=True)
    assert (await the_plan(store)).pause is not None
