"""Published items, in SQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql import archive_reading, archive_writing, rank, search
from briefings.adapters.sql.archive_likeness import quote_ids_like
from briefings.adapters.sql.counters import read_counter
from briefings.adapters.sql.tables import archive, core
from briefings.adapters.sql.tables.columns import micros
from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote
from briefings.domain.briefing import Briefing
from briefings.domain.folding import query_words
from briefings.domain.topics import Topic, slug_of


class SqlArchive:
    """The readers' side of the store."""

    def __init__(self, connection: AsyncConnection) -> None:
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
        changes = select(core.counter.c.value).where(core.counter.c.name == archive_writing.VERSION).scalar_subquery()
        over = select(func.count()).where(archive.entry.c.visible_at.between(1, micros(now))).scalar_subquery()
        query = select(func.coalesce(changes, 0) + over)
        return int((await self._connection.execute(query)).scalar_one())

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
        entry = archive.entry
        query = select(entry.c.id).where(_visible(entry, now))
        if topic is not None:
            query = query.join(archive.entry_topic).where(archive.entry_topic.c.slug == slug_of(topic))
        if since is not None:
            query = query.where(entry.c.id >= rank.first_key(since), entry.c.published_at >= since)
        if until is not None:
            query = query.where(entry.c.id <= rank.last_key(until), entry.c.published_at < until)
        if not samples:
            query = query.where(entry.c.sample.is_(False))
        newest = entry.c.id if topic is None else archive.entry_topic.c.entry_id
        return await self._briefings(query.order_by(newest.desc()).limit(limit))

    async def briefing(self, number: int, *, now: datetime) -> Briefing | None:
        """One published briefing at its published revision."""
        entry = archive.entry
        found = await self._briefings(select(entry.c.id).where(entry.c.number == number, _visible(entry, now)))
        return found[0] if found else None

    async def search(self, words: Sequence[str], *, now: datetime, limit: int) -> Sequence[Briefing]:
        """Published briefings whose headline, summary or source text holds all the words."""
        asked = query_words(words)
        if not asked:
            return []
        entry, index = archive.entry, search.search_briefing
        query = select(entry.c.id).join(index, index.c.rowid == entry.c.id)
        query = query.where(_visible(entry, now)).order_by(index.c.rowid.desc()).limit(limit)
        found: list[Briefing] = []
        for groups in search.tries(asked):
            found = await self._briefings(query.where(search.matches(self._connection, index, groups)))
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
    ) -> Sequence[ArchivedQuote]:
        """Quotes of any of the speakers that hold all the words."""
        asked = query_words(words)
        if (words and not asked) or (speaker_ids is not None and not speaker_ids):
            return []
        table = archive.quote
        query = select(table.c.id).where(_visible(table, now))
        if since is not None:
            query = query.where(table.c.day >= since)
        if until is not None:
            query = query.where(table.c.day <= until)
        if briefing is not None:
            query = query.where(table.c.entry_id == _entry_id(briefing))
        if asked:
            return await self._quotes_with(asked, query, speaker_ids, limit)
        if speaker_ids is not None:
            query = await self._of_speakers(query, sorted(set(speaker_ids)), limit)
        return await self._quotes(query.order_by(table.c.id.desc()).limit(limit))

    async def quote(self, key: str, *, now: datetime) -> ArchivedQuote | None:
        """One quote by its public key."""
        table = archive.quote
        query = select(table.c.id).where(table.c.key == key, _visible(table, now))
        found = await self._quotes(query.order_by(table.c.id.desc()).limit(1))
        return found[0] if found else None

    async def quotes_like(self, words: Sequence[str], *, now: datetime, limit: int) -> Sequence[ArchivedQuote]:
        """Quotes that share the most words with ``words``, the best match first."""
        ids = await quote_ids_like(self._connection, words, now=now, limit=limit)
        found = {row.id: archive_reading.quote_of_row(row) for row in await self._rows(archive.quote, ids)}
        return [found[rowid] for rowid in ids]

    async def figures(
        self, *, now: datetime, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedFigure]:
        """Published figures."""
        table = archive.figure
        page = _items(table, now, topic, briefing).order_by(*_newest(table, topic)).limit(limit)
        return [archive_reading.figure_of_row(row) for row in await self._rows(table, page, table.c.id.desc())]

    async def dates_ahead(
        self, *, now: datetime, today: date, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedDate]:
        """Resolved dates whose last day is ``today`` or later, the soonest first."""
        table = archive.dated
        query = _items(table, now, topic, briefing).where(table.c.last_day >= today)
        soonest = func.coalesce(table.c.first_day, table.c.last_day)  # no index: read the few that are ahead, not all
        return await self._dates(query, limit, soonest)

    async def dates_past(
        self, *, now: datetime, today: date, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedDate]:
        """Resolved dates whose last day is before ``today``, the latest first."""
        table = archive.dated
        query = _items(table, now, topic, briefing).where(table.c.last_day < today)
        return await self._dates(query, limit, table.c.last_day.desc())

    async def dates_unresolved(
        self, *, now: datetime, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedDate]:
        """Dates that could not be resolved."""
        query = _items(archive.dated, now, topic, briefing).where(archive.dated.c.last_day.is_(None))
        return await self._dates(query, limit)

    async def topics(self, *, now: datetime) -> Sequence[Topic]:
        """Every topic of a published briefing with their count, the most used first."""
        link, entry, table = archive.entry_topic, archive.entry, archive.topic
        held = select(entry.c.id).where(entry.c.visible_at > micros(now))
        hidden = select(link.c.slug, func.count().label("briefings")).where(link.c.entry_id.in_(held))
        under = hidden.group_by(link.c.slug).subquery("hidden")
        shown = (table.c.briefings - func.coalesce(under.c.briefings, 0)).label("shown")
        query = select(table.c.slug, table.c.name, shown).outerjoin_from(table, under, under.c.slug == table.c.slug)
        rows = await self._connection.execute(query.where(shown > 0).order_by(shown.desc(), table.c.slug))
        return [Topic(row.slug, row.name, row.shown) for row in rows]

    async def _briefings(self, page: Select[Any]) -> list[Briefing]:
        query = archive_reading.BRIEFINGS.where(archive.entry.c.id.in_(page)).order_by(archive.entry.c.id.desc())
        return [archive_reading.briefing_of(row) for row in await self._connection.execute(query)]

    async def _quotes(self, page: Select[Any]) -> list[ArchivedQuote]:
        rows = await self._rows(archive.quote, page, archive.quote.c.id.desc())
        return [archive_reading.quote_of_row(row) for row in rows]

    async def _rows(
        self, table: Table, ids: Select[Any] | Sequence[int], *order: ColumnElement[Any]
    ) -> Sequence[Row[Any]]:
        items: Select[Any] = archive_reading.ITEMS[table.name]
        found = await self._connection.execute(items.where(table.c.id.in_(ids)).order_by(*order))
        rows: Sequence[Row[Any]] = found.all()
        return rows

    async def _quotes_with(
        self, asked: Sequence[str], query: Select[Any], speaker_ids: Collection[str] | None, limit: int
    ) -> list[ArchivedQuote]:
        index = search.search_quote
        marks = [] if speaker_ids is None else [search.AnyOf(tuple(map(search.speaker_mark, sorted(speaker_ids))))]
        page = query.join(index, index.c.rowid == archive.quote.c.id).order_by(index.c.rowid.desc()).limit(limit)
        found: list[ArchivedQuote] = []
        for groups in search.tries(asked):
            found = await self._quotes(page.where(search.matches(self._connection, index, [*groups, *marks])))
            if len(found) >= limit:
                break
        return found

    async def _of_speakers(self, query: Select[Any], speaker_ids: Sequence[str], limit: int) -> Select[Any]:
        """Narrow to speakers; of several, to the newest of each: one query over all of them would sort all."""
        table, ids = archive.quote, list[int]()
        if len(speaker_ids) == 1:
            return query.where(table.c.speaker_id == speaker_ids[0])
        for speaker_id in speaker_ids:
            one = query.where(table.c.speaker_id == speaker_id).order_by(table.c.id.desc()).limit(limit)
            ids.extend((await self._connection.execute(one)).scalars())
        return query.where(table.c.id.in_(sorted(ids, reverse=True)[:limit]))

    async def _dates(self, query: Select[Any], limit: int, *first: ColumnElement[Any]) -> list[ArchivedDate]:
        order = (*first, archive.dated.c.id.desc())
        rows = await self._rows(archive.dated, query.order_by(*order).limit(limit), *order)
        return [archive_reading.date_of_row(row) for row in rows]


def _visible(table: Table, now: datetime) -> ColumnElement[bool]:
    return table.c.visible_at <= micros(now)


def _items(table: Table, now: datetime, topic: str | None, briefing: int | None) -> Select[Any]:
    query = select(table.c.id).where(_visible(table, now))
    if topic is not None:
        link = archive.entry_topic
        query = query.join(link, link.c.entry_id == table.c.entry_id).where(link.c.slug == slug_of(topic))
    if briefing is not None:
        query = query.where(table.c.entry_id == _entry_id(briefing))
    return query


def _newest(table: Table, topic: str | None) -> list[ColumnElement[Any]]:
    """The order of the index that chooses the rows: a topic's own, or the items' key."""
    order: list[ColumnElement[Any]] = [table.c.id.desc()]
    return order if topic is None else [archive.entry_topic.c.entry_id.desc(), *order]


def _entry_id(number: int) -> ScalarSelect[Any]:
    return select(archive.entry.c.id).where(archive.entry.c.number == number).scalar_subquery()
