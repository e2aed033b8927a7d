"""Open conversations, in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.chat_columns import chat_of
from briefings.adapters.sql.tables.editorial import conversation
from briefings.domain.conversations import Conversation
from briefings.domain.people import ChatAddress, Identity


class SqlConversations:
    """Keeps at most one open conversation for a person in a chat."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, person: Identity, chat: ChatAddress) -> Conversation | None:
        """The open conversation."""
        row = (await self._connection.execute(select(conversation).where(_between(person, chat)))).one_or_none()
        return None if row is None else _conversation_of(row)

    async def save(self, saved: Conversation) -> None:
        """Open a conversation, or keep its new state."""
        await self.close(saved.person, saved.chat)
        row = {
            "platform": saved.person.platform.value,
            "user_id": saved.person.user_id,
            "chat_id": saved.chat.chat_id,
            "thread_id": saved.chat.thread_id or "",
            "line": saved.line,
            "parts": list(saved.parts),
            "updated_at": saved.updated_at,
        }
        await self._connection.execute(insert(conversation), row)

    async def close(self, person: Identity, chat: ChatAddress) -> None:
        """Close the conversation."""
        await self._connection.execute(delete(conversation).where(_between(person, chat)))

    async def of(self, person: Identity) -> Sequence[Conversation]:
        """Every open conversation of a person, the latest first."""
        order = (conversation.c.updated_at.desc(), conversation.c.chat_id.desc(), conversation.c.thread_id.desc())
        rows = await self._connection.execute(select(conversation).where(_of(person)).order_by(*order))
        return [_conversation_of(row) for row in rows]

    async def forget(self, person: Identity) -> int:
        """Close all of a person's conversations."""
        done = await self._connection.execute(delete(conversation).where(_of(person)))
        return done.rowcount

    async def close_older(self, before: datetime) -> int:
        """Close the conversations that nobody went on with since."""
        done = await self._connection.execute(delete(conversation).where(conversation.c.updated_at < before))
        return done.rowcount


def _of(person: Identity) -> ColumnElement[bool]:
    return and_(conversation.c.platform == person.platform.value, conversation.c.user_id == person.user_id)


def _between(person: Identity, chat: ChatAddress) -> ColumnElement[bool]:
    here = and_(conversation.c.chat_id == chat.chat_id, conversation.c.thread_id == (chat.thread_id or ""))
    return and_(_of(person), here)


def _conversation_of(row: Row[Any]) -> Conversation:
    chat = chat_of(row)
    return Conversation(
        person=Identity(chat.platform, row.user_id),
        chat=chat,
        line=row.line,
        updated_at=row.updated_at,
        parts=tuple(row.parts),
    )
