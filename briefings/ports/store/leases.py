"""Who may do what only one process may do."""

from datetime import datetime, timedelta
from typing import Protocol


class Leases(Protocol):
    """Named leases; each taking gets a higher fencing number."""

    async def take(self, name: str, *, holder: str, now: datetime, lasting: timedelta) -> int | None:
        """Take a lease that is free or has lapsed; its fencing number, or None while somebody else holds it."""
        ...

    async def renew(self, name: str, *, holder: str, fence: int, now: datetime, lasting: timedelta) -> bool:
        """Hold on to the lease; False once anybody else took it, however late this comes otherwise."""
        ...

    async def drop(self, name: str, *, holder: str, fence: int) -> None:
        """Give the lease back, so that another may take it at once."""
        ...
