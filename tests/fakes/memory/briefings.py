"""Briefings with all their revisions, in memory."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from briefings.domain.briefing import Briefing, Revision, Status
from tests.fakes.memory.clashes import refuse_taken
from tests.fakes.memory.state import State


class MemoryBriefings:
    """The editors' side: drafts and published briefings alike."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def next_number(self) -> int:
        """The next free public number, from 1."""
        self._state.counters["briefing"] = self._state.counters.get("briefing", 0) + 1
        return self._state.counters["briefing"]

    async def add(self, briefing: Briefing) -> None:
        """Keep a new briefing and its first revision."""
        refuse_taken(briefing.id, self._state.briefings)
        refuse_taken(briefing.number, {kept.number for kept in self._state.briefings.values()})
        self._put(briefing)

    async def save(self, briefing: Briefing, *, seen_revision: int) -> bool:
        """Write the briefing's state, and its revision when that number is new."""
        kept = self._state.briefings.get(briefing.id)
        if kept is None or kept.revision.number != seen_revision:
            return False
        self._put(briefing)
        return True

    async def get(self, briefing_id: str) -> Briefing | None:
        """The briefing at its newest revision."""
        return self._state.briefings.get(briefing_id)

    async def by_number(self, number: int) -> Briefing | None:
        """The briefing with this public number, at its newest revision."""
        return self._newest(kept for kept in self._state.briefings.values() if kept.number == number)

    async def by_source(self, source_id: str) -> Briefing | None:
        """The newest briefing made from this source."""
        return self._newest(kept for kept in self._state.briefings.values() if kept.source.id == source_id)

    async def with_status(self, statuses: Collection[Status], *, limit: int = 50) -> Sequence[Briefing]:
        """Briefings in these states, the most recently updated first."""
        found = [kept for kept in self._state.briefings.values() if kept.status in statuses]
        return sorted(found, key=lambda kept: (kept.updated_at, kept.number), reverse=True)[:limit]

    async def revisions(self, briefing_id: str) -> Sequence[Revision]:
        """Every revision, oldest first."""
        kept = self._state.revisions.items()
        return [revision for (owner, _), revision in sorted(kept, key=lambda pair: pair[0]) if owner == briefing_id]

    @staticmethod
    def _newest(found: Iterable[Briefing]) -> Briefing | None:
        return max(found, key=lambda briefing: briefing.number, default=None)

    def _put(self, briefing: Briefing) -> None:
        known = self._state.revisions.setdefault((briefing.id, briefing.revision.number), briefing.revision)
        self._state.briefings[briefing.id] = replace(briefing, revision=known)
