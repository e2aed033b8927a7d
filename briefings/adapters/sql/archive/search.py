"""Full-text indexes: FTS5 on SQLite, tsvector on PostgreSQL, both over words that we fold and cut ourselves.

Both databases see our words as they are: FTS5 by its ``ascii`` tokenizer, which parts words only at the blanks between
them, PostgreSQL by ``array_to_tsvector``. So the same words match on both, and no input is ever read as syntax.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import TEXT, ColumnElement, TableClause, bindparam, cast, column, func, literal_column, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.domain.folding import SHORTEST_BEGINNING, words_of

search_quote = table("search_quote", column("rowid"), column("words"))
"""The words of each published quote, its speaker's mark among them; ``rowid`` is the quote's id."""

search_briefing = table("search_briefing", column("rowid"), column("words"))
"""The words of each published briefing: headline, summary and source; ``rowid`` is the entry's id."""

_MARK = "\ue000"

_MAX_BYTES = 900_000
"""PostgreSQL takes a tsvector of one megabyte at most; the words beyond are not searched for."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these words, each at most 64 code points; as whole words, or as beginnings."""

    words: tuple[str, ...]
    beginning: bool = False


def index_words(*texts: str) -> list[str]:
    """Return the distinct folded words of the texts, as many as an index takes."""
    kept, size = dict[str, None](), 0
    for piece in texts:
        for word in words_of(piece):
            if word not in kept:
                size += len(word.encode()) + 8
                if size > _MAX_BYTES:
                    return list(kept)
                kept[word] = None
    return list(kept)


def speaker_mark(speaker_id: str) -> str:
    """Return the word that stands for a speaker in ``search_quote``: a sign that no query holds, and the id in hex."""
    return _MARK + speaker_id.encode().hex()


def tries(words: Sequence[str]) -> list[list[AnyOf]]:
    """Ask for every word, if there are any; then, for an answer that is not full, the last one as a beginning as well.

    FTS5 merges every word with a common beginning before it gives the first row, and gives whole words at once.
    """
    if not words:
        return []
    whole = [AnyOf((word,)) for word in words]
    if len(words[-1]) < SHORTEST_BEGINNING:
        return [whole]
    return [whole, [*whole[:-1], AnyOf((words[-1],), beginning=True)]]


async def add_rows(connection: AsyncConnection, target: TableClause, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Index rows, each with its words."""
    values = [{"id": rowid, "words": words if is_postgres(connection) else " ".join(words)} for rowid, words in rows]
    if not values:
        return
    words = "array_to_tsvector(CAST(:words AS TEXT[]))" if is_postgres(connection) else ":words"
    await connection.execute(text(f"INSERT INTO {target.name} (rowid, words) VALUES (:id, {words})"), values)  # noqa: S608


async def drop_rows(connection: AsyncConnection, target: TableClause, rowids: Sequence[int]) -> None:
    """Take rows out of the index."""
    if rowids:
        statement = text(f"DELETE FROM {target.name} WHERE rowid = :id")  # noqa: S608
        await connection.execute(statement, [{"id": rowid} for rowid in rowids])


def matching(target: TableClause, *, postgres: bool) -> ColumnElement[bool]:
    """Return the condition that the row fits the parameter ``match``, which is a ``match_text``."""
    if postgres:
        return target.c.words.bool_op("@@")(cast(bindparam("match", type_=TEXT), TSQUERY))
    return literal_column(target.name).bool_op("MATCH")(bindparam("match", type_=TEXT))


def match_text(asked: Sequence[AnyOf], *, postgres: bool) -> str:
    """Return what to ask an index for: rows that hold one word of each of ``asked``."""
    return _tsquery(asked) if postgres else _fts5(asked)


def words_in(target: TableClause, *, postgres: bool) -> ColumnElement[Any]:
    """Return the expression that reads a row's words, for ``held_words``."""
    return func.tsvector_to_array(target.c.words) if postgres else target.c.words


def held_words(value: str | Sequence[str]) -> frozenset[str]:
    """Return a row's words without the speaker's mark."""
    if isinstance(value, str):  # SQLite gives the text as it was indexed, the mark behind the words
        return frozenset(value.partition(_MARK)[0].split())
    return frozenset(word for word in value if not word.startswith(_MARK))


def _fts5(asked: Sequence[AnyOf]) -> str:
    return " AND ".join(
        "(" + " OR ".join(f'"{word}"{"*" * group.beginning}' for word in group.words) + ")" for group in asked
    )


def _tsquery(asked: Sequence[AnyOf]) -> str:
    return " & ".join(
        "(" + " | ".join(f"'{word}'{':*' * group.beginning}" for word in group.words) + ")" for group in asked
    )


def is_postgres(connection: AsyncConnection) -> bool:
    """Whether the connection leads to PostgreSQL."""
    return connection.dialect.name == "postgresql"
