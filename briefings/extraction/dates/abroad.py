"""Dates as German and French write them: "6. März 2025", "am Montag", "le 1er mai", "demain"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from briefings.domain.agenda import DatedEvent, Precision
from briefings.domain.text import Excerpt
from briefings.extraction.dates.absolute import year_moment, yearless
from briefings.extraction.dates.moments import Days, Moment, Resolver, Tense, day, fixed, known, month_days, unresolved
from briefings.extraction.dates.relative import weekday_days
from briefings.extraction.document import Document
from briefings.extraction.figures.patterns import lower, one_of
from briefings.extraction.lexicon import lexicon

_REACH = 110


@dataclass(frozen=True, slots=True)
class _Calendar:
    """One language's words: months and weekdays by number, days counted from today, and the pattern of them all."""

    months: dict[str, int]
    weekdays: dict[str, int]
    near: dict[str, int]
    shifts: dict[str, str]
    hit: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]


def find_dates_abroad(document: Document, published: date | None, language: str) -> tuple[DatedEvent, ...]:
    """Find the days that a German or French article names in full or by weekday, month or year, in order.

    ``published`` is the article's own day; without it only days with their year are resolved.
    """
    text, low, calendar = document.text, lower(document.text), _calendar(language)
    events = []
    for moment in _moments(text, low, calendar):
        sentence = document.sentence_at(moment.start)
        days = moment.days(published, _tense(low, moment, sentence, calendar))
        events.append(
            DatedEvent(
                Excerpt.of(text, moment.start, moment.end),
                Excerpt.of(text, min(sentence[0], moment.start), max(sentence[1], moment.end)),
                days.first,
                days.last if days.last != days.first else None,
                moment.precision,
                None,
                days.why,
            )
        )
    return tuple(events)


def _moments(text: str, low: str, calendar: _Calendar) -> Iterator[Moment]:
    for match in calendar.hit.finditer(low):
        start, end = match.span()
        if match["near"]:
            yield Moment(start, end, Precision.DAY, _off(calendar.near[match["near"]]))
        elif match["weekday"]:
            shift = calendar.shifts.get(match["lead"] or match["trail"] or "", "")
            yield Moment(start, end, Precision.DAY, weekday_days(calendar.weekdays[match["weekday"]], shift, 0))
        elif match["month"]:
            moment = _of_month(match, calendar, start, end)
            if moment is not None:
                yield moment
        elif not text[end : end + 2].strip()[:1].isdigit():
            year = int(match["year"])
            yield year_moment(match.start("year"), end, year, year, "the year is named")


def _of_month(match: re.Match[str], calendar: _Calendar, start: int, end: int) -> Moment | None:
    month, number = calendar.months[match["month"]], int(match["day"] or 0)
    year = int(match["of"]) if match["of"] else None
    if not number:
        if year is None:
            return None
        first, last = month_days(year, month)
        return Moment(start, end, Precision.MONTH, fixed(first, last, "the month and year are named"))
    if day(2000, month, number) is None:
        return None
    if year is None:
        return Moment(start, end, Precision.DAY, yearless(month, number, number))
    found = day(year, month, number)
    if found is None:
        return Moment(start, end, Precision.DAY, unresolved("no such day in the calendar"))
    return Moment(start, end, Precision.DAY, fixed(found, None, "the day is named in full"))


def _off(shift: int) -> Resolver:
    return known(lambda day, _tense: Days(day + timedelta(shift), None, f"counted from {day.isoformat()}"))


def _tense(low: str, moment: Moment, sentence: tuple[int, int], calendar: _Calendar) -> Tense:
    """Future or past by the words of the moment's own sentence, nearby."""
    start, end = max(sentence[0], moment.start - _REACH), min(sentence[1], moment.end + _REACH)
    if calendar.future.search(low, start, end):
        return Tense.FUTURE
    return Tense.PAST if calendar.past.search(low, start, end) else Tense.OPEN


@cache
def _calendar(language: str) -> _Calendar:
    words = lexicon(language)
    months = {name: place + 1 for name, place in words.numbered("dates", "months").items()}
    weekdays = words.numbered("dates", "weekdays")
    near = {name: int(shift) for name, shift in words.pairs("dates", "near").items()}
    shifts = words.pairs("dates", "shifts")
    hit = re.compile(
        rf"(?<![\w.,-])(?:(?:(?P<day>[0-9]{{1,2}})(?:\.|er)? )?(?P<month>{one_of(months)})(?: (?P<of>(?:19|20)[0-9]{{2}}))?"
        rf"|(?:(?P<lead>{one_of(shifts)}) )?(?P<weekday>{one_of(weekdays)})(?: (?P<trail>{one_of(shifts)}))?"
        rf"|(?P<near>{one_of(near)})|(?:{one_of(words.phrases('dates', 'years'))}) (?P<year>(?:19|20)[0-9]{{2}}))(?!\w)"
    )
    tenses = [re.compile(rf"\b(?:{one_of(words.words('dates', name))})\b") for name in ("future", "past")]
    return _Calendar(months, weekdays, near, shifts, hit, *tenses)
