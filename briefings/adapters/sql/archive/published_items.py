"""Published items, in SQL: every question is a page of ``pages``."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.archive import pages, publication_keys, reading, search, writing
from briefings.adapters.sql.archive.similar_quotes import quote_ids_like
from briefings.adapters.sql.counters import read_counter
from briefings.adapters.sql.tables import archive
from briefings.adapters.sql.tables.columns import micros
from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote
from briefings.domain.briefing import Briefing
from briefings.domain.folding import query_words
from briefings.domain.topics import Topic, slug_of

Given = dict[str, Any]
"""What narrows a page, by the names of ``pages``; None narrows nothing."""


class SqlArchive:
    """The readers' side of the store, inside a transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._postgres = search.is_postgres(connection)

    async def publish(self, briefing: Briefing, *, speakers: Mapping[str, str]) -> None:
        """Show this revision to readers in place of any earlier one."""
        await writing.publish(self._connection, [(briefing, speakers)])

    async def withdraw(self, briefing_id: str) -> None:
        """Show nothing of this briefing any more."""
        await writing.withdraw(self._connection, briefing_id)

    async def version(self, *, now: datetime | None = None) -> int:
        """A number that grows with every publish and withdraw, and with the end of an embargo when ``now`` is told."""
        if now is None:
            return await read_counter(self._connection, writing.VERSION)
        found = await self._connection.execute(pages.version(writing.VERSION), {"now": micros(now)})
        return pages.version_of(*found.one())

    async def quotes_like(self, words: Sequence[str], *, now: datetime, limit: int) -> Sequence[ArchivedQuote]:
        """Quotes that share the most words with ``words``, the best match first."""
        ids = await quote_ids_like(self._connection, words, now=now, limit=limit)
        query = reading.ITEMS[archive.quote.name].where(archive.quote.c.id.in_(ids))
        found = {row.id: reading.quote_of_row(row) for row in await self._connection.execute(query)}
        return [found[rowid] for rowid in ids]

    async def _executed(self, statement: Select[Any], given: Given) -> Sequence[Row[Any]]:
        rows: Sequence[Row[Any]] = (await self._connection.execute(statement, given)).all()
        return rows

    async def latest(
        self,
        *,
        now: datetime,
        limit: int,
        topic: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        samples: bool = True,
    ) -> Sequence[Briefing]:
        """Published briefings at their published revision."""
        given: Given = {"topic": None if topic is None else slug_of(topic), "since": since, "until": until}
        if since is not None:
            given["since_key"] = publication_keys.first_key(since)
        if until is not None:
            given["until_key"] = publication_keys.last_key(until)
        return await self._briefings(now, limit, {**given, "sample": None if samples else False})

    async def briefing(self, number: int, *, now: datetime) -> Briefing | None:
        """One published briefing at its published revision."""
        found = await self._briefings(now, 1, {"number": number})
        return found[0] if found else None

    async def search(self, words: Sequence[str], *, now: datetime, limit: int) -> Sequence[Briefing]:
        """Published briefings whose headline, summary or source text holds all the words."""
        found: list[Briefing] = []
        for groups in search.tries(query_words(words)):
            match = search.match_text(groups, postgres=self._postgres)
            found = await self._briefings(now, limit, {"match": match})
            if len(found) >= limit:
                break
        return found

    async def quotes(
        self,
        *,
        now: datetime,
        limit: int,
        speaker_ids: Collection[str] | None = None,
        words: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
        briefing: int | None = None,
        before: str | None = None,
    ) -> Sequence[ArchivedQuote]:
        """Quotes of any of the speakers that hold all the words."""
        asked = query_words(words)
        if (words and not asked) or (speaker_ids is not None and not speaker_ids):
            return []
        given: Given = {"since": since, "until": until, "briefing": briefing, "before": before}
        if asked:
            return await self._quotes_with(asked, now, limit, given, speaker_ids)
        if speaker_ids is None:
            return await self._quotes(now, limit, given)
        rows = [  # an index order for each speaker: one query over all of them would sort all their quotes
            row
            for speaker_id in sorted(set(speaker_ids))
            for row in await self._quote_rows(now, limit, {**given, "speaker": speaker_id})
        ]
        newest = sorted(rows, key=lambda row: row.id, reverse=True)[:limit]
        return [reading.quote_of_row(row) for row in newest]

    async def quote(self, key: str, *, now: datetime) -> ArchivedQuote | None:
        """One quote by its public key."""
        found = await self._quotes(now, 1, {"key": key})
        return found[0] if found else None

    async def figures(
        self, *, now: datetime, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedFigure]:
        """Published figures."""
        given = _narrowing(topic, briefing)
        rows = await self._rows(pages.figures(frozenset(given)), now, limit, given)
        return [reading.figure_of_row(row) for row in rows]

    async def dates_ahead(
        self,
        *,
        now: datetime,
        today: date,
        limit: int,
        since: date | None = None,
        topic: str | None = None,
        briefing: int | None = None,
    ) -> Sequence[ArchivedDate]:
        """Resolved dates whose last day is ``today`` or later and first day ``since`` or later, the soonest first."""
        return await self._dates(now, limit, _told({**_narrowing(topic, briefing), "ahead": today, "since": since}))

    async def dates_past(
        self, *, now: datetime, today: date, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedDate]:
        """Resolved dates whose last day is before ``today``, the latest first."""
        return await self._dates(now, limit, {**_narrowing(topic, briefing), "past": today})

    async def dates_unresolved(
        self, *, now: datetime, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedDate]:
        """Dates that could not be resolved."""
        return await self._dates(now, limit, {**_narrowing(topic, briefing), "unresolved": True})

    async def topics(self, *, now: datetime) -> Sequence[Topic]:
        """Every topic of a published briefing with their count, the most used first."""
        rows = await self._executed(pages.topics(), {"now": micros(now)})
        topics = [Topic(row.slug, row.name, row.shown) for row in rows]
        return sorted(topics, key=lambda topic: (-topic.briefings, topic.slug))

    async def _briefings(self, now: datetime, limit: int, given: Given) -> list[Briefing]:
        given = _told(given)
        rows = await self._rows(pages.briefings(frozenset(given), postgres=self._postgres), now, limit, given)
        return [reading.briefing_of(row) for row in rows]

    async def _quotes(self, now: datetime, limit: int, given: Given) -> list[ArchivedQuote]:
        return [reading.quote_of_row(row) for row in await self._quote_rows(now, limit, given)]

    async def _quote_rows(self, now: datetime, limit: int, given: Given) -> Sequence[Row[Any]]:
        given = _told(given)
        return await self._rows(pages.quotes(frozenset(given), postgres=self._postgres), now, limit, given)

    async def _quotes_with(
        self, asked: Sequence[str], now: datetime, limit: int, given: Given, speaker_ids: Collection[str] | None
    ) -> list[ArchivedQuote]:
        marks = [] if speaker_ids is None else [search.AnyOf(tuple(map(search.speaker_mark, sorted(speaker_ids))))]
        found: list[ArchivedQuote] = []
        for groups in search.tries(asked):
            match = search.match_text([*groups, *marks], postgres=self._postgres)
            found = await self._quotes(now, limit, {**given, "match": match})
            if len(found) >= limit:
                break
        return found

    async def _dates(self, now: datetime, limit: int, given: Given) -> list[ArchivedDate]:
        rows = await self._rows(pages.dates(frozenset(given)), now, limit, given)
        return [reading.date_of_row(row) for row in rows]

    async def _rows(self, page: Select[Any], now: datetime, limit: int, given: Given) -> Sequence[Row[Any]]:
        return await self._executed(page, {**given, "now": micros(now), "limit": limit})


def _told(given: Given) -> Given:
    return {name: value for name, value in given.items() if value is not None}


def _narrowing(topic: str | None, briefing: int | None) -> Given:
    return _told({"topic": None if topic is None else slug_of(topic), "briefing": briefing})
