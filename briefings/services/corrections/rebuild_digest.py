"""Make a digest that was sent anew: the same shape, every briefing as it stands now."""

from datetime import datetime

from briefings.domain.archive import ArchivedDate, reference_of
from briefings.domain.briefing import Briefing, Status
from briefings.domain.changes import changes_between
from briefings.domain.editions import Ahead, Digest, DigestItem, DigestRecipe, Mark
from briefings.ports.store import Unit
from briefings.services.digests.choose_details import numbers_of, said_in, words_of


async def rebuild_digest(recipe: DigestRecipe, *, unit: Unit, now: datetime) -> Digest:
    """Compile the recipe again; what readers may not see any more leaves a notice, or nothing where it was a detail."""
    items = [item for part in recipe.items if (item := await _item(*part, unit=unit, now=now))]
    shown = [item.briefing for item in items if item.briefing.status is not Status.WITHDRAWN]
    return Digest(
        day=recipe.day,
        style=recipe.style,
        items=tuple(items),
        more=recipe.more,
        numbers=numbers_of(shown, recipe.style),
        said=said_in(shown, recipe.style, await words_of(recipe.speakers, unit=unit, now=now)),
        ahead=tuple([a for part in recipe.ahead if (a := await _ahead(*part, recipe, unit=unit, now=now))]),
        planned=recipe.planned,
        planned_day=recipe.planned_day,
        mention_role=recipe.mention_role,
        speakers=recipe.speakers,
    )


async def as_it_stands(briefing_id: str, *, unit: Unit, now: datetime) -> Briefing | None:
    """The briefing at the revision that readers see now, or as withdrawn; None when they see nothing of it."""
    newest = await unit.briefings.get(briefing_id)
    if newest is None or newest.status is Status.WITHDRAWN:
        return newest
    return await unit.archive.briefing(newest.number, now=now)


async def _item(
    briefing_id: str, mark: Mark | None, shown: int, since: int | None, *, unit: Unit, now: datetime
) -> DigestItem | None:
    briefing = await as_it_stands(briefing_id, unit=unit, now=now)
    if briefing is None:
        return None
    old = next((r for r in await unit.briefings.revisions(briefing_id) if r.number == since), None)
    changes = changes_between(old, briefing.revision) if old else ()
    return DigestItem(briefing, mark, changes, since, corrected=briefing.revision.number != shown)


async def _ahead(briefing_id: str, start: int, recipe: DigestRecipe, *, unit: Unit, now: datetime) -> Ahead | None:
    briefing = await as_it_stands(briefing_id, unit=unit, now=now)
    if briefing is None or briefing.status is Status.WITHDRAWN:
        return None
    event = next((event for event in briefing.content.dates if event.excerpt.start == start), None)
    if event is None or event.resolved is None:
        return None
    return Ahead(ArchivedDate(event, reference_of(briefing)), (event.resolved - recipe.day).days)
