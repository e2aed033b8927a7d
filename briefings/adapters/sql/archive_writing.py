"""Putting a briefing before the readers, and taking it away again."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql import rank, search, vocabulary
from briefings.adapters.sql.counters import raise_counter
from briefings.adapters.sql.tables import archive, core
from briefings.adapters.sql.tables.columns import micros
from briefings.domain.archive import quote_key
from briefings.domain.briefing import Briefing
from briefings.domain.errors import UserError
from briefings.domain.gate import check_publishable
from briefings.domain.jsonform import event_form, figure_form, quote_form, quote_of
from briefings.domain.quotes import Quote
from briefings.domain.topics import slug_of

VERSION = "archive"
"""The counter that every change of the archive raises first, so that rivals change it one after the other."""


async def publish(connection: AsyncConnection, briefing: Briefing, speakers: Mapping[str, str]) -> None:
    """Show this revision in place of any earlier one."""
    check_archivable(briefing)
    await raise_counter(connection, VERSION, 2)
    await _remove(connection, briefing.id)
    entry_id = await _free_key(connection, briefing)
    await connection.execute(insert(archive.entry), _entry_row(entry_id, briefing))
    await _add_topics(connection, entry_id, briefing.content.topics)
    await _add_quotes(connection, entry_id, briefing, speakers)
    await _add_figures_and_dates(connection, entry_id, briefing)
    content = briefing.content
    words = search.index_words(content.headline, *(point.text for point in content.summary), briefing.source.text)
    await search.add_rows(connection, search.search_briefing, [(entry_id, words)])


async def withdraw(connection: AsyncConnection, briefing_id: str) -> None:
    """Show nothing of this briefing any more."""
    await raise_counter(connection, VERSION, 2)
    await _remove(connection, briefing_id)


def check_archivable(briefing: Briefing) -> None:
    """Raise UserError unless the briefing passes the gate and fits."""
    check_publishable(briefing)
    content = briefing.content
    if max(len(content.quotes), len(content.figures), len(content.dates)) > rank.MAX_ITEMS:
        raise UserError(
            "Briefing {number} has more than {limit} quotes, figures or dates. Drop some and try again.",
            number=briefing.number,
            limit=rank.MAX_ITEMS,
        )


def published_at(briefing: Briefing) -> datetime:
    """Return the first publication. Raises ValueError while there was none."""
    if briefing.published_at is None:
        raise ValueError("a briefing enters the archive with the instant of its publication")
    return briefing.published_at


def day_of(briefing: Briefing) -> date:
    """Return the day under which its quotes are found: the source's own, else that of the publication in UTC."""
    return briefing.source.published or published_at(briefing).astimezone(UTC).date()


def visible_at(briefing: Briefing) -> int:
    """Return the end of the embargo in microseconds, 0 without one."""
    return 0 if briefing.embargo_until is None else micros(briefing.embargo_until)


def in_order(quotes: tuple[Quote, ...]) -> list[Quote]:
    """Return the quotes by their place in the text."""
    return sorted(quotes, key=lambda quote: quote.excerpts[0].start)


async def _free_key(connection: AsyncConnection, briefing: Briefing) -> int:
    key = rank.entry_key(published_at(briefing), briefing.number)
    while (await connection.execute(select(exists().where(archive.entry.c.id == key)))).scalar():
        key += 1
    return key


def _entry_row(entry_id: int, briefing: Briefing) -> dict[str, Any]:
    return {
        "id": entry_id,
        "briefing_id": briefing.id,
        "source_id": briefing.source.id,
        "number": briefing.number,
        "revision": briefing.revision.number,
        "headline": briefing.content.headline,
        "published_at": published_at(briefing),
        "visible_at": visible_at(briefing),
        "sample": briefing.sample,
    }


async def _add_topics(connection: AsyncConnection, entry_id: int, topics: tuple[str, ...]) -> None:
    named = {slug: name for name in reversed(topics) if (slug := slug_of(name))}
    if not named:
        return
    table = archive.topic
    known = set((await connection.execute(select(table.c.slug).where(table.c.slug.in_(named)))).scalars())
    await _shift(connection, table, table.c.slug.name, "briefings", dict.fromkeys(known, 1))
    new = [{"slug": slug, "name": name, "briefings": 1} for slug, name in named.items() if slug not in known]
    if new:
        await connection.execute(insert(table), new)
    await connection.execute(insert(archive.entry_topic), [{"slug": slug, "entry_id": entry_id} for slug in named])


async def _add_quotes(
    connection: AsyncConnection, entry_id: int, briefing: Briefing, speakers: Mapping[str, str]
) -> None:
    rows: list[dict[str, Any]] = []
    words: list[tuple[int, list[str]]] = []
    day, visible = day_of(briefing), visible_at(briefing)
    for place, quote in enumerate(in_order(briefing.content.quotes)):
        key, speaker_id = rank.item_key(entry_id, place), speakers.get(quote.speaker or "")
        row = {"id": key, "entry_id": entry_id, "key": quote_key(briefing.number, quote), "speaker_id": speaker_id}
        rows.append({**row, "day": day, "visible_at": visible, "body": quote_form(quote)})
        words.append((key, search.index_words(quote.text) + ([search.speaker_mark(speaker_id)] if speaker_id else [])))
    if not rows:
        return
    await connection.execute(insert(archive.quote), rows)
    await search.add_rows(connection, search.search_quote, words)
    await _count(connection, [row["speaker_id"] for row in rows], [quote.text for quote in briefing.content.quotes], 1)


async def _add_figures_and_dates(connection: AsyncConnection, entry_id: int, briefing: Briefing) -> None:
    content, visible = briefing.content, visible_at(briefing)
    figures = [
        {"id": rank.item_key(entry_id, place), "entry_id": entry_id, "visible_at": visible, "body": figure_form(figure)}
        for place, figure in enumerate(sorted(content.figures, key=lambda figure: figure.excerpt.start))
    ]
    dates = [
        {
            "id": rank.item_key(entry_id, place),
            "entry_id": entry_id,
            "visible_at": visible,
            "first_day": event.resolved,
            "last_day": event.last_day,
            "body": event_form(event),
        }
        for place, event in enumerate(sorted(content.dates, key=lambda event: event.excerpt.start))
    ]
    if figures:
        await connection.execute(insert(archive.figure), figures)
    if dates:
        await connection.execute(insert(archive.dated), dates)


async def _remove(connection: AsyncConnection, briefing_id: str) -> None:
    query = select(archive.entry.c.id).where(archive.entry.c.briefing_id == briefing_id)
    entry_id = (await connection.execute(query)).scalar()
    if entry_id is None:
        return
    table = archive.quote
    query = select(table.c.id, table.c.speaker_id, table.c.body).where(table.c.entry_id == entry_id)
    quotes = (await connection.execute(query)).all()
    await _count(connection, [row.speaker_id for row in quotes], [quote_of(row.body).text for row in quotes], -1)
    topics = await connection.execute(
        select(archive.entry_topic.c.slug).where(archive.entry_topic.c.entry_id == entry_id)
    )
    await _shift(connection, archive.topic, "slug", "briefings", dict.fromkeys(topics.scalars(), -1))
    await search.drop_rows(connection, search.search_quote, [row.id for row in quotes])
    await search.drop_rows(connection, search.search_briefing, [entry_id])
    for items in (archive.quote, archive.figure, archive.dated, archive.entry_topic):
        await connection.execute(delete(items).where(items.c.entry_id == entry_id))
    await connection.execute(delete(archive.entry).where(archive.entry.c.id == entry_id))


async def _count(connection: AsyncConnection, speaker_ids: list[str | None], texts: list[str], sign: int) -> None:
    quoted: dict[str, int] = {}
    for speaker_id in speaker_ids:
        if speaker_id is not None:
            quoted[speaker_id] = quoted.get(speaker_id, 0) + sign
    await _shift(connection, core.speaker, "id", "quotes", quoted)
    await raise_counter(connection, vocabulary.QUOTES, sign * len(texts))
    await vocabulary.count_words(connection, texts, sign)


async def _shift(connection: AsyncConnection, table: Table, key: str, counted: str, changes: Mapping[str, int]) -> None:
    if changes:
        column = table.c[counted]
        statement = update(table).where(table.c[key] == bindparam("row")).values({counted: column + bindparam("by")})
        rows = [{"row": row, "by": by} for row, by in sorted(changes.items())]
        await connection.execute(statement, rows)
