"""People and chats that an owner let in, in SQL."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables import chat


class SqlGuests:
    """Keeps who was let in, by key."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, key: str) -> None:
        """Let somebody in."""
        if not await self.any_of((key,)):
            await self._connection.execute(insert(chat.guest), {"key": key})

    async def remove(self, key: str) -> bool:
        """Shut somebody out again."""
        return (await self._connection.execute(delete(chat.guest).where(chat.guest.c.key == key))).rowcount > 0

    async def any_of(self, keys: Collection[str]) -> bool:
        """Whether one of the keys was let in."""
        found = await self._connection.execute(select(chat.guest.c.key).where(chat.guest.c.key.in_(keys)).limit(1))
        return found.first() is not None

    async def move(self, old: str, new: str) -> None:
        """Give whoever was let in under one key another one."""
        for table in (chat.guest, chat.notice):
            if (await self._connection.execute(delete(table).where(table.c.key == old))).rowcount:
                there = await self._connection.execute(select(table.c.key).where(table.c.key == new))
                if there.first() is None:
                    await self._connection.execute(insert(table), {"key": new})

    async def all(self) -> Collection[str]:
        """Every key that was let in, in order."""
        return list((await self._connection.execute(select(chat.guest.c.key).order_by(chat.guest.c.key))).scalars())

    async def notice_once(self, key: str, *, now: datetime) -> bool:
        """Remember that somebody was told; True the first time only."""
        told = await self._connection.execute(select(chat.notice.c.key).where(chat.notice.c.key == key))
        if told.first() is not None:
            return False
        await self._connection.execute(insert(chat.notice), {"key": key, "told_at": now})
        return True

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Forget who was told before."""
        old = select(chat.notice.c.key).where(chat.notice.c.told_at < before).limit(limit)
        return (await self._connection.execute(delete(chat.notice).where(chat.notice.c.key.in_(old)))).rowcount
