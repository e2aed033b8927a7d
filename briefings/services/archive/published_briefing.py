"""The published briefing of a number, or the sentence that tells why there is none."""

from datetime import datetime

from briefings.domain.briefing import Briefing, Status
from briefings.domain.errors import UserError
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit


async def published_briefing(number: int, *, unit: Unit, now: datetime) -> Briefing:
    """The briefing at its published revision.

    Raises:
        UserError: no briefing that readers may know of has this number, or it was withdrawn, for the public reason.
    """
    found = await unit.archive.briefing(number, now=now)
    if found is not None:
        return found
    kept = await unit.briefings.by_number(number)
    if kept is None or kept.status is not Status.WITHDRAWN or kept.was_never_seen:
        raise UserError("No briefing has number {number}. /brief shows the latest.", number=number)
    if kept.withdrawn_note:
        raise UserError("Briefing {number} was withdrawn: {note}", number=number, note=kept.withdrawn_note)
    raise UserError("Briefing {number} was withdrawn. /corrections lists what was.", number=number)


async def one_briefing(number: int, *, store: Store, clock: Clock) -> Briefing:
    """The same, for one question alone."""
    async with store.reading() as unit:
        return await published_briefing(number, unit=unit, now=clock.now())
