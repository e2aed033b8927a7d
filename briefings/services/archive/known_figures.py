"""Published figures, values of the same thing side by side."""

from dataclasses import dataclass

from briefings.domain.archive import ArchivedFigure, FigureGroup
from briefings.domain.folding import words_of
from briefings.domain.topics import Topic
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.archive.find_topic import TopicFound, find_topic

MOST_FIGURES = 40


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """The answer: groups newest first; for a topic that nobody knows, the nearest ones instead."""

    groups: tuple[FigureGroup, ...] = ()
    topic: Topic | None = None
    near: tuple[Topic, ...] | None = None


async def known_figures(
    *, topic: str | None = None, briefing: int | None = None, limit: int = MOST_FIGURES, store: Store, clock: Clock
) -> KnownFigures:
    """Find published figures, newest first, grouped by what they count."""
    async with store.reading() as unit:
        found = await find_topic(topic, archive=unit.archive, now=clock.now()) if topic else TopicFound(None)
        if topic and found.topic is None:
            return KnownFigures(near=found.near)
        figures = await unit.archive.figures(
            now=clock.now(), limit=limit, topic=found.topic.slug if found.topic else None, briefing=briefing
        )
    return KnownFigures(group_figures(tuple(figures)), found.topic)


def group_figures(figures: tuple[ArchivedFigure, ...]) -> tuple[FigureGroup, ...]:
    """Put figures of the same thing and unit together, in the order in which each thing first comes.

    A figure that does not say what it counts stands alone: two numbers are comparable only when their source says so.
    """
    groups: dict[object, list[ArchivedFigure]] = {}
    for index, item in enumerate(figures):
        words = tuple(words_of(item.figure.what or ""))
        groups.setdefault((words, item.figure.unit) if words else index, []).append(item)
    return tuple(FigureGroup(items[0].figure.what or "", tuple(items)) for items in groups.values())
