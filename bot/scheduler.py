"""Wakes the services; the only importer of APScheduler. It knows no news: what is due stands in the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from briefings.domain.errors import DaybriefError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """A service to be woken ``every`` so often; it asks the database what is due and does it."""

    name: str
    every: timedelta
    work: Callable[[], Awaitable[object]]


class Scheduler:
    """Runs chores at their intervals, never one of them twice at once, and never drops a wake-up that comes late."""

    name = "scheduler"
    serves = False

    def __init__(self, chores: Sequence[Chore]) -> None:
        self._chores = chores
        self._scheduler: AsyncIOScheduler | None = None
        self._problems: dict[str, str] = {}
        self._stopped = asyncio.Event()

    async def start(self) -> None:
        """Begin to wake."""
        self._stopped.clear()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for chore in self._chores:
            self._scheduler.add_job(
                self._wake,
                IntervalTrigger(seconds=chore.every.total_seconds(), timezone="UTC"),
                args=(chore,),
                id=chore.name,
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        self._scheduler.start()
        for chore in self._chores:
            await self._wake(chore)

    async def run(self) -> None:
        """Run until stopped."""
        await self._stopped.wait()

    async def stop(self) -> None:
        """Wake nobody any more."""
        self._stopped.set()
        if self._scheduler is not None and self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._scheduler = None

    def problem(self) -> str | None:
        """The last failure of each chore that has not succeeded since."""
        return "; ".join(f"{name}: {problem}" for name, problem in sorted(self._problems.items())) or None

    async def _wake(self, chore: Chore) -> None:
        try:
            await chore.work()
        except DaybriefError as error:
            _log.warning("A chore has to be tried again", extra={"chore": chore.name, "reason": error.message})
            self._problems[chore.name] = str(error)
        else:
            self._problems.pop(chore.name, None)


class Worker:
    """A part that does one thing for as long as the program runs, such as carrying a platform's outbox."""

    serves = False

    def __init__(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        self.name = name
        self._work = work
        self._stopped = asyncio.Event()

    async def start(self) -> None:
        """Nothing to prepare."""
        self._stopped.clear()

    async def run(self) -> None:
        """Work until stopped; whatever the work raises is raised here."""
        working = asyncio.ensure_future(self._work())
        stopping = asyncio.ensure_future(self._stopped.wait())
        try:
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
        finally:
            for task in (working, stopping):
                task.cancel()
            await asyncio.gather(working, stopping, return_exceptions=True)

    async def stop(self) -> None:
        """End the work; what is in flight is cancelled and settled by the next start."""
        self._stopped.set()

    def problem(self) -> str | None:
        """What breaks the work is raised, so there is nothing to tell beside it."""
        return None
