"""Long polling: one poller at a time, each update until it is confirmed."""

import asyncio
from typing import Any

from tests.fakes.telegram_api.world import Json, Refused, World

_TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Polling:
    """Answers getUpdates; a newer poll ends an older one with a conflict, as Telegram does."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._current: object | None = None

    async def get_updates(self, sent: Json, closing: asyncio.Event) -> list[Json]:
        """Wait up to ``timeout`` seconds for updates from ``offset`` on."""
        if self._world.webhook["url"]:
            raise Refused(409, _WEBHOOK)
        self._confirm(int(sent.get("offset") or 0))
        mine = self._current = object()
        async with self._world.arrived:
            self._world.arrived.notify_all()
        try:
            await self._wait(float(sent.get("timeout") or 0), mine, closing)
            if self._current is not mine:
                raise Refused(409, _TERMINATED)
            return self._world.updates[: int(sent.get("limit") or 100)]
        finally:
            if self._current is mine:
                self._current = None

    def _confirm(self, offset: int) -> None:
        self._world.updates[:] = [update for update in self._world.updates if update["update_id"] >= offset]

    async def _wait(self, seconds: float, mine: object, closing: asyncio.Event) -> None:
        def ready() -> Any:
            return self._world.updates or self._current is not mine or closing.is_set()

        try:
            async with asyncio.timeout(min(seconds, 50)), self._world.arrived:
                await self._world.arrived.wait_for(ready)
        except TimeoutError:
            return
