"""The store: a unit of work over repositories, one module a repository."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from briefings.ports.store.archive import Archive
from briefings.ports.store.briefings import Briefings
from briefings.ports.store.guests import Guests
from briefings.ports.store.shortcuts import Shortcuts
from briefings.ports.store.sources import Sources
from briefings.ports.store.speakers import Speakers


class Unit(Protocol):
    """The repositories inside one transaction."""

    @property
    def sources(self) -> Sources:
        """Articles as they came."""
        ...

    @property
    def briefings(self) -> Briefings:
        """Briefings with all their revisions: the editors' side."""
        ...

    @property
    def archive(self) -> Archive:
        """Published items: the readers' side."""
        ...

    @property
    def speakers(self) -> Speakers:
        """Who is quoted, with aliases."""
        ...

    @property
    def guests(self) -> Guests:
        """Who was let into an invite-only bot."""
        ...

    @property
    def shortcuts(self) -> Shortcuts:
        """Long command lines of buttons."""
        ...


class Store(Protocol):
    """Where everything is kept."""

    def reading(self) -> AbstractAsyncContextManager[Unit]:
        """Open a consistent view; nothing written inside is kept."""
        ...

    def writing(self) -> AbstractAsyncContextManager[Unit]:
        """Open a transaction that commits when the block ends and rolls back when it raises.

        Writers exclude each other on SQLite (BEGIN IMMEDIATE): what was read inside still holds at the commit.

        Raises:
            TemporaryError: the database is locked for longer than its busy time-out.
            OperatorError: the database is damaged, or newer than the program.
        """
        ...

    async def close(self) -> None:
        """Give every connection back; nothing works afterwards."""
        ...
