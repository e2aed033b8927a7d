"""When a plan's next local time comes: the only rule that turns wall time into an instant."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EVERY_DAY = frozenset(range(7))
"""Days of the week as ``date.weekday`` counts them, Monday being 0."""

_SEARCH_DAYS = 16


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One local date of a planned local time, and the instant (UTC) at which it fires."""

    day: date
    instant: datetime


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of this name; None for one that the zone data does not know, or knows no longer."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_or_utc(name: str) -> ZoneInfo:
    """The zone of this name, or UTC to show moments in where the zone data knows it no longer."""
    return zone_named(name) or ZoneInfo("UTC")


def instant_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant of a wall time: the first one where it is repeated, the shifted one where it is missing.

    A missing 02:30 is read with the offset before the change, which makes it 03:30.
    """
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def next_occurrence(
    now: datetime,
    *,
    at: time,
    zone: ZoneInfo,
    days: Collection[int] = EVERY_DAY,
    after_day: date | None = None,
) -> Occurrence:
    """Return the first occurrence later than ``now`` on a local date later than ``after_day``.

    The search begins on the local date before today's: a time that a change of clocks shifts over midnight
    (America/Nuuk, 2025-03-29 23:30) fires on the next local date and would be passed over otherwise.
    """
    if not days:
        raise ValueError("a plan entry without days never occurs")
    day = now.astimezone(zone).date() - timedelta(days=1)
    if after_day is not None and after_day >= day:
        day = after_day + timedelta(days=1)
    for offset in range(_SEARCH_DAYS):
        candidate = day + timedelta(days=offset)
        instant = instant_of(candidate, at, zone)
        if candidate.weekday() in days and instant > now:
            return Occurrence(candidate, instant)
    raise AssertionError("every weekday occurs within a week")


def last_occurrence(now: datetime, *, at: time, zone: ZoneInfo, days: Collection[int] = EVERY_DAY) -> Occurrence:
    """Return the latest occurrence that is not later than ``now``."""
    day = now.astimezone(zone).date() + timedelta(days=1)
    for offset in range(_SEARCH_DAYS):
        candidate = day - timedelta(days=offset)
        instant = instant_of(candidate, at, zone)
        if candidate.weekday() in days and instant <= now:
            return Occurrence(candidate, instant)
    raise AssertionError("every weekday occurs within a week")


def in_quiet_hours(instant: datetime, *, zone: ZoneInfo, quiet: tuple[time, time] | None) -> bool:
    """Tell whether the instant's local time lies in ``quiet`` (from, until); a span over midnight is understood."""
    if quiet is None:
        return False
    local = instant.astimezone(zone).time()
    start, end = quiet
    if start <= end:
        return start <= local < end
    return local >= start or local < end
