"""Leases in SQL."""

from datetime import datetime, timedelta

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables import delivery as tables

_t = tables.lease


class SqlLeases:
    """Named leases; each taking gets a higher fencing number."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, name: str, *, holder: str, now: datetime, lasting: timedelta) -> int | None:
        """Take a lease that is free or has lapsed; its fencing number."""
        if (await self._connection.execute(select(_t.c.name).where(_t.c.name == name))).first() is None:
            first = {"name": name, "holder": holder, "fence": 1, "until": now + lasting}
            await self._connection.execute(insert(_t), first)
            return 1
        free = update(_t).where(_t.c.name == name, or_(_t.c.holder.is_(None), _t.c.until < now))
        taking = free.values(holder=holder, fence=_t.c.fence + 1, until=now + lasting).returning(_t.c.fence)
        fence = (await self._connection.execute(taking)).scalar()
        return None if fence is None else int(fence)

    async def renew(self, name: str, *, holder: str, fence: int, now: datetime, lasting: timedelta) -> bool:
        """Hold on to the lease while nobody else took it."""
        mine = update(_t).where(_t.c.name == name, _t.c.holder == holder, _t.c.fence == fence)
        return bool((await self._connection.execute(mine.values(until=now + lasting))).rowcount)

    async def drop(self, name: str, *, holder: str, fence: int) -> None:
        """Give the lease back."""
        mine = update(_t).where(_t.c.name == name, _t.c.holder == holder, _t.c.fence == fence)
        await self._connection.execute(mine.values(holder=None))
