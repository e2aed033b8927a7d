"""The outbox in memory."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from briefings.domain.deliveries import LATER_PARTS, OPEN, Backlog, Delivery, DeliveryState, NewDelivery, Problem
from briefings.domain.people import ChatAddress, Platform
from tests.fakes.memory.delivery_state import DeliveryState as Kept
from tests.fakes.memory.delivery_state import Owed

_MINE = (DeliveryState.CLAIMED, DeliveryState.SENDING)
_LOST = (DeliveryState.FAILED, DeliveryState.UNKNOWN)


class MemoryDeliveries:
    """Every change names the sending term that makes it."""

    def __init__(self, state: Kept) -> None:
        self._state = state
        self._owed = state.deliveries

    async def owe(self, deliveries: Sequence[NewDelivery], *, now: datetime) -> None:
        """Owe messages; the parts of one edition to one chat stand together and form a series."""
        series = 0
        for new in deliveries:
            series = self._state.number("series") if new.part == 1 or not series else series
            delivery = _made(self._state.number("delivery"), new, now)
            self._owed[delivery.id] = Owed(delivery, series)

    async def claim(self, platform: Platform, *, term: int, now: datetime, limit: int) -> Sequence[Delivery]:
        """Take ready messages: those in doubt first, then by turn, then the oldest."""
        ready = [
            d
            for d in self._all(lambda d: d.address.platform is platform and d.state is DeliveryState.READY)
            if _is_ready(d, now)
        ]
        ready.sort(key=lambda d: (d.sending_at is None, d.turn, d.id))
        return [self._put(d, state=DeliveryState.CLAIMED, claim=term) for d in ready[:limit]]

    async def has_ready(self, platform: Platform, *, now: datetime) -> bool:
        """Tell whether there is anything to claim."""
        ready = self._all(lambda d: d.address.platform is platform and d.state is DeliveryState.READY)
        return any(_is_ready(d, now) for d in ready)

    async def begin(self, delivery_id: int, *, term: int, now: datetime) -> bool:
        """Mark a claimed message as being sent."""
        mine = self._mine(delivery_id, term)
        if mine is None or mine.state is not DeliveryState.CLAIMED:
            return False
        self._put(mine, state=DeliveryState.SENDING, sending_at=mine.sending_at or now)
        return True

    async def complete(self, delivery_id: int, *, term: int, message_id: str, now: datetime, next_at: datetime) -> bool:
        """Mark a message as sent; its next part becomes ready at ``next_at``."""
        mine = self._mine(delivery_id, term)
        if mine is None:
            return False
        self._put(mine, now, state=DeliveryState.SENT, message_id=message_id, sent_at=now, problem=None)
        for later in self._later(mine, DeliveryState.WAITING):
            if later.part == mine.part + 1:
                self._put(later, state=DeliveryState.READY, not_before=next_at)
        return True

    async def postpone(
        self,
        delivery_id: int,
        *,
        term: int,
        not_before: datetime,
        in_doubt: bool,
        attempts: int,
        problem: Problem | None,
    ) -> bool:
        """Put a message back until ``not_before``."""
        mine = self._mine(delivery_id, term)
        if mine is None:
            return False
        self._put(
            mine,
            state=DeliveryState.READY,
            not_before=not_before,
            attempts=attempts,
            sending_at=mine.sending_at if in_doubt else None,
            problem=problem or mine.problem,
        )
        return True

    async def give_up(
        self, delivery_id: int, *, term: int, state: DeliveryState, problem: Problem, now: datetime
    ) -> bool:
        """Settle a message as failed or unknown; its later parts fail with it."""
        mine = self._mine(delivery_id, term)
        if mine is None:
            return False
        self._put(mine, now, state=state, problem=problem)
        for later in self._later(mine, DeliveryState.WAITING):
            self._put(later, now, state=DeliveryState.FAILED, problem=problem)
        return True

    async def abandoned(self, platform: Platform, *, term: int) -> Sequence[Delivery]:
        """Messages that earlier terms left claimed or sending."""
        return self._all(lambda d: d.address.platform is platform and d.state in _MINE and d.claim < term)

    async def adopt(self, delivery_id: int, *, old_term: int, term: int) -> bool:
        """Make an abandoned message this term's."""
        mine = self._mine(delivery_id, old_term)
        if mine is not None:
            self._put(mine, claim=term)
        return mine is not None

    async def resend(self, delivery_id: int, *, now: datetime) -> bool:
        """Owe a failed or unknown message again, its later parts with it."""
        kept = self._owed.get(delivery_id)
        if kept is None or kept.delivery.state not in _LOST:
            return False
        again = {"not_before": now, "problem": None, "attempts": 0, "expires_at": None, "sending_at": None}
        for later in self._later(kept.delivery, DeliveryState.FAILED):
            self._put(later, state=DeliveryState.WAITING, **again)
        self._put(kept.delivery, state=DeliveryState.READY, **again)
        return True

    async def get(self, delivery_id: int) -> Delivery | None:
        """One message."""
        kept = self._owed.get(delivery_id)
        return None if kept is None else kept.delivery

    async def find(
        self,
        *,
        states: Collection[DeliveryState] | None = None,
        platform: Platform | None = None,
        chat_id: str | None = None,
        subscription_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 50,
    ) -> Sequence[Delivery]:
        """Messages, the newest first."""
        found = self._all(
            lambda d: (
                (states is None or d.state in states)
                and (platform is None or d.address.platform is platform)
                and (chat_id is None or d.address.chat_id == chat_id)
                and (subscription_id is None or d.subscription_id == subscription_id)
                and (since is None or d.created_at >= since)
                and (until is None or d.created_at < until)
            )
        )
        return found[::-1][:limit]

    async def of_message(self, address: ChatAddress, message_id: str) -> Delivery | None:
        """The delivery that became this message."""
        here = (address.platform, address.chat_id, message_id)
        found = self._all(lambda d: (d.address.platform, d.address.chat_id, d.message_id) == here)
        return found[-1] if found else None

    async def of_slots(self, slots: Collection[tuple[str, date]]) -> Sequence[Delivery]:
        """The messages of these slots, by id."""
        return self._all(lambda d: (d.entry_id, d.day) in slots)

    async def expire(self, *, now: datetime, problem: Problem, limit: int) -> int:
        """Fail what waited beyond its ``expires_at``, its later parts with it."""
        late = self._all(lambda d: d.state is DeliveryState.READY and _is_useless(d, now))[:limit]
        for delivery in late:
            for owed in (delivery, *self._later(delivery, DeliveryState.WAITING)):
                self._put(owed, now, state=DeliveryState.FAILED, problem=problem)
        return len(late)

    async def stop_chat(self, platform: Platform, chat_id: str, *, problem: Problem, now: datetime) -> int:
        """Fail everything that still waits for this chat."""
        waiting = self._all(
            lambda d: (
                d.address.platform is platform
                and d.address.chat_id == chat_id
                and d.state in OPEN
                and d.state is not DeliveryState.SENDING
            )
        )
        for delivery in waiting:
            self._put(delivery, now, state=DeliveryState.FAILED, problem=problem)
        return len(waiting)

    async def give_up_all(self, *, problem: Problem, now: datetime) -> int:
        """Settle everything that is on its way as unknown."""
        waiting = self._all(lambda d: d.state in OPEN)
        for delivery in waiting:
            self._put(delivery, now, state=DeliveryState.UNKNOWN, problem=problem)
        return len(waiting)

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give messages that are still open another chat id."""
        for d in self._all(lambda d: d.address.platform is platform and d.address.chat_id == old and d.state in OPEN):
            self._put(d, address=ChatAddress(platform, new, d.address.thread_id))

    async def leave_thread(self, address: ChatAddress) -> None:
        """Send what is still open for this topic or thread to the chat itself."""
        for delivery in self._all(lambda d: d.address == address and d.state in OPEN):
            self._put(delivery, address=replace(address, thread_id=None))

    async def backlog(self, *, now: datetime) -> Sequence[Backlog]:
        """How each platform's outbox stands."""
        found: dict[Platform, Backlog] = {}
        for delivery in self._all(lambda _: True):
            platform = delivery.address.platform
            backlog = found.setdefault(platform, Backlog(platform, {}))
            backlog.counts[delivery.state] = backlog.counts.get(delivery.state, 0) + 1
            due = delivery.not_before
            if delivery.state is DeliveryState.READY and due and due <= now:
                oldest = min(due, backlog.oldest_due or due)
                found[platform] = replace(backlog, oldest_due=oldest)
        return [found[platform] for platform in sorted(found)]

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete messages settled before this instant."""
        old = [key for key, kept in self._owed.items() if kept.settled_at is not None and kept.settled_at < before]
        for key in old[:limit]:
            del self._owed[key]
        return len(old[:limit])

    def _all(self, wanted: Callable[[Delivery], bool]) -> list[Delivery]:
        return [kept.delivery for _, kept in sorted(self._owed.items()) if wanted(kept.delivery)]

    def _mine(self, delivery_id: int, term: int) -> Delivery | None:
        kept = self._owed.get(delivery_id)
        if kept is None or kept.delivery.claim != term or kept.delivery.state not in _MINE:
            return None
        return kept.delivery

    def _later(self, delivery: Delivery, state: DeliveryState) -> list[Delivery]:
        series = self._owed[delivery.id].series
        return self._all(lambda d: d.state is state and d.part > delivery.part and self._owed[d.id].series == series)

    def _put(self, delivery: Delivery, settled_at: datetime | None = None, /, **changes: Any) -> Delivery:
        changed = replace(delivery, **changes)
        self._owed[delivery.id] = Owed(changed, self._owed[delivery.id].series, settled_at)
        return changed


def _is_ready(delivery: Delivery, now: datetime) -> bool:
    return (delivery.not_before is None or delivery.not_before <= now) and not _is_useless(delivery, now)


def _is_useless(delivery: Delivery, now: datetime) -> bool:
    if delivery.expires_at is None or delivery.sending_at is not None:
        return False
    return delivery.expires_at <= now - (LATER_PARTS if delivery.part > 1 else timedelta(0))


def _made(number: int, new: NewDelivery, now: datetime) -> Delivery:
    return Delivery(
        id=number,
        address=new.address,
        kind=new.kind,
        turn=new.turn,
        edition_id=new.edition_id,
        part=new.part,
        parts=new.parts,
        state=DeliveryState.READY if new.part == 1 else DeliveryState.WAITING,
        created_at=now,
        subscription_id=new.subscription_id,
        entry_id=new.entry_id,
        day=new.day,
        watermark=new.watermark,
        silent=new.silent,
        not_before=new.not_before or now,
        expires_at=new.expires_at,
    )
