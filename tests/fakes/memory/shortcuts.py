"""Long command lines of buttons, in memory."""

from datetime import datetime

from briefings.ports.store.shortcuts import KEPT_AGAIN, MOST_SHORTCUTS
from tests.fakes.memory.state import State


class MemoryShortcuts:
    """Keeps lines by token."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def remember(self, token: str, line: str, *, now: datetime) -> None:
        """Keep a line under its token."""
        kept = self._state.shortcuts
        if token in kept and now - kept[token][1] < KEPT_AGAIN:
            return
        kept.pop(token, None)
        kept[token] = (line, now)
        while len(kept) > MOST_SHORTCUTS:
            del kept[next(iter(kept))]

    async def recall(self, token: str) -> str | None:
        """The line of this token, or None."""
        known = self._state.shortcuts.get(token)
        return known[0] if known else None

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Forget old lines."""
        old = [token for token, (_, kept_at) in self._state.shortcuts.items() if kept_at < before][:limit]
        for token in old:
            del self._state.shortcuts[token]
        return len(old)
