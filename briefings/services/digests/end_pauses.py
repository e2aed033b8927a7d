"""Wake plans whose pause has an end that has come."""

from dataclasses import replace
from datetime import datetime

from briefings.domain.paused_slots import paused_slots
from briefings.domain.subscriptions import PauseKind, Subscription
from briefings.ports.clock import Clock
from briefings.ports.store import Store

_PORTION = 200


async def end_pauses(*, store: Store, clock: Clock) -> int:
    """Take down every pause that is over, so that alerts come again and the plan says so; returns how many.

    The digests themselves need no waking: they were planned for after the pause when it began.
    """
    now, ended, last = clock.now(), 0, ""
    while True:
        async with store.reading() as unit:
            resting = await unit.subscriptions.paused(PauseKind.ASKED, after=last, limit=_PORTION)
        for plan in (plan for plan in resting if _is_over(plan, now)):
            async with store.writing() as unit:
                present = await unit.subscriptions.get(plan.id, changing=True)
                if present is not None and _is_over(present, now):
                    for slot in paused_slots(present, now):
                        await unit.slots.add(slot)
                    await unit.subscriptions.save(replace(present, pause=None))
                    ended += 1
        if len(resting) < _PORTION:
            return ended
        last = resting[-1].id


def _is_over(plan: Subscription, now: datetime) -> bool:
    return plan.pause is not None and plan.pause.until is not None and plan.pause.until <= now
