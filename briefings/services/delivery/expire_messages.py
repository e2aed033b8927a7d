"""Give up messages that have waited too long to be of use, and say so."""

import logging

from briefings.domain.deliveries import Problem
from briefings.ports.clock import Clock
from briefings.ports.store import Store

_log = logging.getLogger(__name__)

_PORTION = 500


async def expire_messages(*, store: Store, clock: Clock) -> int:
    """Fail every message that is overdue and cannot have arrived; returns how many. /why and the lists tell."""
    problem = Problem("It had waited too long to be of use.")
    total = 0
    while True:
        async with store.writing() as unit:
            count = await unit.deliveries.expire(now=clock.now(), problem=problem, limit=_PORTION)
        total += count
        if count < _PORTION:
            break
    if total:
        _log.warning("Messages had waited too long and were given up", extra={"messages": total})
    return total
