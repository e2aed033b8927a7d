"""The audit log, in memory."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime

from briefings.domain.audit import Act, AuditEntry
from tests.fakes.memory.newsroom_state import NewsroomState


class MemoryAudit:
    """Append only."""

    def __init__(self, state: NewsroomState) -> None:
        self._state = state

    async def append(self, *, at: datetime, actor: str, act: Act, subject: str, detail: str = "") -> AuditEntry:
        """Chain one more entry to the last."""
        last = self._state.audit[-1] if self._state.audit else None
        entry = AuditEntry.after(last, at=at, actor=actor, act=act, subject=subject, detail=detail)
        self._state.audit.append(entry)
        return entry

    async def latest(self, *, limit: int, subject: str | None = None) -> Sequence[AuditEntry]:
        """The newest entries, newest first."""
        wanted = [entry for entry in reversed(self._state.audit) if subject in (None, entry.subject)]
        return wanted[:limit]

    async def oldest_first(self) -> AsyncIterator[AuditEntry]:
        """Every entry in the order of the chain."""
        for entry in self._state.audit:
            yield entry

    async def forget(self, person: Mapping[str, str]) -> Sequence[int]:
        """Erase a person from every entry."""
        log = self._state.audit
        changed = [new for old in log if (new := old.without(person)) != old]
        for entry in changed:
            log[entry.number - 1] = entry
        return [entry.number for entry in changed]

    async def written(self) -> int:
        """How many entries were ever written."""
        return len(self._state.audit)
