"""What is visible to readers now, numbered in the order in which it became so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefings.domain.briefing import Briefing, Priority
from briefings.domain.topics import slug_of
from briefings.ports.store import Store, Unit
from briefings.ports.store.editions import Release

WINDOW = timedelta(days=30)
"""How old a briefing's first publication may be for a digest to show it, or a change of it."""

_MOST = 200
_RANK = {Priority.BREAKING: 0, Priority.HIGH: 1, Priority.NORMAL: 2, Priority.LOW: 3}


@dataclass(frozen=True, slots=True)
class News:
    """Published briefings, the most important first; ``last`` is the number up to which they were released."""

    briefings: tuple[Briefing, ...]
    releases: Mapping[str, tuple[Release, ...]]
    last: int

    def topics_of(self, briefing: Briefing) -> frozenset[str]:
        """The slugs of a briefing's topics."""
        return frozenset(slug_of(topic) for topic in briefing.content.topics)


async def gather_news(*, store: Store, now: datetime) -> News:
    """Read what is published and past its embargo, samples left out, and number what has no number yet."""
    async with store.reading() as unit:
        briefings = await unit.archive.latest(now=now, limit=_MOST, since=now - WINDOW, samples=False)
        releases = await _releases(unit, briefings)
        last = await unit.releases.last()
    noted = {(r.briefing_id, r.revision) for found in releases.values() for r in found}
    fresh = [pair for b in reversed(briefings) if (pair := (b.id, b.revision.number)) not in noted]
    if fresh:
        async with store.writing() as unit:
            await unit.releases.note(fresh, now=now)
            releases = await _releases(unit, briefings)
            last = await unit.releases.last()
    ordered = sorted(briefings, key=lambda b: _RANK[b.content.priority])
    return News(tuple(ordered), releases, last)


async def _releases(unit: Unit, briefings: Sequence[Briefing]) -> dict[str, tuple[Release, ...]]:
    found: dict[str, list[Release]] = defaultdict(list)
    for release in await unit.releases.of([briefing.id for briefing in briefings]):
        found[release.briefing_id].append(release)
    return {briefing_id: tuple(releases) for briefing_id, releases in found.items()}
