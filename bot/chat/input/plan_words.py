"""Digest plans as people type them: "07:30 and 18:00 weekdays Europe/Kyiv"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.chat.catalogue import Catalogue
from bot.chat.input.day_words import names_days, read_days
from briefings.domain.errors import UserError
from briefings.domain.timing import EVERY_DAY, instant_of
from briefings.services.digests.find_zone import read_zone

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s?(am|pm|h)?", re.IGNORECASE)
_RUN = re.compile(r"(\w+)[-–](\w+)")
_QUIET = re.compile(r"(\S{1,20}?)\s{0,9}(?:-|–|\bto\b|\band\b)\s{0,9}(\S{1,20})")
_SPOKEN_RUN = re.compile(r"(?<!\w)(\w{1,40})\s{1,9}(?:to|through|[-–—])\s{1,9}(\w{1,40})")
_LATER = re.compile(r"(\d{1,3}|an?|one) ?(days?|weeks?|d|w)|(\d{1,3})")
_FILLERS = frozenset({"at", "on", "and", "in", "every", "the", "each", "from"})
_BUT = frozenset({"except", "but", "not", "without"})
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_LIKE_A_TIME = re.compile(r"\d[\d:.]*(?:am|pm|h)?", re.IGNORECASE)
_FOR = re.compile(r"(?:for|until|till)\s+", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_WEEKDAYS = frozenset(range(5))
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What free words said: local times, weekdays and a zone, each where they said any."""

    times: tuple[time, ...] = ()
    days: frozenset[int] | None = None
    zone: str | None = None


def read_plan(text: str, t: Catalogue) -> PlanWords:
    """Read times, days and a zone in any order.

    Raises:
        UserError: a word is none of them; the sentence names it and the cure.
    """
    times: list[time] = []
    rest: list[str] = []
    days = _Days(t)
    text = re.sub(r"(\d)\s+(am|pm)\b", r"\1\2", text[:_LONGEST].replace(",", " "), flags=re.IGNORECASE)
    for word in _runs_joined(text, t).split():
        if (at := time_of(word)) is not None:
            times.append(at)
        elif _LIKE_A_TIME.fullmatch(word):
            raise _no_time(word)
        elif not days.take(word) and word.casefold() not in _FILLERS:
            rest.append(word)
    zone = read_zone(" ".join(rest)) if rest else None
    return PlanWords(tuple(dict.fromkeys(times)), days.all(), zone)


def time_of(word: str) -> time | None:
    """Read "07:30", "7.30", "7am", "19h" or "noon"; None for other words. A bare number is no time."""
    if word.casefold() in _NAMED:
        return _NAMED[word.casefold()]
    match = _TIME.fullmatch(word.strip())
    if match is None or not (match[2] or match[3]):
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half in {"am", "pm"}:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise UserError("There is no time {time}. Write it as 07:30.", time=word)
    return time(hour, minute)


def read_times(text: str) -> tuple[time, ...]:
    """Read one or more times. Raises UserError when there is anything else."""
    found = [(word, time_of(word)) for word in text.replace(",", " ").split()]
    wrong = [word for word, at in found if at is None]
    if wrong or not found:
        raise _no_time(" ".join(wrong) or text)
    return tuple(at for _, at in found if at is not None)


def _no_time(word: str) -> UserError:
    return UserError("I cannot read “{word}” as a time. Write it as 07:30.", word=word)


def read_days_of_week(text: str, t: Catalogue) -> frozenset[int]:
    """Read "weekdays", "mon,thu" or "daily except sun". Raises UserError for anything else."""
    days = _Days(t)
    for word in _runs_joined(text.replace(",", " "), t).split():
        if not days.take(word) and word.casefold() not in _FILLERS:
            raise UserError("I know no day “{word}”. Write weekdays, weekend, daily or mon,thu.", word=word)
    return days.all() or frozenset()


def _runs_joined(text: str, t: Catalogue) -> str:
    """The text with each "monday to friday" as one word."""
    known = t.weekdays()

    def joined(match: re.Match[str]) -> str:
        both_days = match[1].casefold() in known and match[2].casefold() in known
        return f"{match[1]}-{match[2]}" if both_days else match[0]

    return _SPOKEN_RUN.sub(joined, text)


class _Days:
    """Weekdays as they are read word by word; those behind an "except" are taken out again."""

    def __init__(self, t: Catalogue) -> None:
        self._t = t
        self._in: frozenset[int] = frozenset()
        self._out: frozenset[int] = frozenset()
        self._leaving = False

    def take(self, word: str) -> bool:
        """Take a word in; False for one that says nothing of days."""
        if word.casefold() in _BUT:
            self._leaving = True
            return True
        found = _days(word, self._t)
        if self._leaving:
            self._out |= found
        else:
            self._in |= found
        return bool(found)

    def all(self) -> frozenset[int] | None:
        """The days that were meant; None where none was named, empty where all were taken out."""
        if not self._out:
            return self._in or None
        return (self._in or EVERY_DAY) - self._out


def _days(word: str, t: Catalogue) -> frozenset[int]:
    known, key = t.weekdays(), word.casefold().rstrip(".")
    groups = {
        "daily": EVERY_DAY, "everyday": EVERY_DAY, "day": EVERY_DAY, t("day"): EVERY_DAY,
        "weekdays": _WEEKDAYS, "weekday": _WEEKDAYS, "workdays": _WEEKDAYS,
        "weekend": EVERY_DAY - _WEEKDAYS, "weekends": EVERY_DAY - _WEEKDAYS,
    }  # fmt: skip
    if key in groups:
        return groups[key]
    if key in known or key.removesuffix("s") in known:
        return frozenset({known.get(key, known.get(key.removesuffix("s"), 0))})
    if (match := _RUN.fullmatch(key)) and match[1] in known and match[2] in known:
        first, last = known[match[1]], known[match[2]]
        return frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
    return frozenset()


def read_quiet(text: str) -> tuple[time, time] | None:
    """Read "22:00-07:00"; "off" is None. Raises UserError for anything else."""
    if text.strip().casefold() in {"off", "no", "none", "never"}:
        return None
    match = _QUIET.fullmatch(text.strip())
    ends = [time_of(f"{part}h" if part.isdigit() else part) for part in match.groups()] if match else [None]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        raise UserError("I cannot read “{text}” as quiet hours. Write them as 22:00-07:00, or off.", text=text)
    return ends[0], ends[1]


def read_until(text: str, *, now: datetime, zone: ZoneInfo, t: Catalogue) -> datetime:
    """Read the day on which a pause ends: 2026-03-09, 9 March, tomorrow, monday, 3 days. Returns its first instant.

    A day without a year is one to come. Raises UserError where no day is named, or one that the calendar does not have.
    """
    word, today = _FOR.sub("", text.strip().casefold(), count=1), now.astimezone(zone).date()
    if word in {"tomorrow", t("tomorrow")}:
        day = today + timedelta(days=1)
    elif (weekday := {"week": 0, **t.weekdays()}.get(word.removeprefix("next "))) is not None:
        day = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    elif match := _LATER.fullmatch(word):
        count = match[1] or match[3]
        day = today + timedelta(days=(int(count) if count.isdigit() else 1) * (7 if "w" in word else 1))
    elif names_days(word, t=t):
        day = _to_come(word, today, t)
    else:
        raise UserError(
            "I cannot read “{text}” as a day to come. Write 2026-03-09, 9 March, tomorrow, monday or 3 days.", text=text
        )
    return instant_of(max(day, today - timedelta(days=1)), time(0), zone)  # the first days of all have no instant


def _to_come(text: str, today: date, t: Catalogue) -> date:
    day = read_days(text, today=today, t=t).first
    names_month = any(word in t.months() for word in text.replace(",", " ").split())
    if day > today or not names_month or _YEAR.search(text):
        return day
    years = (year for year in range(day.year + 1, day.year + 9) if day.day <= monthrange(year, day.month)[1])
    return day.replace(year=next(year for year in years if day.replace(year=year) > today))
