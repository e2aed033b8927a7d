"""What the core sends of its own accord: digests, alerts, reminders, corrections and notices."""

from dataclasses import dataclass
from datetime import date, datetime

from briefings.domain.archive import ArchivedDate
from briefings.domain.briefing import Briefing
from briefings.domain.editions import Digest
from briefings.domain.reviewing import DraftState


@dataclass(frozen=True, slots=True)
class Alert:
    """A breaking briefing, sent at once to the chats that asked for alerts; later it says what became of it."""

    briefing: Briefing
    mention_role: str | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A date that the chat follows comes near; ``days_away`` counts from the chat's own day (0: today)."""

    date: ArchivedDate
    days_away: int


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A date that the chat follows is on another day since a correction; ``remind_at`` is when it is reminded now."""

    dated: ArchivedDate
    days_away: int
    before: date
    remind_at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A plain sentence to a chat or a person: a catalogue entry and the values for its places.

    ``reply_to`` is a message of the same chat that it answers; one that is gone by then is no obstacle.
    """

    message: str
    values: tuple[tuple[str, str], ...] = ()
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectedCopy:
    """What a message says from now on, because a briefing that it shows was corrected or withdrawn.

    ``briefings`` are all that the message shows, each as it stands now; ``digest_day`` is set for a digest's message.
    """

    briefings: tuple[Briefing, ...]
    digest_day: date | None = None


@dataclass(frozen=True, slots=True)
class DraftNews:
    """A draft with what became of it, for the people who work on it: a call for a review, an approval, a return.

    ``zone`` is the newsroom's, by its IANA name.
    """

    sentence: Notice
    state: DraftState
    zone: str


Outgoing = Alert | CorrectedCopy | Digest | MovedDate | DraftNews | Notice | Reminder
