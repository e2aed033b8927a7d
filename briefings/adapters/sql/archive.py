"""Published items, in SQL."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql import archive_writing, rank, search
from briefings.adapters.sql.archive_likeness import quote_ids_like
from briefings.adapters.sql.briefings import BRIEFING_COLUMNS, briefing_of
from briefings.adapters.sql.counters import read_counter
from briefings.adapters.sql.tables import archive, core
from briefings.adapters.sql.tables.columns import micros
from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote, Reference
from briefings.domain.briefing import Briefing
from briefings.domain.folding import query_words
from briefings.domain.jsonform import event_of, figure_of, quote_of
from briefings.domain.topics import Topic, slug_of

_REFERENCE_FIELDS = tuple(field.name for field in fields(Reference))
_REFERENCES = select(
    *(archive.entry.c[n] for n in ("id", "briefing_id", "number", "revision", "headline", "published_at", "sample")),
    *(core.source.c[name] for name in ("title", "publisher", "url")),
    core.source.c.published.label("source_day"),
).join_from(archive.entry, core.source)


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
        changes = await read_counter(self._connection, archive_writing.VERSION)
        if now is None:
            return changes
        over = archive.entry.c.visible_at.between(1, micros(now))
        return changes + int((await self._connection.execute(select(func.count()).where(over))).scalar_one())

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
        query = select(entry.c.id, entry.c.briefing_id, entry.c.revision).where(_visible(entry, now))
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
        query = select(entry.c.id, entry.c.briefing_id, entry.c.revision)
        found = await self._briefings(query.where(entry.c.number == number, _visible(entry, now)))
        return found[0] if found else None

    async def search(self, words: Sequence[str], *, now: datetime, limit: int) -> Sequence[Briefing]:
        """Published briefings whose headline, summary or source text holds all the words."""
        asked = query_words(words)
        if not asked:
            return []
        entry, index = archive.entry, search.search_briefing
        query = select(entry.c.id, entry.c.briefing_id, entry.c.revision).join(index, index.c.rowid == entry.c.id)
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
        query = select(table).where(_visible(table, now))
        if since is not None:
            query = query.where(table.c.day >= since)
        if until is not None:
            query = query.where(table.c.day <= until)
        if briefing is not None:
            query = query.where(table.c.entry_id == _entry_id(briefing))
        if asked:
            return await self._quotes_with(asked, query, speaker_ids, limit)
        if speaker_ids is not None:
            query = query.where(table.c.id.in_(await self._newest_of(query, speaker_ids, limit)))
        return await self._quotes(query.order_by(table.c.id.desc()).limit(limit))

    async def quote(self, key: str, *, now: datetime) -> ArchivedQuote | None:
        """One quote by its public key."""
        table = archive.quote
        query = select(table).where(table.c.key == key, _visible(table, now)).order_by(table.c.id.desc()).limit(1)
        found = await self._quotes(query)
        return found[0] if found else None

    async def quotes_like(self, words: Sequence[str], *, now: datetime, limit: int) -> Sequence[ArchivedQuote]:
        """Quotes that share the most words with ``words``, the best match first."""
        ids = await quote_ids_like(self._connection, words, now=now, limit=limit)
        rows = await self._referred(select(archive.quote).where(archive.quote.c.id.in_(ids)))
        found = {row.id: ArchivedQuote(row.key, quote_of(row.body), row.speaker_id, ref) for row, ref in rows}
        return [found[rowid] for rowid in ids]

    async def figures(
        self, *, now: datetime, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedFigure]:
        """Published figures."""
        table = archive.figure
        query = _items(table, now, topic, briefing).order_by(*_newest(table, topic)).limit(limit)
        return [ArchivedFigure(figure_of(row.body), reference) for row, reference in await self._referred(query)]

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
        hidden = hidden.group_by(link.c.slug)
        embargoed = {row.slug: row.briefings for row in await self._connection.execute(hidden)}
        rows = await self._connection.execute(select(table).where(table.c.briefings > 0))
        topics = [Topic(row.slug, row.name, row.briefings - embargoed.get(row.slug, 0)) for row in rows]
        return sorted((t for t in topics if t.briefings), key=lambda topic: (-topic.briefings, topic.slug))

    async def _briefings(self, page: Select[Any]) -> list[Briefing]:
        chosen = page.subquery("page")
        at = (core.revision.c.briefing_id == chosen.c.briefing_id) & (core.revision.c.number == chosen.c.revision)
        joined = (
            core.briefing.join(chosen, core.briefing.c.id == chosen.c.briefing_id)
            .join(core.source, core.briefing.c.source_id == core.source.c.id)
            .join(core.revision, at)
        )
        query = select(*BRIEFING_COLUMNS).select_from(joined).order_by(chosen.c.id.desc())
        return [briefing_of(row) for row in await self._connection.execute(query)]

    async def _quotes(self, page: Select[Any]) -> list[ArchivedQuote]:
        return [
            ArchivedQuote(row.key, quote_of(row.body), row.speaker_id, reference)
            for row, reference in await self._referred(page)
        ]

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

    async def _newest_of(self, query: Select[Any], speaker_ids: Collection[str], limit: int) -> list[int]:
        """The newest quotes of each speaker: an index order for each, where one query over all would sort them all."""
        table, ids = archive.quote, list[int]()
        for speaker_id in sorted(set(speaker_ids)):
            one = query.with_only_columns(table.c.id).where(table.c.speaker_id == speaker_id)
            ids.extend((await self._connection.execute(one.order_by(table.c.id.desc()).limit(limit))).scalars())
        return sorted(ids, reverse=True)[:limit]

    async def _dates(self, query: Select[Any], limit: int, *order: ColumnElement[Any]) -> list[ArchivedDate]:
        page = query.order_by(*order, archive.dated.c.id.desc()).limit(limit)
        return [ArchivedDate(event_of(row.body), reference) for row, reference in await self._referred(page)]

    async def _referred(self, page: Select[Any]) -> list[tuple[Row[Any], Reference]]:
        rows = (await self._connection.execute(page)).all()
        wanted = archive.entry.c.id.in_({row.entry_id for row in rows})
        entries: Iterable[Any] = await self._connection.execute(_REFERENCES.where(wanted)) if rows else ()
        references = {row.id: _reference(row) for row in entries}
        return [(row, references[row.entry_id]) for row in rows]


def _visible(table: Table, now: datetime) -> ColumnElement[bool]:
    return table.c.visible_at <= micros(now)


def _items(table: Table, now: datetime, topic: str | None, briefing: int | None) -> Select[Any]:
    query = select(table).where(_visible(table, now))
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


def _reference(row: Row[Any]) -> Reference:
    return Reference(**{name: getattr(row, name) for name in _REFERENCE_FIELDS})
