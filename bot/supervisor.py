"""Starts, watches, restarts and stops the parts of the program; one part's failure leaves the others running."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.chat.health import PartHealth, PartState
from briefings.domain.errors import DaybriefError, OperatorError

_log = logging.getLogger(__name__)

STOP_WITHIN = timedelta(seconds=10)
LONGEST_BACK_OFF = timedelta(seconds=10)
STEADY_AFTER = timedelta(seconds=60)
"""A part that ran so long before it broke begins its back-off anew."""

Sleep = Callable[[float], Awaitable[None]]


class Part(Protocol):
    """Something that runs as long as the program: a platform, the scheduler, a worker, the health page."""

    @property
    def name(self) -> str:
        """What people and metrics call it."""
        ...

    @property
    def serves(self) -> bool:
        """Whether people reach the bot through it; without any such part the program ends."""
        ...

    async def start(self) -> None:
        """Begin. An OperatorError is final; anything else is tried again after a while."""
        ...

    async def run(self) -> None:
        """Run until something breaks. Returning means that the part is done for good."""
        ...

    async def stop(self) -> None:
        """Finish what is in flight and close everything; called after a failed start too."""
        ...

    def problem(self) -> str | None:
        """What is wrong although it runs; None when nothing is."""
        ...


@dataclass(slots=True)
class _Watched:
    part: Part
    state: PartState = PartState.STARTING
    reason: str | None = None
    restarts: int = 0
    error: OperatorError | None = None
    task: asyncio.Task[None] | None = None


class Supervisor:
    """Runs stages of parts: started in order, stopped in reverse, the parts of one stage together."""

    def __init__(
        self,
        stages: Sequence[Sequence[Part]],
        *,
        sleep: Sleep = asyncio.sleep,
        seconds: Callable[[], float] | None = None,
    ) -> None:
        self._stages = [[_Watched(part) for part in stage] for stage in stages]
        self._sleep = sleep
        self._seconds = seconds
        self._ending = asyncio.Event()

    def add(self, stage: int, part: Part) -> None:
        """Add a part that itself needs the supervisor, such as the health page; before ``run`` only."""
        self._stages[stage].append(_Watched(part))

    def health(self) -> tuple[PartHealth, ...]:
        """How each part is doing."""
        return tuple(
            PartHealth(
                w.part.name,
                w.state,
                w.reason or (w.part.problem() if w.state is PartState.RUNNING else None),
                w.restarts,
            )
            for w in self._all()
        )

    def end(self) -> None:
        """Ask the program to stop; asking again changes nothing."""
        self._ending.set()

    async def run(self, *, signals: bool = True) -> None:
        """Run until told to stop by ``end``, SIGTERM or Ctrl-C.

        Raises:
            OperatorError: every part that serves people has failed for good; the first of the reasons.
        """
        if signals:
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, self.end)
        try:
            for watched in self._all():
                watched.task = asyncio.create_task(self._keep(watched), name=f"part:{watched.part.name}")
            await self._ending.wait()
        finally:
            await self._stop()
            if signals:
                for number in (signal.SIGTERM, signal.SIGINT):
                    loop.remove_signal_handler(number)
        self._raise_if_nothing_served()

    async def _keep(self, watched: _Watched) -> None:
        """Start a part again and again, until it is done or only the operator can help."""
        failures = 0
        while not self._ending.is_set():
            began = self._now()
            error = await self._once(watched)
            if error is None or isinstance(error, OperatorError):
                watched.state = PartState.STOPPED if error is None else PartState.FAILED
                watched.error = error
                self._end_if_nobody_serves()
                return
            failures = 1 if self._now() - began > STEADY_AFTER.total_seconds() else failures + 1
            watched.state, watched.restarts = PartState.WAITING, watched.restarts + 1
            await self._sleep(min(2.0 ** (failures - 1), LONGEST_BACK_OFF.total_seconds()))

    async def _once(self, watched: _Watched) -> Exception | None:
        """Run a part once and return what broke it, or None when it is done."""
        part, watched.state = watched.part, PartState.STARTING
        try:
            await part.start()
            watched.state, watched.reason = PartState.RUNNING, None
            _log.info("A part is running", extra={"part": part.name})
            await part.run()
        except Exception as error:  # noqa: BLE001 - whatever breaks one part must not break the others
            watched.reason = str(error) if isinstance(error, DaybriefError) else type(error).__name__
            _log.error(
                "A part broke",
                extra={"part": part.name, "reason": watched.reason},
                exc_info=None if isinstance(error, DaybriefError) else error,
            )
            await self._quietly_stop(watched)
            return error
        await self._quietly_stop(watched)
        return None

    async def _quietly_stop(self, watched: _Watched) -> None:
        try:
            await watched.part.stop()
        except Exception:  # noqa: BLE001 - a part that cannot even stop is restarted all the same
            _log.exception("A part could not stop cleanly", extra={"part": watched.part.name})

    async def _stop(self) -> None:
        """Stop the stages in reverse within the time there is; what is late is cut off."""
        deadline = asyncio.get_running_loop().time() + STOP_WITHIN.total_seconds()
        try:
            async with asyncio.timeout_at(deadline):
                for stage in reversed(self._stages):
                    await asyncio.gather(*(self._end_part(watched) for watched in stage))
        except TimeoutError:
            _log.warning("Some parts did not stop in time and were cut off")
        for watched in self._all():
            if watched.task is not None:
                watched.task.cancel()
        await asyncio.gather(*(w.task for w in self._all() if w.task is not None), return_exceptions=True)

    async def _end_part(self, watched: _Watched) -> None:
        if watched.task is None or watched.task.done():
            return
        watched.task.cancel()
        await asyncio.wait([watched.task])
        if watched.state in {PartState.STARTING, PartState.RUNNING}:
            await self._quietly_stop(watched)
        watched.state = PartState.STOPPED

    def _end_if_nobody_serves(self) -> None:
        if all(w.state in {PartState.STOPPED, PartState.FAILED} for w in self._all() if w.part.serves):
            self.end()

    def _raise_if_nothing_served(self) -> None:
        serving = [w for w in self._all() if w.part.serves]
        errors = [w.error for w in serving if w.error is not None]
        if errors and len(errors) == len(serving):
            raise errors[0]

    def _all(self) -> list[_Watched]:
        return [watched for stage in self._stages for watched in stage]

    def _now(self) -> float:
        return self._seconds() if self._seconds is not None else asyncio.get_running_loop().time()
