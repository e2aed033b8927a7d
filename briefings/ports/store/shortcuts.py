"""Command lines too long for a button, kept under a short token so that old buttons work after a restart."""

from datetime import datetime, timedelta
from typing import Protocol

MOST_SHORTCUTS = 10_000
"""Lines that are kept; buttons that carry older ones show the help."""

KEPT_AGAIN = timedelta(days=1)


class Shortcuts(Protocol):
    """Keeps lines by token."""

    async def remember(self, token: str, line: str, *, now: datetime) -> None:
        """Keep a line under its token, which is made from the line; about ``MOST_SHORTCUTS`` are kept, the latest.

        What is kept again more than a day later counts as new.
        """
        ...

    async def recall(self, token: str) -> str | None:
        """The line of this token, or None."""
        ...

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Forget at most ``limit`` of the lines that were kept before; returns how many."""
        ...
