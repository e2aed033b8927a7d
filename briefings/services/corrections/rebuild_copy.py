"""Make a delivered copy anew: each message of it as it has to read now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefings.domain.briefing import Briefing, Status
from briefings.domain.copies import CopyEdit
from briefings.domain.deliveries import Delivery, DeliveryKind, Receipt
from briefings.domain.outgoing import Alert, CorrectedCopy
from briefings.ports.answers import Answers
from briefings.ports.courier import Courier, Message
from briefings.ports.store import Store, Unit
from briefings.services.corrections.rebuild_digest import as_it_stands, rebuild_digest

MOST_BRIEFINGS = 50
"""A message that shows more briefings than this is listed instead of built anew."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A message that shows a corrected briefing: its receipts, the briefings as they stand, and its new messages.

    ``messages`` are the messages to edit, by their ids; none when the new text does not fit the old messages. A digest
    in several parts brings those of its other parts along whose text moved.
    """

    receipts: tuple[Receipt, ...]
    briefings: tuple[Briefing, ...]
    messages: tuple[tuple[str, Message], ...]

    def shows(self, briefing_id: str) -> bool:
        """Whether the message still shows the briefing: a person may have turned it into something else."""
        return any(receipt.briefing_id == briefing_id for receipt in self.receipts)


async def rebuild_copy(
    edit: CopyEdit, *, courier: Courier, store: Store, now: datetime, answers: Answers | None = None
) -> Copy:
    """Lay the copy out as everything that it shows stands now; ``answers`` gives answers again in their own shape."""
    async with store.reading() as unit:
        receipts = tuple(await unit.receipts.of_message(edit.address, edit.message_id))
        found = [await as_it_stands(receipt.briefing_id, unit=unit, now=now) for receipt in receipts]
        briefings = tuple(briefing for briefing in found if briefing is not None)
        messages = await _digest(edit, courier, unit, now)
    if messages is None and answers is not None:
        messages = await _again(edit, receipts, briefings, answers)
    if messages is None:
        messages = _as_briefings(edit, receipts, briefings, courier)
    return Copy(receipts, briefings, messages)


async def _digest(
    edit: CopyEdit, courier: Courier, unit: Unit, now: datetime
) -> tuple[tuple[str, Message], ...] | None:
    """The messages of a digest in its own shape; None for anything else."""
    delivery = await unit.deliveries.of_message(edit.address, edit.message_id)
    recipe = await unit.editions.recipe(delivery.edition_id) if delivery else None
    if delivery is None or recipe is None:
        return None
    laid_out = courier.lay_out(await rebuild_digest(recipe, unit=unit, now=now))
    if len(laid_out) != delivery.parts:
        return ()
    moved = []
    for part in await _parts(delivery, unit):
        message = laid_out[part.part - 1]
        before = await unit.editions.message(delivery.edition_id, part.part)
        if part.message_id and (part.id == delivery.id or before is None or before.payload != message.payload):
            moved.append((part.message_id, message))
    return tuple(moved)


async def _parts(delivery: Delivery, unit: Unit) -> Sequence[Delivery]:
    if delivery.parts == 1 or delivery.entry_id is None or delivery.day is None:
        return [delivery]
    found = await unit.deliveries.of_slots([(delivery.entry_id, delivery.day)])
    return [part for part in found if (part.address, part.edition_id) == (delivery.address, delivery.edition_id)]


async def _again(
    edit: CopyEdit, receipts: Sequence[Receipt], briefings: Sequence[Briefing], answers: Answers
) -> tuple[tuple[str, Message], ...] | None:
    """The answer to the same line as a reader gets it now; None where there is none (any more)."""
    line = next((receipt.line for receipt in receipts if receipt.line), "")
    if not line:
        return None
    shown = {receipt.briefing_id: receipt.revision for receipt in receipts}
    corrected = [b for b in briefings if b.revision.note and shown[b.id] != b.revision.number]
    withdrawn = [b for b in briefings if b.status is Status.WITHDRAWN]
    message = await answers.again(
        edit.address, line, changed=[*withdrawn, *(b for b in corrected if b not in withdrawn)]
    )
    return ((edit.message_id, message),) if message is not None else None


def _as_briefings(
    edit: CopyEdit, receipts: Sequence[Receipt], briefings: Sequence[Briefing], courier: Courier
) -> tuple[tuple[str, Message], ...]:
    """One message with every briefing as it stands: an alert, or what cannot be made anew in its own shape."""
    if not briefings or len(briefings) > MOST_BRIEFINGS:
        return ()
    digests = [receipt for receipt in receipts if receipt.kind == DeliveryKind.DIGEST]
    day = digests[0].sent_at.date() if digests else None
    alerted = len(briefings) == 1 and all(receipt.kind == DeliveryKind.ALERT for receipt in receipts)
    laid_out = courier.lay_out(Alert(briefings[0]) if alerted else CorrectedCopy(tuple(briefings), day))
    return ((edit.message_id, laid_out[0]),) if len(laid_out) == 1 else ()
