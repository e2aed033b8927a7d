"""The planned times that passed while a plan was paused, which /why tells of."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from briefings.domain.slots import Outcome, Slot
from briefings.domain.subscriptions import Pause, PauseKind, PlanEntry, Subscription
from briefings.domain.timing import last_occurrence

_MOST = 10
"""The latest planned times of an entry that are written down: as many as /why tells of."""

_OUTCOMES = {PauseKind.ASKED: Outcome.PAUSED, PauseKind.UNREACHABLE: Outcome.UNREACHABLE}


def paused_slots(plan: Subscription, now: datetime) -> Iterator[Slot]:
    """Yield a settled slot for each planned time that passed while ``plan`` was paused, the latest first by entry.

    Today's is left open: the plan may yet be given a later time for today.
    """
    if plan.pause is not None:
        for entry in plan.active:
            yield from islice(_passed(plan, entry, plan.pause, now), _MOST)


def _passed(plan: Subscription, entry: PlanEntry, pause: Pause, now: datetime) -> Iterator[Slot]:
    """The latest first."""
    zone, moment = plan.zone_info, min(now, pause.until or now)
    today = now.astimezone(zone).date()
    while True:
        passed = last_occurrence(moment, at=entry.at, zone=zone, days=entry.days)
        if passed.instant < pause.since or (entry.last_day is not None and passed.day <= entry.last_day):
            return
        if passed.day < today:
            outcome = _OUTCOMES[pause.kind]
            yield Slot(entry.id, passed.day, plan.id, passed.instant, now, entry.at, outcome)
        moment = passed.instant - timedelta(microseconds=1)
