"""Keep what was planned while a plan rested, so that /why can tell of every time that passed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from briefings.domain.slots import Outcome, Slot
from briefings.domain.subscriptions import Pause, PauseKind, PlanEntry, Subscription
from briefings.domain.timing import last_occurrence
from briefings.ports.store import Unit

_MOST = 10
"""The latest planned times of an entry that are written down: as many as /why tells of."""

_OUTCOMES = {PauseKind.ASKED: Outcome.PAUSED, PauseKind.UNREACHABLE: Outcome.UNREACHABLE}


async def note_rest(plan: Subscription, now: datetime, *, unit: Unit) -> None:
    """Settle the planned times that passed while ``plan``, which is about to go on, rested.

    Today's is left open: the plan may yet be given a later time for today.
    """
    pause = plan.pause
    if pause is None:
        return
    for entry in plan.active:
        for slot in islice(_passed(plan, entry, pause, now), _MOST):
            await unit.slots.add(slot)


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
