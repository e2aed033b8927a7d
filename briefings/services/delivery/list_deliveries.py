"""The outbox as people look at it: what was owed to whom, what became of it, and once more what did not arrive."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from briefings.domain.deliveries import Delivery, DeliveryState
from briefings.domain.errors import UserError
from briefings.domain.people import ChatAddress, Platform
from briefings.ports.clock import Clock
from briefings.ports.store import Store

LOST = frozenset({DeliveryState.FAILED, DeliveryState.UNKNOWN})
"""States of messages that can be sent again."""


_LARGEST = 2**63


async def list_deliveries(
    *,
    states: Collection[DeliveryState] | None = None,
    platform: Platform | None = None,
    chat_id: str | None = None,
    day: date | None = None,
    zone: tzinfo = UTC,
    limit: int = 50,
    store: Store,
) -> Sequence[Delivery]:
    """Messages, the newest first; ``day`` is the day in ``zone`` on which they were owed."""
    since = datetime.combine(day, time(0), tzinfo=zone) if day else None
    until = datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone) if day else None
    async with store.reading() as unit:
        return await unit.deliveries.find(
            states=states,
            platform=platform,
            chat_id=chat_id,
            since=since.astimezone(UTC) if since else None,
            until=until.astimezone(UTC) if until else None,
            limit=limit,
        )


async def send_again(number: int, *, chat: ChatAddress | None = None, store: Store, clock: Clock) -> Delivery:
    """Owe a failed or unknown message once more; with ``chat``, only one of that chat's.

    Raises:
        UserError: there is no such message, or it neither failed nor is unknown.
    """
    async with store.writing() as unit:
        found = await unit.deliveries.get(number) if number < _LARGEST else None
        if found is None or (chat and (found.address.platform, found.address.chat_id) != (chat.platform, chat.chat_id)):
            raise UserError("There is no message {number} here. /why and daybrief deliveries list them.", number=number)
        if not await unit.deliveries.resend(number, now=clock.now()):
            raise UserError(
                "Message {number} needs no second sending: it is {state}.", number=number, state=found.state
            )
    return found
