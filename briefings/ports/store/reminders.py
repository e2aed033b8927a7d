"""Dates that chats follow."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from briefings.domain.people import Platform
from briefings.domain.reminders import DatedReminder


class Reminders(Protocol):
    """Keeps which chat wants to be told of which date."""

    async def add(self, reminder: DatedReminder) -> bool:
        """Keep a reminder; False when the chat has one for this date and instant already."""
        ...

    async def of_chat(self, platform: Platform, chat_id: str) -> Sequence[DatedReminder]:
        """A chat's reminders that are still to come, the soonest first."""
        ...

    async def remove(self, reminder_id: str) -> bool:
        """Take a reminder away; False when there is none."""
        ...

    async def due(
        self, *, now: datetime, limit: int, platforms: Collection[Platform] = tuple(Platform)
    ) -> Sequence[DatedReminder]:
        """Reminders of chats on these platforms whose time has come, the earliest first."""
        ...

    async def next_due(self, *, after: datetime) -> datetime | None:
        """The earliest instant later than ``after`` at which a reminder is due."""
        ...

    async def all(
        self, *, after: str = "", limit: int = 500, platforms: Collection[Platform] = tuple(Platform)
    ) -> Sequence[DatedReminder]:
        """Reminders of chats on these platforms, by id, those after the id ``after``."""
        ...

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give a chat's reminders another chat id."""
        ...
