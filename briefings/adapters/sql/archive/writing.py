"""Putting briefings before the readers, and taking them away again."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Table, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.archive import publication_keys as rank
from briefings.adapters.sql.archive import search, vocabulary
from briefings.adapters.sql.archive.rows import ArchiveRows, check_archivable, published_at
from briefings.adapters.sql.counters import raise_counter
from briefings.adapters.sql.tables import archive, core
from briefings.domain.briefing import Briefing
from briefings.domain.folding import words_of
from briefings.domain.jsonform import quote_of

VERSION = "archive"
"""The counter that every change of the archive raises first, so that rivals change it one after the other."""


async def publish(connection: AsyncConnection, items: Sequence[tuple[Briefing, Mapping[str, str]]]) -> None:
    """Show each briefing's revision in place of any earlier one; with each come its speakers' ids by name."""
    for briefing, _ in items:
        await asyncio.to_thread(check_archivable, briefing)
    await raise_counter(connection, VERSION, len(items))
    for entry_id in await _shown(connection, archive.entry.c.briefing_id, [briefing.id for briefing, _ in items]):
        await _remove(connection, entry_id)
    rows, keys = ArchiveRows(), await _free_keys(connection, [briefing for briefing, _ in items])
    for entry_id, (briefing, speakers) in zip(keys, items, strict=True):
        rows.add(entry_id, briefing, speakers)
    await _insert(connection, rows)


async def withdraw(connection: AsyncConnection, briefing_id: str) -> None:
    """Show nothing of this briefing any more."""
    await raise_counter(connection, VERSION)
    for entry_id in await _shown(connection, archive.entry.c.briefing_id, [briefing_id]):
        await _remove(connection, entry_id)


async def _shown(connection: AsyncConnection, column: Column[Any], values: Sequence[Any]) -> list[int]:
    """The keys of the entries that hold one of these values."""
    return list((await connection.execute(select(archive.entry.c.id).where(column.in_(values)))).scalars())


async def _free_keys(connection: AsyncConnection, briefings: Sequence[Briefing]) -> list[int]:
    """A key for each briefing; where one is taken, the next free one above."""
    wanted = [rank.entry_key(published_at(briefing), briefing.number) for briefing in briefings]
    taken, keys = set(await _shown(connection, archive.entry.c.id, wanted)), list[int]()
    for key in wanted:
        free = key
        while free in taken or (free != key and await _shown(connection, archive.entry.c.id, [free])):
            free += 1
        taken.add(free)
        keys.append(free)
    return keys


async def _insert(connection: AsyncConnection, rows: ArchiveRows) -> None:
    await _name_topics(connection, rows)
    for table, values in (
        (archive.entry, rows.entries),
        (archive.entry_topic, rows.links),
        (archive.quote, rows.quotes),
        (archive.figure, rows.figures),
        (archive.dated, rows.dates),
    ):
        if values:
            await connection.execute(insert(table), values)
    await search.add_rows(connection, search.search_quote, rows.quote_words)
    await search.add_rows(connection, search.search_briefing, rows.briefing_words)
    await _count_quotes(connection, rows.speaker_counts, len(rows.quotes), rows.words, 1)


async def _name_topics(connection: AsyncConnection, rows: ArchiveRows) -> None:
    table = archive.topic
    known = set((await connection.execute(select(table.c.slug).where(table.c.slug.in_(rows.topics)))).scalars())
    await _shift(connection, table, "slug", "briefings", {slug: rows.topic_counts[slug] for slug in known})
    new = [slug for slug in rows.topics if slug not in known]
    if new:
        values = [{"slug": slug, "name": rows.topics[slug], "briefings": rows.topic_counts[slug]} for slug in new]
        await connection.execute(insert(table), values)


async def _remove(connection: AsyncConnection, entry_id: int) -> None:
    quotes = await _forget_quotes(connection, entry_id)
    links = archive.entry_topic
    topics = await connection.execute(select(links.c.slug).where(links.c.entry_id == entry_id))
    await _shift(connection, archive.topic, "slug", "briefings", dict.fromkeys(topics.scalars(), -1))
    await search.drop_rows(connection, search.search_quote, quotes)
    await search.drop_rows(connection, search.search_briefing, [entry_id])
    for items in (archive.quote, archive.figure, archive.dated, links):
        await connection.execute(delete(items).where(items.c.entry_id == entry_id))
    await connection.execute(delete(archive.entry).where(archive.entry.c.id == entry_id))


async def _forget_quotes(connection: AsyncConnection, entry_id: int) -> list[int]:
    """Count an entry's quotes out and return their ids."""
    table = archive.quote
    query = select(table.c.id, table.c.speaker_id, table.c.body).where(table.c.entry_id == entry_id)
    quotes = (await connection.execute(query)).all()
    speakers = Counter(row.speaker_id for row in quotes if row.speaker_id is not None)
    words = Counter(word for row in quotes for word in set(words_of(quote_of(row.body).text)))
    await _count_quotes(connection, speakers, len(quotes), words, -1)
    return [row.id for row in quotes]


async def _count_quotes(
    connection: AsyncConnection, speakers: Counter[str], quotes: int, words: Counter[str], sign: int
) -> None:
    await _shift(connection, core.speaker, "id", "quotes", {key: sign * by for key, by in speakers.items()})
    await raise_counter(connection, vocabulary.QUOTES, sign * quotes)
    await vocabulary.count_words(connection, words, sign)


async def _shift(connection: AsyncConnection, table: Table, key: str, counted: str, changes: Mapping[str, int]) -> None:
    if changes:
        grown = table.c[counted] + bindparam("by")
        statement = update(table).where(table.c[key] == bindparam("row")).values({counted: grown})
        await connection.execute(statement, [{"row": row, "by": by} for row, by in sorted(changes.items())])
