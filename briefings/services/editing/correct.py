"""Correct or withdraw what readers have seen, and owe the change to every copy that was delivered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefings.domain.audit import Act, briefing_subject
from briefings.domain.briefing import Briefing, Status
from briefings.domain.copies import CopyEdit, CopyState
from briefings.domain.deliveries import Receipt
from briefings.domain.errors import UserError
from briefings.domain.people import Identity
from briefings.domain.policy import EditorialPolicy
from briefings.extraction.gate import check_note
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.articles.load_briefing import changed_meanwhile, check_seen, load_briefing
from briefings.services.editing.public_notes import tidied
from briefings.services.editing.publish import publish_in
from briefings.services.editing.review_draft import check_four_eyes
from briefings.services.editing.withdraw import show_reason, withdraw_in
from briefings.services.people.roles import person_key
from briefings.services.speakers.resolve_speakers import prepare_names
from briefings.services.speakers.speaker_directory import Aliases

ANSWER = "answer"
"""The kind of a receipt for a command's answer (deliveries carry their own kinds)."""

LISTED_FOR = timedelta(days=365)
"""Corrections are listed publicly for this long."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The briefing as it stands now, and how many delivered copies have to be edited.

    ``waits`` tells that the public note, and a correction with it, is shown once somebody else has approved it.
    """

    briefing: Briefing
    copies: int
    waits: bool = False


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

    A material correction needs the note; a minor one may go without. The note is part of the revision: under four eyes
    a new one has to be approved with it, and until then the correction waits. Without a note, the proposed one counts.
    Every copy that shows an older revision is owed an edit, in the same transaction.

    Raises:
        UserError: not published, nothing was changed, no note, the source does not bear the note out, or four eyes are
            missing.
    """
    note = tidied(note)
    known = await prepare_names(number, aliases=aliases, store=store)
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        person = await person_key(by, unit=unit)
        await check_seen(before, seen_revision, person, unit=unit)
        _check_correctable(before, note, material=material)
        noted = _noted(before, note, material=material, author=person, clock=clock)
        if noted.revision.note:
            check_note(noted.revision.note, noted.source)
        if noted is not before:
            if not await unit.briefings.save(noted, seen_revision=before.revision.number):
                raise await changed_meanwhile(number, seen=before.revision.number, unit=unit)
            await unit.reviews.see(noted.id, person, noted.revision.number)
            if policy.four_eyes:
                await _propose(noted, person, unit=unit, clock=clock)
                return Corrected(noted, 0, waits=True)
        await check_four_eyes(noted, person, policy=policy, unit=unit)
        after = await publish_in(unit, before.id, known=known, clock=clock)
        await unit.reviews.see(after.id, person, after.revision.number)
        owed = await _owe_copies(after, after.revision.number, policy=policy, unit=unit, clock=clock)
        kind = "material" if material else "minor"
        detail = f"r{after.revision.number} {kind}: {after.revision.note or ''}"
        subject = briefing_subject(number)
        await unit.audit.append(at=clock.now(), actor=person, act=Act.CORRECT, subject=subject, detail=detail)
    return Corrected(after, owed)


async def withdraw_briefing(
    number: int, note: str, *, by: Identity, policy: EditorialPolicy, store: Store, clock: Clock
) -> Corrected:
    """Take a published briefing back at once; every copy is owed a notice in its place.

    The notice says so in a fixed sentence. A note in one's own words takes its place; under four eyes once somebody
    else has approved it. A briefing that is withdrawn already can be given a note.

    Raises:
        UserError: not published, or the source does not bear the note out.
    """
    note = tidied(note)
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        if note:
            check_note(note, before.source)
        person, after, owed = await person_key(by, unit=unit), before, 0
        if before.status is not Status.WITHDRAWN:
            at_once = None if policy.four_eyes else note or None
            after = await withdraw_in(unit, before.id, note=at_once, clock=clock)
            await unit.reviews.unplan(before.id)
            owed = await _owe_copies(after, 0, policy=policy, unit=unit, clock=clock)
            subject, detail = briefing_subject(number), at_once or ""
            await unit.audit.append(at=clock.now(), actor=person, act=Act.WITHDRAW, subject=subject, detail=detail)
        if not note or note == after.withdrawn_note:
            return Corrected(after, owed)
        if after.note_waits and after.revision.note == note:
            return Corrected(after, owed, waits=True)
        if not policy.four_eyes:
            return Corrected(await show_reason(after, note, by=person, unit=unit, clock=clock), owed)
        proposed = replace(
            after.revised(after.content, author=person, at=clock.now(), note=note), updated_at=after.updated_at
        )
        if not await unit.briefings.save(proposed, seen_revision=after.revision.number):
            raise await changed_meanwhile(number, seen=after.revision.number, unit=unit)
        await unit.reviews.see(proposed.id, person, proposed.revision.number)
        await _propose(proposed, person, unit=unit, clock=clock)
    return Corrected(proposed, owed, waits=True)


def _noted(before: Briefing, note: str, *, material: bool, author: str, clock: Clock) -> Briefing:
    """The briefing with the note as part of its newest revision; as it is where that says so already."""
    newest = before.revision
    if newest.material == material and note in {"", newest.note}:
        return before
    return before.revised(newest.content, author=author, at=clock.now(), note=note or None, material=material)


async def _propose(noted: Briefing, person: str, *, unit: Unit, clock: Clock) -> None:
    """Ask for the approval of a public note."""
    detail = f"r{noted.revision.number} note: {noted.revision.note or ''}"
    subject = briefing_subject(noted.number)
    await unit.audit.append(at=clock.now(), actor=person, act=Act.SUBMIT, subject=subject, detail=detail)


async def list_corrections(*, limit: int, store: Store, clock: Clock) -> Sequence[Briefing]:
    """Briefings that readers see corrected, and those that they saw and that are withdrawn, the latest first.

    Each is at the revision that readers see, whatever an editor has in work.
    """
    now = clock.now()
    async with store.reading() as unit:
        touched = await unit.briefings.with_status((Status.PUBLISHED, Status.WITHDRAWN), limit=500)
        recent = [briefing for briefing in touched if briefing.updated_at >= now - LISTED_FOR]
        seen = [await _as_seen(briefing, unit=unit, now=now) for briefing in recent]
    return [briefing for briefing in seen if briefing is not None][:limit]


async def _as_seen(briefing: Briefing, *, unit: Unit, now: datetime) -> Briefing | None:
    """A withdrawn briefing, or a corrected one at its published revision; None where readers know of neither."""
    if briefing.status is Status.WITHDRAWN:
        return None if briefing.was_never_seen else briefing
    if briefing.embargo_until is not None and briefing.embargo_until > now:
        return None
    shown = briefing.revision
    if shown.number != briefing.published_revision:
        revisions = await unit.briefings.revisions(briefing.id)
        shown = next(revision for revision in revisions if revision.number == briefing.published_revision)
    return replace(briefing, revision=shown) if shown.note is not None or shown.material else None


def _check_correctable(before: Briefing, note: str, *, material: bool) -> None:
    number, newest = before.number, before.revision
    if before.status is Status.WITHDRAWN or before.published_revision is None:
        raise UserError("Briefing {number} is not published, so there is nothing to correct.", number=number)
    if newest.number == before.published_revision:
        raise UserError("Nothing was changed in briefing {number} yet. /review {number} opens it.", number=number)
    if material and not note and not (newest.material and newest.note):
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
