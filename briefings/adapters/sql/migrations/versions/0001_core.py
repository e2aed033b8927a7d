"""The core: sources, briefings, speakers and the archive with its full-text indexes."""

import sqlalchemy as sa
from alembic import op

revision = "0001_core"
down_revision = None
branch_labels = None
depends_on = None

RANK = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _make_core()
    _make_archive()
    _make_indexes()
    _make_chat()


def _make_indexes() -> None:
    for name in ("search_quote", "search_briefing"):
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"CREATE TABLE {name} (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
            op.execute(f"CREATE INDEX ix_{name}_words ON {name} USING GIN (words) WITH (fastupdate = off)")
        else:
            options = "tokenize='ascii', detail='none', columnsize=0, prefix='2 3'"
            op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(words, {options})")


def _make_chat() -> None:
    for name in ("guest", "notice"):
        op.create_table(
            name,
            sa.Column("key", sa.String(length=100), nullable=False),
            sa.PrimaryKeyConstraint("key", name=f"pk_{name}"),
        )
    op.create_table(
        "shortcut",
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_shortcut"),
    )


def _make_core() -> None:
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("sha256", name="uq_source_sha256"),
    )
    op.create_table(
        "speaker",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaker"),
    )
    op.create_table(
        "briefing",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("published_revision", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("embargo_until", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_note", sa.Text(), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_briefing_source_id_source"),
        sa.PrimaryKeyConstraint("id", name="pk_briefing"),
        sa.UniqueConstraint("number", name="uq_briefing_number"),
    )
    op.create_index("ix_briefing_source_id", "briefing", ["source_id"], unique=False)
    op.create_index("ix_briefing_status_updated_at", "briefing", ["status", "updated_at"], unique=False)
    op.create_table(
        "speaker_alias",
        sa.Column("speaker_id", sa.String(length=64), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_speaker_alias_speaker_id_speaker"),
        sa.PrimaryKeyConstraint("speaker_id", "alias", name="pk_speaker_alias"),
    )
    op.create_table(
        "revision",
        sa.Column("briefing_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("material", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["briefing_id"], ["briefing.id"], name="fk_revision_briefing_id_briefing"),
        sa.PrimaryKeyConstraint("briefing_id", "number", name="pk_revision"),
    )


def _make_archive() -> None:
    op.create_table(
        "near_word",
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("word", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("form", "word", name="pk_near_word"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "topic",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("briefings", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_topic"),
    )
    op.create_table(
        "vocabulary",
        sa.Column("word", sa.String(length=64), nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_vocabulary"),
    )
    op.create_table(
        "archive_entry",
        sa.Column("id", RANK, autoincrement=False, nullable=False),
        sa.Column("briefing_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("visible_at", sa.BigInteger(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["briefing_id"], ["briefing.id"], name="fk_archive_entry_briefing_id_briefing"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_archive_entry_source_id_source"),
        sa.PrimaryKeyConstraint("id", name="pk_archive_entry"),
        sa.UniqueConstraint("briefing_id", name="uq_archive_entry_briefing_id"),
        sa.UniqueConstraint("number", name="uq_archive_entry_number"),
    )
    op.create_index("ix_archive_entry_visible_at", "archive_entry", ["visible_at"], unique=False)
    op.create_table(
        "archive_date",
        sa.Column("id", RANK, autoincrement=False, nullable=False),
        sa.Column("entry_id", RANK, nullable=False),
        sa.Column("visible_at", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["archive_entry.id"], name="fk_archive_date_entry_id_archive_entry"),
        sa.PrimaryKeyConstraint("id", name="pk_archive_date"),
    )
    op.create_index("ix_archive_date_entry_id_id", "archive_date", ["entry_id", "id"], unique=False)
    op.create_index("ix_archive_date_first_day_id", "archive_date", ["first_day", "id"], unique=False)
    op.create_index("ix_archive_date_last_day_id", "archive_date", ["last_day", "id"], unique=False)
    op.create_table(
        "archive_figure",
        sa.Column("id", RANK, autoincrement=False, nullable=False),
        sa.Column("entry_id", RANK, nullable=False),
        sa.Column("visible_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["archive_entry.id"], name="fk_archive_figure_entry_id_archive_entry"),
        sa.PrimaryKeyConstraint("id", name="pk_archive_figure"),
    )
    op.create_index("ix_archive_figure_entry_id_id", "archive_figure", ["entry_id", "id"], unique=False)
    op.create_table(
        "archive_quote",
        sa.Column("id", RANK, autoincrement=False, nullable=False),
        sa.Column("entry_id", RANK, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("speaker_id", sa.String(length=64), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visible_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["archive_entry.id"], name="fk_archive_quote_entry_id_archive_entry"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_archive_quote_speaker_id_speaker"),
        sa.PrimaryKeyConstraint("id", name="pk_archive_quote"),
    )
    op.create_index("ix_archive_quote_entry_id_id", "archive_quote", ["entry_id", "id"], unique=False)
    op.create_index("ix_archive_quote_key", "archive_quote", ["key"], unique=False)
    op.create_index("ix_archive_quote_speaker_id_id", "archive_quote", ["speaker_id", "id"], unique=False)
    op.create_index("ix_archive_quote_visible_at", "archive_quote", ["visible_at"], unique=False)
    op.create_table(
        "archive_topic",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("entry_id", RANK, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["archive_entry.id"], name="fk_archive_topic_entry_id_archive_entry"),
        sa.PrimaryKeyConstraint("slug", "entry_id", name="pk_archive_topic"),
    )
    op.create_index("ix_archive_topic_entry_id", "archive_topic", ["entry_id"], unique=False)
