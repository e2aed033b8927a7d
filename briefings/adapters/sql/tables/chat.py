"""What the chat itself remembers: who was let in, who was told, long lines of buttons."""

from sqlalchemy import Column, String, Table, Text

from briefings.adapters.sql.tables.columns import metadata

guest = Table("guest", metadata, Column("key", String(100), primary_key=True))

notice = Table("notice", metadata, Column("key", String(100), primary_key=True))
"""People and chats that were told once that the bot is by invitation."""

shortcut = Table(
    "shortcut",
    metadata,
    Column("token", String(40), primary_key=True),
    Column("line", Text, nullable=False),
)
