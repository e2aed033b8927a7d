"""One door for everything that leaves with one bot token: when each message may go, and in which order."""

import asyncio
import heapq
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count

from briefings.domain.deliveries import Turn

_LEAD = 0.03
"""How many seconds before a departure its sender is let in, to write down that it is sending."""

_ONE_CHAT = 5.0
_MOST_OWED = 1.0
"""Answers that left at once put what follows off by so many seconds at most."""

_ON_ITS_WAY = 0.1
"""How long a message that is not answered yet is taken to be on its way, in seconds."""

_SECOND = 1.005
"""How long a second of the platform's is by our clock, at the most."""

_MOST_BEHIND = 0.25
"""Departures that come late while others wait, because the machine or the database is slow, are made up for, up to so
many seconds."""

_CLOSEST = 0.6
"""What is made up for keeps at least this part of the usual space to the last departure."""

_WARY = 60.0
"""After a refusal, answers keep to the published limits for so many seconds, alone or not."""

_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one platform takes from one token.

    ``second`` is the most messages a second over all chats that it publishes and ``rate`` the even pace below that,
    ``chat_seconds`` the time between two messages to one chat, and ``group_minute`` the most messages a minute to a
    chat that ``is_group`` tells to be one (0: no such limit).
    """

    rate: float
    second: int
    chat_seconds: float = 0.0
    group_minute: int = 0
    is_group: Callable[[str], bool] = lambda _: False


TELEGRAM = Limits(29.0, 30, 1.05, 20, lambda chat_id: chat_id.startswith("-"))
"""About 30 messages a second, one a second to a chat, 20 a minute to a group (core.telegram.org/bots/faq)."""

DISCORD = Limits(48.0, 50)
"""50 requests a second (discord.com/developers/docs/topics/rate-limits); the library keeps each route's own limit."""

TERMINAL = Limits(1000.0, 1000)


@dataclass(slots=True)
class Departure:
    """A message that left. The platform has counted it at ``counted``, by the pacer's clock, at the latest."""

    counted: float


class Pacer:
    """Lets one sender through at a time, answers before alerts before digests, each chat at its own pace.

    Departures are evenly spaced; late ones are made up for, but the platform's second begins anew only when it has
    answered: messages arrive less evenly than they leave. A refusal ("wait") halves the pace, which then creeps back.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._limits = limits
        self._now = now
        self._sleep = sleep
        self._rate = limits.rate
        self._next = 0.0
        self._last = -math.inf
        self._left = deque([Departure(-math.inf)] * limits.second, maxlen=limits.second)
        self._open = True
        self._queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = count()
        self._chats: dict[str, deque[float]] = {}
        self._refused: tuple[str, float] | None = None
        self._answering = 0
        self._busy_until = 0.0

    @property
    def rate(self) -> float:
        """Messages a second at present."""
        return self._rate

    def pause(self, seconds: float) -> None:
        """Let nothing leave for so long."""
        self._next = max(self._next, self._now() + seconds)

    def refused(self, chat: str, seconds: float) -> None:
        """Take in that the platform said "wait": a second chat told so soon after the first means that all must."""
        now, known = self._now(), self._refused
        alone = known is None or known[0] == chat or now - known[1] > _ONE_CHAT
        self._refused = (chat, now)
        self.pause(min(seconds, 1.0) if alone else seconds)
        self._rate = max(self._rate / 2, 1.0)

    @asynccontextmanager
    async def door(self, turn: Turn, chat: str) -> AsyncIterator[None]:
        """Wait for this chat's turn at the door; call ``depart`` inside, just before sending."""
        while True:
            while (wait := self._chat_wait(chat)) > 0:
                await self._sleep(wait)
            await self._enter(turn)
            if self._chat_wait(chat) <= 0:
                break
            self._leave()
        try:
            await self._until(self._departure() - _LEAD)
            yield
        finally:
            self._leave()

    async def depart(self, chat: str) -> Departure:
        """Wait for the moment of departure and note it; tell ``answered`` when the platform did."""
        await self._until(self._departure())
        now = self._now()
        self._busy_until = now + max(1.0, self._limits.chat_seconds)
        self._rate = min(self._limits.rate, self._rate * 1.01)
        return self._count(chat, now)

    def answered(self, departure: Departure) -> None:
        """Take in that a message is not on its way any more."""
        departure.counted = min(departure.counted, self._now())

    async def pass_through(self, turn: Turn, chat: str) -> Departure:
        """Wait until a message to this chat may leave."""
        async with self.door(turn, chat):
            return await self.depart(chat)

    @asynccontextmanager
    async def answer(self, chat: str) -> AsyncIterator[None]:
        """Hold the block, in which an answer to this chat is sent, until it may leave.

        An answer that is alone goes at once, and counts: platforms take short bursts from who is asked, and say "wait"
        where they do not. Where messages leave already, or after a "wait", it takes its turn before everything else.
        """
        if self._is_alone(chat):
            departure = self._count(chat, self._now())
        else:
            departure = await self.pass_through(Turn.ANSWER, chat)
        self._answering += 1
        try:
            yield
        finally:
            self._answering -= 1
            self.answered(departure)

    def _is_alone(self, chat: str) -> bool:
        now = self._now()
        wary = self._refused is not None and now - self._refused[1] < _WARY
        busy = self._answering or self._queue or not self._open or now < self._busy_until
        return not (wary or busy or self._minute_wait(chat, now) > 0)

    def _departure(self) -> float:
        """The earliest moment at which something may leave."""
        spaced, room = self._last + _CLOSEST / self._rate, self._left[0].counted + _SECOND
        return max(self._next, spaced, room)

    async def _until(self, moment: float) -> None:
        while (wait := moment - self._now()) > 0:
            await self._sleep(wait)

    async def _enter(self, turn: Turn) -> None:
        if self._open:
            self._open = False
            self._next = max(self._next, self._now())
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, (int(turn), next(self._order), waiter))
        try:
            await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():
                self._leave()
            raise

    def _leave(self) -> None:
        while self._queue:
            _, _, waiter = heapq.heappop(self._queue)
            if not waiter.done():
                waiter.set_result(None)
                return
        self._open = True

    def _chat_wait(self, chat: str) -> float:
        departures = self._chats.get(chat)
        if not departures:
            return 0.0
        now = self._now()
        return max(departures[-1] + self._limits.chat_seconds - now, self._minute_wait(chat, now))

    def _minute_wait(self, chat: str, now: float) -> float:
        departures, most = self._chats.get(chat, ()), self._limits.group_minute
        if most and len(departures) >= most and self._limits.is_group(chat):
            return departures[-most] + 60.5 - now
        return 0.0

    def _count(self, chat: str, now: float) -> Departure:
        due = max(self._next, now - _MOST_BEHIND)
        self._next = min(due + 1 / self._rate, max(due, now + _MOST_OWED))
        self._last, departure = now, Departure(now + _ON_ITS_WAY)
        self._left.append(departure)
        if self._limits.chat_seconds:
            self._remember(chat, now)
        return departure

    def _remember(self, chat: str, now: float) -> None:
        if chat not in self._chats and len(self._chats) >= _REMEMBERED:
            self._chats = {key: times for key, times in self._chats.items() if now - times[-1] < 61}
        self._chats.setdefault(chat, deque(maxlen=max(self._limits.group_minute, 1))).append(now)
