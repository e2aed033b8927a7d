"""How the outbox and the planned digests stand: what waits, how late it is, what became of the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from briefings.domain.deliveries import OPEN, Backlog, DeliveryState
from briefings.domain.people import Platform
from briefings.ports.clock import Clock
from briefings.ports.store import Store

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Queue:
    """One platform's messages.

    ``waiting`` are still on their way; the others are those that are kept, by what became of them. ``late`` is for how
    long the oldest message that could leave has waited.
    """

    waiting: int
    sent: int
    failed: int
    unknown: int
    late: timedelta


@dataclass(frozen=True, slots=True)
class Outbox:
    """Every platform's queue; ``overdue`` is for how long the earliest planned digest has waited to be compiled."""

    queues: Mapping[Platform, Queue]
    overdue: timedelta


async def watch_outbox(*, store: Store, clock: Clock) -> Outbox:
    """Read how everything stands now."""
    now = clock.now()
    async with store.reading() as unit:
        backlogs = await unit.deliveries.backlog(now=now)
        earliest = await unit.slots.next_due(after=_BEGINNING)
    overdue = now - earliest if earliest is not None and earliest < now else timedelta(0)
    return Outbox({backlog.platform: _queue(backlog, now) for backlog in backlogs}, overdue)


def _queue(backlog: Backlog, now: datetime) -> Queue:
    counts = backlog.counts
    return Queue(
        waiting=sum(count for state, count in counts.items() if state in OPEN),
        sent=counts.get(DeliveryState.SENT, 0),
        failed=counts.get(DeliveryState.FAILED, 0),
        unknown=counts.get(DeliveryState.UNKNOWN, 0),
        late=now - backlog.oldest_due if backlog.oldest_due else timedelta(0),
    )
