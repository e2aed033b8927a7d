"""People and chats that an owner let in, in memory."""

from collections.abc import Collection
from datetime import datetime

from tests.fakes.memory.state import State


class MemoryGuests:
    """Keeps who was let in, by key."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, key: str) -> None:
        """Let somebody in."""
        self._state.guests[key] = None

    async def remove(self, key: str) -> bool:
        """Shut somebody out again."""
        there = key in self._state.guests
        self._state.guests.pop(key, None)
        return there

    async def any_of(self, keys: Collection[str]) -> bool:
        """Whether one of the keys was let in."""
        return any(key in self._state.guests for key in keys)

    async def move(self, old: str, new: str) -> None:
        """Give whoever was let in under one key another one."""
        guests, notices = self._state.guests, self._state.notices
        if old in guests:
            guests[new] = guests.pop(old)
        if old in notices:
            notices[new] = notices.pop(old)

    async def all(self) -> Collection[str]:
        """Every key that was let in, in order."""
        return sorted(self._state.guests)

    async def notice_once(self, key: str, *, now: datetime) -> bool:
        """Remember that somebody was told; True the first time only."""
        if key in self._state.notices:
            return False
        self._state.notices[key] = now
        return True

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Forget who was told before."""
        old = [key for key, told_at in self._state.notices.items() if told_at < before][:limit]
        for key in old:
            del self._state.notices[key]
        return len(old)
