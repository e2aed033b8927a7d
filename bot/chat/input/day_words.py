"""Days as people type them: "2025-02", "6 march", "yesterday", "3 days ago"."""

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.chat.catalogue import Catalogue
from bot.chat.days import Days
from briefings.domain.errors import UserError

MOST_WORDS = 4
"""No way of writing a day takes more words."""

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?", re.ASCII)
_AGO = re.compile(r"(\d{1,4}) (day|week|month|year)s? ago", re.ASCII)


def read_days(text: str, *, today: date, t: Catalogue) -> Days:
    """Read the days that ``text`` names; a day without a year is the latest one that is not in the future.

    Raises:
        UserError: the words name no day, or one that does not exist.
    """
    words = text.strip().casefold().replace(",", " ").split()
    try:
        days = _numeric(" ".join(words)) or _relative(" ".join(words), today, t) or _written(words, today, t)
    except (ValueError, OverflowError):
        raise UserError("The calendar has no day “{text}”. Write it as 2025-02-23.", text=text.strip()) from None
    if days is None:
        raise UserError(
            "I cannot read “{text}” as a day. Write 2025-02-23, 2025-02, 6 March or yesterday.", text=text.strip()
        )
    return days


def names_days(text: str, *, t: Catalogue) -> bool:
    """Whether ``text`` is written as days are, even if the calendar has no such day."""
    words = text.strip().casefold().replace(",", " ").split()
    any_day = date(2024, 2, 29)
    try:
        return bool(_numeric(" ".join(words)) or _relative(" ".join(words), any_day, t) or _written(words, any_day, t))
    except (ValueError, OverflowError):
        return True


def _numeric(text: str) -> Days | None:
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) if part else None for part in match.groups())
        return None if year is None else _span(year, month, day)
    if match := _DOTTED.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        return _span(year, month, day)
    return None


def _span(year: int, month: int | None, day: int | None) -> Days:
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Days.one(date(year, month, day))


def _relative(text: str, today: date, t: Catalogue) -> Days | None:
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    known = {
        t("today"): Days.one(today),
        t("yesterday"): Days.one(today - timedelta(days=1)),
        t("tomorrow"): Days.one(today + timedelta(days=1)),
        t("this week"): Days(monday, monday + timedelta(days=6)),
        t("last week"): Days(monday - timedelta(days=7), monday - timedelta(days=1)),
        t("this month"): _span(today.year, today.month, None),
        t("last month"): Days((month - timedelta(days=1)).replace(day=1), month - timedelta(days=1)),
        t("this year"): _span(today.year, None, None),
        t("last year"): _span(today.year - 1, None, None),
    }
    if text in known:
        return known[text]
    if text.removeprefix("last ") in (weekdays := t.weekdays()):
        back = (today.weekday() - weekdays[text.removeprefix("last ")]) % 7
        return Days.one(today - timedelta(days=back or (7 if text.startswith("last ") else 0)))
    if match := _AGO.fullmatch(text):
        return Days.one(_back(today, int(match[1]), match[2]))
    return None


def _back(today: date, count: int, unit: str) -> date:
    if unit == "day":
        return today - timedelta(days=count)
    if unit == "week":
        return today - timedelta(weeks=count)
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _written(words: list[str], today: date, t: Catalogue) -> Days | None:
    """Read "6 march 2025", "march 6th", "march 2025" or "march"; commas are gone already."""
    months, day, month, year = t.months(), None, None, None
    for word in words:
        if word in months and month is None:
            month = months[word]
        elif _YEAR.fullmatch(word) and year is None:
            year = int(word)
        elif (match := _ORDINAL.fullmatch(word)) and day is None:
            day = int(match[1])
        elif word not in {"of", "the"}:
            return None
    if month is None:
        return None
    if year is not None:
        return _span(year, month, day)
    this_year = _span(today.year, month, day) if (month, day) != (2, 29) else _leap_day(today)
    return this_year if this_year.first <= today else _span(today.year - 1, month, day)


def _leap_day(today: date) -> Days:
    year = next(year for year in range(today.year, today.year - 9, -1) if monthrange(year, 2)[1] == 29)
    return Days.one(date(year, 2, 29))
