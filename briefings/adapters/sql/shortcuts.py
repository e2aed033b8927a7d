"""Long command lines of buttons, in SQL."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables.chat import shortcut as _t
from briefings.ports.store.shortcuts import KEPT_AGAIN, MOST_SHORTCUTS

_ROOM = 20
"""So many of the oldest are deleted at once."""


class SqlShortcuts:
    """Keeps lines by token."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def remember(self, token: str, line: str, *, now: datetime) -> None:
        """Keep a line under its token."""
        kept = await self._connection.scalar(select(_t.c.kept_at).where(_t.c.token == token))
        if kept is None:
            await self._make_room()
            await self._connection.execute(insert(_t), {"token": token, "line": line, "kept_at": now})
        elif now - kept >= KEPT_AGAIN:
            await self._connection.execute(update(_t).where(_t.c.token == token).values(kept_at=now))

    async def recall(self, token: str) -> str | None:
        """The line of this token, or None."""
        found = await self._connection.execute(select(_t.c.line).where(_t.c.token == token))
        return found.scalar_one_or_none()

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Forget old lines."""
        old = select(_t.c.token).where(_t.c.kept_at < before).limit(limit)
        return (await self._connection.execute(delete(_t).where(_t.c.token.in_(old)))).rowcount

    async def _make_room(self) -> None:
        count = await self._connection.scalar(select(func.count()).select_from(_t)) or 0
        if count >= MOST_SHORTCUTS:
            oldest = select(_t.c.token).order_by(_t.c.kept_at, _t.c.token).limit(count - MOST_SHORTCUTS + _ROOM)
            await self._connection.execute(delete(_t).where(_t.c.token.in_(oldest)))
