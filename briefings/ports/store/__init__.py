"""The store: a unit of work over repositories, one module a repository."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from briefings.ports.store.archive import Archive
from briefings.ports.store.audit import Audit
from briefings.ports.store.briefings import Briefings
from briefings.ports.store.conversations import Conversations
from briefings.ports.store.copies import Copies
from briefings.ports.store.deliveries import Deliveries
from briefings.ports.store.editions import Editions, Releases
from briefings.ports.store.guests import Guests
from briefings.ports.store.leases import Leases
from briefings.ports.store.members import Members
from briefings.ports.store.readers import Readers
from briefings.ports.store.receipts import Receipts
from briefings.ports.store.reminders import Reminders
from briefings.ports.store.reports import Reports
from briefings.ports.store.reviews import Reviews
from briefings.ports.store.shortcuts import Shortcuts
from briefings.ports.store.slots import Slots
from briefings.ports.store.sources import Sources
from briefings.ports.store.speakers import Speakers
from briefings.ports.store.subscriptions import Subscriptions


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

    @property
    def subscriptions(self) -> Subscriptions:
        """Chats' digest plans."""
        ...

    @property
    def slots(self) -> Slots:
        """Planned local times, and what became of each."""
        ...

    @property
    def editions(self) -> Editions:
        """Laid-out messages."""
        ...

    @property
    def releases(self) -> Releases:
        """The order in which news became visible."""
        ...

    @property
    def deliveries(self) -> Deliveries:
        """The outbox."""
        ...

    @property
    def receipts(self) -> Receipts:
        """What each message of ours shows."""
        ...

    @property
    def leases(self) -> Leases:
        """Who may do what only one process may do."""
        ...

    @property
    def reminders(self) -> Reminders:
        """Dates that chats follow."""
        ...

    @property
    def members(self) -> Members:
        """The people of the newsroom."""
        ...

    @property
    def audit(self) -> Audit:
        """The audit log."""
        ...

    @property
    def conversations(self) -> Conversations:
        """What people were asked."""
        ...

    @property
    def reviews(self) -> Reviews:
        """What editors and reviewers decided."""
        ...

    @property
    def reports(self) -> Reports:
        """Errors that readers report."""
        ...

    @property
    def readers(self) -> Readers:
        """What is kept of people who read."""
        ...

    @property
    def copies(self) -> Copies:
        """Edits that corrections owe."""
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
