"""Published items, in SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.archive import pages as archive_pages
from briefings.adapters.sql.archive import reading as archive_reading
from briefings.adapters.sql.archive import search
from briefings.adapters.sql.archive import writing as archive_writing
from briefings.adapters.sql.archive.published import Given, SqlPublished
from briefings.adapters.sql.archive.similar_quotes import quote_ids_like
from briefings.adapters.sql.counters import read_counter
from briefings.adapters.sql.tables import archive
from briefings.adapters.sql.tables.columns import micros
from briefings.domain.archive import ArchivedQuote
from briefings.domain.briefing import Briefing


class SqlArchive(SqlPublished):
    """The readers' side of the store, inside a transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(self._executed, postgres=search.is_postgres(connection))
        self._connection = connection

    async def publish(self, briefing: Briefing, *, speakers: Mapping[str, str]) -> None:
        """Show this revision to readers in place of any earlier one."""
        await archive_writing.publish(self._connection, [(briefing, speakers)])

    async def withdraw(self, briefing_id: str) -> None:
        """Show nothing of this briefing any more."""
        await archive_writing.withdraw(self._connection, briefing_id)

    async def version(self, *, now: datetime | None = None) -> int:
        """A number that grows with every publish and withdraw, and with the end of an embargo when ``now`` is told."""
        if now is None:
            return await read_counter(self._connection, archive_writing.VERSION)
        found = await self._connection.execute(archive_pages.version(archive_writing.VERSION), {"now": micros(now)})
        return archive_pages.version_of(*found.one())

    async def quotes_like(self, words: Sequence[str], *, now: datetime, limit: int) -> Sequence[ArchivedQuote]:
        """Quotes that share the most words with ``words``, the best match first."""
        ids = await quote_ids_like(self._connection, words, now=now, limit=limit)
        query = archive_reading.ITEMS[archive.quote.name].where(archive.quote.c.id.in_(ids))
        found = {row.id: archive_reading.quote_of_row(row) for row in await self._connection.execute(query)}
        return [found[rowid] for rowid in ids]

    async def _executed(self, statement: Select[Any], given: Given) -> Sequence[Row[Any]]:
        rows: Sequence[Row[Any]] = (await self._connection.execute(statement, given)).all()
        return rows
