"""Messages that are owed, and receipts for those that arrived."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from briefings.domain.people import ChatAddress, Platform


class DeliveryKind(StrEnum):
    """What a message is for."""

    DIGEST = "digest"
    ALERT = "alert"
    REMINDER = "reminder"
    NOTICE = "notice"
    CORRECTION = "correction"


class Turn(IntEnum):
    """Who goes first through the token's one door: answers to people, then alerts, then digests."""

    ANSWER = 0
    ALERT = 1
    DIGEST = 2


class DeliveryState(StrEnum):
    """Where a message stands.

    ``waiting``: a later part, owed once the part before it is sent. ``sending`` is written just before the socket
    write, so that only such rows are in doubt after a crash. ``unknown``: it may have arrived, and is held.
    """

    WAITING = "waiting"
    READY = "ready"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


OPEN = frozenset({DeliveryState.WAITING, DeliveryState.READY, DeliveryState.CLAIMED, DeliveryState.SENDING})
"""States of messages that are still on their way."""

LOST = frozenset({DeliveryState.FAILED, DeliveryState.UNKNOWN})
"""States of messages that are given up, whether or not they arrived."""


LATER_PARTS = timedelta(hours=1)
"""So much longer than the first part the later parts of a digest are of use: half a digest is worse than a late one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a message did not arrive: a catalogue entry and the values for its places."""

    message: str
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message.format(**self.values) if self.values else self.message


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A message to be owed: part ``part`` of ``parts`` of an edition to one chat."""

    address: ChatAddress
    kind: DeliveryKind
    turn: Turn
    edition_id: str
    part: int = 1
    parts: int = 1
    subscription_id: str | None = None
    entry_id: str | None = None
    day: date | None = None
    watermark: int = 0
    silent: bool = False
    not_before: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message owed to one chat.

    ``claim`` is the fencing number of the sending term that holds it; only that term may complete it. ``sending_at``
    is the first moment since which it may have arrived. ``attempts`` counts refusals, never waits.
    """

    id: int
    address: ChatAddress
    kind: DeliveryKind
    turn: Turn
    edition_id: str
    part: int
    parts: int
    state: DeliveryState
    created_at: datetime
    subscription_id: str | None = None
    entry_id: str | None = None
    day: date | None = None
    watermark: int = 0
    silent: bool = False
    not_before: datetime | None = None
    expires_at: datetime | None = None
    claim: int = 0
    attempts: int = 0
    sending_at: datetime | None = None
    sent_at: datetime | None = None
    message_id: str | None = None
    problem: Problem | None = None

    @property
    def nonce(self) -> str:
        """A name for the message that stays the same over every attempt (at most 25 characters: Discord's limit)."""
        return f"{int(self.created_at.timestamp()):x}-{self.id}"

    @property
    def last_part(self) -> bool:
        """Whether nothing follows it."""
        return self.part == self.parts


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one message of ours shows: a briefing at a revision, in a chat, under the platform's message id.

    ``line`` is the command line that an answer answers, by which it can be given again; empty for everything else.
    """

    address: ChatAddress
    message_id: str
    briefing_id: str
    revision: int
    kind: str
    sent_at: datetime
    line: str = ""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How one platform's outbox stands: messages by state, and when the oldest that is due became so."""

    platform: Platform
    counts: dict[DeliveryState, int]
    oldest_due: datetime | None = None
