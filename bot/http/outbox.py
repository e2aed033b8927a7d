"""The outbox as metrics, and as /healthz tells it."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

from bot.http.metrics import Measure
from briefings.services.delivery.watch_outbox import Outbox

Watching = Callable[[], Awaitable[Outbox]]


def outbox_report(outbox: Outbox) -> dict[str, Any]:
    """The page's JSON; times in seconds."""
    return {
        "digests_overdue_seconds": round(outbox.overdue.total_seconds(), 3),
        "platforms": {
            str(platform): {
                "waiting": queue.waiting,
                "lateness_seconds": round(queue.late.total_seconds(), 3),
                "sent": queue.sent,
                "failed": queue.failed,
                "unknown": queue.unknown,
            }
            for platform, queue in outbox.queues.items()
        },
    }


def outbox_measures(watch: Watching) -> Callable[[], Awaitable[Iterable[Measure]]]:
    """A source of metrics that looks at the outbox at each reading."""

    async def measures() -> Iterable[Measure]:
        return list(_measures(await watch()))

    return measures


def _measures(outbox: Outbox) -> Iterator[Measure]:
    overdue = outbox.overdue.total_seconds()
    yield Measure("digests_overdue_seconds", "For how long the earliest planned digest waits to be compiled.", overdue)
    for platform, queue in outbox.queues.items():
        labels = {"platform": str(platform)}
        late = queue.late.total_seconds()
        yield Measure("queue_depth", "Messages that are on their way.", queue.waiting, labels)
        yield Measure("queue_lateness_seconds", "For how long the oldest message that could leave waits.", late, labels)
        for state, count in (("sent", queue.sent), ("failed", queue.failed), ("unknown", queue.unknown)):
            yield Measure(
                "deliveries", "Messages that are kept, by what became of them.", count, labels | {"state": state}
            )
