"""The newsroom at work: members, the audit log, conversations, reviews, reports and the copies to correct."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from briefings.adapters.sql.tables.columns import Instant, Json, Rank, metadata

member = Table(
    "member",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("roles", Json, nullable=False),
    Column("since", Instant, nullable=False),
)

member_identity = Table(
    "member_identity",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("user_id", String(64), primary_key=True),
    Column("member_id", ForeignKey("member.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
)

link_code = Table(
    "link_code",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("user_id", String(64), primary_key=True),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("keys", String(128), nullable=False),
    Column("marks", String(256), nullable=False),
)
Index(None, audit.c.subject, audit.c.number)

conversation = Table(
    "conversation",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("user_id", String(64), primary_key=True),
    Column("chat_id", String(64), primary_key=True),
    Column("thread_id", String(64), primary_key=True),
    Column("line", Text, nullable=False),
    Column("parts", Json, nullable=False),
    Column("updated_at", Instant, nullable=False, index=True),
)

kept_item = Table(
    "kept_item",
    metadata,
    Column("briefing_id", ForeignKey("briefing.id"), primary_key=True),
    Column("item", String(32), primary_key=True),
)

seen_revision = Table(
    "seen_revision",
    metadata,
    Column("briefing_id", ForeignKey("briefing.id"), primary_key=True),
    Column("person", String(128), primary_key=True),
    Column("revision", Integer, nullable=False),
)

review = Table(
    "review",
    metadata,
    Column("briefing_id", ForeignKey("briefing.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("reviewer", String(128), primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Column("note", Text, nullable=False),
)

planned_publication = Table(
    "planned_publication",
    metadata,
    Column("briefing_id", ForeignKey("briefing.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("due_at", Instant, nullable=False, index=True),
    Column("planned_by", String(128), nullable=False),
)

error_report = Table(
    "error_report",
    metadata,
    Column("id", Rank, primary_key=True, autoincrement=False),
    Column("briefing_number", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reporter_platform", String(16)),
    Column("reporter_id", String(64)),
    Column("settled_at", Instant, index=True),
    Column("settled_by", String(128)),
)
Index(None, error_report.c.reporter_platform, error_report.c.reporter_id, error_report.c.at)

copy_edit = Table(
    "copy_edit",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("chat_id", String(64), primary_key=True),
    Column("thread_id", String(64), nullable=False),
    Column("message_id", String(64), primary_key=True),
    Column("briefing_id", ForeignKey("briefing.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Instant),
    Column("done_at", Instant),
    Column("problem", Text),
)
Index(None, copy_edit.c.briefing_id)
Index(None, copy_edit.c.platform, copy_edit.c.state, copy_edit.c.due_at)
