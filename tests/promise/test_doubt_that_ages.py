"""A message in doubt goes again only while its platform still knows it; after that it is held and listed."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from briefings.domain.deliveries import Delivery, DeliveryKind, DeliveryState, NewDelivery, Turn
from briefings.domain.errors import InDoubtError, TemporaryError
from briefings.domain.people import ChatAddress, Platform
from briefings.ports.courier import LONGEST_CALL
from briefings.ports.store import Store
from briefings.services.delivery.list_deliveries import list_deliveries
from briefings.services.delivery.settle_delivery import NONCE_LASTS, SAFE_WITHIN
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.plans import make_edition
from tests.unit.services.delivery.sending import deliveries, make_sender, running

LOST = InDoubtError("Discord had a fault of its own; the message may have arrived.")
HERE = ChatAddress(Platform.DISCORD, "1")


def discord() -> RecordingCourier:
    """A Discord that takes the first message and loses its answer."""
    courier = RecordingCourier(Platform.DISCORD)
    courier.arrives_anyway = True
    courier.script["1"].append(LOST)
    return courier


async def owe_one(store: Store, clock: SettableClock, kind: DeliveryKind = DeliveryKind.DIGEST) -> None:
    async with store.writing() as unit:
        await unit.editions.add(make_edition(platform=Platform.DISCORD), now=clock.now())
        await unit.deliveries.owe([NewDelivery(HERE, kind, Turn.DIGEST, "edition")], now=clock.now())


async def until(store: Store, *, states: frozenset[DeliveryState], problem: str | None = None) -> Delivery:
    async with asyncio.timeout(20):
        while True:
            (found,) = await deliveries(store)
            said = found.problem.message if found.problem else None
            if found.state in states and problem in {None, said}:
                return found
            await asyncio.sleep(0.01)


ENDS = frozenset({DeliveryState.SENT, DeliveryState.UNKNOWN, DeliveryState.FAILED})


@pytest.mark.parametrize("later", [timedelta(seconds=10), SAFE_WITHIN, NONCE_LASTS, timedelta(hours=3)])
async def test_the_answer_is_lost_and_the_program_comes_back_later(
    store: Store, clock: SettableClock, later: timedelta
) -> None:
    await owe_one(store, clock)
    courier = discord()
    async with store.writing() as unit:
        (claimed,) = await unit.deliveries.claim(Platform.DISCORD, term=0, now=clock.now(), limit=1)
        await unit.deliveries.begin(claimed.id, term=0, now=clock.now())
    courier.sent.append(("1", claimed.nonce, "it arrived, and the program died"))
    courier.script.clear()
    clock.move(later)
    async with running(make_sender(store, courier, clock=clock)):
        end = await until(store, states=ENDS)
    safe = later < SAFE_WITHIN
    assert end.state is (DeliveryState.SENT if safe else DeliveryState.UNKNOWN)
    assert len(courier.sent) == (2 if safe else 1)
    held = await list_deliveries(store=store, states=(DeliveryState.UNKNOWN,))
    assert [d.id for d in held] == ([] if safe else [end.id])


@pytest.mark.parametrize("wait", [timedelta(seconds=150), None])
async def test_a_later_attempt_that_certainly_failed_settles_no_doubt(
    store: Store, clock: SettableClock, wait: timedelta | None
) -> None:
    await owe_one(store, clock)
    courier = discord()
    then = TemporaryError("Discord asks the bot to wait.", retry_after=wait)
    courier.script["1"].append(then)
    async with running(make_sender(store, courier, clock=clock)):
        await until(store, states=frozenset({DeliveryState.READY}), problem=then.message)
        clock.move(timedelta(seconds=151))
        end = await until(store, states=ENDS)
    assert end.state is DeliveryState.UNKNOWN
    assert Counter(nonce for _, nonce, _ in courier.sent)[end.nonce] == 2  # both within the nonce's time: one message


async def test_a_clock_that_was_set_back_makes_no_doubt_young(store: Store, clock: SettableClock) -> None:
    await owe_one(store, clock)
    courier = RecordingCourier(Platform.DISCORD)
    async with store.writing() as unit:
        (claimed,) = await unit.deliveries.claim(Platform.DISCORD, term=0, now=clock.now(), limit=1)
        await unit.deliveries.begin(claimed.id, term=0, now=clock.now() + timedelta(hours=1))
    async with running(make_sender(store, courier, clock=clock)):
        assert (await until(store, states=ENDS)).state is DeliveryState.UNKNOWN
    assert not courier.sent


async def test_an_alert_whose_doubt_aged_goes_again_like_on_telegram(store: Store, clock: SettableClock) -> None:
    await owe_one(store, clock, DeliveryKind.ALERT)
    courier = RecordingCourier(Platform.DISCORD)
    async with store.writing() as unit:
        (claimed,) = await unit.deliveries.claim(Platform.DISCORD, term=0, now=clock.now(), limit=1)
        await unit.deliveries.begin(claimed.id, term=0, now=clock.now())
    clock.move(timedelta(minutes=10))
    async with running(make_sender(store, courier, clock=clock)):
        assert (await until(store, states=ENDS)).state is DeliveryState.SENT


def test_every_try_of_a_call_that_may_leave_ends_while_the_nonce_is_known() -> None:
    assert SAFE_WITHIN + LONGEST_CALL < NONCE_LASTS
