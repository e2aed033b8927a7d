"""Named numbers."""

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables import core

_RAISE = text(
    "INSERT INTO counter (name, value) VALUES (:name, :by) "
    "ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value RETURNING value"
)
"""Both databases read this; in Core it would be written once for each."""


async def raise_counter(connection: AsyncConnection, name: str, by: int = 1) -> int:
    """Raise a counter (lower it by a negative number) and return its value; rivals wait until this transaction ends."""
    return int((await connection.execute(_RAISE, {"name": name, "by": by})).scalar_one())


async def read_counter(connection: AsyncConnection, name: str) -> int:
    """The counter's value, 0 while it was never raised."""
    value = (await connection.execute(select(core.counter.c.value).where(core.counter.c.name == name))).scalar()
    return int(value or 0)
