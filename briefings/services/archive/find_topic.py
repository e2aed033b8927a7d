"""Which topic a reader means, with the nearest ones for a word that is none."""

from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from briefings.domain.topics import Topic, slug_of
from briefings.ports.store.archive import Archive


@dataclass(frozen=True, slots=True)
class TopicFound:
    """The topic meant, or None with the nearest ones (the most used where nothing is near)."""

    topic: Topic | None
    near: tuple[Topic, ...] = ()


async def find_topic(words: str, *, archive: Archive, now: datetime) -> TopicFound:
    """Find a topic by its slug or name, or by the only one that begins so."""
    topics = list(await archive.topics(now=now))
    slug = slug_of(words)
    for topic in topics:
        if slug and slug in {topic.slug, slug_of(topic.name)}:
            return TopicFound(topic)
    begun = [topic for topic in topics if slug and topic.slug.startswith(slug)]
    if len(begun) == 1:
        return TopicFound(begun[0])
    close = get_close_matches(slug, [topic.slug for topic in topics], n=5, cutoff=0.6)
    near = begun or [topic for topic in topics if topic.slug in close] or topics
    return TopicFound(None, tuple(near[:5]))
