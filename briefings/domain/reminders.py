"""Dates that chats follow."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from briefings.domain.people import ChatAddress, Identity
from briefings.domain.timing import instant_of, zone_or_utc

DAY_BEFORE = timedelta(days=1)
USUAL_TIME = time(9)
"""The local time of a reminder in a chat that has no digest."""

LONGEST_LEAD = timedelta(days=366)
MOST_REMINDERS = 50
"""The most reminders that one chat may have at once."""


@dataclass(frozen=True, slots=True)
class DatedReminder:
    """A chat's wish to be told of a date before it comes.

    The date is the one that begins at code point ``start`` of the briefing's source: what is sent is read from the
    archive when ``due_at`` comes, so that a correction or a withdrawal counts. ``day`` is the local day that it meant
    when ``due_at`` was computed from it, ``lead`` and ``at`` (see ``due_before``); ``what`` is how it read when it was
    set.
    """

    id: str
    address: ChatAddress
    briefing_number: int
    start: int
    day: date
    lead: timedelta
    at: time
    due_at: datetime
    zone: str
    what: str
    set_by: Identity

    @property
    def key(self) -> tuple[int, int]:
        """The date's name: the briefing's number, and the code point where it starts."""
        return self.briefing_number, self.start

    @property
    def zone_info(self) -> ZoneInfo:
        """The time zone of ``at``; UTC where the zone data knows it no longer."""
        return zone_or_utc(self.zone)


def due_before(day: date, *, lead: timedelta, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant that lies ``lead`` before the local time ``at`` of a day.

    Whole days are counted on the calendar, so that the local time stays over a change of clocks; hours on the clock.
    """
    days, rest = timedelta(days=lead.days), timedelta(seconds=lead.seconds)
    return instant_of(day - days, at, zone) - rest
