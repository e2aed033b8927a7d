"""Named numbers."""

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables import core


async def raise_counter(connection: AsyncConnection, name: str, by: int = 1) -> int:
    """Raise a counter (lower it by a negative number) and return its value; rivals wait until this transaction ends."""
    counter = core.counter
    grown = update(counter).where(counter.c.name == name).values(value=counter.c.value + by).returning(counter.c.value)
    value = (await connection.execute(grown)).scalar()
    if value is None:
        await connection.execute(insert(counter), {"name": name, "value": by})
        return by
    return int(value)


async def read_counter(connection: AsyncConnection, name: str) -> int:
    """The counter's value, 0 while it was never raised."""
    value = (await connection.execute(select(core.counter.c.value).where(core.counter.c.name == name))).scalar()
    return int(value or 0)
