"""What each message shows, in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.chat_columns import chat_of, chat_values
from briefings.adapters.sql.tables import delivery as tables
from briefings.domain.deliveries import Receipt
from briefings.domain.people import ChatAddress, Platform

_t = tables.receipt


def _keep(insert: Any) -> Any:
    """Insert, or write over what is known of the message and the briefing; each database has the words of its own."""
    told = insert.excluded
    news = {column.name: told[column.name] for column in _t.columns if not column.primary_key}
    return insert.on_conflict_do_update(index_elements=list(_t.primary_key), set_=news)


_KEEP = {"sqlite": _keep(sqlite.insert(_t)), "postgresql": _keep(postgresql.insert(_t))}


class SqlReceipts:
    """Keeps which briefing at which revision every message shows."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, receipts: Sequence[Receipt]) -> None:
        """Keep receipts; the newest for a message and a briefing counts."""
        if receipts:
            keep = _KEEP[self._connection.dialect.name]
            await self._connection.execute(keep, [_row(receipt) for receipt in receipts])

    async def show(self, address: ChatAddress, message_id: str, receipts: Sequence[Receipt]) -> None:
        """Keep exactly these receipts of a message."""
        here = (_t.c.platform == address.platform) & (_t.c.chat_id == address.chat_id)
        await self._connection.execute(delete(_t).where(here, _t.c.message_id == message_id))
        await self.add(receipts)

    async def of_briefing(self, briefing_id: str, *, limit: int = 100_000) -> Sequence[Receipt]:
        """Every message that shows the briefing, oldest first."""
        return await self._where(_t.c.briefing_id == briefing_id, limit)

    async def of_message(self, address: ChatAddress, message_id: str) -> Sequence[Receipt]:
        """What one message shows."""
        chat = (_t.c.platform == address.platform) & (_t.c.chat_id == address.chat_id)
        return await self._where(chat & (_t.c.message_id == message_id), 100)

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give the messages of a chat another chat id."""
        moving = update(_t).where(_t.c.platform == platform, _t.c.chat_id == old)
        await self._connection.execute(moving.values(chat_id=new))

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete old receipts."""
        key = (_t.c.platform, _t.c.chat_id, _t.c.message_id, _t.c.briefing_id)
        old = select(*key).where(_t.c.sent_at < before).limit(limit)
        return (await self._connection.execute(delete(_t).where(tuple_(*key).in_(old)))).rowcount

    async def _where(self, condition: ColumnElement[bool], limit: int) -> Sequence[Receipt]:
        query = select(_t).where(condition).order_by(_t.c.sent_at, _t.c.message_id, _t.c.briefing_id).limit(limit)
        return [_receipt(row) for row in await self._connection.execute(query)]


def _row(receipt: Receipt) -> dict[str, Any]:
    return {
        **chat_values(receipt.address),
        "message_id": receipt.message_id,
        "briefing_id": receipt.briefing_id,
        "revision": receipt.revision,
        "kind": receipt.kind,
        "sent_at": receipt.sent_at,
        "line": receipt.line or None,
    }


def _receipt(row: Any) -> Receipt:
    return Receipt(chat_of(row), row.message_id, row.briefing_id, row.revision, row.kind, row.sent_at, row.line or "")
