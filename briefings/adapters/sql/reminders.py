"""Dates that chats follow, in SQL."""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.chat_columns import chat_of
from briefings.adapters.sql.tables import delivery as tables
from briefings.domain.people import Identity, Platform
from briefings.domain.reminders import DatedReminder

_t = tables.reminder


class SqlReminders:
    """Keeps which chat wants to be told of which date."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, reminder: DatedReminder) -> bool:
        """Keep a reminder; False when the chat has one for this date and instant already."""
        row = {
            "platform": reminder.address.platform,
            "chat_id": reminder.address.chat_id,
            "briefing_number": reminder.briefing_number,
            "start": reminder.start,
            "due_at": reminder.due_at,
        }
        known = select(_t.c.id).where(*(_t.c[name] == value for name, value in row.items()))
        if (await self._connection.execute(known)).first() is not None:
            return False
        rest = {
            "id": reminder.id,
            "thread_id": reminder.address.thread_id,
            "day": reminder.day,
            "lead": int(reminder.lead.total_seconds()),
            "at": f"{reminder.at:%H:%M}",
            "zone": reminder.zone,
            "what": reminder.what,
            "set_by": f"{reminder.set_by.platform}:{reminder.set_by.user_id}",
        }
        await self._connection.execute(insert(_t), row | rest)
        return True

    async def of_chat(self, platform: Platform, chat_id: str) -> Sequence[DatedReminder]:
        """A chat's reminders that are still to come, the soonest first."""
        mine = select(_t).where(_t.c.platform == platform, _t.c.chat_id == chat_id)
        return await self._read(mine.order_by(_t.c.due_at, _t.c.id))

    async def remove(self, reminder_id: str) -> bool:
        """Take a reminder away."""
        return bool((await self._connection.execute(delete(_t).where(_t.c.id == reminder_id))).rowcount)

    async def due(
        self, *, now: datetime, limit: int, platforms: Collection[Platform] = tuple(Platform)
    ) -> Sequence[DatedReminder]:
        """Reminders whose time has come, the earliest first."""
        due = select(_t).where(_t.c.due_at <= now, _t.c.platform.in_(sorted(platforms)))
        return await self._read(due.order_by(_t.c.due_at, _t.c.id).limit(limit).with_for_update(skip_locked=True))

    async def next_due(self, *, after: datetime) -> datetime | None:
        """The earliest instant later than ``after`` at which a reminder is due."""
        query = select(func.min(_t.c.due_at)).where(_t.c.due_at > after)
        earliest: datetime | None = (await self._connection.execute(query)).scalar()
        return earliest

    async def all(
        self, *, after: str = "", limit: int = 500, platforms: Collection[Platform] = tuple(Platform)
    ) -> Sequence[DatedReminder]:
        """Reminders by id, those after the id ``after``."""
        wanted = select(_t).where(_t.c.id > after, _t.c.platform.in_(sorted(platforms)))
        return await self._read(wanted.order_by(_t.c.id).limit(limit))

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give a chat's reminders another chat id."""
        moving = update(_t).where(_t.c.platform == platform, _t.c.chat_id == old)
        await self._connection.execute(moving.values(chat_id=new))

    async def _read(self, query: Select[Any]) -> Sequence[DatedReminder]:
        return [_reminder(row) for row in await self._connection.execute(query)]


def _reminder(row: Any) -> DatedReminder:
    platform, _, user_id = row.set_by.partition(":")
    return DatedReminder(
        id=row.id,
        address=chat_of(row),
        briefing_number=row.briefing_number,
        start=row.start,
        day=row.day,
        lead=timedelta(seconds=row.lead),
        at=time.fromisoformat(row.at),
        due_at=row.due_at,
        zone=row.zone,
        what=row.what,
        set_by=Identity(Platform(platform), user_id),
    )
