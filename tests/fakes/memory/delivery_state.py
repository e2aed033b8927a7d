"""What the memory store keeps of plans and deliveries."""

from copy import copy
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from briefings.domain.deliveries import Delivery, Receipt
from briefings.domain.reminders import DatedReminder
from briefings.domain.slots import Slot
from briefings.domain.subscriptions import Subscription
from briefings.ports.store.editions import Edition, Release


@dataclass(frozen=True, slots=True)
class Owed:
    """A delivery with the series that ties its parts together, and when it was settled."""

    delivery: Delivery
    series: int
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a lease, and until when."""

    holder: str | None
    fence: int
    until: datetime


@dataclass(slots=True)
class DeliveryState:
    """Dictionaries only, so that a copy of each is a copy of all."""

    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    slots: dict[tuple[str, date], Slot] = field(default_factory=dict)
    editions: dict[str, tuple[Edition, datetime]] = field(default_factory=dict)
    releases: dict[tuple[str, int], Release] = field(default_factory=dict)
    deliveries: dict[int, Owed] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    receipts: dict[tuple[str, str, str, str], Receipt] = field(default_factory=dict)
    leases: dict[str, Lease] = field(default_factory=dict)
    reminders: dict[str, DatedReminder] = field(default_factory=dict)

    def __copy__(self) -> "DeliveryState":
        """Copy each dictionary."""
        return DeliveryState(**{kept.name: copy(getattr(self, kept.name)) for kept in fields(self)})

    def number(self, name: str) -> int:
        """The next number of a kind, from 1."""
        self.numbers[name] = self.numbers.get(name, 0) + 1
        return self.numbers[name]
