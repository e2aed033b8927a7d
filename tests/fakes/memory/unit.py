"""The repositories over one state."""

from tests.fakes.memory.archive import MemoryArchive
from tests.fakes.memory.audit import MemoryAudit
from tests.fakes.memory.briefings import MemoryBriefings
from tests.fakes.memory.conversations import MemoryConversations
from tests.fakes.memory.copies import MemoryCopies
from tests.fakes.memory.deliveries import MemoryDeliveries
from tests.fakes.memory.editions import MemoryEditions, MemoryReleases
from tests.fakes.memory.guests import MemoryGuests
from tests.fakes.memory.leases import MemoryLeases
from tests.fakes.memory.members import MemoryMembers
from tests.fakes.memory.readers import MemoryReaders
from tests.fakes.memory.receipts import MemoryReceipts
from tests.fakes.memory.reminders import MemoryReminders
from tests.fakes.memory.reports import MemoryReports
from tests.fakes.memory.reviews import MemoryReviews
from tests.fakes.memory.shortcuts import MemoryShortcuts
from tests.fakes.memory.slots import MemorySlots
from tests.fakes.memory.sources import MemorySources
from tests.fakes.memory.speakers import MemorySpeakers
from tests.fakes.memory.state import State
from tests.fakes.memory.subscriptions import MemorySubscriptions


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
