"""Leases in memory."""

from datetime import datetime, timedelta

from tests.fakes.memory.delivery_state import DeliveryState, Lease


class MemoryLeases:
    """Named leases; each taking gets a higher fencing number."""

    def __init__(self, state: DeliveryState) -> None:
        self._leases = state.leases

    async def take(self, name: str, *, holder: str, now: datetime, lasting: timedelta) -> int | None:
        """Take a lease that is free or has lapsed; its fencing number."""
        lease = self._leases.get(name)
        if lease is not None and lease.holder is not None and lease.until >= now:
            return None
        fence = lease.fence + 1 if lease else 1
        self._leases[name] = Lease(holder, fence, now + lasting)
        return fence

    async def renew(self, name: str, *, holder: str, fence: int, now: datetime, lasting: timedelta) -> bool:
        """Hold on to the lease while nobody else took it."""
        lease = self._leases.get(name)
        if lease is None or (lease.holder, lease.fence) != (holder, fence):
            return False
        self._leases[name] = Lease(holder, fence, now + lasting)
        return True

    async def drop(self, name: str, *, holder: str, fence: int) -> None:
        """Give the lease back."""
        lease = self._leases.get(name)
        if lease is not None and (lease.holder, lease.fence) == (holder, fence):
            self._leases[name] = Lease(None, fence, lease.until)
