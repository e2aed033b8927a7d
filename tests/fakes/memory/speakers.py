"""Who is quoted, in memory."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from briefings.domain.speakers import Speaker
from tests.fakes.memory.clashes import refuse_taken
from tests.fakes.memory.state import State


class MemorySpeakers:
    """Keeps speakers and their aliases."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def all(self, *, now: datetime | None = None) -> Sequence[Speaker]:
        """Every speaker, most quoted first, then by name."""
        counts = self._counts(now)
        speakers = [replace(speaker, quotes=counts[speaker.id]) for speaker in self._state.speakers.values()]
        return sorted(speakers, key=lambda speaker: (-speaker.quotes, speaker.name, speaker.id))

    async def get(self, speaker_id: str) -> Speaker | None:
        """The speaker with this id."""
        speaker = self._state.speakers.get(speaker_id)
        return speaker and replace(speaker, quotes=self._counts(None)[speaker_id])

    async def add(self, speaker: Speaker) -> None:
        """Keep a new speaker."""
        refuse_taken(speaker.id, self._state.speakers)
        self._state.speakers[speaker.id] = replace(speaker, aliases=tuple(dict.fromkeys(speaker.aliases)))

    async def rename(self, speaker_id: str, name: str) -> None:
        """Show a speaker under another name; the name so far stays as an alias."""
        await self.add_aliases(speaker_id, (self._state.speakers[speaker_id].name,))
        self._state.speakers[speaker_id] = replace(self._state.speakers[speaker_id], name=name)

    async def add_aliases(self, speaker_id: str, aliases: Collection[str]) -> None:
        """Add spellings that are not there yet, in the order given."""
        speaker = self._state.speakers[speaker_id]
        self._state.speakers[speaker_id] = replace(speaker, aliases=tuple(dict.fromkeys((*speaker.aliases, *aliases))))

    def _counts(self, now: datetime | None) -> Counter[str]:
        shown = [
            entry
            for entry in self._state.entries.values()
            if now is None or entry.embargo_until is None or entry.embargo_until <= now
        ]
        names = [(entry, quote.speaker) for entry in shown for quote in entry.revision.content.quotes]
        return Counter(entry.speakers[name] for entry, name in names if name is not None and name in entry.speakers)
