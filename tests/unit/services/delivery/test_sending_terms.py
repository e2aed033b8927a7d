"""Who may send: one process at a time, and what is left when one ends."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from briefings.adapters.clock import SystemClock
from briefings.domain.deliveries import DeliveryState
from briefings.domain.errors import (
    OperatorError,
)
from briefings.domain.people import ChatAddress, Platform
from briefings.ports.courier import Message
from briefings.ports.store import Store
from briefings.services.delivery.deliver import Sender
from briefings.services.delivery.pacing import Limits, Pacer
from tests.fakes.couriers import RecordingCourier
from tests.unit.services.delivery.sending import NOW, deliveries, make_sender, owe_digests, running, until_settled


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
    monkeypatch.setattr("briefings.services.delivery.deliver._RECOVER", 0.02)
    courier = await owe_digests(store, 2)
    sender = make_sender(store, courier, pacer=Pacer(Limits(5000.0, 5000)))
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
