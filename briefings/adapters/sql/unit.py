"""The repositories over one connection."""

from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.archive.published_items import SqlArchive
from briefings.adapters.sql.audit import SqlAudit
from briefings.adapters.sql.briefings import SqlBriefings
from briefings.adapters.sql.conversations import SqlConversations
from briefings.adapters.sql.copies import SqlCopies
from briefings.adapters.sql.deliveries import SqlDeliveries
from briefings.adapters.sql.editions import SqlEditions, SqlReleases
from briefings.adapters.sql.guests import SqlGuests
from briefings.adapters.sql.leases import SqlLeases
from briefings.adapters.sql.members import SqlMembers
from briefings.adapters.sql.readers import SqlReaders
from briefings.adapters.sql.receipts import SqlReceipts
from briefings.adapters.sql.records.all_records import SqlRecords
from briefings.adapters.sql.reminders import SqlReminders
from briefings.adapters.sql.reports import SqlReports
from briefings.adapters.sql.reviews import SqlReviews
from briefings.adapters.sql.shortcuts import SqlShortcuts
from briefings.adapters.sql.slots import SqlSlots
from briefings.adapters.sql.sources import SqlSources
from briefings.adapters.sql.speakers import SqlSpeakers
from briefings.adapters.sql.subscriptions import SqlSubscriptions
from briefings.domain.audit import AuditEntry


class SqlUnit:
    """The repositories inside one transaction; ``appended`` is what it added to the audit log."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.appended: list[AuditEntry] = []

    @property
    def sources(self) -> SqlSources:
        """Articles as they came."""
        return SqlSources(self._connection)

    @property
    def briefings(self) -> SqlBriefings:
        """Briefings with all their revisions."""
        return SqlBriefings(self._connection)

    @property
    def archive(self) -> SqlArchive:
        """Published items."""
        return SqlArchive(self._connection)

    @property
    def speakers(self) -> SqlSpeakers:
        """Who is quoted, with aliases."""
        return SqlSpeakers(self._connection)

    @property
    def subscriptions(self) -> SqlSubscriptions:
        """Chats' digest plans."""
        return SqlSubscriptions(self._connection)

    @property
    def slots(self) -> SqlSlots:
        """Planned local times, and what became of each."""
        return SqlSlots(self._connection)

    @property
    def editions(self) -> SqlEditions:
        """Laid-out messages."""
        return SqlEditions(self._connection)

    @property
    def releases(self) -> SqlReleases:
        """The order in which news became visible."""
        return SqlReleases(self._connection)

    @property
    def deliveries(self) -> SqlDeliveries:
        """The outbox."""
        return SqlDeliveries(self._connection)

    @property
    def receipts(self) -> SqlReceipts:
        """What each message of ours shows."""
        return SqlReceipts(self._connection)

    @property
    def leases(self) -> SqlLeases:
        """Who may do what only one process may do."""
        return SqlLeases(self._connection)

    @property
    def reminders(self) -> SqlReminders:
        """Dates that chats follow."""
        return SqlReminders(self._connection)

    @property
    def guests(self) -> SqlGuests:
        """Who was let into an invite-only bot."""
        return SqlGuests(self._connection)

    @property
    def shortcuts(self) -> SqlShortcuts:
        """Long command lines of buttons."""
        return SqlShortcuts(self._connection)

    @property
    def members(self) -> SqlMembers:
        """The people of the newsroom."""
        return SqlMembers(self._connection)

    @property
    def audit(self) -> SqlAudit:
        """The audit log."""
        return SqlAudit(self._connection, self.appended)

    @property
    def conversations(self) -> SqlConversations:
        """What people were asked."""
        return SqlConversations(self._connection)

    @property
    def reviews(self) -> SqlReviews:
        """What editors and reviewers decided."""
        return SqlReviews(self._connection)

    @property
    def reports(self) -> SqlReports:
        """Errors that readers report."""
        return SqlReports(self._connection)

    @property
    def readers(self) -> SqlReaders:
        """What is kept of people who read."""
        return SqlReaders(self._connection)

    @property
    def copies(self) -> SqlCopies:
        """Edits that corrections owe."""
        return SqlCopies(self._connection)

    @property
    def records(self) -> SqlRecords:
        """Everything as records, for exports and imports."""
        return SqlRecords(self._connection)
