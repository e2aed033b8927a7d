"""Many updates at once, but those of one person in one chat in the order in which they came."""

import asyncio
import inspect
from collections import Counter
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_MOST_WAITING = 10_000
"""Updates that are taken in at all; who sends many waits for their own turn, in nobody else's way."""

_Key = tuple[int | None, int | None]


class InOrder(BaseUpdateProcessor):
    """Works on ``at_once`` updates; a pasted article comes in pieces, and an answer follows its question."""

    def __init__(self, at_once: int) -> None:
        super().__init__(_MOST_WAITING)
        self._slots = asyncio.Semaphore(at_once)
        self._turns: dict[_Key, asyncio.Lock] = {}
        self._waiting: Counter[_Key] = Counter()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run one update's work when it is its turn."""
        key = _key(update)
        turn = self._turns.setdefault(key, asyncio.Lock())
        self._waiting[key] += 1
        try:
            async with turn, self._slots:
                await coroutine
        finally:
            if inspect.iscoroutine(coroutine):
                coroutine.close()  # cancelled before its turn came
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._turns[key]

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def _key(update: object) -> _Key:
    if not isinstance(update, Update):
        return None, None
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat else None, user.id if user else None
