"""Takes a published briefing back."""

from dataclasses import replace

from briefings.domain.briefing import Briefing, Status
from briefings.domain.errors import UserError
from briefings.ports.clock import Clock
from briefings.ports.store import Unit


async def withdraw_in(unit: Unit, briefing_id: str, *, note: str | None, clock: Clock) -> Briefing:
    """Show nothing of the briefing to readers any more, within the caller's transaction; its number and revisions stay.

    ``note`` says publicly why.

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
    if not await unit.briefings.save(after, seen_revision=before.revision.number):
        raise UserError("Somebody else changed briefing {number} meanwhile. Look again.", number=before.number)
    await unit.archive.withdraw(briefing_id)
    return after
