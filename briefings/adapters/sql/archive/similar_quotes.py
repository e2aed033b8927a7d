"""Finding the published quotes that somebody remembers, a little wrong perhaps, without reading them all.

The rarest of the words choose the candidates through the full-text index; only those are compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.archive import search, vocabulary
from briefings.adapters.sql.counters import read_counter
from briefings.adapters.sql.tables import archive
from briefings.adapters.sql.tables.columns import micros
from briefings.domain import likeness

_RARE = 600
"""How many quotes the rare words of one look-up may choose together."""

_NEWEST = 150
"""How many of the newest quotes count for common words that choose more."""

_TOGETHER = 3
"""How many common words must stand in one quote to choose it."""


async def quote_ids_like(connection: AsyncConnection, words: Sequence[str], *, now: datetime, limit: int) -> list[int]:
    """Return the ids of the quotes that share the most with the words, the best match first."""
    wanted = likeness.wanted_words(words)
    counts = await vocabulary.word_counts(connection, wanted)
    near, near_counts = await vocabulary.near_words(connection, likeness.words_to_loosen(wanted, counts))
    counts |= near_counts
    total = await read_counter(connection, vocabulary.QUOTES)
    like = likeness.likeness(wanted, counts=counts, near=near, total=total)
    found: dict[int, tuple[float, int]] = {}
    for groups in _choices(like.groups, counts):
        for rowid, held in await _matching(connection, groups, now):
            found[rowid] = like.rank(held)
    return sorted(found, key=lambda rowid: (*found[rowid], rowid), reverse=True)[:limit]


def _choices(groups: Sequence[Mapping[str, float]], counts: Mapping[str, int]) -> Iterator[list[search.AnyOf]]:
    """Yield what to ask the index for: any of the rare words, then common words together, all of them to begin with."""
    rarest = sorted(groups, key=lambda group: sum(counts[word] for word in group))
    chosen = rare = 0
    while rare < len(rarest) and chosen + (more := sum(counts[word] for word in rarest[rare])) <= _RARE:
        chosen, rare = chosen + more, rare + 1
    if rare:
        yield [search.AnyOf(tuple(dict.fromkeys(word for group in rarest[:rare] for word in group)))]
    common = [search.AnyOf(tuple(group)) for group in rarest[rare:]][: _TOGETHER * 4]
    if common:
        yield common
    for start in range(0, len(common), _TOGETHER):
        if len(common) > _TOGETHER:
            yield common[start : start + _TOGETHER]


@cache
def _candidates(*, postgres: bool) -> Select[Any]:
    index, quote = search.search_quote, archive.quote
    held = search.words_in(index, postgres=postgres).label("held")
    fitting = select(index.c.rowid).where(search.matching(index, postgres=postgres)).cte("fitting")
    # PostgreSQL would else walk all quotes from the newest on and look into each.
    fitting = fitting.prefix_with("MATERIALIZED", dialect="postgresql")
    newest = (
        select(fitting.c.rowid)
        .join_from(fitting, quote, fitting.c.rowid == quote.c.id)
        .where(quote.c.visible_at <= bindparam("now"))
        .order_by(fitting.c.rowid.desc())
        .limit(bindparam("limit", type_=Integer))
        .subquery()
    )
    return select(index.c.rowid, held).join_from(newest, index, newest.c.rowid == index.c.rowid)


async def _matching(
    connection: AsyncConnection, groups: Sequence[search.AnyOf], now: datetime
) -> list[tuple[int, frozenset[str]]]:
    postgres = search.is_postgres(connection)
    asked = {"match": search.match_text(groups, postgres=postgres), "now": micros(now)}
    limit = _RARE if len(groups) == 1 else _NEWEST
    rows = await connection.execute(_candidates(postgres=postgres), {**asked, "limit": limit})
    return [(rowid, search.held_words(held)) for rowid, held in rows]
