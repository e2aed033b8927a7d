"""Send what is owed: one process a bot token, one row at a time, every answer written down."""

import asyncio
import logging
import math
from collections.abc import Callable, Collection, Coroutine
from datetime import timedelta

from briefings.domain.deliveries import Delivery, DeliveryState, Problem, Receipt
from briefings.domain.errors import DaybriefError, InDoubtError, OperatorError, PermanentError, TemporaryError
from briefings.domain.people import Identity
from briefings.ports.clock import Clock
from briefings.ports.courier import Courier, Message
from briefings.ports.store import Store
from briefings.services.delivery.circuit import Circuit, Patience
from briefings.services.delivery.lease import LASTING, Lease, Term, TermLostError
from briefings.services.delivery.pacing import Departure, Pacer
from briefings.services.delivery.settle_delivery import Settler

_log = logging.getLogger(__name__)

AFTER_START = timedelta(seconds=1)
"""How long a term waits before it sends: the last process's departures still count against the limits."""

_FINISH = 3.0
"""How many seconds a stop waits for what is being sent."""

_LOOK = 1.0
_RECOVER = 5.0
"""How often a term looks for what earlier ones left: a process that was frozen in a transaction may end it late."""

_MESSAGES = 500

_IN_FLIGHT = 24
"""How many messages a term has claimed at most."""

_TOGETHER = 8
"""How many are claimed in one transaction, at the least, when much is owed."""


class Sender:
    """Carries one platform's outbox with one token.

    A term that lapsed is never taken up again: its sends are cancelled and awaited, and the next term begins as a new
    holder with a higher fence, so that nothing of the old one can be completed.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        courier: Courier,
        pacer: Pacer,
        lease: str,
        hold: bool = True,
        tell: Collection[Identity] = (),
        lasting: timedelta = LASTING,
        after_start: timedelta = AFTER_START,
        patience: Patience | None = None,
        settled: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._courier = courier
        self._pacer = pacer
        self._lease = Lease(lease, store=store, clock=clock, lasting=lasting)
        self._circuit = Circuit(pacer.rate, patience=patience)
        self._after_start = after_start
        self._settled = settled
        self._settler = Settler(store=store, clock=clock, courier=courier, pacer=pacer, hold=hold, tell=tell)
        self._wake = asyncio.Event()
        self._messages: dict[tuple[str, int], Message] = {}
        self._handed_over: set[asyncio.Task[None]] = set()
        self.sending = False

    def wake(self) -> None:
        """Look into the outbox now."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled; stands by while another process holds the lease.

        Raises:
            OperatorError: the platform refuses the token.
        """
        while True:
            term = await self._lease.take()
            try:
                await self._serve(term)
            except* TemporaryError as lost:
                _log.warning("A sending term ended", extra={"lease": self._lease.name, "why": str(lost.exceptions[0])})
                await asyncio.sleep(_LOOK)
            except* OperatorError as refused:
                raise refused.exceptions[0] from None
            finally:
                self.sending = False

    async def _serve(self, term: Term) -> None:
        self._pacer.pause(self._after_start.total_seconds())
        self.sending = True
        _log.info("Sending begins", extra={"lease": self._lease.name, "term": term.fence})
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._lease.renew(term))
                tasks.create_task(self._carry(term))
        finally:
            await asyncio.shield(self._lease.drop(term))

    async def _carry(self, term: Term) -> None:
        recovered = -math.inf
        running: set[asyncio.Task[None]] = set()
        try:
            while True:
                try:
                    if asyncio.get_running_loop().time() - recovered > _RECOVER and term.valid():
                        await self._settler.recover(term.fence)
                        recovered = asyncio.get_running_loop().time()
                    room = 0 if self._circuit.is_open else _IN_FLIGHT - len(running)
                    claimed = await self._claim(term, room) if room >= _TOGETHER else []
                except TemporaryError as error:
                    await asyncio.gather(*running)
                    raise TermLostError("The database did not answer.") from error
                running |= {self._started(self._send(delivery, term)) for delivery in claimed}
                if running and not claimed:
                    timeout = _LOOK / 10 if room >= _TOGETHER else None
                    done, running = await asyncio.wait(running, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        task.result()
                elif not claimed and self._circuit.is_open:
                    running = {self._started(self._probe(term))}
                elif not claimed:
                    await self._rest()
        finally:
            await self._finish(running, term)

    async def _probe(self, term: Term) -> None:
        """Ask a platform that is out of order again when it is time, and spend a message only when it answers."""
        if (wait := self._circuit.wait()) > 0:
            await asyncio.sleep(min(wait, _LOOK))
            return
        if not (claimed := await self._claim(term, 1)):
            await self._rest()
            return
        if not self._settler.is_stale(claimed[0]) and (trouble := await self._trouble_with(claimed[0])):
            await self._settler.put_back(claimed[0], term.fence, trouble)
            return
        await self._send(claimed[0], term, probes=True)

    async def _trouble_with(self, delivery: Delivery) -> DaybriefError | None:
        """What is wrong with the platform, by a call that takes the way of a message and leaves nothing."""
        asked = self._circuit.left()
        try:
            await self._courier.show_typing(delivery.address)
        except PermanentError:
            return None
        except (TemporaryError, InDoubtError) as error:
            if not _is_refusal(error):
                self._circuit.failed(asked)
                return error
        finally:
            self._circuit.ended(asked)
        return None

    def _started(self, sending: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(sending)
        task.add_done_callback(self._handed_over.discard)
        return task

    async def _finish(self, running: set[asyncio.Task[None]], term: Term) -> None:
        """Let what was handed over arrive, for a moment, so that a calm stop leaves no doubt; cut the rest off."""
        left = min(_FINISH, term.until - asyncio.get_running_loop().time())
        for task in running - self._handed_over:
            task.cancel()
        if running and left > 0:
            await asyncio.wait(running, timeout=left)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(_LOOK):
                await self._wake.wait()
        except TimeoutError:
            return
        self._wake.clear()

    async def _claim(self, term: Term, limit: int) -> list[Delivery]:
        if not term.valid():
            return []
        async with self._store.reading() as unit:
            due = await unit.deliveries.has_ready(self._courier.platform, now=self._clock.now())
        if not due:
            return []
        async with self._store.writing() as unit:
            return list(
                await unit.deliveries.claim(self._courier.platform, term=term.fence, now=self._clock.now(), limit=limit)
            )

    async def _send(self, delivery: Delivery, term: Term, *, probes: bool = False) -> None:
        message = await self._message(delivery)
        if message is None:
            gone = Problem("The message is not kept any more.")
            await self._settler.give_up(delivery, term.fence, DeliveryState.FAILED, gone)
            return
        sending = await self._depart(delivery, message, term, probes=probes)
        if self._settler.is_stale(delivery) and sending is None:
            await self._settler.hold(delivery, term.fence)
        elif sending is None:
            await self._settler.put_back(delivery, term.fence)
        else:
            await self._answered(delivery, message, term, sending)

    async def _depart(
        self, delivery: Delivery, message: Message, term: Term, *, probes: bool
    ) -> "asyncio.Task[str] | None":
        """Hand the message over when it is its turn; None when it may not leave any more."""
        chat = delivery.address.chat_id
        while self._may_leave(delivery, term, probes=probes):
            async with self._pacer.door(delivery.turn, chat):
                if not self._may_leave(delivery, term, probes=probes):
                    return None
                if self._circuit.has_room:
                    departure = await self._pacer.depart(chat)
                    may = self._may_leave(delivery, term, probes=probes) and await self._begin(delivery, term)
                    if not (may and term.valid()):
                        return None
                    if (task := asyncio.current_task()) is not None:
                        self._handed_over.add(task)
                    return asyncio.create_task(self._hand_over(delivery, message, departure))
            await self._circuit.room()
        return None

    def _may_leave(self, delivery: Delivery, term: Term, *, probes: bool) -> bool:
        return term.valid() and not self._settler.is_stale(delivery) and (probes or not self._circuit.is_open)

    async def _answered(self, delivery: Delivery, message: Message, term: Term, sending: "asyncio.Task[str]") -> None:
        try:
            message_id = await sending
        except OperatorError as error:
            await self._settler.put_back(delivery, term.fence, error)
            raise
        except self._settler.refusals as error:
            await self._settler.settle(delivery, term.fence, error)
        else:
            await self._complete(delivery, message, term, message_id)
        self._settled()

    async def _hand_over(self, delivery: Delivery, message: Message, departure: Departure) -> str:
        left = self._circuit.left()
        try:
            message_id = await self._courier.send(
                delivery.address, message, nonce=delivery.nonce, silent=delivery.silent
            )
        except (TemporaryError, InDoubtError) as error:
            if _is_refusal(error):
                self._circuit.worked()
            else:
                self._circuit.failed(left)
            raise
        except PermanentError:
            self._circuit.worked()
            raise
        finally:
            self._pacer.answered(departure)
            self._circuit.ended(left)
        self._circuit.worked()
        return message_id

    async def _begin(self, delivery: Delivery, term: Term) -> bool:
        try:
            async with self._store.writing() as unit:
                return await unit.deliveries.begin(delivery.id, term=term.fence, now=self._clock.now())
        except TemporaryError:
            return False
        except asyncio.CancelledError:  # it may be noted as being sent, and was not
            async with asyncio.timeout(_FINISH):
                await self._settler.put_back(delivery, term.fence)
            raise

    async def _message(self, delivery: Delivery) -> Message | None:
        key = (delivery.edition_id, delivery.part)
        if key not in self._messages:
            async with self._store.reading() as unit:
                message = await unit.editions.message(*key)
            if message is None:
                return None
            if len(self._messages) >= _MESSAGES:
                self._messages.clear()
            self._messages[key] = message
        return self._messages[key]

    async def _complete(self, delivery: Delivery, message: Message, term: Term, message_id: str) -> None:
        async def write() -> bool:
            now = self._clock.now()
            async with self._store.writing() as unit:
                done = await unit.deliveries.complete(
                    delivery.id, term=term.fence, message_id=message_id, now=now, next_at=now
                )
                receipts = [
                    Receipt(delivery.address, message_id, shown.briefing_id, shown.revision, delivery.kind, now)
                    for shown in message.shows
                ]
                await unit.receipts.add(receipts)
                if done and delivery.last_part and delivery.subscription_id and delivery.watermark:
                    await unit.subscriptions.advance(delivery.subscription_id, watermark=delivery.watermark)
                return done

        if not await self._settler.written(write):
            _log.warning("A message arrived after its term was over", extra={"delivery": delivery.id})


def _is_refusal(error: DaybriefError) -> bool:
    """Whether the platform itself said to wait, and so is there."""
    return isinstance(error, TemporaryError) and error.retry_after is not None
