"""Dates that chats follow, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from briefings.domain.people import ChatAddress, Platform
from briefings.domain.reminders import DatedReminder
from tests.fakes.memory.delivery_state import DeliveryState


class MemoryReminders:
    """Keeps which chat wants to be told of which date."""

    def __init__(self, state: DeliveryState) -> None:
        self._reminders = state.reminders

    async def add(self, reminder: DatedReminder) -> bool:
        """Keep a reminder; False when the chat has one for this date and instant already."""
        if any(_key(known) == _key(reminder) for known in self._reminders.values()):
            return False
        self._reminders[reminder.id] = reminder
        return True

    async def of_chat(self, platform: Platform, chat_id: str) -> Sequence[DatedReminder]:
        """A chat's reminders that are still to come, the soonest first."""
        return [r for r in self._ordered() if (r.address.platform, r.address.chat_id) == (platform, chat_id)]

    async def remove(self, reminder_id: str) -> bool:
        """Take a reminder away."""
        return self._reminders.pop(reminder_id, None) is not None

    async def due(
        self, *, now: datetime, limit: int, platforms: Collection[Platform] = tuple(Platform)
    ) -> Sequence[DatedReminder]:
        """Reminders whose time has come, the earliest first."""
        return [r for r in self._ordered() if r.due_at <= now and r.address.platform in platforms][:limit]

    async def next_due(self, *, after: datetime) -> datetime | None:
        """The earliest instant later than ``after`` at which a reminder is due."""
        return next((reminder.due_at for reminder in self._ordered() if reminder.due_at > after), None)

    async def all(
        self, *, after: str = "", limit: int = 500, platforms: Collection[Platform] = tuple(Platform)
    ) -> Sequence[DatedReminder]:
        """Reminders by id, those after the id ``after``."""
        found = (self._reminders[key] for key in sorted(self._reminders) if key > after)
        return [reminder for reminder in found if reminder.address.platform in platforms][:limit]

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give a chat's reminders another chat id."""
        for key, reminder in list(self._reminders.items()):
            if (reminder.address.platform, reminder.address.chat_id) == (platform, old):
                address = ChatAddress(platform, new, reminder.address.thread_id)
                self._reminders[key] = replace(reminder, address=address)

    def _ordered(self) -> list[DatedReminder]:
        return sorted(self._reminders.values(), key=lambda r: (r.due_at, r.id))


def _key(reminder: DatedReminder) -> tuple[object, ...]:
    address = reminder.address
    return address.platform, address.chat_id, reminder.briefing_number, reminder.start, reminder.due_at
