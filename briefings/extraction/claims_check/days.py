"""Dates that a text states: days of a month, months with and without a year, weekdays, seasons and the like."""

import re
from collections.abc import Iterator
from decimal import Decimal

from briefings.extraction.claims_check.stated import Key, Stated
from briefings.extraction.dates.vocabulary import MONTHS, WEEKDAYS
from briefings.extraction.figures.patterns import one_of

_CASED = frozenset({"march", "may", "august", "mar", "jan", "jun", "dec", "sep"})
"""Months that are other words, or parts of them, in lower case."""
_NAMES = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_MONTH = rf"(?<![^\W_])(?:{_NAMES})(?![^\W\d_])"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![\w:/]|[.,][0-9])"
_DAYS = rf"{_DAY}(?:(?: ?[-–] ?|,? (?:and|or|to) ){_DAY}){{0,3}}"
_YEAR = "(?:1[89]|20)[0-9][0-9]"
"""What else stands behind a day and a comma is another number: "From March 9, 1200 passengers"."""
_DATE = re.compile(
    rf"(?P<m1>{_MONTH}) (?P<d1>{_DAYS})(?:,? (?P<y1>{_YEAR})(?!\w))?"
    rf"|(?<![\w.,:/-])(?P<d2>{_DAYS})(?: of)? (?P<m2>{_MONTH})(?:,? (?P<y2>{_YEAR})(?!\w))?"
    rf"|(?<![\w-])(?P<y3>{_YEAR})-(?P<m3>0[1-9]|1[0-2])-(?P<d3>[0-3][0-9])(?![\w-])"
    rf"|(?P<m4>{_MONTH})(?:,| of)? (?P<y4>{_YEAR})(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]+")
_WHOLE = [name for name in MONTHS if len(name) > 4 or name.endswith(".") or name in {"may", "june", "july"}]
_ALONE = re.compile(rf"[\W_](?P<name>{one_of(_WHOLE)})(?![^\W\d_])")
"""Without a day, Jan and Mar may be people. This and the next are searched behind a line break, in lower case."""
_WEEKDAY = re.compile(rf"[\W_](?P<name>{one_of(WEEKDAYS)})(?=s?(?![^\W\d_]))")
_SHORT = re.compile(r"(?<![^\W_])(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?![^\W\d_])")
_OTHER = re.compile(
    r"[\W_](?P<name>"
    + one_of(
        "today yesterday tomorrow tonight midnight noon midday summer winter autumn christmas easter weekend".split()
    )
    + r")(?=s?(?![^\W\d_]))"
)


def days_in(text: str) -> Iterator[Stated]:
    """Days with their months, and months with their years. A day bears out its month, and its year as a number."""
    for match in _DATE.finditer(text):
        month = _month(match)
        if month is None:
            continue
        year = int(match["y1"] or match["y2"] or match["y3"] or match["y4"] or 0)
        days = [int(day) for day in _NUMBER.findall(match["d1"] or match["d2"] or match["d3"] or "")]
        exact: list[Key] = [("day", month, day, year) for day in days] if year else []
        less: list[Key] = [("day", month, day) for day in days]
        months: list[Key] = [("month", month, year), ("month", month)] if year else [("month", month)]
        stated = exact or less or months[:1]
        for key in stated:
            yield Stated(match.start(), match.group(), (key,), also=(*less, *months, *_plain(days, year)))


def days_named(text: str) -> frozenset[tuple[int, int]]:
    """The days that the text names by their month: pairs of month and day."""
    keys = (key for stated in days_in(text) for key in (*stated.keys, *stated.also) if key[0] == "day")
    return frozenset((int(str(key[1])), int(str(key[2]))) for key in keys)


def words_of_days(text: str, low: str) -> Iterator[Stated]:
    """Months alone, weekdays and words such as "tomorrow"; a short weekday is only borne out by itself.

    ``low`` is the text in lower case, place by place.
    """
    behind = f"\n{low}"
    for match in _ALONE.finditer(behind):
        start = match.start()
        if (month := _named(text[start : start + len(match["name"])])) is not None:
            yield Stated(start, match["name"], (("month", month),))
    for kind, pattern in (("weekday", _WEEKDAY), ("when", _OTHER)):
        for match in pattern.finditer(behind):
            yield Stated(match.start(), match["name"], ((kind, match["name"]),))
    for match in _SHORT.finditer(text):
        yield Stated(match.start(), match.group(), (("short", match.group().casefold()),))


def _month(match: re.Match[str]) -> int | None:
    return int(match["m3"]) if match["m3"] else _named(match["m1"] or match["m2"] or match["m4"])


def _named(name: str) -> int | None:
    """The month of this name; None where the word is written as another one ("may", "march")."""
    low = name.casefold()
    return None if low.rstrip(".") in _CASED and name[0].islower() else MONTHS[low]


def _plain(days: list[int], year: int) -> Iterator[Key]:
    """Numbers that stand in the date: its year, and what looked like a second day ("on March 6 and 7 people")."""
    if year:
        yield ("number", Decimal(year), "")
    yield from (("number", Decimal(day), "") for day in days[1:])
