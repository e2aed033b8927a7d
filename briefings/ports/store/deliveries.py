"""The outbox: messages that are owed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from briefings.domain.deliveries import Backlog, Delivery, DeliveryState, NewDelivery, Problem
from briefings.domain.people import ChatAddress, Platform


class Deliveries(Protocol):
    """Every change names the sending term that makes it and fails (returns False) when the row is not that term's."""

    async def owe(self, deliveries: Sequence[NewDelivery], *, now: datetime) -> None:
        """Owe messages: first parts at once, later ones once the part before them is sent."""
        ...

    async def claim(self, platform: Platform, *, term: int, now: datetime, limit: int) -> Sequence[Delivery]:
        """Take ready messages that are still of use: those in doubt first, then by turn, then the oldest."""
        ...

    async def has_ready(self, platform: Platform, *, now: datetime) -> bool:
        """Tell whether there is anything to claim; a cheap look that locks nothing."""
        ...

    async def begin(self, delivery_id: int, *, term: int, now: datetime) -> bool:
        """Mark a claimed message as being sent; ``sending_at`` keeps the first moment since which it is in doubt."""
        ...

    async def complete(self, delivery_id: int, *, term: int, message_id: str, now: datetime, next_at: datetime) -> bool:
        """Mark a message as sent; its next part becomes ready at ``next_at``."""
        ...

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
        """Put a message back until ``not_before``; without ``in_doubt`` it was certainly not taken."""
        ...

    async def give_up(
        self, delivery_id: int, *, term: int, state: DeliveryState, problem: Problem, now: datetime
    ) -> bool:
        """Settle a message as failed or unknown; its later parts fail with it."""
        ...

    async def abandoned(self, platform: Platform, *, term: int) -> Sequence[Delivery]:
        """Messages that earlier terms left claimed or sending."""
        ...

    async def adopt(self, delivery_id: int, *, old_term: int, term: int) -> bool:
        """Make an abandoned message this term's."""
        ...

    async def resend(self, delivery_id: int, *, now: datetime) -> bool:
        """Owe a failed or unknown message again, its later parts with it; False in any other state."""
        ...

    async def get(self, delivery_id: int) -> Delivery | None:
        """One message."""
        ...

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
        """Messages, the newest first; ``since`` <= when they were owed < ``until``."""
        ...

    async def of_message(self, address: ChatAddress, message_id: str) -> Delivery | None:
        """The delivery that became this message; None for an answer, or when it is not kept any more."""
        ...

    async def of_slots(self, slots: Collection[tuple[str, date]]) -> Sequence[Delivery]:
        """The messages of these slots (entry id, local date), by id."""
        ...

    async def expire(self, *, now: datetime, problem: Problem, limit: int) -> int:
        """Fail what waits beyond its ``expires_at`` and cannot have arrived, its later parts with it; return how many.

        Later parts of what has begun to arrive get ``LATER_PARTS`` more.
        """
        ...

    async def stop_chat(self, platform: Platform, chat_id: str, *, problem: Problem, now: datetime) -> int:
        """Fail everything that still waits for this chat (nothing that is being sent); return how many."""
        ...

    async def give_up_all(self, *, problem: Problem, now: datetime) -> int:
        """Settle everything that is on its way as unknown; return how many. For a database that nobody sends from."""
        ...

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give messages that are still open another chat id."""
        ...

    async def leave_thread(self, address: ChatAddress) -> None:
        """Send what is still open for this topic or thread to the chat itself."""
        ...

    async def backlog(self, *, now: datetime) -> Sequence[Backlog]:
        """How each platform's outbox stands."""
        ...

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete messages settled before this instant; return how many."""
        ...
