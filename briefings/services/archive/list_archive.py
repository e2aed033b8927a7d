"""Who is quoted and what is written about."""

from briefings.domain.speakers import Speaker
from briefings.domain.topics import Topic
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.speakers.speaker_directory import SpeakerDirectory


async def list_speakers(*, store: Store, clock: Clock, directory: SpeakerDirectory) -> tuple[Speaker, ...]:
    """Every speaker with a published quote, most quoted first, then by name."""
    return (await directory.read(store, now=clock.now())).speakers


async def list_topics(*, store: Store, clock: Clock) -> tuple[Topic, ...]:
    """Every topic of a published briefing, the most used first."""
    async with store.reading() as unit:
        return tuple(await unit.archive.topics(now=clock.now()))
