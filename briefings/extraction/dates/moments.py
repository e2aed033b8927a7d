"""Moments: words of time with the way to find their day once the article's own day is known."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from briefings.domain.agenda import Precision


class Tense(Enum):
    """Where the sentence puts the moment, seen from the day the article was published."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


class Days(NamedTuple):
    """The first and last day meant (both None when unresolved) and one line that says how they were found."""

    first: date | None
    last: date | None
    why: str


Resolver = Callable[[date | None, Tense], Days]


@dataclass(frozen=True, slots=True)
class Moment:
    """Words of time from ``start`` to ``end`` (half-open code points) and how to find the day they mean."""

    start: int
    end: int
    precision: Precision
    days: Resolver
    clock: bool = False
    ahead: bool = False
    ranged: bool = False
    weekday: int | None = None
    yearless: tuple[int, int] | None = None


UNKNOWN = "unresolved: the article's own date is not known"


def unresolved(why: str) -> Resolver:
    """A resolver for words that no published day makes certain."""
    return lambda _published, _tense: Days(None, None, f"unresolved: {why}")


def fixed(first: date, last: date | None, why: str) -> Resolver:
    """A resolver for words that name their days in full."""
    return lambda _published, _tense: Days(first, last, why)


def known(find: Callable[[date, Tense], Days]) -> Resolver:
    """A resolver that needs the article's day and stays unresolved without it, or where the calendar ends."""

    def days(published: date | None, tense: Tense) -> Days:
        if published is None:
            return Days(None, None, UNKNOWN)
        try:
            return find(published, tense)
        except (ValueError, OverflowError):
            return Days(None, None, "unresolved: no such day in the calendar")

    return days


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_days(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month; months beyond twelve or below one belong to other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_days(year: int, years: int = 1) -> tuple[date, date]:
    """First and last day of a year, or of several from ``year`` on."""
    return date(year, 1, 1), date(year + years - 1, 12, 31)


def week_days(published: date, shift: int, tense: Tense = Tense.OPEN) -> tuple[date, date]:
    """Monday and Sunday of the week ``shift`` weeks from the published one.

    A Sunday looks ahead: there "this week" is the week that begins tomorrow and "last week" the one that ends today,
    unless the sentence tells what has happened this week.
    """
    monday = published - timedelta(days=published.weekday())
    if published.weekday() == 6 and not (shift == 0 and tense is Tense.PAST):
        monday += timedelta(days=7)
    monday += timedelta(weeks=shift)
    return monday, monday + timedelta(days=6)


def short_year(number: int, span: Callable[[int], tuple[date, date]]) -> Resolver:
    """A resolver for a year whose century is not written: the one that lies nearest below ten years ahead."""

    def find(published: date, _: Tense) -> Days:
        latest = published.year + 10
        return Days(
            *span(latest - (latest - number) % 100), f"the nearest such year, seen from {published.isoformat()}"
        )

    return known(find)
