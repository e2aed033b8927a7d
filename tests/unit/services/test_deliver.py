import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefings.adapters.clock import SystemClock
from briefings.domain.deliveries import OPEN, Delivery, DeliveryKind, DeliveryState, NewDelivery, Turn
from briefings.domain.errors import (
    ChatMovedError,
    ChatNotFoundError,
    ChatUnreachableError,
    InDoubtError,
    OperatorError,
    PermanentError,
    TemporaryError,
    TopicClosedError,
)
from briefings.domain.people import ChatAddress, Platform
from briefings.domain.subscriptions import PauseKind
from briefings.ports.courier import Message
from briefings.ports.store import Store
from briefings.services.deliver import Sender
from briefings.services.pacing import Limits, Pacer
from briefings.services.plan_digests import plan_digests
from tests.fakes.couriers import RecordingCourier
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import keep_plans, make_edition, make_plan

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


def make_sender(store: Store, courier: RecordingCourier, *, hold: bool = True, pacer: Pacer | None = None) -> Sender:
    hurried = HurriedTime()
    fast = pacer or Pacer(Limits(5000.0), now=hurried.now, sleep=hurried.sleep)
    return Sender(store=store, clock=SystemClock(), courier=courier, pacer=fast, lease="sender:test", hold=hold)


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


async def test_a_refused_token_stops_the_sender_and_loses_nothing(store: Store) -> None:
    courier = await owe_digests(store, 2)
    courier.script["1"].append(OperatorError("Telegram refuses the bot's token."))
    with pytest.raises(OperatorError, match="token"):
        await asyncio.wait_for(make_sender(store, courier).run(), 5)
    async with running(make_sender(store, courier)):
        found = await until_settled(store)
    assert {d.state for d in found} <= {DeliveryState.SENT, DeliveryState.UNKNOWN}


async def test_a_second_process_stands_by_until_the_first_is_gone(store: Store) -> None:
    courier = await owe_digests(store, 1)
    first, second = make_sender(store, courier), make_sender(store, courier)
    async with running(first):
        await until_settled(store)
        async with running(second):
            await asyncio.sleep(0.05)
            assert (first.sending, second.sending) == (True, False)


async def test_what_a_killed_process_left_is_settled_by_rule(store: Store) -> None:
    courier = await owe_digests(store, 3)
    async with store.writing() as unit:
        fence = await unit.leases.take("sender:test", holder="dead", now=NOW, lasting=timedelta(0))
        assert fence is not None
        claimed = await unit.deliveries.claim(Platform.TELEGRAM, term=fence, now=SystemClock().now(), limit=2)
        await unit.deliveries.begin(claimed[0].id, term=fence, now=SystemClock().now())
    async with running(make_sender(store, courier)):
        found = await until_settled(store)
    assert [d.state for d in found] == [DeliveryState.UNKNOWN, DeliveryState.SENT, DeliveryState.SENT]
    assert "stopped" in str(found[0].problem)


class SlowCourier(RecordingCourier):
    """A courier whose messages arrive a moment after they left."""

    def __init__(self) -> None:
        super().__init__()
        self.left = asyncio.Event()

    async def send(self, address: ChatAddress, message: Message, *, nonce: str, silent: bool = False) -> str:
        self.left.set()
        await asyncio.sleep(0.05)
        return await super().send(address, message, nonce=nonce, silent=silent)


async def test_a_calm_stop_waits_for_what_is_on_its_way(store: Store) -> None:
    await owe_digests(store, 1)
    courier = SlowCourier()
    async with running(make_sender(store, courier)):
        await courier.left.wait()
    (delivery,) = await deliveries(store)
    assert (delivery.state, len(courier.sent)) == (DeliveryState.SENT, 1)


async def test_what_a_frozen_process_claims_late_is_taken_from_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.services.deliver._RECOVER", 0.02)
    courier = await owe_digests(store, 2)
    sender = make_sender(store, courier, pacer=Pacer(Limits(5000.0)))
    async with store.writing() as unit:
        assert await unit.leases.take("sender:test", holder="frozen", now=NOW, lasting=timedelta(0)) == 1
    async with running(sender):
        await until_sending(sender)
        async with store.writing() as unit:
            await unit.deliveries.claim(Platform.TELEGRAM, term=1, now=SystemClock().now(), limit=2)
        found = await until_settled(store)
    assert {d.state for d in found} == {DeliveryState.SENT}
    assert Counter(chat for chat, _, _ in courier.sent) == {"1": 1, "2": 1}


async def until_sending(sender: Sender) -> None:
    async with asyncio.timeout(5):
        while not sender.sending:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
