"""Trip wires: named points of the program at which an order kills it as ``kill -9`` does, in the middle of a step.

They are laid around the program's own seams (repositories, commits, couriers) by the launcher, so that the program
itself knows nothing of them. An order is a small file that names the point and the arrival at which it trips.
"""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import Any

from bot.discord.courier import DiscordCourier
from bot.telegram.courier import TelegramCourier
from briefings.adapters.sql.deliveries import SqlDeliveries
from briefings.adapters.sql.editions import SqlEditions, SqlReleases
from briefings.adapters.sql.leases import SqlLeases
from briefings.adapters.sql.receipts import SqlReceipts
from briefings.adapters.sql.slots import SqlSlots
from briefings.adapters.sql.store import SqlStore
from briefings.adapters.sql.subscriptions import SqlSubscriptions

BEFORE, WRITTEN, COMMITTED = "about to be written", "written, not committed", "committed"
STEPS: dict[str, tuple[type, str]] = {
    "news numbered": (SqlReleases, "note"),
    "edition": (SqlEditions, "add"),
    "slots": (SqlSlots, "settle"),
    "lease taken": (SqlLeases, "take"),
    "lease renewed": (SqlLeases, "renew"),
    "claim": (SqlDeliveries, "claim"),
    "begin": (SqlDeliveries, "begin"),
    "sent": (SqlDeliveries, "complete"),
    "receipts": (SqlReceipts, "add"),
    "watermark": (SqlSubscriptions, "advance"),
    "left by the dead": (SqlDeliveries, "adopt"),
    "put back": (SqlDeliveries, "postpone"),
    "given up": (SqlDeliveries, "give_up"),
}
BEFORE_SENDING, ON_THE_WIRE, ANSWERED = "send: not begun", "send: on the wire", "send: answered, nothing written"
PLANNING = ("news numbered", "edition", "slots")
SENDING = ("claim", "begin", "sent", "receipts", "watermark")
AFTER_A_KILL = ("lease taken", "left by the dead", "put back", "given up")


def points_of(*steps: str) -> list[str]:
    """The three points of each step."""
    return [f"{step}: {moment}" for step in steps for moment in (BEFORE, WRITTEN, COMMITTED)]


POINTS = [*points_of(*PLANNING, *SENDING), BEFORE_SENDING, ON_THE_WIRE, ANSWERED, *points_of("lease renewed")]
POINTS_AFTER_A_KILL = points_of(*AFTER_A_KILL)


class Wires:
    """Counts arrivals at the point that the order names, and kills this very process at the one that it asks for."""

    def __init__(self, order: Path) -> None:
        self._order = order
        self._counts: Counter[str] = Counter()
        self._unit: ContextVar[list[str] | None] = ContextVar("unit", default=None)

    def arrive(self, point: str) -> None:
        """Come by a point."""
        try:
            order = self._order.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        wanted, nth = order.strip().rsplit("\t", 1)
        if wanted == point:
            self._counts[order] += 1
            if self._counts[order] >= int(nth):
                self._order.with_suffix(".tripped").touch()
                os.kill(os.getpid(), signal.SIGKILL)

    def lay(self) -> None:
        """Put every wire in its place."""
        for step, (owner, method) in STEPS.items():
            setattr(owner, method, self._around(step, getattr(owner, method)))
        SqlStore.writing = self._around_commit(SqlStore.writing)  # type: ignore[method-assign,assignment]
        couriers: tuple[type, ...] = (TelegramCourier, DiscordCourier)
        for courier in couriers:
            setattr(courier, "send", self._around_sending(getattr(courier, "send")))  # noqa: B009, B010 - two types

    def _around(self, step: str, work: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        @wraps(work)
        async def wired(*given: Any, **named: Any) -> Any:
            self.arrive(f"{step}: {BEFORE}")
            done = await work(*given, **named)
            self.arrive(f"{step}: {WRITTEN}")
            steps = self._unit.get()
            if steps is not None:
                steps.append(step)
            return done

        return wired

    def _around_commit(self, writing: Callable[[Any], Any]) -> Callable[[Any], Any]:
        @asynccontextmanager
        async def wired(store: Any) -> AsyncIterator[Any]:
            steps: list[str] = []
            token = self._unit.set(steps)
            try:
                async with writing(store) as unit:
                    yield unit
            finally:
                self._unit.reset(token)
            for step in steps:
                self.arrive(f"{step}: {COMMITTED}")

        return wired

    def _around_sending(self, send: Callable[..., Awaitable[str]]) -> Callable[..., Awaitable[str]]:
        @wraps(send)
        async def wired(*given: Any, **named: Any) -> str:
            self.arrive(BEFORE_SENDING)
            asyncio.get_running_loop().call_later(0.002, self.arrive, ON_THE_WIRE)
            message_id = await send(*given, **named)
            self.arrive(ANSWERED)
            return message_id

        return wired
