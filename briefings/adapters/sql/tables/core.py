"""Sources, briefings, revisions and speakers: the editors' side."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from briefings.adapters.sql.tables.columns import Instant, Json, metadata

counter = Table(
    "counter",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)
"""Named numbers; whoever changes one holds it until the transaction ends."""

secret = Table(
    "secret",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", String(64), nullable=False),
)
"""Keys that no export has."""

source = Table(
    "source",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("added_at", Instant, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", Date),
    Column("language", String(16)),
    Column("reading", Text, nullable=False),
    Column("text", Text, nullable=False),
)
"""Articles as they came; ``reading`` are the digests of what was read out of each.

``text`` stands last, so that reading a title does not read through it.
"""

briefing = Table(
    "briefing",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("source_id", ForeignKey("source.id"), nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("published_revision", Integer),
    Column("published_at", Instant),
    Column("embargo_until", Instant),
    Column("withdrawn_note", Text),
    Column("sample", Boolean, nullable=False),
)
Index(None, briefing.c.status, briefing.c.updated_at)

revision = Table(
    "revision",
    metadata,
    Column("briefing_id", ForeignKey("briefing.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("author", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("note", Text),
    Column("material", Boolean, nullable=False),
    Column("content", Json, nullable=False),
)

speaker = Table(
    "speaker",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text),
    Column("quotes", Integer, nullable=False),
)
"""``quotes`` counts those in the archive, embargoed ones included; kept by publish and withdraw."""

speaker_alias = Table(
    "speaker_alias",
    metadata,
    Column("speaker_id", ForeignKey("speaker.id"), primary_key=True),
    Column("alias", Text, primary_key=True),
    Column("place", Integer, nullable=False),
)
