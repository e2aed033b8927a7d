"""The words of published quotes, how many quotes hold each, and which words are near to a misspelt one."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables import archive
from briefings.domain.likeness import forms, nearest

T = TypeVar("T")

QUOTES = "quotes"
"""The counter that tells how many quotes the archive holds."""

_SHARING = (
    select(archive.near_word.c.form, archive.near_word.c.word, archive.vocabulary.c.quotes)
    .join_from(archive.near_word, archive.vocabulary, archive.near_word.c.word == archive.vocabulary.c.word)
    .where(archive.near_word.c.form.in_(bindparam("forms", expanding=True)), archive.vocabulary.c.quotes > 0)
)

_BATCH = 500
_LOOSENED = 12


async def count_words(connection: AsyncConnection, counts: Counter[str], sign: int) -> None:
    """Count words in (``sign`` 1) or out (-1), each by the quotes that hold it; a new word gets its forms."""
    table = archive.vocabulary
    known = await word_counts(connection, counts, unused=True)
    raised = [{"key": word, "by": sign * by} for word, by in sorted(counts.items()) if word in known]
    if raised:
        statement = update(table).where(table.c.word == bindparam("key"))
        await connection.execute(statement.values(quotes=table.c.quotes + bindparam("by")), raised)
    new = [word for word in sorted(counts) if word not in known]
    if new:
        await connection.execute(insert(table), [{"word": word, "quotes": counts[word]} for word in new])
        near = [{"form": form, "word": word} for word in new for form in sorted(forms(word))]
        for batch in _batches(near):
            await connection.execute(insert(archive.near_word), batch)


async def word_counts(connection: AsyncConnection, words: Collection[str], *, unused: bool = False) -> dict[str, int]:
    """Return how many quotes hold each word; words without any are left out unless ``unused``."""
    table = archive.vocabulary
    found: dict[str, int] = {}
    for batch in _batches(list(words)):
        query = select(table.c.word, table.c.quotes).where(table.c.word.in_(batch))
        found.update({row.word: row.quotes for row in await connection.execute(query) if unused or row.quotes > 0})
    return found


async def near_words(
    connection: AsyncConnection, words: Sequence[str]
) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """Return, for each word, the archive's words that are near to it with their distance; and those words' counts."""
    wanted = {word: forms(word) for word in words[:_LOOSENED]}
    sharing: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    for batch in _batches(sorted(frozenset[str]().union(*wanted.values()))):
        for form, word, quotes in await connection.execute(_SHARING, {"forms": batch}):
            sharing.setdefault(form, set()).add(word)
            counts[word] = int(quotes)
    candidates = {word: set[str]().union(*(sharing.get(form, ()) for form in mine)) for word, mine in wanted.items()}
    found = {word: nearest(word, others) for word, others in candidates.items()}
    return found, {other: counts[other] for others in found.values() for other in others}


def _batches(items: Sequence[T]) -> Iterator[list[T]]:
    for start in range(0, len(items), _BATCH):
        yield list(items[start : start + _BATCH])
