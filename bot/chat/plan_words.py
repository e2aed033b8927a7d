"""Digest plans as people type them: "07:30 and 18:00 weekdays Europe/Kyiv"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.chat.catalogue import Catalogue
from briefings.domain.errors import UserError
from briefings.domain.timing import EVERY_DAY, instant_of
from briefings.services.find_zone import read_zone

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s?(am|pm|h)?", re.IGNORECASE)
_RUN = re.compile(r"(\w+)[-–](\w+)")
_QUIET = re.compile(r"(\S+?)\s*(?:-|–|\bto\b|\band\b)\s*(\S+)")
_LATER = re.compile(r"(\d{1,3}) ?(day|week|d|w)?s?")
_FILLERS = frozenset({"at", "on", "and", "in", "every", "the", "each", "from"})
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
    days: frozenset[int] = frozenset()
    rest: list[str] = []
    words = re.sub(r"(\d)\s+(am|pm)\b", r"\1\2", text[:_LONGEST].replace(",", " "), flags=re.IGNORECASE).split()
    for word in words:
        if (at := time_of(word)) is not None:
            times.append(at)
        elif found := _days(word, t):
            days |= found
        elif word.casefold() not in _FILLERS and word.casefold() not in {"day", t("day")}:
            rest.append(word)
    zone = read_zone(" ".join(rest)) if rest else None
    if {"day", "daily"} & {word.casefold() for word in words} and not days:
        days = EVERY_DAY
    return PlanWords(tuple(dict.fromkeys(times)), days or None, zone)


def time_of(word: str) -> time | None:
    """Read "07:30", "7.30", "7am" or "19h"; None for other words. A bare number is no time."""
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
        raise UserError("I cannot read “{word}” as a time. Write it as 07:30.", word=" ".join(wrong) or text)
    return tuple(at for _, at in found if at is not None)


def read_days_of_week(text: str, t: Catalogue) -> frozenset[int]:
    """Read "weekdays", "mon,thu" or "daily". Raises UserError for anything else."""
    days: frozenset[int] = frozenset()
    for word in text.replace(",", " ").split():
        found = _days(word, t)
        if not found and word.casefold() not in _FILLERS:
            raise UserError("I know no day “{word}”. Write weekdays, weekend, daily or mon,thu.", word=word)
        days |= found
    return days


def _days(word: str, t: Catalogue) -> frozenset[int]:
    known, key = t.weekdays(), word.casefold().rstrip(".")
    groups = {
        "daily": EVERY_DAY, "everyday": EVERY_DAY, "weekdays": _WEEKDAYS, "weekday": _WEEKDAYS, "workdays": _WEEKDAYS,
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
    """Read the day on which a pause ends: 2026-03-09, tomorrow, monday, 3 days. Returns the day's first instant."""
    word, today = text.strip().casefold(), now.astimezone(zone).date()
    day: date | None = None
    if word in {"tomorrow", t("tomorrow")}:
        day = today + timedelta(days=1)
    elif word.removeprefix("next ") in t.weekdays():
        day = today + timedelta(days=(t.weekdays()[word.removeprefix("next ")] - today.weekday() - 1) % 7 + 1)
    elif match := _LATER.fullmatch(word):
        day = today + timedelta(days=int(match[1]) * (7 if match[2] in {"week", "w"} else 1))
    else:
        try:
            day = date.fromisoformat(word)
        except ValueError:
            raise UserError(
                "I cannot read “{text}” as a day to come. Write 2026-03-09, tomorrow, monday or 3 days.", text=text
            ) from None
    return instant_of(day, time(0), zone)
