"""Command lines too long for a button, kept under a short token so that old buttons work after a restart."""

from typing import Protocol


class Shortcuts(Protocol):
    """Keeps lines by token."""

    async def remember(self, token: str, line: str) -> None:
        """Keep a line under its token; the token is made from the line, so keeping it twice changes nothing."""
        ...

    async def recall(self, token: str) -> str | None:
        """The line of this token, or None."""
        ...
