"""The scheduler wakes chores at once and again, and tells which of them fail."""

import asyncio
from datetime import timedelta

from bot.scheduler import Chore, Scheduler
from briefings.domain.errors import TemporaryError


async def test_a_chore_is_woken_at_the_start_and_again() -> None:
    woken = asyncio.Semaphore(0)

    async def work() -> None:
        woken.release()

    scheduler = Scheduler([Chore("look", timedelta(seconds=0.01), work)])
    await scheduler.start()
    try:
        async with asyncio.timeout(5):
            for _ in range(3):
                await woken.acquire()
    finally:
        await scheduler.stop()
    assert scheduler.problem() is None


async def test_a_failing_chore_is_told_and_leaves_the_others_running() -> None:
    answers = [TemporaryError("The database is busy."), None]
    done: list[str] = []

    async def fail() -> None:
        error = answers.pop(0) if answers else None
        if error is not None:
            raise error

    async def work() -> None:
        done.append("work")

    scheduler = Scheduler([Chore("fail", timedelta(hours=1), fail), Chore("work", timedelta(hours=1), work)])
    await scheduler.start()
    assert scheduler.problem() == "fail: The database is busy."
    assert done == ["work"]
    await scheduler.stop()
    await scheduler.start()
    assert scheduler.problem() is None
    await scheduler.stop()


async def test_it_runs_until_it_is_stopped() -> None:
    scheduler = Scheduler([])
    await scheduler.start()
    running = asyncio.create_task(scheduler.run())
    await asyncio.sleep(0)
    assert not running.done()
    await scheduler.stop()
    await running
