"""Dates by month, day and year: "6 March 2025", "March 3-5", "in March", "2026", "2025-03-06", holidays."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from briefings.domain.agenda import Precision
from briefings.extraction.dates.moments import (
    Days,
    Moment,
    Resolver,
    Tense,
    day,
    fixed,
    known,
    month_days,
    short_year,
    unresolved,
    year_days,
)
from briefings.extraction.dates.vocabulary import HOLIDAYS, MONTHS

_NTH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![0-9])"
_LEFT = re.compile(
    rf"(?<![0-9.,:/$£€-])(?:the )?(?:(?P<first>[0-9]{{1,2}}){_NTH}(?: to |-|–| and | - | – ))?(?P<day>[0-9]{{1,2}}){_NTH}(?:[ \u00a0]|-| of )\Z"
)
_RIGHT = re.compile(
    rf"[ \u00a0](?:the )?(?P<day>[0-9]{{1,2}})(?![0-9:]|[.,][0-9]|[ap]\.?m|%| percent){_NTH}(?![a-z])"
    rf"(?:(?: to |-|–| and | - | – | through | or )(?P<last>[0-9]{{1,2}})(?![0-9]|[.,][0-9])(?! [a-z]+ {_YEAR}){_NTH}(?![a-z]))?"
    rf"(?:(?:, ?| ){_YEAR})?"
)
_YEAR_AFTER = re.compile(rf"(?:,? |, ?)(?P<year>{_YEAR})")
_YEAR_TO_THE_END = re.compile(rf"(?P<year>{_YEAR})\Z")
_SHORT_YEAR = re.compile(r" [’'‘](?P<year>[0-9]{2})(?![0-9a-z])")
_BARE = re.compile(
    r"(?:^|\W)(?P<lead>(?P<shift>last|next|this|this past|this coming|coming)|in|since|by|until|till|from|to|through|during|"
    r"before|after|between|of|early|late|mid|for|and|or|around|early in|late in|end of|the|a|its|their|his|between)"
    r"[ \u00a0-]\Z"
)
_DETERMINERS = frozenset("the a its their his".split())
_WEAK = _DETERMINERS | {"for", "and", "or", "to", "of", "from"}
_EDGE = re.compile(r"(?:^|\W)(?P<words>early|late|mid|early in|late in|the end of|the start of|the beginning of)[ -]\Z")
_NOUN = re.compile(r"(?:['’]s)?[ \u00a0][a-z]")
_ATTACK = re.compile(
    r"[ ,]{1,2}(?:\w+ )?(?:attacks?|attackers|hijackers|riots?|insurrection|committee|commission|movement|terror)"
)
_ISO = re.compile(r"(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9-])")
_SLASH = re.compile(
    r"(?P<a>[0-9]{1,2})(?P<mark>[/.-])(?P<b>[0-9]{1,2})(?P=mark)(?P<year>(?:19|20)?[0-9]{2})(?![0-9/.-][0-9]|[0-9])"
)


def read_month(text: str, low: str, start: int, end: int, floor: int) -> Moment | None:
    """The date around the month name from ``start`` to ``end``; nothing before ``floor`` belongs to it."""
    month = MONTHS[low[start:end]]
    if not text[start].isupper():
        return None
    before = _LEFT.search(low, max(floor, start - 24), start)
    if before is not None:
        return _day_month(low, month, before, end)
    after = _RIGHT.match(low, end)
    if after is not None:
        return _month_day(low, month, start, after)
    year = _YEAR_AFTER.match(low, end)
    if year is not None:
        days = fixed(*month_days(int(year["year"]), month), "the month and year are named")
        return _edged(low, floor, Moment(start, year.end(), Precision.MONTH, days))
    short = _SHORT_YEAR.match(low, end)
    if short is not None:
        days = short_year(int(short["year"]), lambda y: month_days(y, month))
        return _edged(low, floor, Moment(start, short.end(), Precision.MONTH, days))
    return _bare_month(text, low, month, start, end, floor)


def _day_month(low: str, month: int, before: re.Match[str], end: int) -> Moment | None:
    year = _YEAR_AFTER.match(low, end)
    first = int(before["first"] or before["day"])
    start = before.start("first") if before["first"] else before.start("day")
    if low.startswith("the ", before.start()):
        start = before.start()
    return _named(low, start, year.end() if year else end, month, first, int(before["day"]), year)


def _month_day(low: str, month: int, start: int, after: re.Match[str]) -> Moment | None:
    year = _YEAR_TO_THE_END.match(low, after.end() - 4, after.end())
    first = int(after["day"])
    return _named(low, start, after.end(), month, first, int(after["last"] or first), year)


def _named(
    low: str, start: int, end: int, month: int, first: int, last: int, year: re.Match[str] | None
) -> Moment | None:
    if day(2000, month, first) is None or day(2000, month, last) is None or last < first:
        return None
    if year is not None:
        begin, finish = day(int(year["year"]), month, first), day(int(year["year"]), month, last)
        if begin is None or finish is None:
            return Moment(start, end, Precision.DAY, unresolved("no such day in the calendar"))
        return Moment(start, end, Precision.DAY, fixed(begin, _end(begin, finish), "the day is named in full"))
    if _ATTACK.match(low, end):
        return Moment(start, end, Precision.DAY, unresolved("the day names an event, not its year"))
    return Moment(start, end, Precision.DAY, yearless(month, first, last), yearless=(month, first))


def _end(first: date, last: date) -> date | None:
    return last if last != first else None


def yearless(month: int, first: int, last: int) -> Resolver:
    """A resolver for a day without a year: the last one for what has happened, the next for what will, else the nearest."""

    def find(published: date, tense: Tense) -> Days:
        year = pick_year(published, tense, lambda y: day(y, month, first))
        if year is None:
            return Days(None, None, "unresolved: no such day near the article's date")
        begin, finish = date(year, month, first), date(year, month, last)
        return Days(begin, _end(begin, finish), f"{_side(tense)} such day, seen from {published.isoformat()}")

    return known(find)


def _side(tense: Tense) -> str:
    return {Tense.PAST: "the last", Tense.FUTURE: "the next", Tense.OPEN: "the nearest"}[tense]


_NEAR_DAYS = 24
"""Nobody leaves out the year of a day eleven months off when the same day of the year is so near."""


def pick_year(published: date, tense: Tense, make: Callable[[int], date | None]) -> int | None:
    """The year near ``published`` whose day fits the tense; a day few weeks away is never the one a year off."""
    days = [(y, d) for y in range(published.year - 4, published.year + 5) if (d := make(y)) is not None]
    past = [y for y, d in days if d <= published]
    future = [y for y, d in days if d >= published]
    nearest, nearest_day = min(
        ((y, d) for y, d in days), key=lambda pair: abs((pair[1] - published).days), default=(None, published)
    )
    if abs((nearest_day - published).days) <= _NEAR_DAYS:
        return nearest
    if tense is Tense.PAST and past:
        return past[-1]
    if tense is Tense.FUTURE and future:
        return future[0]
    return nearest


def _bare_month(text: str, low: str, month: int, start: int, end: int, floor: int) -> Moment | None:
    lead = _BARE.search(low, max(floor, start - 16), start)
    if lead is None:
        return None
    word = lead["lead"]
    if word in _WEAK and text[end : end + 1] in {" ", "'", "’"} and text[end + 1 : end + 2].isupper():
        return None
    if word in _DETERMINERS and (text[start:end] in {"May", "March"} or not _NOUN.match(low, end)):
        return None
    moment = Moment(start, end, Precision.MONTH, _month(month, lead["shift"] or ""))
    return replace(moment, start=lead.start("lead")) if lead["shift"] else _edged(low, floor, moment)


def _edged(low: str, floor: int, moment: Moment) -> Moment:
    """Take "early" or "late" before a month to it; the end of a month is its last day."""
    edge = _EDGE.search(low, max(floor, moment.start - 20), moment.start)
    if edge is None:
        return moment
    if edge["words"] != "the end of":
        return replace(moment, start=edge.start("words"))
    return replace(moment, start=edge.start("words"), precision=Precision.DAY, days=_last_day(moment.days))


def _last_day(month: Resolver) -> Resolver:
    def days(published: date | None, tense: Tense) -> Days:
        found = month(published, tense)
        return Days(found.last, None, f"the month's last day: {found.why}") if found.last else found

    return days


def _month(month: int, shift: str) -> Resolver:
    def find(published: date, tense: Tense) -> Days:
        if shift in {"last", "this past"}:
            year = published.year - (month >= published.month)
        elif shift in {"next", "this coming", "coming"}:
            year = published.year + (month <= published.month)
        elif shift == "this":
            year = published.year
        else:
            near = published.replace(day=1)
            picked = pick_year(near, tense, lambda y: date(y, month, 1))
            year = picked if picked is not None else published.year
        return Days(*month_days(year, month), f"{_side(tense)} such month, seen from {published.isoformat()}")

    return known(find)


def read_numeric(low: str, start: int) -> Moment | None:
    """A date in digits alone: "2025-03-06", or "25/03/2025" where only one order of day and month is possible."""
    iso = _ISO.match(low, start)
    if iso is not None:
        found = day(int(iso["year"]), int(iso["month"]), int(iso["day"]))
        return (
            Moment(start, iso.end(), Precision.DAY, fixed(found, None, "the day is named in full")) if found else None
        )
    match = _SLASH.match(low, start)
    if match is None or (match["mark"] != "/" and len(match["year"]) != 4):
        return None
    a, b = int(match["a"]), int(match["b"])
    options = {d for d in (day(int(match["year"]), b, a), day(int(match["year"]), a, b)) if d is not None}
    if not options or (max(a, b) > 31 or min(a, b) > 12 or min(a, b) < 1):
        return None
    if len(match["year"]) == 4 and len(options) == 1:
        return Moment(
            start, match.end(), Precision.DAY, fixed(options.pop(), None, "only one order of day and month fits")
        )
    return Moment(start, match.end(), Precision.DAY, unresolved("day and month could be either way round"))


def read_holiday(low: str, start: int) -> Moment | None:
    """A holiday whose day never moves: "Christmas Day", "New Year's Eve"."""
    name = next((name for name in HOLIDAYS if low.startswith(name, start)), None)
    if name is None:
        return None
    month, number = HOLIDAYS[name]
    end = start + len(name)
    year = _YEAR_AFTER.match(low, end)
    if year is not None:
        return Moment(
            start, year.end(), Precision.DAY, fixed(date(int(year["year"]), month, number), None, "the year is named")
        )
    return Moment(start, end, Precision.DAY, yearless(month, number, number), yearless=(month, number))


def year_moment(start: int, end: int, first: int, last: int, why: str) -> Moment:
    """A moment of whole years."""
    begin, finish = year_days(first, last - first + 1)
    return Moment(start, end, Precision.YEAR, fixed(begin, finish, why))
