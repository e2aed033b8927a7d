"""People and chats that an owner let into an invite-only bot."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol


class Guests(Protocol):
    """Keeps who was let in, by key: a platform and the numeric id of a person, a chat or a server ("telegram:7")."""

    async def add(self, key: str) -> None:
        """Let somebody in; twice is no error."""
        ...

    async def remove(self, key: str) -> bool:
        """Shut somebody out again; False when they were not in."""
        ...

    async def any_of(self, keys: Collection[str]) -> bool:
        """Whether one of the keys was let in."""
        ...

    async def move(self, old: str, new: str) -> None:
        """Give whoever was let in under one key another one; they were told the reason under the new key too."""
        ...

    async def all(self) -> Collection[str]:
        """Every key that was let in, in order."""
        ...

    async def notice_once(self, key: str, *, now: datetime) -> bool:
        """Remember that this person or chat was told why the bot stays silent; True the first time only."""
        ...

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Forget at most ``limit`` of those who were told before; returns how many."""
        ...
