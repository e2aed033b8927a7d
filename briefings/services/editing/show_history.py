"""The revisions of a briefing, each with what it changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefings.domain.briefing import Briefing, Revision
from briefings.domain.changes import changes_between
from briefings.domain.editions import Changed
from briefings.ports.store import Store
from briefings.services.articles.load_briefing import load_briefing
from briefings.services.people.roles import person_name


@dataclass(frozen=True, slots=True)
class Step:
    """One revision: who wrote it, what it changed, and whether readers saw it or see it now."""

    revision: Revision
    author: str
    changes: tuple[Changed, ...]


async def show_history(number: int, *, store: Store) -> tuple[Briefing, Sequence[Step]]:
    """The briefing and its revisions, newest first. Raises UserError for a number that no briefing has."""
    async with store.reading() as unit:
        briefing = await load_briefing(number, unit=unit)
        revisions = list(await unit.briefings.revisions(briefing.id))
        names = {key: await person_name(key, unit=unit) for key in {revision.author for revision in revisions}}
    first = [Step(revisions[0], names[revisions[0].author], ())]
    later = [Step(new, names[new.author], changes_between(old, new)) for old, new in pairwise(revisions)]
    return briefing, [*reversed(later), *first]
