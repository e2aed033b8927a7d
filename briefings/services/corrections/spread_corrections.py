"""Edit the delivered copies that a correction owes, one platform at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from briefings.domain.briefing import Briefing
from briefings.domain.copies import CopyEdit, CopyState
from briefings.domain.deliveries import DeliveryKind, Receipt
from briefings.domain.errors import InDoubtError, PermanentError, TemporaryError, entry
from briefings.domain.outgoing import Notice
from briefings.ports.answers import Answers
from briefings.ports.clock import Clock
from briefings.ports.courier import Courier
from briefings.ports.store import Store, Unit
from briefings.services.corrections.rebuild_copy import rebuild_copy
from briefings.services.delivery.owe_messages import lay_out, owe

MOST_ATTEMPTS = 6
"""After so many failures a copy is listed instead of tried again."""

FIRST_PAUSE = timedelta(seconds=30)
"""The pause after a first failure; it doubles with each one."""

_TOO_LONG = entry("The corrected text does not fit into the old message.")


@dataclass(frozen=True, slots=True)
class Spread:
    """What one round did."""

    edited: int = 0
    listed: int = 0
    postponed: int = 0


async def spread_corrections(
    *, courier: Courier, store: Store, clock: Clock, answers: Answers | None = None, limit: int = 50
) -> Spread:
    """Edit the copies that are due on the courier's platform; whatever cannot be edited is listed with the reason.

    Saying the same twice is harmless, so a crash between the edit and its record costs one more edit and nothing else.
    """
    async with store.reading() as unit:
        due = await unit.copies.due(courier.platform, now=clock.now(), limit=limit)
    counts = {CopyState.EDITED: 0, CopyState.LISTED: 0, CopyState.OWED: 0}
    for edit in due:
        settled = await _edit(edit, courier=courier, store=store, clock=clock, answers=answers)
        counts[settled.state] += 1
    return Spread(counts[CopyState.EDITED], counts[CopyState.LISTED], counts[CopyState.OWED])


async def list_copies(number: int, *, store: Store) -> Sequence[CopyEdit]:
    """What became of each copy of a briefing."""
    async with store.reading() as unit:
        briefing = await unit.briefings.by_number(number)
        return await unit.copies.of(briefing.id) if briefing else ()


async def _edit(edit: CopyEdit, *, courier: Courier, store: Store, clock: Clock, answers: Answers | None) -> CopyEdit:
    copy = await rebuild_copy(edit, courier=courier, store=store, now=clock.now(), answers=answers)
    if not copy.shows(edit.briefing_id):
        settled = replace(edit, state=CopyState.EDITED, done_at=clock.now(), problem=None)
    elif not copy.messages:
        settled = _listed(edit, _TOO_LONG, clock)
    else:
        try:
            for message_id, message in copy.messages:
                await courier.edit(edit.address, message_id, message)
        except (TemporaryError, InDoubtError) as error:
            settled = _postponed(edit, error, clock)
        except PermanentError as error:
            settled = _listed(edit, str(error), clock)
        else:
            settled = replace(edit, state=CopyState.EDITED, done_at=clock.now(), problem=None)
    told = copy.briefings if copy.shows(edit.briefing_id) else ()
    await _settle(settled, copy.receipts, told, courier=courier, store=store, clock=clock)
    return settled


def _postponed(edit: CopyEdit, error: TemporaryError | InDoubtError, clock: Clock) -> CopyEdit:
    told = error.retry_after if isinstance(error, TemporaryError) else None
    attempts = edit.attempts + (told is None)
    if attempts >= MOST_ATTEMPTS:
        return _listed(edit, str(error), clock)
    pause = told or FIRST_PAUSE * 2**edit.attempts
    return replace(edit, attempts=attempts, due_at=clock.now() + pause, problem=str(error))


def _listed(edit: CopyEdit, problem: str, clock: Clock) -> CopyEdit:
    return replace(edit, state=CopyState.LISTED, done_at=clock.now(), problem=problem)


async def _settle(
    settled: CopyEdit,
    receipts: Sequence[Receipt],
    briefings: Sequence[Briefing],
    *,
    courier: Courier,
    store: Store,
    clock: Clock,
) -> None:
    revisions = {briefing.id: briefing.revision.number for briefing in briefings}
    async with store.writing() as unit:
        told = await _is_told(settled, unit=unit)
        await unit.copies.settle(settled)
        if settled.state is not CopyState.EDITED:
            return
        await unit.receipts.add([replace(r, revision=revisions.get(r.briefing_id, r.revision)) for r in receipts])
        corrected = next((briefing for briefing in briefings if briefing.id == settled.briefing_id), None)
        if corrected is not None and corrected.revision.material and settled.revision > 0 and not told:
            await _owe_notice(corrected, settled, courier=courier, unit=unit, clock=clock)


async def _is_told(settled: CopyEdit, *, unit: Unit) -> bool:
    """Whether this chat was told of the correction already, by an earlier copy of the same revision."""
    here = (settled.address.platform, settled.address.chat_id)
    return any(
        copy.state is CopyState.EDITED
        and copy.revision == settled.revision
        and (copy.address.platform, copy.address.chat_id) == here
        for copy in await unit.copies.of(settled.briefing_id)
    )


async def _owe_notice(briefing: Briefing, edit: CopyEdit, *, courier: Courier, unit: Unit, clock: Clock) -> None:
    values = (
        ("headline", briefing.content.headline),
        ("note", briefing.revision.note or ""),
        ("number", str(briefing.number)),
    )
    edition = lay_out(
        Notice(
            "Correction to “{headline}”, which was shown here: {note} The message itself now says it right. "
            "/brief {number}",
            values,
            reply_to=edit.message_id,
        ),
        courier,
    )
    await owe(unit, edition, [edit.address], kind=DeliveryKind.CORRECTION, now=clock.now())
