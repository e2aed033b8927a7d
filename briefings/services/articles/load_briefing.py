"""Loads a briefing to work on, and notices when somebody else changed it since the editor looked."""

from briefings.domain.briefing import Briefing
from briefings.domain.changes import changes_between
from briefings.domain.editions import Changed
from briefings.domain.errors import UserError
from briefings.ports.store import Unit
from briefings.services.people.roles import person_name


class ChangedMeanwhileError(UserError):
    """Somebody else changed the briefing since the editor looked.

    ``seen`` and ``now`` are the two revisions, ``changes`` what lies between them.
    """

    def __init__(self, number: int, *, seen: int, now: int, by: str, changes: tuple[Changed, ...] = ()) -> None:
        super().__init__(
            "{by} changed briefing {number} meanwhile (revision {now}; you saw {seen}). Look at it again.",
            number=number,
            seen=seen,
            now=now,
            by=by,
        )
        self.number = number
        self.seen = seen
        self.now = now
        self.changes = changes


async def changed_meanwhile(number: int, *, seen: int, unit: Unit) -> ChangedMeanwhileError:
    """Make the error that tells who changed the briefing since revision ``seen``, and what."""
    newest = await load_briefing(number, unit=unit)
    old = next((r for r in await unit.briefings.revisions(newest.id) if r.number == seen), None)
    changes = changes_between(old, newest.revision) if old else ()
    by = await person_name(newest.revision.author, unit=unit)
    return ChangedMeanwhileError(number, seen=seen, now=newest.revision.number, by=by, changes=changes)


async def check_seen(briefing: Briefing, seen: int | None, person: str, *, unit: Unit) -> None:
    """Raise ChangedMeanwhileError when the briefing is at another revision than the one that was looked at.

    Without ``seen``, as for what is typed, that is the revision that the person looked at last; who never looked may go
    on.
    """
    seen = await unit.reviews.seen(briefing.id, person) if seen is None else seen
    if seen is not None and briefing.revision.number != seen:
        raise await changed_meanwhile(briefing.number, seen=seen, unit=unit)


async def load_briefing(number: int, *, unit: Unit) -> Briefing:
    """The briefing with this number, whatever its status. Raises UserError when there is none."""
    briefing = await unit.briefings.by_number(number)
    if briefing is None:
        raise UserError("No briefing has number {number}. /drafts lists what is in work.", number=number)
    return briefing
