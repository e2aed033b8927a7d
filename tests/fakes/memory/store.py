"""Units of work over a state in memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from tests.fakes.memory.archive import MemoryArchive
from tests.fakes.memory.state import State
from tests.fakes.memory.unit import MemoryUnit


class MemoryStore:
    """A writer works on a copy, which takes the place of the state when its block ends well."""

    def __init__(self) -> None:
        self._state = State()
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[MemoryUnit]:
        """Open a consistent view; nothing written inside is kept."""
        yield MemoryUnit(self._state.copied())

    @asynccontextmanager
    async def published(self) -> AsyncIterator[MemoryArchive]:
        """Open a consistent view of what readers see."""
        async with self.reading() as unit:
            yield unit.archive

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[MemoryUnit]:
        """Open a transaction that commits when the block ends and rolls back when it raises."""
        async with self._turn:
            state = self._state.copied()
            yield MemoryUnit(state)
            self._state = state

    async def archive_version(self, *, now: datetime) -> int:
        """The archive's version."""
        return await MemoryUnit(self._state).archive.version(now=now)

    async def close(self) -> None:
        """Forget everything."""
        self._state = State()
