"""What becomes of a message: it arrives once, or the platform refuses it."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from briefings.adapters.clock import SystemClock
from briefings.domain.deliveries import DeliveryKind, DeliveryState, NewDelivery, Turn
from briefings.domain.errors import (
    ChatMovedError,
    ChatNotFoundError,
    ChatUnreachableError,
    InDoubtError,
    PermanentError,
    TemporaryError,
    TopicClosedError,
)
from briefings.domain.people import ChatAddress, Platform
from briefings.domain.subscriptions import PauseKind
from briefings.ports.store import Store
from tests.fakes.couriers import RecordingCourier
from tests.fakes.plans import keep_plans, make_edition, make_plan
from tests.unit.services.delivery.sending import NOW, deliveries, make_sender, owe_digests, running, until_settled


async def test_every_chat_gets_its_digest_once_with_receipts_and_a_watermark(store: Store) -> None:
    courier = await owe_digests(store)
    async with running(make_sender(store, courier)):
        found = await until_settled(store)
    assert {d.state for d in found} == {DeliveryState.SENT}
    assert Counter(chat for chat, _, _ in courier.sent) == {"1": 1, "2": 1, "3": 1}
    async with store.reading() as unit:
        assert len(await unit.receipts.of_briefing("briefing-1")) == 3
        plan = await unit.subscriptions.get("s000001")
        assert plan is not None
        assert plan.watermark == await unit.releases.last()


async def test_a_long_digest_goes_part_by_part(store: Store) -> None:
    courier = RecordingCourier()
    edition = make_edition(parts=4)
    address = ChatAddress(Platform.TELEGRAM, "1")
    async with store.writing() as unit:
        await unit.editions.add(edition, now=NOW)
        new = [NewDelivery(address, DeliveryKind.DIGEST, Turn.DIGEST, edition.id, part, 4) for part in range(1, 5)]
        await unit.deliveries.owe(new, now=NOW)
    async with running(make_sender(store, courier)):
        await until_settled(store)
    assert [text for _, _, text in courier.sent] == [message.payload for message in edition.messages]


REFUSALS = [
    (PermanentError("Telegram refuses the message: {reason}", reason="too long"), DeliveryState.FAILED, False),
    (ChatUnreachableError("The person has blocked the bot."), DeliveryState.FAILED, True),
    (TopicClosedError("The forum topic is closed or was deleted."), DeliveryState.FAILED, True),
    (TemporaryError("Telegram asks the bot to wait.", retry_after=timedelta(seconds=0.01)), DeliveryState.SENT, False),
    (InDoubtError("The connection broke."), DeliveryState.UNKNOWN, False),
]


@pytest.mark.parametrize(("error", "state", "rests"), REFUSALS)
async def test_one_chats_trouble_is_its_own(store: Store, error: Exception, state: DeliveryState, rests: bool) -> None:
    courier = await owe_digests(store)
    courier.script["2"].append(error)
    async with running(make_sender(store, courier)):
        found = [d for d in await until_settled(store) if d.kind is DeliveryKind.DIGEST]
    assert [d.state for d in found] == [DeliveryState.SENT, state, DeliveryState.SENT]
    assert (found[1].problem is not None) is (state is not DeliveryState.SENT)
    async with store.reading() as unit:
        plan = await unit.subscriptions.get("s000002")
    assert plan is not None
    assert plan.zone == "Europe/Kyiv"
    assert (plan.pause is not None) is rests
    assert (plan.watermark > 0) is (state is DeliveryState.SENT)
    if rests:
        assert plan.pause is not None
        assert plan.pause.kind is PauseKind.UNREACHABLE


@pytest.mark.parametrize("allowed", [True, False])
async def test_a_closed_topic_gives_way_to_the_chat_where_admins_allowed_it(store: Store, allowed: bool) -> None:
    courier = await owe_digests(store, 1)
    there = ChatAddress(Platform.TELEGRAM, "1", "12")
    async with store.writing() as unit:
        plan = await unit.subscriptions.get("s000001")
        assert plan is not None
        await unit.subscriptions.save(replace(plan, address=there, general=allowed))
        (digest,) = await unit.deliveries.find()
        new = NewDelivery(there, DeliveryKind.DIGEST, Turn.DIGEST, digest.edition_id, subscription_id=plan.id)
        await unit.deliveries.claim(Platform.TELEGRAM, term=0, now=SystemClock().now(), limit=1)
        await unit.deliveries.begin(digest.id, term=0, now=NOW)
        await unit.deliveries.complete(digest.id, term=0, message_id="1", now=NOW, next_at=NOW)
        await unit.deliveries.owe([new], now=NOW)
    courier.script["1"].append(TopicClosedError("The forum topic is closed or was deleted."))
    async with running(make_sender(store, courier)):
        await until_settled(store)
    async with store.reading() as unit:
        plan = await unit.subscriptions.get("s000001")
        found = next(d for d in await unit.deliveries.find() if d.kind is DeliveryKind.DIGEST)
    assert plan is not None
    assert (plan.pause is None) is allowed
    assert plan.address.thread_id == (None if allowed else "12")
    assert (found.state, found.address.thread_id) == (
        (DeliveryState.SENT, None) if allowed else (DeliveryState.FAILED, "12")
    )


async def test_a_closed_topic_beside_the_plan_leaves_the_digests_alone(store: Store) -> None:
    courier = RecordingCourier()
    beside = ChatAddress(Platform.TELEGRAM, "1", "12")
    await keep_plans(store, make_plan(1))
    async with store.writing() as unit:
        await unit.editions.add(make_edition(), now=NOW)
        await unit.deliveries.owe([NewDelivery(beside, DeliveryKind.REMINDER, Turn.ALERT, "edition")], now=NOW)
    courier.script["1"].append(TopicClosedError("The forum topic is closed or was deleted."))
    async with running(make_sender(store, courier)):
        (found,) = await until_settled(store)
    async with store.reading() as unit:
        plan = await unit.subscriptions.get("s000001")
    assert found.state is DeliveryState.FAILED
    assert plan is not None
    assert plan.pause is None


async def test_a_moved_chat_gets_its_digest_under_its_new_id(store: Store) -> None:
    courier = await owe_digests(store)
    courier.script["2"].append(ChatMovedError("The group became a supergroup.", new_chat_id="-1002"))
    async with running(make_sender(store, courier)):
        found = await until_settled(store)
    assert {d.state for d in found} == {DeliveryState.SENT}
    assert {chat for chat, _, _ in courier.sent} == {"1", "-1002", "3"}
    async with store.reading() as unit:
        assert await unit.subscriptions.of(Platform.TELEGRAM, "2") is None
        assert await unit.subscriptions.of(Platform.TELEGRAM, "-1002") is not None


async def test_an_unknown_chat_is_believed_at_the_second_time(store: Store) -> None:
    courier = await owe_digests(store)
    courier.script["2"].append(ChatNotFoundError("Telegram does not know this chat."))
    async with running(make_sender(store, courier)):
        async with asyncio.timeout(5):
            while len(courier.sent) < 2 or (await deliveries(store))[1].attempts == 0:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
    second = (await deliveries(store))[1]
    async with store.reading() as unit:
        plan = await unit.subscriptions.get("s000002")
    assert (second.state, second.attempts) == (DeliveryState.READY, 1)
    assert plan is not None
    assert plan.pause is None


async def test_discord_resends_in_doubt_with_the_same_nonce(store: Store) -> None:
    courier = await owe_digests(store, 1, platform=Platform.DISCORD)
    courier.arrives_anyway = True
    courier.script["1"].append(InDoubtError("The connection broke."))
    async with running(make_sender(store, courier)):
        (delivery,) = await until_settled(store)
    assert delivery.state is DeliveryState.SENT
    assert [nonce for _, nonce, _ in courier.sent] == [delivery.nonce] * 2
    assert len(delivery.nonce) <= 25


async def test_telegram_resends_in_doubt_only_when_told_to(store: Store) -> None:
    courier = await owe_digests(store, 1)
    courier.script["1"].append(InDoubtError("The connection broke."))
    async with running(make_sender(store, courier, hold=False)):
        (delivery,) = await until_settled(store)
    assert delivery.state is DeliveryState.SENT
    assert len(courier.sent) == 1
