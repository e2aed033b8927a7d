"""One process at a time sends with a bot's token: the term for which it may."""

import asyncio
from dataclasses import dataclass

from briefings.domain.errors import TemporaryError


class TermLostError(TemporaryError):
    """Another process took the lease: this term is over for good."""


@dataclass(slots=True)
class Term:
    """One holding of the lease. ``until`` is in the loop's own seconds, which go on while the process is stopped."""

    fence: int
    holder: str
    until: float

    def valid(self) -> bool:
        """Whether nobody else can have taken the lease yet."""
        return asyncio.get_running_loop().time() < self.until
