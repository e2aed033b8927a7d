"""Published briefings for readers: the newest, those of a topic, those of some days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from briefings.domain.briefing import Briefing
from briefings.domain.topics import Topic
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.archive.find_topic import TopicFound, find_topic

MOST_BRIEFINGS = 20


@dataclass(frozen=True, slots=True)
class Briefings:
    """The answer: briefings newest first; for a topic that nobody knows, the nearest ones instead.

    ``more`` tells that there are older ones.
    """

    briefings: tuple[Briefing, ...] = ()
    topic: Topic | None = None
    near: tuple[Topic, ...] | None = None
    more: bool = False


async def latest_briefings(
    *,
    limit: int,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
    zone: tzinfo,
    store: Store,
    clock: Clock,
) -> Briefings:
    """Find the newest published briefings; ``since`` and ``until`` are inclusive days of publication in ``zone``."""
    limit = max(1, min(limit, MOST_BRIEFINGS))
    async with store.reading() as unit:
        found = await find_topic(topic, archive=unit.archive, now=clock.now()) if topic else TopicFound(None)
        if topic and found.topic is None:
            return Briefings(near=found.near)
        briefings = await unit.archive.latest(
            now=clock.now(),
            limit=limit + 1,
            topic=found.topic.slug if found.topic else None,
            since=_midnight(since, zone),
            until=_midnight(until + timedelta(days=1), zone) if until and until < date.max else None,
        )
    return Briefings(tuple(briefings[:limit]), found.topic, more=len(briefings) > limit)


def _midnight(day: date | None, zone: tzinfo) -> datetime | None:
    return datetime.combine(day, time(), zone) if day else None
