"""What the chat itself remembers: who was let in, who was told, long lines of buttons."""

from sqlalchemy import Column, String, Table, Text

from briefings.adapters.sql.tables.columns import Instant, metadata

guest = Table("guest", metadata, Column("key", String(100), primary_key=True))

notice = Table(
    "notice",
    metadata,
    Column("key", String(100), primary_key=True),
    Column("told_at", Instant, nullable=False, index=True),
)
"""People and chats that were told once that the bot is by invitation."""

shortcut = Table(
    "shortcut",
    metadata,
    Column("token", String(40), primary_key=True),
    Column("line", Text, nullable=False),
    Column("kept_at", Instant, nullable=False, index=True),
)
