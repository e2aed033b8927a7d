"""The scheduler wakes chores at once, again and when they are due, and tells which of them fail."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.scheduler import LOOK, Chore, Scheduler
from briefings.adapters.clock import SystemClock
from briefings.domain.errors import TemporaryError

HOUR = timedelta(hours=1)
CLOCK = SystemClock()


class Counted:
    """Work that counts how often it was done, and when it is due next."""

    def __init__(self, *due: timedelta) -> None:
        self.done = asyncio.Semaphore(0)
        self.asked_after: list[datetime] = []
        self._due = [CLOCK.now() + away for away in due]

    async def work(self) -> None:
        self.done.release()

    async def next_due(self, after: datetime) -> datetime | None:
        self.asked_after.append(after)
        return min((instant for instant in self._due if instant > after), default=None)

    def plan(self, away: timedelta) -> None:
        self._due.append(CLOCK.now() + away)

    async def wait_for(self, times: int) -> None:
        async with asyncio.timeout(5):
            for _ in range(times):
                await self.done.acquire()

    def chore(self, every: timedelta = HOUR) -> Chore:
        return Chore("look", every, self.work, self.next_due)


async def test_a_chore_is_woken_at_the_start_and_again() -> None:
    counted = Counted()
    scheduler = Scheduler([counted.chore(timedelta(seconds=0.01))], clock=CLOCK)
    await scheduler.start()
    await counted.wait_for(3)
    await scheduler.stop()
    assert scheduler.problem() is None


async def test_a_chore_is_woken_when_it_is_due_long_before_its_interval_ends() -> None:
    counted = Counted(timedelta(milliseconds=40), timedelta(milliseconds=80))
    scheduler = Scheduler([counted.chore()], clock=CLOCK)
    await scheduler.start()
    await counted.wait_for(3)
    await scheduler.stop()
    assert counted.asked_after == sorted(counted.asked_after)


async def test_what_became_due_during_the_work_is_done_at_once() -> None:
    counted = Counted(timedelta(milliseconds=30))

    async def slow_once() -> None:
        if not counted.asked_after:
            await asyncio.sleep(0.06)
        await counted.work()

    scheduler = Scheduler([Chore("look", HOUR, slow_once, counted.next_due)], clock=CLOCK)
    await scheduler.start()
    await counted.wait_for(2)
    await scheduler.stop()


async def test_a_changed_plan_wakes_what_waits_for_an_instant_and_nothing_else() -> None:
    planned, other = Counted(), Counted()
    scheduler = Scheduler([planned.chore(), Chore("other", HOUR, other.work)], clock=CLOCK)
    await scheduler.start()
    await planned.wait_for(1)
    planned.plan(timedelta(milliseconds=40))
    scheduler.wake()
    await planned.wait_for(2)
    await scheduler.stop()
    scheduler.wake()
    await other.wait_for(1)
    assert other.done.locked()


async def test_a_chore_never_runs_twice_at_once_and_runs_again_when_it_was_woken_meanwhile() -> None:
    running, most, done = 0, 0, Counted()

    async def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.01)
        running -= 1
        await done.work()

    scheduler = Scheduler([Chore("look", timedelta(milliseconds=2), work, done.next_due)], clock=CLOCK)
    await scheduler.start()
    for _ in range(20):
        scheduler.wake()
    await done.wait_for(4)
    await scheduler.stop()
    assert most == 1


async def test_a_blocked_loop_loses_no_wake_up() -> None:
    counted = Counted(timedelta(milliseconds=30))
    scheduler = Scheduler([counted.chore()], clock=CLOCK)
    await scheduler.start()
    blocked_until = CLOCK.now() + timedelta(seconds=1.5)
    while CLOCK.now() < blocked_until:
        pass
    await counted.wait_for(2)
    await scheduler.stop()


@pytest.mark.parametrize("step", [-HOUR, -timedelta(days=400), HOUR])
async def test_intervals_go_on_when_the_clocks_are_set(step: timedelta) -> None:
    counted = Counted()
    with time_machine.travel(CLOCK.now(), tick=True) as clocks:
        scheduler = Scheduler([counted.chore(timedelta(seconds=0.02))], clock=CLOCK)
        await scheduler.start()
        await counted.wait_for(2)
        clocks.shift(step)
        await counted.wait_for(5)
        await scheduler.stop()


async def test_what_becomes_due_after_the_clocks_were_set_back_is_done_when_they_show_its_time() -> None:
    began = CLOCK.now()
    done = asyncio.Event()
    due_at = began - HOUR + timedelta(seconds=0.3)

    async def work() -> None:
        if began - HOUR <= CLOCK.now() < began and CLOCK.now() >= due_at:
            done.set()

    async def next_due(after: datetime) -> datetime | None:
        return due_at if due_at > after else began + 2 * HOUR

    with time_machine.travel(began, tick=True) as clocks:
        scheduler = Scheduler([Chore("look", timedelta(seconds=0.05), work, next_due)], clock=CLOCK)
        await scheduler.start()
        clocks.shift(-HOUR)
        async with asyncio.timeout(30):
            await done.wait()
        await scheduler.stop()


def test_a_chore_that_waits_for_an_instant_is_looked_after_every_five_seconds() -> None:
    assert timedelta(seconds=5) >= LOOK


async def test_every_job_keeps_late_wake_ups(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[object] = []
    original: Callable[..., object] = AsyncIOScheduler.add_job

    def noted(self: AsyncIOScheduler, *args: object, **kwargs: object) -> object:
        kept.append(kwargs["misfire_grace_time"])
        return original(self, *args, **kwargs)

    monkeypatch.setattr(AsyncIOScheduler, "add_job", noted)
    scheduler = Scheduler([Counted(timedelta(hours=2)).chore()], clock=CLOCK)
    await scheduler.start()
    await scheduler.stop()
    assert kept == [None]


async def test_a_failing_chore_is_told_and_leaves_the_others_running() -> None:
    answers = [TemporaryError("The database is busy."), None]
    done: list[str] = []

    async def fail() -> None:
        error = answers.pop(0) if answers else None
        if error is not None:
            raise error

    async def work() -> None:
        done.append("work")

    scheduler = Scheduler([Chore("fail", HOUR, fail), Chore("work", HOUR, work)], clock=CLOCK)
    await scheduler.start()
    assert scheduler.problem() == "fail: The database is busy."
    assert done == ["work"]
    await scheduler.stop()
    await scheduler.start()
    assert scheduler.problem() is None
    await scheduler.stop()


async def test_it_runs_until_it_is_stopped() -> None:
    scheduler = Scheduler([], clock=CLOCK)
    await scheduler.start()
    running = asyncio.create_task(scheduler.run())
    await asyncio.sleep(0)
    assert not running.done()
    await scheduler.stop()
    await running


async def test_a_fault_of_ours_is_told_as_long_as_it_lasts_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    answers: list[Exception | None] = [KeyError("speaker"), KeyError("speaker"), None]
    tried = Counted()
    told: list[str | None] = []

    async def fail() -> None:
        told.append(scheduler.problem())
        await tried.work()
        error = answers.pop(0) if answers else None
        if error is not None:
            raise error

    scheduler = Scheduler([Chore("fail", timedelta(seconds=0.01), fail), tried.chore()], clock=CLOCK)
    await scheduler.start()
    await tried.wait_for(5)
    await scheduler.stop()
    assert told[:4] == [None, "fail: KeyError", "fail: KeyError", None]
    (error,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert error.message == "A chore broke"
    assert error.exc_info is not None


async def test_a_chore_is_stopped_in_the_middle_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    begun = asyncio.Semaphore(0)
    ended: list[str] = []

    async def work() -> None:
        begun.release()
        if begin_again.is_set():
            try:
                await asyncio.Event().wait()
            finally:
                ended.append("cancelled")

    begin_again = asyncio.Event()
    scheduler = Scheduler([Chore("long", timedelta(seconds=0.02), work)], clock=CLOCK)
    await scheduler.start()
    begin_again.set()
    async with asyncio.timeout(5):
        await begun.acquire()
        await begun.acquire()
    await scheduler.stop()
    assert ended == ["cancelled"]
    assert not [record for record in caplog.records if record.levelname in {"WARNING", "ERROR"}]
