"""Edits that corrections owe to delivered copies, in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.chat_columns import chat_of, chat_values
from briefings.adapters.sql.tables.editorial import copy_edit
from briefings.domain.copies import CopyEdit, CopyState, is_newer
from briefings.domain.people import Platform


class SqlCopies:
    """One row for each message and briefing."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def owe(self, edits: Sequence[CopyEdit]) -> int:
        """Owe edits; a row that has the same or a newer revision is left as it is."""
        owed = 0
        for edit in edits:
            known = (await self._connection.execute(select(copy_edit.c.revision).where(_is(edit)))).scalar_one_or_none()
            if known is None:
                await self._connection.execute(insert(copy_edit), _row_of(edit))
            elif is_newer(edit.revision, known):
                await self._connection.execute(update(copy_edit).where(_is(edit)).values(_row_of(edit)))
            else:
                continue
            owed += 1
        return owed

    async def due(self, platform: Platform, *, now: datetime, limit: int) -> Sequence[CopyEdit]:
        """Owed edits whose time has come, oldest first."""
        owed = and_(copy_edit.c.platform == platform.value, copy_edit.c.state == CopyState.OWED.value)
        query = select(copy_edit).where(owed, copy_edit.c.due_at <= now).order_by(copy_edit.c.due_at).limit(limit)
        return [_edit_of(row) for row in await self._connection.execute(query)]

    async def settle(self, edit: CopyEdit) -> None:
        """Write what became of an edit; one that a newer correction has replaced meanwhile is left alone."""
        same = and_(_is(edit), copy_edit.c.revision == edit.revision)
        await self._connection.execute(update(copy_edit).where(same).values(_row_of(edit)))

    async def of(self, briefing_id: str) -> Sequence[CopyEdit]:
        """Every edit that this briefing's corrections owed, by address."""
        return await self._where(copy_edit.c.briefing_id == briefing_id)

    async def reopen(self, briefing_id: str, *, now: datetime) -> int:
        """Owe every copy that tells of the briefing's withdrawal its edit once more."""
        next_one = copy_edit.c.revision - 1
        anew = {
            "revision": next_one,
            "state": CopyState.OWED.value,
            "attempts": 0,
            "due_at": now,
            "done_at": None,
            "problem": None,
        }
        owed = update(copy_edit).where(copy_edit.c.briefing_id == briefing_id, copy_edit.c.revision <= 0).values(anew)
        return (await self._connection.execute(owed)).rowcount

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give the copies of a chat another chat id."""
        mine = and_(copy_edit.c.platform == platform.value, copy_edit.c.chat_id == old)
        await self._connection.execute(update(copy_edit).where(mine).values(chat_id=new))

    async def _where(self, condition: ColumnElement[bool]) -> list[CopyEdit]:
        order = (copy_edit.c.platform, copy_edit.c.chat_id, copy_edit.c.thread_id, copy_edit.c.message_id)
        rows = await self._connection.execute(select(copy_edit).where(condition).order_by(*order))
        return [_edit_of(row) for row in rows]


def _is(edit: CopyEdit) -> ColumnElement[bool]:
    return and_(
        copy_edit.c.platform == edit.address.platform.value,
        copy_edit.c.chat_id == edit.address.chat_id,
        copy_edit.c.message_id == edit.message_id,
        copy_edit.c.briefing_id == edit.briefing_id,
    )


def _row_of(edit: CopyEdit) -> dict[str, Any]:
    names = ("message_id", "briefing_id", "revision", "attempts", "due_at", "done_at", "problem")
    return {
        **{name: getattr(edit, name) for name in names},
        **chat_values(edit.address),
        "thread_id": edit.address.thread_id or "",
        "state": edit.state.value,
    }


def _edit_of(row: Row[Any]) -> CopyEdit:
    return CopyEdit(
        briefing_id=row.briefing_id,
        revision=row.revision,
        address=chat_of(row),
        message_id=row.message_id,
        state=CopyState(row.state),
        attempts=row.attempts,
        due_at=row.due_at,
        done_at=row.done_at,
        problem=row.problem,
    )
