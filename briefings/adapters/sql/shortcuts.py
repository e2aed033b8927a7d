"""Long command lines of buttons, in SQL."""

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables import chat


class SqlShortcuts:
    """Keeps lines by token."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def remember(self, token: str, line: str) -> None:
        """Keep a line under its token."""
        if await self.recall(token) is None:
            await self._connection.execute(insert(chat.shortcut), {"token": token, "line": line})

    async def recall(self, token: str) -> str | None:
        """The line of this token, or None."""
        found = await self._connection.execute(select(chat.shortcut.c.line).where(chat.shortcut.c.token == token))
        return found.scalar_one_or_none()
