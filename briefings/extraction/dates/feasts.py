"""Days that move with the calendar: Easter's and its neighbours', and "the first Sunday in May"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from briefings.domain.agenda import Precision
from briefings.extraction.dates.absolute import pick_year
from briefings.extraction.dates.moments import Days, Moment, Resolver, Tense, fixed, known, unresolved
from briefings.extraction.dates.vocabulary import MONTHS, WEEKDAYS
from briefings.extraction.figures.patterns import one_of

_FROM_EASTER = {"good friday": -2, "easter saturday": -1, "easter sunday": 0, "easter monday": 1}
EASTER = tuple(_FROM_EASTER)
_YEAR = re.compile(r",? (?P<year>20[0-9]{2})(?![0-9])")
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_NTH_WEEKDAY = re.compile(
    rf"(?P<nth>first|second|third|fourth|last) (?P<weekday>{one_of(WEEKDAYS)}) (?:in|of) "
    rf"(?P<month>{one_of(name for name in MONTHS if len(name) > 2)})(?![a-z])(?:,? (?P<year>20[0-9]{{2}})(?![0-9]))?"
)
_SEASON = re.compile(
    r"(?:early |late |mid-)?(?:spring|summer|autumn|winter)(?! (?:20|19)[0-9])(?=[.,;:)]|\Z| (?:and|or|when|after|but|to|at|if)\b)"
)
_IN_SEASON = re.compile(r"(?:^|\W)(?P<words>(?:in|by|until|before|during|from) (?:the )?)\Z")


def easter(year: int) -> date:
    """The Sunday of the Western churches' Easter (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7  # noqa: E741
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


def read_feast(low: str, start: int) -> Moment | None:
    """A day of Easter, of a named year or the one that the tense points to."""
    name = next((name for name in EASTER if low.startswith(name, start)), None)
    if name is None:
        return None
    shift, end = timedelta(_FROM_EASTER[name]), start + len(name)
    year = _YEAR.match(low, end)
    if year is not None:
        day = easter(int(year["year"])) + shift
        return Moment(start, year.end(), Precision.DAY, fixed(day, None, "counted from Easter of the named year"))
    return Moment(start, end, Precision.DAY, _near(lambda y: easter(y) + shift, "counted from Easter"))


def read_nth_weekday(low: str, start: int, floor: int) -> Moment | None:
    """A weekday counted within a month: "the first Sunday in May"."""
    match = _NTH_WEEKDAY.match(low, start)
    if match is None:
        return None
    month, weekday, place = MONTHS[match["month"]], WEEKDAYS[match["weekday"]], _PLACES[match["nth"]]
    begin = start - 4 if start - 4 >= floor and low.startswith("the ", start - 4) else start
    if match["year"]:
        day = _counted(int(match["year"]), month, weekday, place)
        return Moment(begin, match.end(), Precision.DAY, fixed(day, None, "counted in the named month"))
    find = _near(lambda y: _counted(y, month, weekday, place), "counted in the month")
    return Moment(begin, match.end(), Precision.DAY, find)


def read_season(low: str, start: int, floor: int) -> Moment | None:
    """A season without a year; which months it holds depends on the half of the Earth, so it stays open."""
    match = _SEASON.match(low, start)
    left = _IN_SEASON.search(low, max(floor, start - 14), start) if match else None
    if match is None or left is None:
        return None
    return Moment(start, match.end(), Precision.MONTH, unresolved("the words do not say which months are meant"))


def _counted(year: int, month: int, weekday: int, place: int) -> date:
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.weekday()) % 7 + 7 * max(place, 0))
    if place >= 0:
        return day
    while (day + timedelta(7)).month == month:
        day += timedelta(7)
    return day


def _near(make: Callable[[int], date], why: str) -> Resolver:
    def find(published: date, tense: Tense) -> Days:
        year = pick_year(published, tense, make)
        return (
            Days(make(year), None, f"{why}, seen from {published.isoformat()}")
            if year
            else Days(None, None, f"unresolved: {why}")
        )

    return known(find)
