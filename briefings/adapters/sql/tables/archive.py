"""The readers' side: published items only, laid out for reading newest first.

The ids of an entry and of its items grow with publication (see ``rank.py``), so that "newest first" is the order of
the primary key. ``visible_at`` is the end of the embargo in microseconds since 1970, 0 without one. The full-text
indexes ``search_quote`` and ``search_briefing`` are made by the migration alone: each database has its own kind.
"""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from briefings.adapters.sql.tables.columns import Instant, Json, Rank, metadata

entry = Table(
    "archive_entry",
    metadata,
    Column("id", Rank, primary_key=True, autoincrement=False),
    Column("briefing_id", ForeignKey("briefing.id"), nullable=False, unique=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("source_id", ForeignKey("source.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("headline", Text, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("visible_at", BigInteger, nullable=False, index=True),
    Column("sample", Boolean, nullable=False),
)

quote = Table(
    "archive_quote",
    metadata,
    Column("id", Rank, primary_key=True, autoincrement=False),
    Column("entry_id", ForeignKey("archive_entry.id"), nullable=False),
    Column("key", String(32), nullable=False, index=True),
    Column("speaker_id", ForeignKey("speaker.id")),
    Column("day", Date, nullable=False),
    Column("visible_at", BigInteger, nullable=False, index=True),
    Column("body", Json, nullable=False),
)
Index(None, quote.c.entry_id, quote.c.id)
Index(None, quote.c.speaker_id, quote.c.id)

figure = Table(
    "archive_figure",
    metadata,
    Column("id", Rank, primary_key=True, autoincrement=False),
    Column("entry_id", ForeignKey("archive_entry.id"), nullable=False),
    Column("visible_at", BigInteger, nullable=False),
    Column("body", Json, nullable=False),
)
Index(None, figure.c.entry_id, figure.c.id)

dated = Table(
    "archive_date",
    metadata,
    Column("id", Rank, primary_key=True, autoincrement=False),
    Column("entry_id", ForeignKey("archive_entry.id"), nullable=False),
    Column("visible_at", BigInteger, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("body", Json, nullable=False),
)
Index(None, dated.c.entry_id, dated.c.id)
Index(None, dated.c.last_day, dated.c.id)
Index(None, dated.c.first_day, dated.c.id)

entry_topic = Table(
    "archive_topic",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("entry_id", ForeignKey("archive_entry.id"), primary_key=True, index=True),
)

topic = Table(
    "topic",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("briefings", Integer, nullable=False),
)
"""``briefings`` counts those in the archive, embargoed ones included; kept by publish and withdraw."""

vocabulary = Table(
    "vocabulary",
    metadata,
    Column("word", String(64), primary_key=True),
    Column("quotes", Integer, nullable=False),
)
"""The folded words of published quotes, with how many quotes hold each."""

near_word = Table(
    "near_word",
    metadata,
    Column("form", String(16), primary_key=True),
    Column("word", String(64), primary_key=True),
    sqlite_with_rowid=False,
)
"""Each word under what is left of it when letters are missing: how misspelt words are found (see ``likeness.py``)."""
