"""Articles as they came, in SQL."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables import core
from briefings.domain.source import Source

_FIELDS = ("id", "text", "sha256", "added_at", "title", "publisher", "url", "published", "language", "reading")
SOURCE_COLUMNS = tuple(core.source.c[name].label(f"source_{name}") for name in _FIELDS)


def source_of(row: Row[Any]) -> Source:
    """Read a source out of a row that holds SOURCE_COLUMNS."""
    return Source(**{name: getattr(row, f"source_{name}") for name in _FIELDS})


class SqlSources:
    """Stores articles; the text is never changed."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, source: Source) -> None:
        """Keep a new source."""
        await self._connection.execute(insert(core.source), {name: getattr(source, name) for name in _FIELDS})

    async def get(self, source_id: str) -> Source | None:
        """The source with this id."""
        return await self._one(core.source.c.id == source_id)

    async def by_fingerprint(self, sha256: str) -> Source | None:
        """The source whose text has this hex SHA-256."""
        return await self._one(core.source.c.sha256 == sha256)

    async def describe(self, source: Source) -> None:
        """Write what is known of a source; its text stays as it is."""
        known = {
            name: getattr(source, name) for name in ("title", "publisher", "url", "published", "language", "reading")
        }
        await self._connection.execute(update(core.source).where(core.source.c.id == source.id).values(known))

    async def publishers(self, *, limit: int) -> Sequence[str]:
        """The publishers that are known."""
        publisher, newest = core.source.c.publisher, func.max(core.source.c.added_at)
        query = select(publisher).where(publisher.is_not(None), publisher != "").group_by(publisher)
        return (await self._connection.execute(query.order_by(newest.desc(), publisher).limit(limit))).scalars().all()

    async def _one(self, condition: Any) -> Source | None:
        row = (await self._connection.execute(select(*SOURCE_COLUMNS).where(condition))).one_or_none()
        return None if row is None else source_of(row)
