"""The audit log."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from briefings.domain.audit import Act, AuditEntry


class Audit(Protocol):
    """Append only: there is no way to change or remove an entry, but to erase whom it names."""

    async def append(self, *, at: datetime, actor: str, act: Act, subject: str, detail: str = "") -> AuditEntry:
        """Chain one more entry to the last; writers wait for each other, so that the chain has no fork."""
        ...

    async def latest(self, *, limit: int, subject: str | None = None) -> Sequence[AuditEntry]:
        """The newest entries, newest first; of one subject ("briefing 12") where it is named."""
        ...

    def oldest_first(self) -> AsyncIterator[AuditEntry]:
        """Every entry in the order of the chain, read in portions."""
        ...

    async def forget(self, person: Mapping[str, str]) -> Sequence[int]:
        """Put made-up names in the place of a person's keys and erase their words; the numbers of those entries."""
        ...

    async def written(self) -> int:
        """How many entries were ever written, by a count kept beside them: more than there are, once some are gone."""
        ...
