"""The store on SQLite or PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from briefings.adapters.heads import NOTED, Heads
from briefings.adapters.sql.addresses import Address, address_of
from briefings.adapters.sql.engine import BUSY_SECONDS, Engines, engines
from briefings.adapters.sql.failures import translated
from briefings.adapters.sql.file_in_place import InPlace
from briefings.adapters.sql.migrating import check_schema, upgrade
from briefings.adapters.sql.unit import SqlUnit


class SqlStore:
    """Units of work over one database.

    Reading is a consistent snapshot on both databases. On SQLite the writers of this process wait in a queue of ours,
    in order, and not inside the database; those of other processes wait for each other in the database.
    """

    def __init__(self, address: Address, pools: Engines, *, heads: Heads | None = None) -> None:
        self._address = address
        self._heads = heads
        self._pools = pools
        self._turn = asyncio.Lock() if address.file is not None else None
        self._in_place = None if address.file is None else InPlace(address.file, address.shown)

    @property
    def address(self) -> Address:
        """Where the database is."""
        return self._address

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqlUnit]:
        """Open a consistent view; nothing written inside is kept."""
        self._check_place()
        with translated(self._address):
            async with self._pools.reader.connect() as connection:
                if self._address.file is None:
                    await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                yield SqlUnit(connection)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[SqlUnit]:
        """Open a transaction that commits when the block ends and rolls back when it raises."""
        async with AsyncExitStack() as stack:
            if self._turn is not None:
                await stack.enter_async_context(self._turn)
            self._check_place()
            with translated(self._address):
                async with self._pools.writer.begin() as connection:
                    unit = SqlUnit(connection)
                    yield unit
            self._check_place(written=True)
        if self._heads is not None and any(entry.act in NOTED for entry in unit.appended):
            await asyncio.to_thread(self._heads.note, unit.appended[-1])

    def _check_place(self, *, written: bool = False) -> None:
        if self._in_place is not None:
            self._in_place.check(written=written)

    async def close(self) -> None:
        """Give every connection back."""
        await self._pools.dispose()


async def open_store(
    url: str, *, migrating: bool = True, busy_seconds: float = BUSY_SECONDS, heads: Heads | None = None
) -> SqlStore:
    """Open the database at a URL, with its tables brought up to date unless ``migrating`` is False.

    ``heads`` is where the audit log's heads are noted.

    Raises:
        OperatorError: the URL cannot be read, the server or file cannot be reached or used, or the schema is newer
            than the program (older too, when not migrating).
        TemporaryError: another program holds the file.
    """
    address = address_of(url)
    if migrating:
        await upgrade(address)
    else:
        await check_schema(address)
    return SqlStore(address, engines(address, busy_seconds=busy_seconds), heads=heads)
