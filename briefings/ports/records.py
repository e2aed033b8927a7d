"""Everything that is kept, as plain records: what exports read and imports write."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from briefings.domain.errors import UserError
from briefings.ports.store import Store, Unit

Record = dict[str, Any]
"""One record: plain JSON values by field name, in the order in which they are written."""


class RecordError(UserError):
    """A record cannot be taken; ``place`` counts from 0 among those handed over together."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__("{reason}", reason=reason)
        self.place = place


class Records(Protocol):
    """Reads and writes records kind by kind, each kind in an order of its own that is the same on every database.

    Instants are ISO 8601 in UTC with six digits of the second, days YYYY-MM-DD; unknown is None.
    """

    @property
    def kinds(self) -> Sequence[str]:
        """Every kind, in an order in which nothing refers to what comes later."""
        ...

    def read(self, kind: str) -> AsyncIterator[Record]:
        """Every record of a kind, read in portions."""
        ...

    async def write(self, kind: str, records: Sequence[Record]) -> None:
        """Write new records; publications go before the readers, through the verbatim gate.

        Raises:
            RecordError: a record is no such kind's, stands there already, refers to nothing, or fails the gate.
        """
        ...

    async def finish(self) -> None:
        """Set what numbers itself behind the records that were written.

        Raises:
            UserError: a briefing is marked as published, but nothing shows it to readers.
        """
        ...

    async def is_empty(self) -> bool:
        """Whether there is no record of any kind."""
        ...


class RecordUnit(Unit, Protocol):
    """The repositories inside one transaction, and the same as records."""

    @property
    def records(self) -> Records:
        """Everything as records."""
        ...


class RecordStore(Store, Protocol):
    """A store whose content can be carried away whole."""

    def reading(self) -> AbstractAsyncContextManager[RecordUnit]:
        """Open a consistent view, as of every store."""
        ...

    def writing(self) -> AbstractAsyncContextManager[RecordUnit]:
        """Open a transaction, as of every store."""
        ...
