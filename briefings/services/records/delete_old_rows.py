"""Delete what nobody needs any more, in small portions, so that nobody waits for it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from briefings.domain.conversations import CONVERSATION_LIFETIME
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit

_log = logging.getLogger(__name__)

PORTION = 1000
"""Rows that one transaction deletes."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what is done is kept: messages and planned times for /why, receipts for corrections."""

    messages: timedelta
    receipts: timedelta


class _Kept(Protocol):
    async def forget(self, *, before: datetime, limit: int) -> int: ...


async def forget_old(*, retention: Retention, store: Store, clock: Clock, portion: int = PORTION) -> dict[str, int]:
    """Delete old messages, planned times, editions that nothing refers to, receipts, and forsaken conversations.

    So are old lines of buttons, and who was told that the bot is by invitation. Returns how many rows of each. What is
    still owed is never deleted, nor is anything that decides what a chat has had: watermarks, releases and plans stay.
    """
    now = clock.now()
    done, receipts = now - retention.messages, now - retention.receipts
    forgotten = {
        "deliveries": await _forget(lambda unit: unit.deliveries, done, store, portion),
        "slots": await _forget(lambda unit: unit.slots, done, store, portion),
        "editions": await _forget(lambda unit: unit.editions, done, store, portion),
        "receipts": await _forget(lambda unit: unit.receipts, receipts, store, portion),
        "shortcuts": await _forget(lambda unit: unit.shortcuts, receipts, store, portion),
        "notices": await _forget(lambda unit: unit.guests, receipts, store, portion),
    }
    async with store.writing() as unit:
        forgotten["conversations"] = await unit.conversations.close_older(now - CONVERSATION_LIFETIME)
    if any(forgotten.values()):
        _log.info("Old rows were deleted", extra=forgotten)
    return forgotten


async def _forget(kept: Callable[[Unit], _Kept], before: datetime, store: Store, portion: int) -> int:
    total = 0
    while True:
        async with store.writing() as unit:
            count = await kept(unit).forget(before=before, limit=portion)
        total += count
        if count < portion:
            return total
        await asyncio.sleep(0)
