"""Reminders as people ask for them: "us of the summit, 2 days before at 08:00"."""

import re
from dataclasses import dataclass
from datetime import time, timedelta

from bot.chat.input.plan_words import time_of

_LEAD = re.compile(
    r"(?<![\w:.])(?P<count>\d{1,3}|an?|one)[ \u00a0]?(?P<unit>hours?|h|days?|d|weeks?|w)\b"
    r"(?:\s+(?:before|ahead|earlier))?",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(r"\b(?:on the (?:same )?day|(?:the )?same day)\b", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"\b(?:the )?day before\b", re.IGNORECASE)
_KEY = re.compile(r"(\d{1,9})-(\d{1,9})")
_NUMBER = re.compile(r"#?(\d{1,3})\.?")
_FILLERS = frozenset({"us", "me", "of", "the", "about", "on", "at", "a", "an", "to", "before", "for"})
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Wish:
    """What free words asked for: a date by its key, by its number in the list, or by words of it; when to remind."""

    key: tuple[int, int] | None = None
    number: int | None = None
    words: str = ""
    lead: timedelta | None = None
    at: time | None = None

    @property
    def names_a_date(self) -> bool:
        """Whether any date was meant."""
        return self.key is not None or self.number is not None or bool(self.words)


def read_wish(text: str) -> Wish:
    """Read a date, a lead and a local time in any order. Raises UserError for a time that does not exist."""
    text = text[:_LONGEST]
    lead = None
    if match := _SAME_DAY.search(text):
        lead, text = timedelta(0), _without(text, match)
    elif match := _DAY_BEFORE.search(text):
        lead, text = timedelta(days=1), _without(text, match)
    elif match := _LEAD.search(text):
        count = int(match["count"]) if match["count"].isdigit() else 1
        lead, text = count * _UNITS[match["unit"][0].lower()], _without(text, match)
    key, at, words = None, None, []
    for word in text.replace(",", " ").split():
        if (moment := time_of(word)) is not None:
            at = moment
        elif match := _KEY.fullmatch(word):
            key = int(match[1]), int(match[2])
        elif word.casefold() not in _FILLERS:
            words.append(word)
    number = _NUMBER.fullmatch(words[0]) if len(words) == 1 else None
    return Wish(key, int(number[1]) if number else None, "" if number else " ".join(words), lead, at)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
