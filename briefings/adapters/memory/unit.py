"""The repositories over one state."""

from briefings.adapters.memory.archive import MemoryArchive
from briefings.adapters.memory.audit import MemoryAudit
from briefings.adapters.memory.briefings import MemoryBriefings
from briefings.adapters.memory.conversations import MemoryConversations
from briefings.adapters.memory.copies import MemoryCopies
from briefings.adapters.memory.deliveries import MemoryDeliveries
from briefings.adapters.memory.editions import MemoryEditions, MemoryReleases
from briefings.adapters.memory.guests import MemoryGuests
from briefings.adapters.memory.leases import MemoryLeases
from briefings.adapters.memory.members import MemoryMembers
from briefings.adapters.memory.readers import MemoryReaders
from briefings.adapters.memory.receipts import MemoryReceipts
from briefings.adapters.memory.reminders import MemoryReminders
from briefings.adapters.memory.reports import MemoryReports
from briefings.adapters.memory.reviews import MemoryReviews
from briefings.adapters.memory.shortcuts import MemoryShortcuts
from briefings.adapters.memory.slots import MemorySlots
from briefings.adapters.memory.sources import MemorySources
from briefings.adapters.memory.speakers import MemorySpeakers
from briefings.adapters.memory.state import State
from briefings.adapters.memory.subscriptions import MemorySubscriptions


class MemoryUnit:
    """The repositories inside one transaction."""

    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def sources(self) -> MemorySources:
        """Articles as they came."""
        return MemorySources(self._state)

    @property
    def briefings(self) -> MemoryBriefings:
        """Briefings with all their revisions."""
        return MemoryBriefings(self._state)

    @property
    def archive(self) -> MemoryArchive:
        """Published items."""
        return MemoryArchive(self._state)

    @property
    def speakers(self) -> MemorySpeakers:
        """Who is quoted, with aliases."""
        return MemorySpeakers(self._state)

    @property
    def subscriptions(self) -> MemorySubscriptions:
        """Chats' digest plans."""
        return MemorySubscriptions(self._state.delivery)

    @property
    def slots(self) -> MemorySlots:
        """Planned local times, and what became of each."""
        return MemorySlots(self._state.delivery)

    @property
    def editions(self) -> MemoryEditions:
        """Laid-out messages."""
        return MemoryEditions(self._state.delivery)

    @property
    def releases(self) -> MemoryReleases:
        """The order in which news became visible."""
        return MemoryReleases(self._state.delivery)

    @property
    def deliveries(self) -> MemoryDeliveries:
        """The outbox."""
        return MemoryDeliveries(self._state.delivery)

    @property
    def receipts(self) -> MemoryReceipts:
        """What each message of ours shows."""
        return MemoryReceipts(self._state.delivery)

    @property
    def leases(self) -> MemoryLeases:
        """Who may do what only one process may do."""
        return MemoryLeases(self._state.delivery)

    @property
    def reminders(self) -> MemoryReminders:
        """Dates that chats follow."""
        return MemoryReminders(self._state.delivery)

    @property
    def guests(self) -> MemoryGuests:
        """Who was let into an invite-only bot."""
        return MemoryGuests(self._state)

    @property
    def shortcuts(self) -> MemoryShortcuts:
        """Long command lines of buttons."""
        return MemoryShortcuts(self._state)

    @property
    def members(self) -> MemoryMembers:
        """The people of the newsroom."""
        return MemoryMembers(self._state.newsroom)

    @property
    def audit(self) -> MemoryAudit:
        """The audit log."""
        return MemoryAudit(self._state.newsroom)

    @property
    def conversations(self) -> MemoryConversations:
        """What people were asked."""
        return MemoryConversations(self._state.newsroom)

    @property
    def reviews(self) -> MemoryReviews:
        """What editors and reviewers decided."""
        return MemoryReviews(self._state.newsroom)

    @property
    def reports(self) -> MemoryReports:
        """Errors that readers report."""
        return MemoryReports(self._state.newsroom)

    @property
    def readers(self) -> MemoryReaders:
        """What is kept of people who read."""
        return MemoryReaders(self._state)

    @property
    def copies(self) -> MemoryCopies:
        """Edits that corrections owe."""
        return MemoryCopies(self._state.newsroom)
