"""While a platform is out of order one message at a time probes, and the rest wait unsent."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from briefings.domain.deliveries import DeliveryState
from briefings.domain.errors import DaybriefError, InDoubtError, PermanentError, TemporaryError
from briefings.domain.people import ChatAddress, Platform
from briefings.ports.courier import Message
from briefings.ports.store import Store
from briefings.services.delivery.circuit import Circuit, Patience
from tests.fakes.couriers import RecordingCourier
from tests.unit.services.delivery.sending import (
    HurriedTime,
    deliveries,
    make_sender,
    owe_digests,
    running,
    until_settled,
)

CHATS = 60
BROKE = "The connection to Telegram broke; the message may have arrived."
QUICK = Patience(first=timedelta(milliseconds=5), longest=timedelta(milliseconds=20))


class BrokenCourier(RecordingCourier):
    """A platform that is out of order until it is mended: what it is sent is in doubt, or is never answered."""

    def __init__(self, *, silent: bool = False, typing_too: bool = True) -> None:
        super().__init__()
        self.mended = asyncio.Event()
        self.tried = asyncio.Condition()
        self.tries: list[str] = []
        self.typings = 0
        self._silent = silent
        self._typing_too = typing_too

    async def send(self, address: ChatAddress, message: Message, *, nonce: str, silent: bool = False) -> str:
        if not self.mended.is_set():
            self.tries.append(address.chat_id)
            await self._break()
        return await super().send(address, message, nonce=nonce, silent=silent)

    async def show_typing(self, address: ChatAddress) -> None:
        self.typings += 1
        if not self.mended.is_set() and self._typing_too:
            await self._break()

    async def until(self, *, tries: int = 0, typings: int = 0) -> None:
        """Wait until it was tried so often."""
        async with asyncio.timeout(30), self.tried:
            await self.tried.wait_for(lambda: len(self.tries) >= tries and self.typings >= typings)

    async def _break(self) -> None:
        async with self.tried:
            self.tried.notify_all()
        if self._silent and len(self.tries) < 30 and not self.typings:
            await self.mended.wait()
        raise InDoubtError(BROKE)


async def test_an_outage_costs_the_first_failures_only(store: Store) -> None:
    await owe_digests(store, CHATS)
    courier = BrokenCourier()
    async with running(make_sender(store, courier, patience=QUICK, rate=28.0)):
        await courier.until(tries=3, typings=20)
        waiting = Counter(d.state for d in await deliveries(store))
        courier.mended.set()
        ends = Counter(d.state for d in await until_settled(store, seconds=30))
    assert waiting[DeliveryState.UNKNOWN] == len(courier.tries) <= 3 + 3
    assert ends == {DeliveryState.SENT: CHATS - len(courier.tries), DeliveryState.UNKNOWN: len(courier.tries)}
    assert {chat for chat, _, _ in courier.sent}.isdisjoint(courier.tries)


async def test_a_platform_that_only_takes_no_messages_costs_one_each_probe(store: Store) -> None:
    await owe_digests(store, CHATS)
    courier = BrokenCourier(typing_too=False)
    async with running(make_sender(store, courier, patience=QUICK, rate=28.0)):
        await courier.until(tries=12)
        tries, typings = len(courier.tries), courier.typings
        courier.mended.set()
        await until_settled(store, seconds=30)
    assert typings >= tries - (3 + 3)


async def test_a_silent_platform_gets_few_messages_before_it_answers(store: Store) -> None:
    await owe_digests(store, CHATS)
    courier = BrokenCourier(silent=True)
    async with running(make_sender(store, courier, patience=QUICK, rate=28.0)):
        await courier.until(tries=4)
        await asyncio.sleep(0.2)  # nothing comes of waiting: what left is not answered
        tries = len(courier.tries)
        courier.mended.set()
        await until_settled(store, seconds=30)
    assert tries <= 28 * 0.1 * 2 + 1


@pytest.mark.parametrize("refusal", [PermanentError("No."), TemporaryError("Wait.", retry_after=timedelta(0))])
async def test_refusals_of_a_platform_that_works_stop_nobody(store: Store, refusal: DaybriefError) -> None:
    courier = await owe_digests(store, 30)
    for number in range(1, 11):
        courier.script[str(number)].append(refusal)
    async with running(make_sender(store, courier, patience=Patience(first=timedelta(hours=1)))):
        found = await until_settled(store, seconds=30)
    ends = Counter(d.state for d in found)
    assert ends[DeliveryState.SENT] == (20 if type(refusal) is PermanentError else 30)
    assert not courier.typed


async def test_what_was_never_sent_waits_out_the_outage_and_arrives_once(store: Store) -> None:
    courier = await owe_digests(store, 30, platform=Platform.DISCORD)
    for number in range(1, 31):
        courier.script[str(number)].append(TemporaryError("Discord could not be reached."))
    async with running(make_sender(store, courier, patience=QUICK, rate=28.0)):
        await until_settled(store, seconds=60)
    assert Counter(chat for chat, _, _ in courier.sent) == {str(n): 1 for n in range(1, 31)}


async def test_what_is_on_its_way_when_an_outage_shows_is_settled_too(store: Store) -> None:
    """Messages that were claimed while the circuit opened are neither forgotten nor sent into the outage."""
    await owe_digests(store, CHATS)
    courier = BrokenCourier()
    async with running(make_sender(store, courier, patience=QUICK, rate=5000.0)):
        await courier.until(tries=3, typings=3)
        courier.mended.set()
        ends = Counter(d.state for d in await until_settled(store, seconds=60))
    assert ends[DeliveryState.SENT] == CHATS - len(courier.tries)
    assert ends[DeliveryState.UNKNOWN] == len(courier.tries)


async def test_waits_between_probes_double_and_stay_short() -> None:
    time = HurriedTime()
    circuit = Circuit(28.0, patience=Patience(failures=3), now=time.now)
    waits = []
    for _ in range(12):
        left = circuit.left()
        circuit.failed(left)
        circuit.ended(left)
        waits.append(circuit.wait())
        time.seconds += circuit.wait()
    assert waits[:7] == [0, 0, 1, 2, 4, 8, 10]
    assert max(waits) == 10
    circuit.worked()
    assert not circuit.is_open


async def test_failures_of_one_moment_count_as_one_outage() -> None:
    time = HurriedTime()
    circuit = Circuit(28.0, now=time.now)
    left = [circuit.left() for _ in range(20)]
    for moment in left:
        circuit.failed(moment)
        circuit.ended(moment)
    assert circuit.wait() == 1


async def test_a_slow_platform_is_not_held_back_for_long() -> None:
    time = HurriedTime()
    circuit = Circuit(28.0, now=time.now)
    rooms = []
    for _ in range(30):
        left = circuit.left()
        time.seconds += 0.6
        circuit.ended(left)
        circuit.worked()
    while circuit.has_room:
        circuit.left()
        rooms.append(1)
    assert len(rooms) == 24
