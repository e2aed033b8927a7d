"""Stretches of time: "the end of the year", "the coming months", "the week of March 17"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from briefings.domain.agenda import Precision
from briefings.extraction.dates.moments import Days, Moment, Resolver, Tense, known, month_days, unresolved

_END = re.compile(
    r"end of (?P<which>the|this|next|last) (?P<unit>year|month|week)(?![\w-])|year[ -]end(?=[.,;:)]|\Z| (?:and|or|if|as|to|in|at|with|but)(?![a-z]))"
)
_BY = re.compile(r"(?:^|\W)(?:by|at|before|until|till|to|towards?|from) (?:the )?\Z")
_THE = re.compile(r"(?:^|\W)(?P<words>the) \Z")
_AHEAD = re.compile(
    r"(?:(?:next|following) (?:few|several|couple of)|coming(?: few)?) (?P<unit>day|week|month|year)s(?![\w-])"
)
_LEFT_AHEAD = re.compile(r"(?:^|\W)(?P<words>(?:(?:with)?in |over |during |for )?the )\Z")
_NTH = re.compile(
    r"(?P<day>[12]?[0-9]|3[01])(?:st|nd|rd|th)(?=[.,;:)]|\Z| (?:and|of (?P<month>this|next|last|the) month)(?![a-z]))"
)
_ON_THE = re.compile(r"(?:^|\W)(?:on|until|till|by|since|before|after|from) (?P<words>the )\Z")
_WEEK_OF = re.compile(
    r"(?:^|\W)(?P<words>(?:the |(?<=for )a |(?<!\ba ))week (?P<how>of|commencing|beginning|starting|from|ended|ending|to|through))(?: on)? \Z"
)


def read_end(low: str, start: int) -> Moment | None:
    """The end of a year (its December), of a month (its last day) or of a week (the whole of it)."""
    match = _END.match(low, start)
    if match is None:
        return None
    left = _THE.search(low, max(0, start - 5), start)
    if match["unit"] is None and not _BY.search(low, max(0, start - 12), start):
        return None
    shift = {"next": 1, "last": -1}.get(match["which"] or "", 0)
    begin = left.start("words") if left else start
    unit = match["unit"] or "year"
    if unit == "week":
        return Moment(begin, match.end(), Precision.WEEK, _week(shift))
    precision = Precision.MONTH if unit == "year" else Precision.DAY
    return Moment(begin, match.end(), precision, _end_of(unit, shift))


def _end_of(unit: str, shift: int) -> Resolver:
    def find(published: date, _: Tense) -> Days:
        if unit == "year":
            return Days(
                *month_days(published.year + shift, 12), f"the year's last month, seen from {published.isoformat()}"
            )
        last = month_days(published.year, published.month + shift)[1]
        return Days(last, None, f"the month's last day, seen from {published.isoformat()}")

    return known(find)


def _week(shift: int) -> Resolver:
    def find(published: date, _: Tense) -> Days:
        monday = published - timedelta(published.weekday()) + timedelta(weeks=shift)
        return Days(monday, monday + timedelta(6), f"the calendar week, seen from {published.isoformat()}")

    return known(find)


def read_ahead(low: str, start: int, floor: int) -> Moment | None:
    """Time ahead of no told length: "in the coming weeks", "the next few days"; it stays open."""
    match = _AHEAD.match(low, start)
    if match is None:
        return None
    left = _LEFT_AHEAD.search(low, max(floor, start - 12), start)
    unit = match["unit"]
    why = unresolved(f"the words do not say how many {unit}s")
    return Moment(left.start("words") if left else start, match.end(), Precision(unit), why)


def read_nth(low: str, start: int) -> Moment | None:
    """A day of the month whose month is not named: "on the 24th", resolved only where the tense tells which month."""
    match = _NTH.match(low, start)
    left = _ON_THE.search(low, max(0, start - 12), start) if match else None
    if match is None or left is None:
        return None
    end = match.end() + len(f" of {match['month']} month") if match["month"] else match.end()
    return Moment(left.start("words"), end, Precision.DAY, _nth(int(match["day"]), match["month"] or ""))


def _nth(number: int, which: str) -> Resolver:
    def find(published: date, tense: Tense) -> Days:
        months = _months(published.day, number, which, tense)
        days = [first.replace(day=number) for first, last in
                (month_days(published.year, published.month + shift) for shift in months) if last.day >= number]  # fmt: skip
        if not days:
            return Days(None, None, "unresolved: the words do not say which month")
        return Days(days[0], None, f"the day of the month, seen from {published.isoformat()}")

    return known(find)


def _months(today: int, number: int, which: str, tense: Tense) -> list[int]:
    """The months that may be meant, counted from the published one, likeliest first."""
    if which and which != "the":
        return [{"next": 1, "last": -1}.get(which, 0)]
    if tense is Tense.FUTURE:
        return [0, 1, 2] if number >= today else [1, 2]
    if tense is Tense.PAST:
        return [0, -1, -2] if number <= today else [-1, -2]
    return []


def in_week(low: str, moment: Moment, floor: int) -> Moment:
    """Widen a day to the week that the words before it make of it: "the week of March 17", "the week ended 7 March"."""
    left = _WEEK_OF.search(low, max(floor, moment.start - 24), moment.start)
    if left is None or moment.precision is not Precision.DAY or moment.clock:
        return moment
    days = _around(moment.days, _SPANS[left["how"]])
    return replace(moment, start=left.start("words"), precision=Precision.WEEK, days=days, weekday=None, yearless=None)


def _monday(day: date) -> tuple[date, date]:
    return day - timedelta(day.weekday()), day - timedelta(day.weekday()) + timedelta(6)


def _until(day: date) -> tuple[date, date]:
    return day - timedelta(6), day


def _since(day: date) -> tuple[date, date]:
    return day, day + timedelta(6)


_SPANS: dict[str, Callable[[date], tuple[date, date]]] = {
    "of": _monday, "ended": _until, "ending": _until, "to": _until, "through": _until,
    "commencing": _since, "beginning": _since, "starting": _since, "from": _since,
}  # fmt: skip


def _around(inner: Resolver, span: Callable[[date], tuple[date, date]]) -> Resolver:
    def days(published: date | None, tense: Tense) -> Days:
        found = inner(published, tense)
        return found if found.first is None else Days(*span(found.first), f"the week of that day: {found.why}")

    return days
