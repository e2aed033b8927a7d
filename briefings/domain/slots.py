"""Planned local times, and what became of each."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from briefings.domain.people import Platform


class Outcome(StrEnum):
    """What was decided at a planned time; whether a queued digest arrived is its deliveries' to tell.

    NO_ZONE: the zone data knows the plan's time zone no longer, so that its time of the day cannot be told. PAUSED and
    UNREACHABLE: the plan rested, since an admin asked for it or since the chat could not be written to.
    """

    QUEUED = "queued"
    EMPTY = "empty"
    MISSED = "missed"
    COVERED = "covered"
    SKIPPED = "skipped"
    NO_ZONE = "no_zone"
    PAUSED = "paused"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Slot:
    """One planned local time of one entry: the entry's id and the local date are its unique key.

    ``planned_at`` is the instant it was due and ``decided_at`` the one at which this was settled.
    """

    entry_id: str
    day: date
    subscription_id: str
    planned_at: datetime
    decided_at: datetime
    at: time
    outcome: Outcome
    edition_id: str | None = None


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Due entries that would show exactly the same, so that they are settled together.

    ``held`` is the number of the last release that a digest of theirs was to show which did not arrive for certain, and
    is above the watermark; 0 where there was none.
    ``example`` is the id of one of their subscriptions. ``covered`` marks entries whose chat has a later entry that is
    due as well, which sends for both.
    """

    platform: Platform
    profile: str
    watermark: int
    held: int
    zone: str
    at: time
    days: frozenset[int]
    planned_at: datetime
    day: date
    covered: bool
    example: str
    size: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """What to do with a due group: the outcome, the edition to send, and when its entries come next."""

    outcome: Outcome
    decided_at: datetime
    next_run_at: datetime
    next_day: date
    edition_id: str | None = None
    parts: int = 0
    watermark: int = 0
    quiet: bool = False
    expires_at: datetime | None = None
