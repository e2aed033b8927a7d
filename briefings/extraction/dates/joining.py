"""Joins moments that stand side by side: a weekday and its date, a time and its day, the two ends of a range."""

import re
from dataclasses import replace
from datetime import date, timedelta

from briefings.domain.agenda import Precision
from briefings.extraction.dates.absolute import pick_year
from briefings.extraction.dates.moments import Days, Moment, Resolver, Tense, day, known

_BESIDE = re.compile(r",? (?:the |\()?|,? \(|, on | on | of |, at | at |, from | by | around | before | at about ")
_RANGE = re.compile(r" to | into | through | until | till |-|–| - | – ")


def join(low: str, first: Moment, second: Moment) -> Moment | None:
    """The one moment that two neighbours make, or None where each stands for itself."""
    gap = low[first.end : second.start]
    if len(gap) > 12:
        return None
    if _BESIDE.fullmatch(gap) is not None:
        return _beside(low, first, second)
    between = gap == " and " and low.endswith("between ", 0, first.start)
    if (between or _RANGE.fullmatch(gap)) and not first.clock and not second.clock:
        if first.precision is not second.precision or first.ranged or second.ranged:
            return None
        return replace(
            second, start=first.start, days=_from_to(first.days, second.days), weekday=None, yearless=None, ranged=True
        )
    return None


def _beside(low: str, first: Moment, second: Moment) -> Moment | None:
    end = second.end + (1 if "(" in low[first.end : second.start] and low.startswith(")", second.end) else 0)
    if first.clock != second.clock:
        dated = second if first.clock else first
        if dated.precision is not Precision.DAY:
            return None
        return replace(dated, start=first.start, end=end, precision=Precision.TIME)
    if first.weekday is not None and second.weekday is None and second.precision is Precision.DAY and not first.clock:
        if second.yearless is not None:
            days = _matching(first.weekday, *second.yearless)
            return replace(second, start=first.start, end=end, days=days)
        return replace(second, start=first.start, end=end)
    if second.weekday is not None and first.yearless is not None:
        return replace(first, end=end, days=_matching(second.weekday, *first.yearless))
    return None


def _matching(weekday: int, month: int, number: int) -> Resolver:
    """A resolver for "Thursday, March 6": of the years near, those where the day falls on the weekday."""

    def fitting(year: int) -> date | None:
        found = day(year, month, number)
        return found if found is not None and found.weekday() == weekday else None

    def find(published: date, tense: Tense) -> Days:
        near = next(
            (
                y
                for y in sorted(
                    range(published.year - 1, published.year + 2), key=lambda y: _far(y, month, number, published)
                )
                if fitting(y)
            ),
            None,
        )
        year = near if near is not None else pick_year(published, tense, fitting)
        first = fitting(year) if year is not None else None
        if first is None:
            return Days(None, None, "unresolved: weekday and date do not fit in any near year")
        return Days(first, None, f"the nearest year in which weekday and date fit, seen from {published.isoformat()}")

    return known(find)


def _far(year: int, month: int, number: int, published: date) -> int:
    found = day(year, month, number)
    return abs((found - published).days) if found is not None else 10_000


def _from_to(begin: Resolver, finish: Resolver) -> Resolver:
    def days(published: date | None, tense: Tense) -> Days:
        first, last = begin(published, tense), finish(published, tense)
        if first.first is None or last.first is None:
            return Days(None, None, last.why if last.first is None else first.why)
        end = last.last or last.first
        start = first.first
        while start > end and (end - start).days > -8:
            end += timedelta(7)
        if start > end:
            return Days(None, None, "unresolved: the range ends before it begins")
        return Days(start, end if end != start else None, last.why)

    return days
