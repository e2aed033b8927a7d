"""Messages laid out for a platform and owed to chats, within the caller's transaction."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from briefings.domain.deliveries import DeliveryKind, NewDelivery, Turn
from briefings.domain.editions import Digest
from briefings.domain.outgoing import Outgoing
from briefings.domain.people import ChatAddress
from briefings.ports.courier import Courier
from briefings.ports.store import Unit
from briefings.ports.store.editions import Edition


def lay_out(outgoing: Outgoing | Digest, courier: Courier) -> Edition:
    """Lay an outgoing out for a platform; what would show exactly the same gets the same id."""
    messages = courier.lay_out(outgoing)
    mark = hashlib.sha256(str(courier.platform).encode())
    for message in messages:
        mark.update(b"\0" + message.payload.encode("utf-8", "surrogatepass") + repr(message.shows).encode())
    recipe = outgoing.recipe if isinstance(outgoing, Digest) else None
    return Edition(mark.hexdigest(), courier.platform, messages, recipe)


async def owe(
    unit: Unit,
    edition: Edition,
    listeners: Sequence[ChatAddress],
    *,
    kind: DeliveryKind,
    now: datetime,
    silent: bool = False,
    expires_at: datetime | None = None,
    subscription_id: str | None = None,
) -> None:
    """Owe every part of an edition to some chats, ahead of digests; ``subscription_id`` is the plan it is about."""
    await unit.editions.add(edition, now=now)
    parts = len(edition.messages)
    await unit.deliveries.owe(
        [
            NewDelivery(
                address,
                kind,
                Turn.ALERT,
                edition.id,
                part,
                parts,
                subscription_id,
                silent=silent,
                expires_at=expires_at,
            )
            for address in listeners
            for part in range(1, parts + 1)
        ],
        now=now,
    )
