"""Dates that published sources name: what comes, what could not be resolved, what is past."""

from dataclasses import dataclass
from datetime import date

from briefings.domain.archive import ArchivedDate
from briefings.domain.topics import Topic
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.archive.find_topic import TopicFound, find_topic

MOST_DATES = 30
_LATEST_PAST = 5


@dataclass(frozen=True, slots=True)
class Dates:
    """The answer: coming dates, the soonest first; unresolved ones; past ones, the latest first.

    For a topic that nobody knows, the nearest ones instead.
    """

    ahead: tuple[ArchivedDate, ...] = ()
    unresolved: tuple[ArchivedDate, ...] = ()
    past: tuple[ArchivedDate, ...] = ()
    topic: Topic | None = None
    near: tuple[Topic, ...] | None = None


async def dates_ahead(
    *,
    today: date,
    topic: str | None = None,
    past: bool = False,
    briefing: int | None = None,
    limit: int = MOST_DATES,
    store: Store,
    clock: Clock,
) -> Dates:
    """Find coming and unresolved dates, or past ones when asked; with nothing ahead, the latest past ones too."""
    now = clock.now()
    async with store.reading() as unit:
        found = await find_topic(topic, archive=unit.archive, now=now) if topic else TopicFound(None)
        if topic and found.topic is None:
            return Dates(near=found.near)
        slug = found.topic.slug if found.topic else None
        if past:
            gone = await unit.archive.dates_past(now=now, today=today, limit=limit, topic=slug, briefing=briefing)
            return Dates(past=tuple(gone), topic=found.topic)
        ahead = await unit.archive.dates_ahead(now=now, today=today, limit=limit, topic=slug, briefing=briefing)
        unresolved = await unit.archive.dates_unresolved(now=now, limit=limit, topic=slug, briefing=briefing)
        gone = (
            ()
            if ahead
            else await unit.archive.dates_past(now=now, today=today, limit=_LATEST_PAST, topic=slug, briefing=briefing)
        )
    return Dates(tuple(ahead), tuple(unresolved), tuple(gone), found.topic)
