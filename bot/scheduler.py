"""Wakes the services; the only importer of APScheduler. It knows no news: what is due stands in the database.

APScheduler rings at planned instants, and its timers follow the wall clock, which may be set. The intervals follow the
event loop's own clock, which nobody can set: a look comes every five seconds, whatever the wall clock does.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from briefings.domain.errors import DaybriefError
from briefings.ports.clock import Clock

_log = logging.getLogger(__name__)

LOOK = timedelta(seconds=5)
"""How often a chore that waits for an instant is woken at least: a clock that is set back makes its alarm late."""


@dataclass(frozen=True, slots=True)
class Chore:
    """A service to be woken ``every`` so often; it asks the database what is due and does it.

    ``next_due`` tells the earliest instant later than the one given at which there is something to do: the chore is
    woken then as well, and need not be woken often.
    """

    name: str
    every: timedelta
    work: Callable[[], Awaitable[object]]
    next_due: Callable[[datetime], Awaitable[datetime | None]] | None = None


class Scheduler:
    """Runs chores at their intervals and when they are due, never one of them twice at once.

    No wake-up is dropped because it comes late (``misfire_grace_time=None``).
    """

    name = "scheduler"
    serves = False

    def __init__(self, chores: Sequence[Chore], *, clock: Clock) -> None:
        self._chores = chores
        self._clock = clock
        self._scheduler: AsyncIOScheduler | None = None
        self._problems: dict[str, str] = {}
        self._running: set[str] = set()
        self._again: set[str] = set()
        self._woken: set[asyncio.Task[None]] = set()
        self._watching: asyncio.Task[None] | None = None
        self._stopped = asyncio.Event()

    async def start(self) -> None:
        """Begin to wake."""
        self._stopped.clear()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch())
        for chore in self._chores:
            await self._wake(chore)

    async def run(self) -> None:
        """Run until stopped."""
        await self._stopped.wait()

    async def _watch(self) -> None:
        """Begin each chore when its interval has passed, unless it is being done: its next interval comes."""
        now = asyncio.get_running_loop().time
        due = [(now() + _seconds(chore), chore) for chore in self._chores]
        while due:
            await asyncio.sleep(min(at for at, _ in due) - now())
            for place, (at, chore) in enumerate(due):
                if at <= now():
                    due[place] = (now() + _seconds(chore), chore)
                    if chore.name not in self._running:
                        self._begin(chore)

    async def stop(self) -> None:
        """Wake nobody any more; what is being done is cancelled, and done again after the next start."""
        self._stopped.set()
        if self._scheduler is not None and self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._scheduler = None
        ending = [*self._woken, *([self._watching] if self._watching is not None else [])]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)

    def problem(self) -> str | None:
        """The last failure of each chore that has not succeeded since, faults of ours among them."""
        return "; ".join(f"{name}: {problem}" for name, problem in sorted(self._problems.items())) or None

    def wake(self) -> None:
        """Look at once into everything that waits for an instant: what is planned has changed."""
        for chore in self._chores:
            if chore.next_due is not None and self._scheduler is not None:
                self._begin(chore)

    async def _ring(self, chore: Chore) -> None:
        """Do the chore: something is due."""
        self._begin(chore)

    def _begin(self, chore: Chore) -> None:
        """Wake the chore in a task of our own; the library would tell of an error when it is stopped."""
        task = asyncio.ensure_future(self._wake(chore))
        self._woken.add(task)
        task.add_done_callback(self._woken.discard)

    async def _wake(self, chore: Chore) -> None:
        """Do the chore now; while it is being done already, once more after that."""
        self._again.add(chore.name)
        if chore.name in self._running:
            return
        self._running.add(chore.name)
        try:
            while chore.name in self._again:
                self._again.discard(chore.name)
                await self._do(chore)
        finally:
            self._running.discard(chore.name)

    async def _do(self, chore: Chore) -> None:
        looked_at = self._clock.now()
        try:
            await chore.work()
            if chore.next_due is not None:
                self._set_alarm(chore, await chore.next_due(looked_at))
        except DaybriefError as error:
            _log.warning("A chore has to be tried again", extra={"chore": chore.name, "reason": str(error)})
            self._problems[chore.name] = str(error)
        except Exception as error:  # noqa: BLE001 - a fault in one chore must neither stop the others nor stay unseen
            self._tell_fault(chore, error)
        else:
            self._problems.pop(chore.name, None)

    def _tell_fault(self, chore: Chore, error: Exception) -> None:
        """Show a fault of ours for as long as it lasts, and log it once, not at every interval."""
        fault = type(error).__name__
        if self._problems.get(chore.name) != fault:
            _log.error("A chore broke", extra={"chore": chore.name, "reason": fault}, exc_info=error)
        self._problems[chore.name] = fault

    def _set_alarm(self, chore: Chore, instant: datetime | None) -> None:
        """Wake the chore at the instant, in place of the alarm that was set before."""
        if instant is None or self._scheduler is None:
            return
        self._scheduler.add_job(
            self._ring,
            DateTrigger(run_date=instant, timezone="UTC"),
            args=(chore,),
            id=f"{chore.name} are due",
            replace_existing=True,
            misfire_grace_time=None,
        )


def _seconds(chore: Chore) -> float:
    """A chore's interval."""
    return (chore.every if chore.next_due is None else min(chore.every, LOOK)).total_seconds()


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
