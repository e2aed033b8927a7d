"""What to do when a message did not plainly arrive: one move for each kind of error."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta
from typing import TypeVar

from briefings.domain.deliveries import Delivery, DeliveryKind, DeliveryState, Problem
from briefings.domain.errors import (
    ChatMovedError,
    ChatNotFoundError,
    ChatUnreachableError,
    DaybriefError,
    InDoubtError,
    PermanentError,
    TemporaryError,
    TopicClosedError,
    entry,
)
from briefings.domain.people import Identity
from briefings.ports.clock import Clock
from briefings.ports.courier import LONGEST_CALL, Courier
from briefings.ports.store import Store
from briefings.services.delivery.lost_chats import leave_topic, lose_chat, move_chat
from briefings.services.delivery.pacing import Pacer
from briefings.services.delivery.tell_of_loss import tell_next

_log = logging.getLogger(__name__)
Result = TypeVar("Result")

NONCE_LASTS = timedelta(minutes=2)
"""How long Discord is trusted to know a message by its nonce again ("a few minutes": discord.com/developers)."""

SAFE_WITHIN = NONCE_LASTS - LONGEST_CALL - timedelta(seconds=10)
"""So soon after its first attempt a message in doubt may leave again under its nonce: the library tries more than once
within one call, and the last of these must arrive in time too."""

_SKEW = timedelta(seconds=5)
"""How far the clocks of two machines may be apart; a first attempt that is later than now is of an unknown age."""

_STOPPED = entry("The program stopped while the message was being sent.")
_IN_DOUBT = entry("The message may have arrived.")
_STRANGE_CHAT = timedelta(minutes=1)
_LONGEST_WAIT = 10
_MOST_DOUBTS = 5
_DATABASE_TRIES = 240


class Settler:
    """Writes down what became of each message of one platform."""

    refusals = (TemporaryError, InDoubtError, PermanentError)

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        courier: Courier,
        pacer: Pacer,
        hold: bool,
        tell: Collection[Identity],
    ) -> None:
        self._store = store
        self._clock = clock
        self._courier = courier
        self._pacer = pacer
        self._hold = hold
        self._tell = tell
        self._in_trouble = False

    async def recover(self, term: int) -> None:
        """Settle what earlier terms left: what was only claimed is owed again, what was being sent is in doubt."""
        async with self._store.reading() as unit:
            left = await unit.deliveries.abandoned(self._courier.platform, term=term)
        for delivery in left:
            async with self._store.writing() as unit:
                mine = await unit.deliveries.adopt(delivery.id, old_term=delivery.claim, term=term)
            if not mine:
                continue
            if delivery.state is DeliveryState.SENDING:
                await self._doubt(delivery, term, Problem(_STOPPED))
            else:
                await self._postpone(delivery, term, timedelta(0))

    async def settle(self, delivery: Delivery, term: int, error: DaybriefError) -> None:
        """Make the one move that this error asks for."""
        problem = _problem(error)
        facts = {"delivery": delivery.id, "chat": str(delivery.address), "kind": type(error).__name__}
        _log.warning("A message was not delivered", extra=facts)
        match error:
            case ChatMovedError():
                await self._move(delivery, term, error.new_chat_id)
            case ChatNotFoundError() if delivery.attempts == 0:
                await self._postpone(delivery, term, _STRANGE_CHAT, attempts=1, problem=problem)
            case TopicClosedError() if await self._leave_topic(delivery):
                await self._postpone(delivery, term, timedelta(0))
            case TopicClosedError() if await self._is_beside_the_plan(delivery):
                await self.give_up(delivery, term, DeliveryState.FAILED, problem)
            case ChatUnreachableError():
                await self._lose(delivery, term, problem)
            case InDoubtError():
                await self._doubt(delivery, term, problem)
            case TemporaryError():
                await self._wait(delivery, term, error.retry_after, problem)
            case _:
                await self.give_up(delivery, term, DeliveryState.FAILED, problem)

    def is_stale(self, delivery: Delivery) -> bool:
        """Whether it may have arrived so long ago that the platform would not know it again."""
        if delivery.sending_at is None:
            return False
        return not -_SKEW <= self._clock.now() - delivery.sending_at < SAFE_WITHIN

    async def hold(self, delivery: Delivery, term: int) -> None:
        """Settle a stale message: by the rule for platforms that know no nonces."""
        await self._doubt(delivery, term, delivery.problem or Problem(_IN_DOUBT))

    async def put_back(self, delivery: Delivery, term: int, error: DaybriefError | None = None) -> None:
        """Owe a message again that this attempt certainly did not bring, because of ``error``."""
        await self._postpone(delivery, term, timedelta(0), problem=_problem(error) if error else None)

    async def give_up(self, delivery: Delivery, term: int, state: DeliveryState, problem: Problem) -> None:
        """Settle a message as failed or unknown; what an earlier attempt may have brought is unknown."""
        if delivery.sending_at is not None:
            state = DeliveryState.UNKNOWN

        async def write() -> bool:
            async with self._store.writing() as unit:
                return await unit.deliveries.give_up(
                    delivery.id, term=term, state=state, problem=problem, now=self._clock.now()
                )

        await self.written(write)
        if delivery.kind is DeliveryKind.NOTICE and delivery.subscription_id is not None:
            await self._tell_next(delivery.subscription_id)

    async def _tell_next(self, subscription_id: str) -> None:
        """The person who should hear of a lost chat was not reached: tell the next one."""

        async def write() -> bool:
            return await tell_next(
                subscription_id, courier=self._courier, owners=self._tell, store=self._store, clock=self._clock
            )

        await self.written(write)

    async def written(self, write: Callable[[], Awaitable[Result]]) -> Result:
        """Write, and try again while the database cannot be reached: what was sent must not be forgotten."""
        for attempt in range(_DATABASE_TRIES):
            try:
                done = await write()
            except TemporaryError as error:
                if not self._in_trouble:
                    _log.warning("What became of messages cannot be written down now", extra={"reason": str(error)})
                self._in_trouble = True
                await asyncio.sleep(min(0.1 * 2**attempt, 5.0))
            else:
                self._in_trouble = False
                return done
        return await write()

    async def _move(self, delivery: Delivery, term: int, new_chat_id: str) -> None:
        async def write() -> None:
            await move_chat(delivery.address, new_chat_id, store=self._store)

        await self.written(write)
        await self._postpone(delivery, term, timedelta(0))

    async def _leave_topic(self, delivery: Delivery) -> bool:
        async def write() -> bool:
            return await leave_topic(delivery.address, store=self._store)

        return await self.written(write)

    async def _is_beside_the_plan(self, delivery: Delivery) -> bool:
        """Whether the chat's digests go elsewhere, so that this topic alone is closed to them."""
        address = delivery.address
        async with self._store.reading() as unit:
            plan = await unit.subscriptions.of(address.platform, address.chat_id)
        return plan is not None and plan.address.thread_id != address.thread_id

    async def _lose(self, delivery: Delivery, term: int, problem: Problem) -> None:
        async def write() -> bool:
            return await lose_chat(
                delivery.address,
                problem,
                store=self._store,
                clock=self._clock,
                courier=self._courier,
                tell=self._tell,
            )

        await self.written(write)
        await self.give_up(delivery, term, DeliveryState.FAILED, problem)

    async def _doubt(self, delivery: Delivery, term: int, problem: Problem) -> None:
        """Resend where that is safe or wished, else hold the message as unknown: the next digest covers it."""
        safe = self._courier.platform.keeps_nonces and not self.is_stale(delivery)
        held = delivery.kind is DeliveryKind.DIGEST and self._hold
        if safe or (not held and delivery.attempts < _MOST_DOUBTS):
            wait = timedelta(seconds=min(2**delivery.attempts, _LONGEST_WAIT)) if delivery.attempts else timedelta(0)
            await self._postpone(delivery, term, wait, in_doubt=safe, attempts=delivery.attempts + 1, problem=problem)
        else:
            await self.give_up(delivery, term, DeliveryState.UNKNOWN, problem)

    async def _wait(self, delivery: Delivery, term: int, told: timedelta | None, problem: Problem) -> None:
        if told is not None:
            self._pacer.refused(delivery.address.chat_id, told.total_seconds())
            await self._postpone(delivery, term, told + timedelta(milliseconds=50), problem=problem)
            return
        seconds = min(2**delivery.attempts, _LONGEST_WAIT)
        await self._postpone(
            delivery, term, timedelta(seconds=seconds), attempts=delivery.attempts + 1, problem=problem
        )

    async def _postpone(
        self,
        delivery: Delivery,
        term: int,
        wait: timedelta,
        *,
        in_doubt: bool | None = None,
        attempts: int | None = None,
        problem: Problem | None = None,
    ) -> None:
        """Put the message back; what an earlier attempt may have brought stays in doubt, whatever this one met."""

        async def write() -> bool:
            async with self._store.writing() as unit:
                return await unit.deliveries.postpone(
                    delivery.id,
                    term=term,
                    not_before=self._clock.now() + wait,
                    in_doubt=delivery.sending_at is not None if in_doubt is None else in_doubt,
                    attempts=delivery.attempts if attempts is None else attempts,
                    problem=problem,
                )

        await self.written(write)


def _problem(error: DaybriefError) -> Problem:
    return Problem(error.message, {name: str(value) for name, value in error.values.items()})
