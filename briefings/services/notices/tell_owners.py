"""Tell the owners, in their private chats, that something is wrong that they must put right."""

import logging
from collections.abc import Collection, Sequence

from briefings.domain.deliveries import DeliveryKind
from briefings.domain.errors import DaybriefError
from briefings.domain.outgoing import Notice
from briefings.domain.people import Identity
from briefings.ports.clock import Clock
from briefings.ports.courier import Courier
from briefings.ports.store import Store
from briefings.services.delivery.owe_messages import lay_out, owe

_log = logging.getLogger(__name__)


async def tell_owners(
    sentence: str, *, owners: Collection[Identity], couriers: Sequence[Courier], store: Store, clock: Clock
) -> int:
    """Owe the sentence, a catalogue entry, to every owner on every platform; return how many there are."""
    told = 0
    for courier in couriers:
        chats = []
        for owner in sorted(owners):
            if owner.platform is not courier.platform:
                continue
            try:
                chats.append(await courier.private_chat(owner))
            except DaybriefError as error:
                _log.warning("An owner cannot be written to", extra={"person": str(owner), "reason": str(error)})
        if chats:
            async with store.writing() as unit:
                edition = lay_out(Notice(sentence), courier)
                await owe(unit, edition, chats, kind=DeliveryKind.NOTICE, now=clock.now())
        told += len(chats)
    return told
