"""Briefings with all their revisions, in SQL."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.counters import raise_counter
from briefings.adapters.sql.sources import SOURCE_COLUMNS, source_of
from briefings.adapters.sql.tables import core
from briefings.domain.briefing import Briefing, Revision, Status
from briefings.domain.jsonform import content_form, content_of

_STATE = (
    "created_at",
    "updated_at",
    "published_revision",
    "published_at",
    "embargo_until",
    "withdrawn_note",
    "sample",
)
_REVISION = ("number", "author", "made_at", "note", "material", "content")
REVISION_COLUMNS = tuple(core.revision.c[name].label(f"revision_{name}") for name in _REVISION)
BRIEFING_COLUMNS = (
    *(core.briefing.c[name] for name in ("id", "number", "status", *_STATE)),
    *REVISION_COLUMNS,
    *SOURCE_COLUMNS,
)
"""All that ``briefing_of`` reads; join briefing, source and revision."""


def briefing_of(row: Row[Any]) -> Briefing:
    """Read a briefing out of a row that holds BRIEFING_COLUMNS."""
    return Briefing(
        id=row.id,
        number=row.number,
        status=Status(row.status),
        source=source_of(row),
        revision=_revision_of(row),
        **{name: getattr(row, name) for name in _STATE},
    )


def _revision_of(row: Row[Any]) -> Revision:
    values = {name: getattr(row, f"revision_{name}") for name in _REVISION}
    return Revision(**{**values, "content": content_of(values["content"])})


def _state_row(briefing: Briefing) -> dict[str, Any]:
    return {
        "status": briefing.status.value,
        "revision": briefing.revision.number,
        **{name: getattr(briefing, name) for name in _STATE},
    }


class SqlBriefings:
    """The editors' side: drafts and published briefings alike."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def next_number(self) -> int:
        """The next free public number, from 1."""
        return await raise_counter(self._connection, "briefing")

    async def add(self, briefing: Briefing) -> None:
        """Keep a new briefing and its first revision."""
        row = {"id": briefing.id, "number": briefing.number, "source_id": briefing.source.id, **_state_row(briefing)}
        await self._connection.execute(insert(core.briefing), row)
        await self._add_revision(briefing)

    async def save(self, briefing: Briefing, *, seen_revision: int) -> bool:
        """Write the briefing's state, and its revision when that number is new."""
        table = core.briefing
        mine = (table.c.id == briefing.id) & (table.c.revision == seen_revision)
        done = await self._connection.execute(update(table).where(mine).values(_state_row(briefing)))
        if done.rowcount == 0:
            return False
        if briefing.revision.number != seen_revision:
            await self._add_revision(briefing)
        return True

    async def get(self, briefing_id: str) -> Briefing | None:
        """The briefing at its newest revision."""
        return await self._first(core.briefing.c.id == briefing_id)

    async def by_number(self, number: int) -> Briefing | None:
        """The briefing with this public number, at its newest revision."""
        return await self._first(core.briefing.c.number == number)

    async def by_source(self, source_id: str) -> Briefing | None:
        """The newest briefing made from this source."""
        return await self._first(core.briefing.c.source_id == source_id)

    async def with_status(self, statuses: Collection[Status], *, limit: int = 50) -> Sequence[Briefing]:
        """Briefings in these states, the most recently updated first."""
        wanted = core.briefing.c.status.in_([status.value for status in statuses])
        order = (core.briefing.c.updated_at.desc(), core.briefing.c.number.desc())
        rows = await self._connection.execute(self._select(wanted).order_by(*order).limit(limit))
        return [briefing_of(row) for row in rows]

    async def revisions(self, briefing_id: str) -> Sequence[Revision]:
        """Every revision, oldest first."""
        table = core.revision
        query = select(*REVISION_COLUMNS).where(table.c.briefing_id == briefing_id).order_by(table.c.number)
        return [_revision_of(row) for row in await self._connection.execute(query)]

    async def _first(self, condition: ColumnElement[bool]) -> Briefing | None:
        query = self._select(condition).order_by(core.briefing.c.number.desc()).limit(1)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else briefing_of(row)

    @staticmethod
    def _select(condition: ColumnElement[bool]) -> Any:
        newest = (core.revision.c.briefing_id == core.briefing.c.id) & (
            core.revision.c.number == core.briefing.c.revision
        )
        joined = core.briefing.join(core.source).join(core.revision, newest)
        return select(*BRIEFING_COLUMNS).select_from(joined).where(condition)

    async def _add_revision(self, briefing: Briefing) -> None:
        revision = briefing.revision
        values = {name: getattr(revision, name) for name in _REVISION}
        row = {**values, "briefing_id": briefing.id, "content": content_form(revision.content)}
        await self._connection.execute(insert(core.revision), row)
