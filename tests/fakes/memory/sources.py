"""Articles as they came, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from briefings.domain.source import Source
from tests.fakes.memory.clashes import refuse_taken
from tests.fakes.memory.state import State


class MemorySources:
    """Stores articles; the text is never changed."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, source: Source) -> None:
        """Keep a new source."""
        refuse_taken(source.id, self._state.sources)
        refuse_taken(source.sha256, {kept.sha256 for kept in self._state.sources.values()})
        self._state.sources[source.id] = source

    async def get(self, source_id: str) -> Source | None:
        """The source with this id."""
        return self._state.sources.get(source_id)

    async def by_fingerprint(self, sha256: str) -> Source | None:
        """The source whose text has this hex SHA-256."""
        return next((source for source in self._state.sources.values() if source.sha256 == sha256), None)

    async def describe(self, source: Source) -> None:
        """Write what is known of a source; its text stays as it is."""
        before = self._state.sources[source.id]
        self._state.sources[source.id] = replace(source, text=before.text, sha256=before.sha256)
        for briefing in [kept for kept in self._state.briefings.values() if kept.source.id == source.id]:
            self._state.briefings[briefing.id] = replace(briefing, source=self._state.sources[source.id])

    async def publishers(self, *, limit: int) -> Sequence[str]:
        """The publishers that are known."""
        newest: dict[str, datetime] = {}
        for source in self._state.sources.values():
            if source.publisher:
                newest[source.publisher] = max(source.added_at, newest.get(source.publisher, source.added_at))
        return sorted(sorted(newest), key=lambda name: newest[name], reverse=True)[:limit]
