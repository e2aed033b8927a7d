"""Read and verify the audit log."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from briefings.domain.audit import GENESIS, AuditEntry, Erasures, briefing_subject, follows
from briefings.ports.store import Store


@dataclass(frozen=True, slots=True)
class LogCheck:
    """How the chain stands: how many entries fit, and the number of the first that does not.

    ``head`` is the hash of the last entry that fits: whoever notes it down elsewhere can tell later, by
    ``verify_log(against=…)``, that nothing up to there was written anew.
    """

    entries: int
    broken_at: int | None
    head: str = field(default=GENESIS, compare=False)


async def verify_log(*, store: Store, against: Collection[tuple[int, str]] = ()) -> LogCheck:
    """Walk the whole chain from its beginning; stops at the first entry that was changed, removed or put in.

    What was erased of an entry must be told by a later one, which names it.
    Entries cut off at the end show by the count kept beside the log, and by ``against``: numbers and hashes of
    entries as they were noted down.
    """
    last: AuditEntry | None = None
    erasures = Erasures()
    noted: dict[int, set[str]] = {}
    for number, seal in against:
        noted.setdefault(number, set()).add(seal)
    async with store.reading() as unit:
        async for entry in unit.audit.oldest_first():
            if not follows(entry, last) or noted.get(entry.number, {entry.hash}) != {entry.hash}:
                return _check(last, broken=True)
            last = entry
            erasures.add(entry)
        if erasures.untold is not None:
            return LogCheck(erasures.untold - 1, erasures.untold)
        missing = max(await unit.audit.written(), *noted, 0)
    return _check(last, broken=missing > (last.number if last else 0))


def _check(last: AuditEntry | None, *, broken: bool) -> LogCheck:
    whole, head = (last.number, last.hash) if last else (0, GENESIS)
    return LogCheck(whole, whole + 1 if broken else None, head)


async def read_log(*, limit: int, store: Store, briefing: int | None = None) -> Sequence[AuditEntry]:
    """The newest entries, newest first; of one briefing where its number is given."""
    subject = None if briefing is None else briefing_subject(briefing)
    async with store.reading() as unit:
        return await unit.audit.latest(limit=limit, subject=subject)
