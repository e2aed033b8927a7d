"""Correct or withdraw what readers have seen, and owe the change to every copy that was delivered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from briefings.domain.audit import Act
from briefings.domain.briefing import Briefing, Status
from briefings.domain.copies import CopyEdit, CopyState
from briefings.domain.deliveries import Receipt
from briefings.domain.errors import UserError
from briefings.domain.people import Identity
from briefings.domain.policy import EditorialPolicy
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.edit_items import changed_meanwhile, check_seen, load_briefing
from briefings.services.publish import publish_in
from briefings.services.resolve_speakers import prepare_names
from briefings.services.review_draft import check_four_eyes
from briefings.services.roles import person_key
from briefings.services.speaker_directory import Aliases
from briefings.services.verify_log import briefing_subject
from briefings.services.withdraw import withdraw_in

ANSWER = "answer"
"""The kind of a receipt for a command's answer (deliveries carry their own kinds)."""

LISTED_FOR = timedelta(days=365)
"""Corrections are listed publicly for this long."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The briefing as it stands now, and how many delivered copies have to be edited."""

    briefing: Briefing
    copies: int


async def correct(
    number: int,
    note: str,
    *,
    material: bool,
    by: Identity,
    policy: EditorialPolicy,
    seen_revision: int | None = None,
    aliases: Aliases = (),
    store: Store,
    clock: Clock,
) -> Corrected:
    """Put the newest revision in the place of the published one, with a dated public note.

    A material correction needs the note; a minor one may go without. Every copy that shows an older revision is owed
    an edit, in the same transaction.

    Raises:
        UserError: not published, nothing was changed, no note, or four eyes are missing.
    """
    note = " ".join(note.split())[:500]
    known = await prepare_names(number, aliases=aliases, store=store)
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        person = await person_key(by, unit=unit)
        await check_seen(before, seen_revision, person, unit=unit)
        _check_correctable(before, note, material=material)
        await check_four_eyes(before, person, policy=policy, unit=unit)
        newest = before.revision
        noted = before.revised(
            newest.content, author=newest.author, at=clock.now(), note=note or None, material=material
        )
        if not await unit.briefings.save(noted, seen_revision=newest.number):
            raise await changed_meanwhile(number, seen=newest.number, unit=unit)
        after = await publish_in(unit, before.id, known=known, clock=clock)
        await unit.reviews.see(after.id, person, after.revision.number)
        owed = await _owe_copies(after, after.revision.number, policy=policy, unit=unit, clock=clock)
        kind = "material" if material else "minor"
        detail = f"r{after.revision.number} {kind}: {note}"
        subject = briefing_subject(number)
        await unit.audit.append(at=clock.now(), actor=person, act=Act.CORRECT, subject=subject, detail=detail)
    return Corrected(after, owed)


async def withdraw_briefing(
    number: int, note: str, *, by: Identity, policy: EditorialPolicy, store: Store, clock: Clock
) -> Corrected:
    """Take a published briefing back, with a public note; every copy is owed a notice in its place."""
    note = " ".join(note.split())[:500]
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        if before.status is Status.WITHDRAWN:
            return Corrected(before, 0)
        after = await withdraw_in(unit, before.id, note=note or None, clock=clock)
        person = await person_key(by, unit=unit)
        await unit.reviews.unplan(before.id)
        owed = await _owe_copies(after, 0, policy=policy, unit=unit, clock=clock)
        subject = briefing_subject(number)
        await unit.audit.append(at=clock.now(), actor=person, act=Act.WITHDRAW, subject=subject, detail=note)
    return Corrected(after, owed)


async def list_corrections(*, limit: int, store: Store, clock: Clock) -> Sequence[Briefing]:
    """Published briefings whose current revision corrects an earlier one, and withdrawn ones, the latest first."""
    async with store.reading() as unit:
        touched = await unit.briefings.with_status((Status.PUBLISHED, Status.WITHDRAWN), limit=500)
    since, now = clock.now() - LISTED_FOR, clock.now()
    return [
        briefing
        for briefing in touched
        if briefing.updated_at >= since
        and (briefing.embargo_until is None or briefing.embargo_until <= now)
        and (briefing.status is Status.WITHDRAWN or _is_correction(briefing))
    ][:limit]


def _is_correction(briefing: Briefing) -> bool:
    revision = briefing.revision
    return revision.number == briefing.published_revision and (revision.note is not None or revision.material)


def _check_correctable(before: Briefing, note: str, *, material: bool) -> None:
    number, newest = before.number, before.revision
    if before.status is Status.WITHDRAWN or before.published_revision is None:
        raise UserError("Briefing {number} is not published, so there is nothing to correct.", number=number)
    if newest.number == before.published_revision:
        raise UserError("Nothing was changed in briefing {number} yet. /review {number} opens it.", number=number)
    if material and not note:
        raise UserError("A material correction says publicly what was wrong: add a note.")


async def _owe_copies(briefing: Briefing, revision: int, *, policy: EditorialPolicy, unit: Unit, clock: Clock) -> int:
    """Owe an edit to each message that shows another revision; consoles keep what they have printed."""
    now = clock.now()
    return await unit.copies.owe(
        [
            CopyEdit(briefing.id, revision, receipt.address, receipt.message_id, CopyState.OWED, due_at=now)
            for receipt in await unit.receipts.of_briefing(briefing.id)
            if receipt.revision != revision and _can_be_edited(receipt, policy)
        ]
    )


def _can_be_edited(receipt: Receipt, policy: EditorialPolicy) -> bool:
    if receipt.address.platform.is_own:
        return False
    return policy.edit_answers or receipt.kind != ANSWER
