"""Chores that look at the archive anew whenever readers see something else of it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime

from briefings.domain.people import Platform
from briefings.ports.clock import Clock
from briefings.ports.courier import Courier
from briefings.ports.store import Store


class Lookout(ABC):
    """Knows at which version of the archive it looked last; a look that fails does not count."""

    def __init__(self, *, store: Store, clock: Clock, couriers: Mapping[Platform, Courier]) -> None:
        self._store = store
        self._clock = clock
        self._couriers = couriers
        self._version: int | None = None

    async def look(self) -> int:
        """Owe what is new; returns how many messages, or briefings by platform. A second look finds none."""
        now = self._clock.now()
        async with self._store.reading() as unit:
            version = await unit.archive.version(now=now)
        owed = await self._look(now, changed=version != self._version)
        self._version = version
        return owed

    @abstractmethod
    async def _look(self, now: datetime, *, changed: bool) -> int:
        """Do the work; ``changed`` tells whether the archive is another than at the last look."""
