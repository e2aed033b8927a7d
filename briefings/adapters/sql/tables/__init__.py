"""Every table; importing this fills ``metadata``, one module an area."""

from briefings.adapters.sql.tables import archive, chat, core, delivery, editorial
from briefings.adapters.sql.tables.columns import Instant, Json, metadata

__all__ = ["Instant", "Json", "archive", "chat", "core", "delivery", "editorial", "metadata"]
