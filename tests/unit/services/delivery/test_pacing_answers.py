"""Answers and deliveries at one door."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from briefings.domain.deliveries import Turn
from briefings.services.delivery.pacing import TELEGRAM, Pacer


class HandTime:
    """Seconds that pass when somebody waits for them, in the order in which they would."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self._places = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.seconds + seconds, next(self._places), waiting))
        await waiting

    async def pass_by(self) -> None:
        """Let time go on for as long as anybody sleeps."""
        while True:
            for _ in range(20):
                await asyncio.sleep(0)
            self._sleepers = [sleeper for sleeper in self._sleepers if not sleeper[2].done()]
            if not self._sleepers:
                return
            first = min(self._sleepers)
            self.seconds = max(self.seconds, first[0])
            first[2].set_result(None)


@pytest.fixture
def time() -> HandTime:
    return HandTime()


@pytest.fixture
def pacer(time: HandTime) -> Pacer:
    return Pacer(TELEGRAM, now=time.now, sleep=time.sleep)


@asynccontextmanager
async def passing(time: HandTime) -> AsyncIterator[None]:
    running = asyncio.create_task(time.pass_by())
    try:
        yield
    finally:
        await running


async def answered(pacer: Pacer, time: HandTime, chat: str, took: float = 0.0) -> float:
    """Answer and return the moment at which the answer left."""
    async with pacer.answer(chat):
        left = time.now()
        if took:
            await time.sleep(took)
    return left


async def test_lone_answers_never_wait_not_even_in_one_chat(pacer: Pacer, time: HandTime) -> None:
    pacer.pause(1.0)  # the wait after a start is for deliveries
    for _ in range(100):
        assert await answered(pacer, time, "7") == time.now() == 1000.0


async def test_answers_at_once_are_spaced(pacer: Pacer, time: HandTime) -> None:
    asked = [asyncio.create_task(answered(pacer, time, str(chat), took=0.05)) for chat in range(60)]
    await time.pass_by()
    left = sorted([await task for task in asked])
    assert left[0] == 1000.0
    assert all(len([m for m in left if start <= m < start + 1]) <= 30 for start in left)
    assert left[-1] < 1000.0 + 60 / 30 + 0.2


async def test_an_answer_goes_before_waiting_deliveries(pacer: Pacer, time: HandTime) -> None:
    order: list[str] = []

    async def deliver(chat: str) -> None:
        await pacer.pass_through(Turn.DIGEST, chat)
        order.append(chat)

    async def answer() -> None:
        async with pacer.answer("me"):
            order.append("me")

    deliveries = [asyncio.create_task(deliver(str(chat))) for chat in range(20)]
    await asyncio.sleep(0)
    asked = asyncio.create_task(answer())
    await time.pass_by()
    await asyncio.gather(*deliveries, asked)
    assert order.index("me") <= 2


async def test_answers_and_deliveries_together_stay_below_the_limit(pacer: Pacer, time: HandTime) -> None:
    left: list[float] = []

    async def deliver(chat: str) -> None:
        await pacer.pass_through(Turn.DIGEST, chat)
        left.append(time.now())

    async def answer(chat: str) -> None:
        left.append(await answered(pacer, time, chat, took=0.1))

    work = [asyncio.create_task(deliver(f"d{n}")) for n in range(60)]
    work += [asyncio.create_task(answer(f"a{n}")) for n in range(40)]
    await time.pass_by()
    await asyncio.gather(*work)
    assert most_in_a_second(sorted(left)) <= 30


async def departures(pacer: Pacer, time: HandTime, lags: Sequence[float]) -> list[float]:
    """When messages leave of which each needs so long to be written down first."""
    left: list[float] = []

    async def deliver(number: int, lag: float) -> None:
        async with pacer.door(Turn.DIGEST, f"d{number}"):
            await time.sleep(lag)
            pacer.answered(await pacer.depart(f"d{number}"))
            left.append(time.now())

    work = [asyncio.create_task(deliver(number, lag)) for number, lag in enumerate(lags)]
    await time.pass_by()
    await asyncio.gather(*work)
    return left


def rate_of(left: Sequence[float]) -> float:
    return (len(left) - 1) / (left[-1] - left[0])


def most_in_a_second(left: Sequence[float]) -> int:
    return max(len([m for m in left if start <= m < start + 1]) for start in left)


async def test_a_slow_database_costs_little_pace(pacer: Pacer, time: HandTime) -> None:
    left = await departures(pacer, time, [0.1 if number % 6 == 0 else 0.005 for number in range(600)])
    assert rate_of(left) > 27
    assert most_in_a_second(left) <= 30


async def test_what_arrives_late_counts_from_when_it_was_answered(pacer: Pacer, time: HandTime) -> None:
    arrived: list[float] = []

    async def deliver(number: int) -> None:
        departure = await pacer.pass_through(Turn.DIGEST, f"d{number}")
        await time.sleep(0.08 if number < 30 else 0.0)
        arrived.append(time.now())
        pacer.answered(departure)

    work = [asyncio.create_task(deliver(number)) for number in range(200)]
    await time.pass_by()
    await asyncio.gather(*work)
    assert most_in_a_second(arrived) <= 30


async def test_what_is_never_answered_holds_nothing_up(pacer: Pacer, time: HandTime) -> None:
    for number in range(90):
        passing = asyncio.create_task(pacer.pass_through(Turn.DIGEST, f"d{number}"))
        await time.pass_by()
        await passing
    assert time.now() < 1000.0 + 90 / 30 * 1.11


async def test_after_a_standstill_nothing_leaves_in_a_burst(pacer: Pacer, time: HandTime) -> None:
    left = await departures(pacer, time, [3.0 if number == 50 else 0.001 for number in range(200)])
    assert most_in_a_second(left) <= 30
    assert min(later - earlier for earlier, later in itertools.pairwise(left)) > 0.02


async def test_an_answer_to_a_chat_that_just_got_a_delivery_waits_for_its_second(pacer: Pacer, time: HandTime) -> None:
    await pacer.pass_through(Turn.DIGEST, "7")
    began = time.now()
    asked = asyncio.create_task(answered(pacer, time, "7"))
    await time.pass_by()
    assert await asked == pytest.approx(began + 1.05)


async def test_after_a_refusal_answers_keep_the_published_pace(pacer: Pacer, time: HandTime) -> None:
    await answered(pacer, time, "7")
    pacer.refused("7", 1.0)
    asked = [asyncio.create_task(answered(pacer, time, "7")) for _ in range(3)]
    await time.pass_by()
    left = sorted([await task for task in asked])
    assert left[0] >= 1001.0
    assert all(later - earlier > 1.04 for earlier, later in itertools.pairwise(left))


async def test_a_group_takes_twenty_answers_a_minute(pacer: Pacer, time: HandTime) -> None:
    for _ in range(20):
        assert await answered(pacer, time, "-100") == 1000.0
    asked = asyncio.create_task(answered(pacer, time, "-100"))
    await time.pass_by()
    assert await asked >= 1060.0
