"""Keeps a platform's outage from being spent on messages: after a few failures in a row, one at a time probes."""

import asyncio
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Patience:
    """How soon an outage is seen, and how often the platform is asked again.

    ``failures`` in a row open the circuit. The first probe comes ``first`` after that, each further one after twice the
    wait before it, up to ``longest``.
    """

    failures: int = 3
    first: timedelta = timedelta(seconds=1)
    longest: timedelta = timedelta(seconds=10)


_FEWEST, _MOST = 3, 24
"""How many messages may be without an answer at the same time."""

_USUAL = 0.1
"""Seconds in which a platform is taken to answer before it has answered anything."""

_NEWEST = 0.2
"""How much the newest answer counts in the usual time."""


class Circuit:
    """Closed while the platform takes messages, open while it does not.

    A server that falls silent takes what left before its silence shows, so no more messages are on their way at once
    than the usual time to an answer asks for. ``now`` is in seconds of a clock that nobody sets.
    """

    def __init__(
        self, rate: float, *, patience: Patience | None = None, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._patience = patience or Patience()
        self._now = now
        self._failures = 0
        self._probe_at = -math.inf
        self._usual = _USUAL
        self._on_their_way = 0
        self._changed = asyncio.Event()

    @property
    def is_open(self) -> bool:
        """Whether the platform is taken to be out of order."""
        return self._failures >= self._patience.failures

    @property
    def has_room(self) -> bool:
        """Whether one more message may leave."""
        most = 1 if self.is_open else min(max(math.ceil(2 * self._rate * self._usual), _FEWEST), _MOST)
        return self._on_their_way < most

    def wait(self) -> float:
        """Seconds until the next probe may go; nothing while the circuit is closed."""
        return max(self._probe_at - self._now(), 0.0) if self.is_open else 0.0

    async def room(self) -> None:
        """Wait until an answer makes room."""
        while not self.has_room:
            self._changed.clear()
            await self._changed.wait()

    def left(self) -> float:
        """Count a message that leaves; give what is returned to ``ended``."""
        self._on_their_way += 1
        return self._now()

    def ended(self, left_at: float) -> None:
        """Take in that a message is not on its way any more, whatever became of it."""
        self._on_their_way -= 1
        self._usual += _NEWEST * (min(self._now() - left_at, 1.0) - self._usual)
        self._changed.set()

    def worked(self) -> None:
        """Take in that the platform answered as it should, be it with a refusal."""
        self._failures = 0
        self._changed.set()

    def failed(self, left_at: float) -> None:
        """Take in that the platform did not answer what left then, or not as it should."""
        if self.is_open and left_at < self._probe_at:  # it left before the outage was known
            return
        self._failures += 1
        doublings = max(self._failures - self._patience.failures, 0)
        wait = self._patience.first.total_seconds() * 2.0 ** min(doublings, 30)
        self._probe_at = self._now() + min(wait, self._patience.longest.total_seconds())
        self._changed.set()
