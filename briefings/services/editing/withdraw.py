"""Takes a published briefing back."""

from dataclasses import replace

from briefings.domain.audit import Act, briefing_subject
from briefings.domain.briefing import Briefing, Status
from briefings.domain.errors import UserError
from briefings.ports.clock import Clock
from briefings.ports.store import Unit


async def withdraw_in(unit: Unit, briefing_id: str, *, note: str | None, clock: Clock) -> Briefing:
    """Show nothing of the briefing to readers any more, within the caller's transaction; its number and revisions stay.

    ``note`` says publicly why; without one, readers are told in a fixed sentence.

    Raises:
        UserError: no such briefing, or it is not published.
    """
    before = await unit.briefings.get(briefing_id)
    if before is None:
        raise UserError("That briefing does not exist.")
    if before.status is Status.WITHDRAWN:
        return before
    if before.published_revision is None:
        raise UserError("Briefing {number} is not published.", number=before.number)
    after = replace(before, status=Status.WITHDRAWN, withdrawn_note=note, updated_at=clock.now())
    await _save(after, unit)
    await unit.archive.withdraw(briefing_id)
    return after


async def show_reason(briefing: Briefing, note: str | None, *, by: str, unit: Unit, clock: Clock) -> Briefing:
    """Give a withdrawn briefing its public reason; every copy that tells of the withdrawal is owed it."""
    after = replace(briefing, withdrawn_note=note)
    await _save(after, unit)
    await unit.archive.withdraw(briefing.id)  # which tells everybody who remembers answers
    await unit.copies.reopen(briefing.id, now=clock.now())
    subject, detail = briefing_subject(briefing.number), note or ""
    await unit.audit.append(at=clock.now(), actor=by, act=Act.WITHDRAW, subject=subject, detail=detail)
    return after


async def _save(after: Briefing, unit: Unit) -> None:
    if not await unit.briefings.save(after, seen_revision=after.revision.number):
        raise UserError("Somebody else changed briefing {number} meanwhile. Look again.", number=after.number)
