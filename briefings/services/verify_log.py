"""Read and verify the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefings.domain.audit import AuditEntry, follows
from briefings.ports.store import Store


@dataclass(frozen=True, slots=True)
class LogCheck:
    """How the chain stands: how many entries fit, and the number of the first that does not."""

    entries: int
    broken_at: int | None


async def verify_log(*, store: Store) -> LogCheck:
    """Walk the whole chain from its beginning; stops at the first entry that was changed, removed or put in."""
    last: AuditEntry | None = None
    async with store.reading() as unit:
        async for entry in unit.audit.oldest_first():
            if not follows(entry, last):
                whole = last.number if last else 0
                return LogCheck(whole, whole + 1)
            last = entry
    return LogCheck(last.number if last else 0, None)


async def read_log(*, limit: int, store: Store, briefing: int | None = None) -> Sequence[AuditEntry]:
    """The newest entries, newest first; of one briefing where its number is given."""
    subject = None if briefing is None else briefing_subject(briefing)
    async with store.reading() as unit:
        return await unit.audit.latest(limit=limit, subject=subject)


def briefing_number(subject: str) -> int | None:
    """The number of the briefing that a subject of the log names; None for another subject."""
    word, _, number = subject.partition(" ")
    return int(number) if word == "briefing" and number.isdecimal() else None


def briefing_subject(number: int) -> str:
    """How the log names a briefing."""
    return f"briefing {number}"
