"""Finds the words of time in an article, joins neighbours and resolves them against the article's own day."""

import re
from bisect import bisect_right
from datetime import date

from briefings.domain.agenda import DatedEvent, Precision
from briefings.domain.text import Excerpt
from briefings.extraction.dates.absolute import read_holiday, read_month, read_numeric
from briefings.extraction.dates.clock import read_clock
from briefings.extraction.dates.feasts import EASTER, read_feast, read_nth_weekday, read_season
from briefings.extraction.dates.joining import join
from briefings.extraction.dates.moments import Moment, Tense
from briefings.extraction.dates.periods import in_week, read_ahead, read_end, read_nth
from briefings.extraction.dates.relative import (
    read_after_next,
    read_distance,
    read_shifted,
    read_today,
    read_weekday,
    read_within,
)
from briefings.extraction.dates.settled import settle
from briefings.extraction.dates.tense import tense_at
from briefings.extraction.dates.vocabulary import COUNTS, HOLIDAYS, MONTHS, MOVABLE, WEEKDAYS
from briefings.extraction.dates.years import (
    named_event,
    read_first_months,
    read_fiscal,
    read_quarter,
    read_short_year,
    read_year,
)
from briefings.extraction.document import Document
from briefings.extraction.figures.patterns import lower, one_of

_UNITS = "(?:day|week|fortnight|month|year|decade)"
_SEASONS = frozenset("spring summer autumn winter".split())
_PARTS = frozenset("q1 q2 q3 q4 h1 h2".split())
_NAMES = [
    *MONTHS,
    *WEEKDAYS,
    *HOLIDAYS,
    *MOVABLE,
    *EASTER,
    *_SEASONS,
    *_PARTS,
    *"today yesterday tomorrow tonight noon midnight midday".split(),
]
_LEADS = [
    *COUNTS,
    *"last next this past in over during within first second third fourth final".split(),
]
_FOLLOWS = (
    "(?:the )?(?:last|next|past) |(?:week|month|year|quarter|decade|day|fortnight|summer|spring|autumn|winter|fall|night|"
    f"morning|afternoon|evening|coming |past )|[0-9]{{1,3}}[ -]{_UNITS}|{one_of(COUNTS)}[ -]{_UNITS}|(?:of )?(?:19|20)[0-9]"
    "|half of (?:[12]|this |next |last )|(?:few |several |couple of )(?:day|week|month|year)s|[a-z0-9]{1,6} months of|(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:in|of) "
)
_STRETCHES = (
    "end (?=of (?:the|this|next|last) (?:year|month|week))|coming (?=(?:few )?(?:day|week|month|year)s)|year[ -](?=end)"
    "|(?:weekend|week|month|year) (?=after next|before last)"
    "|day (?=before yesterday|after tomorrow)|(?:fy ?|fiscal (?:year )?|financial year )(?=[0-9]{2})"
)
_HIT = re.compile(
    rf"[^a-z0-9](?:(?P<word>{one_of(_NAMES)})(?![a-z])|(?P<near>{one_of(_LEADS)}[ -](?={_FOLLOWS}))"
    rf"|(?P<stretch>{_STRETCHES}))"
    r"|(?P<digit>[0-9])[0-9]*+"
)
_IN_TITLE = re.compile(r"[\w’'] \Z")
MOST_DATES = 50
"""So many days are read of one sentence: more are a calendar's or worse, and the cost stays small."""
_SENTENCE_REACH = 600


def find_dates(document: Document, published: date | None) -> tuple[DatedEvent, ...]:
    """Find the days and times of an article in order; ``published`` is its own day, where that is known.

    Without it only days named in full and years are resolved; everything else says that it is not. Linear in the
    text's length.
    """
    text, low = document.text, lower(document.text)
    spans = list(document.sentences())
    starts = [start for start, _ in spans]
    events: list[tuple[DatedEvent, Tense]] = []
    row, count = 0, 0
    for moment in _moments(text, low):
        index = bisect_right(starts, moment.start) - 1
        sentence = spans[index] if index >= 0 else (moment.start, moment.end)
        row, count = sentence[0], count + 1 if row == sentence[0] else 0
        if count > MOST_DATES:
            continue
        tense = tense_at(low, moment.start, moment.end, sentence)
        if moment.ahead and tense is not Tense.FUTURE:
            continue
        events.append((_event(text, moment, tense, sentence, published), tense))
    return settle(document, low, events, published)


def _event(text: str, moment: Moment, tense: Tense, sentence: tuple[int, int], published: date | None) -> DatedEvent:
    days = moment.days(published, tense)
    first = max(sentence[0], moment.start - _SENTENCE_REACH)
    last = max(moment.end, min(sentence[1], moment.end + _SENTENCE_REACH))
    return DatedEvent(
        Excerpt.of(text, moment.start, moment.end),
        Excerpt.of(text, first, last),
        days.first,
        days.last if days.last != days.first else None,
        moment.precision,
        None,
        days.why,
    )


def _moments(text: str, low: str) -> list[Moment]:
    found: list[Moment] = []
    for hit in _HIT.finditer(f"\n{low}"):
        start = hit.start(hit.lastgroup or 0) - 1
        floor = found[-1].end if found else 0
        if start < floor:
            continue
        moment = _read(text, low, start, hit.end() - 1, floor, hit["word"] or hit["near"] or hit["stretch"])
        if moment is None:
            continue
        moment = in_week(low, moment, floor)
        joined = join(low, found[-1], moment) if found else None
        if joined is not None:
            found[-1] = joined
        elif moment.precision is not Precision.TIME or moment.clock:
            found.append(moment)
    return found


def _read(text: str, low: str, start: int, end: int, floor: int, word: str | None) -> Moment | None:
    if word is None:
        return (
            read_numeric(low, start)
            or read_clock(low, start)
            or read_distance(low, start)
            or read_nth(low, start)
            or (read_year(text, low, start) if end - start == 4 else read_short_year(low, start))
        )
    if word in MONTHS:
        return read_month(text, low, start, end, floor)
    if word in WEEKDAYS:
        return read_weekday(text, low, start, end, floor)
    if word in HOLIDAYS:
        return read_holiday(low, start) if text[start].isupper() or word.startswith("the") else None
    if word in EASTER or word in MOVABLE:
        moving = read_feast(low, start) or named_event(start, end)
        return moving if text[start].isupper() else None
    if word in _SEASONS:
        return read_season(low, start, floor)
    if (
        text[start].isupper()
        and word not in _PARTS
        and not word.startswith("f")
        and _IN_TITLE.search(text, max(0, start - 3), start)
    ):
        return None
    return (
        read_nth_weekday(low, start, floor)
        or read_fiscal(low, start)
        or read_first_months(low, start)
        or read_today(low, start)
        or read_after_next(low, start)
        or read_end(low, start)
        or read_ahead(low, start, floor)
        or read_shifted(low, start, floor)
        or read_within(low, start)
        or read_distance(low, start)
        or read_quarter(low, start)
        or read_clock(low, start)
    )
