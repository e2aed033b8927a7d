"""Plans, slots, the outbox, receipts, leases and reminders."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from briefings.adapters.sql.tables.columns import Instant, Json, metadata

GROWING = BigInteger().with_variant(Integer, "sqlite")
"""A primary key that the database counts itself; on SQLite only a column called INTEGER does."""

subscription = Table(
    "subscription",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("chat_id", String(64), nullable=False),
    Column("thread_id", String(64)),
    Column("zone", String(64), nullable=False),
    Column("profile", String(32), nullable=False),
    Column("watermark", BigInteger, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("alerts", String(16), nullable=False),
    Column("paused", String(16)),
    Column("created_at", Instant, nullable=False),
    Column("settings", Json, nullable=False),
    UniqueConstraint("platform", "chat_id"),
)
"""``settings`` holds what no statement asks for: taste, quiet hours, the pause and who set the plan up."""

plan_entry = Table(
    "plan_entry",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("subscription_id", ForeignKey("subscription.id"), nullable=False),
    Column("at", String(5), nullable=False),
    Column("days", Integer, nullable=False),
    Column("next_run_at", Instant, index=True),
    Column("next_day", Date),
    Column("last_day", Date),
    Column("retired", Boolean, nullable=False),
    Column("batch", String(32), index=True),
)
"""``days`` has bit n set for weekday n (Monday 0); ``batch`` marks the entries that one settlement took last. A plan
has each time once, retired ones included: an entry that is wanted again is the one that it had."""
Index(None, plan_entry.c.subscription_id, plan_entry.c.at, unique=True)

slot = Table(
    "slot",
    metadata,
    Column("entry_id", ForeignKey("plan_entry.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("subscription_id", String(64), nullable=False),
    Column("planned_at", Instant, nullable=False, index=True),
    Column("decided_at", Instant, nullable=False),
    Column("at", String(5), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("edition_id", ForeignKey("edition.id"), index=True),
    Column("batch", String(32)),
)
"""``subscription_id`` is the entry's own."""
Index(None, slot.c.subscription_id, slot.c.planned_at)

edition = Table(
    "edition",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("made_at", Instant, nullable=False, index=True),
    Column("recipe", Json),
)

edition_message = Table(
    "edition_message",
    metadata,
    Column("edition_id", ForeignKey("edition.id"), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("shows", Json, nullable=False),
    Column("payload", Text, nullable=False),
)

release = Table(
    "release",
    metadata,
    Column("number", GROWING, primary_key=True),
    Column("briefing_id", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("noted_at", Instant, nullable=False),
    UniqueConstraint("briefing_id", "revision"),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", GROWING, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("chat_id", String(64), nullable=False),
    Column("thread_id", String(64)),
    Column("kind", String(16), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("edition_id", ForeignKey("edition.id"), nullable=False, index=True),
    Column("part", Integer, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("subscription_id", String(64)),
    Column("entry_id", String(64)),
    Column("day", Date),
    Column("watermark", BigInteger, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("claim", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sending_at", Instant),
    Column("sent_at", Instant),
    Column("settled_at", Instant),
    Column("message_id", String(64)),
    Column("problem", Json),
    Column("series", String(128), nullable=False),
    sqlite_autoincrement=True,
)
"""``series`` ties the parts of one edition to one chat together. ``claim`` is the fencing number of a sending term."""
Index(None, delivery.c.subscription_id, delivery.c.state)
Index(None, delivery.c.entry_id, delivery.c.day)
Index(None, delivery.c.series, delivery.c.part)
in_doubt = delivery.c.sending_at.is_not(None) & delivery.c.settled_at.is_(None)
"""What may have arrived, and is not settled. Without values of its own, so that both databases see the index fit."""
_by_turn = (delivery.c.platform, delivery.c.state, delivery.c.turn, delivery.c.id)
Index(None, *_by_turn)
Index("ix_delivery_in_doubt", *_by_turn, sqlite_where=in_doubt, postgresql_where=in_doubt)
for _known in ([delivery.c.settled_at], [delivery.c.platform, delivery.c.chat_id, delivery.c.message_id]):
    Index(None, *_known, sqlite_where=_known[-1].is_not(None), postgresql_where=_known[-1].is_not(None))

receipt = Table(
    "receipt",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("chat_id", String(64), primary_key=True),
    Column("message_id", String(64), primary_key=True),
    Column("briefing_id", String(64), primary_key=True),
    Column("thread_id", String(64)),
    Column("revision", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("sent_at", Instant, nullable=False, index=True),
    Column("line", Text),
)
Index(None, receipt.c.briefing_id, receipt.c.sent_at)

lease = Table(
    "lease",
    metadata,
    Column("name", String(128), primary_key=True),
    Column("holder", String(64)),
    Column("fence", BigInteger, nullable=False),
    Column("until", Instant, nullable=False),
)

reminder = Table(
    "reminder",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("chat_id", String(64), nullable=False),
    Column("thread_id", String(64)),
    Column("briefing_number", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("lead", Integer, nullable=False),
    Column("at", String(5), nullable=False),
    Column("due_at", Instant, nullable=False, index=True),
    Column("zone", String(64), nullable=False),
    Column("what", Text, nullable=False),
    Column("set_by", Text, nullable=False),
    UniqueConstraint("platform", "chat_id", "briefing_number", "start", "due_at"),
)
"""``lead`` is whole seconds before the local time ``at`` of ``day``."""
