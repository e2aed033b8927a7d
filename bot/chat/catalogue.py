"""Every sentence that a person sees, in the language of the chat: gettext for words, Babel for days and numbers."""

import gettext
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, get_day_names, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

from briefings.domain.errors import DaybriefError, entry

__all__ = ["LOCALES", "Catalogue", "entry"]

LOCALES = Path(__file__).parent / "locale"


class Catalogue:
    """The messages of one language. English is the language of the entries themselves and needs no file."""

    def __init__(self, language: str = "en", *, translations: gettext.NullTranslations | None = None) -> None:
        self._locale = Locale.parse("en_GB" if language == "en" else language)
        self._translations = translations or gettext.translation(
            "daybrief", LOCALES, languages=[language], fallback=True
        )
        self._months, self._weekdays = _month_names(self._locale), _weekday_names(self._locale)

    def __call__(self, message: str, **values: object) -> str:
        """The sentence for a catalogue entry with its ``{named}`` places filled."""
        return self._translations.gettext(message).format(**values)

    def n(self, one: str, many: str, n: int, **values: object) -> str:
        """The sentence for the number ``n``, which also fills the place ``{n}``."""
        return self._translations.ngettext(one, many, n).format(n=self.number(n), **values)

    def error(self, error: DaybriefError) -> str:
        """The sentence of an error raised anywhere in the core."""
        return self(error.message, **error.values)

    def number(self, value: Decimal | float) -> str:
        """A number with the language's own separators."""
        return _decimal(value, self._locale)

    def day(self, day: date) -> str:
        """A day written out: "6 March 2025" as the language has it."""
        return _date(day, "long", self._locale)

    def weekday(self, day: date) -> str:
        """A day with its weekday, without the year: "Thursday 6 March"."""
        return _date(day, "EEEE d MMMM", self._locale)

    def weekday_and_day(self, day: date) -> str:
        """A day with its weekday: "Thursday, 6 March 2025" as the language has it."""
        return _date(day, "full", self._locale)

    def month(self, day: date) -> str:
        """The day's month: "March 2025"."""
        return _date(day, "MMMM y", self._locale)

    def moment(self, instant: datetime, zone: tzinfo) -> str:
        """An instant in the chat's own zone: "6 March 2025, 07:30"."""
        return format_datetime(instant, "d MMMM y, HH:mm", tzinfo=zone, locale=self._locale)

    def appointment(self, instant: datetime, zone: tzinfo) -> str:
        """An instant to come, with its weekday: "Thursday 6 March 2025, 07:30"."""
        return format_datetime(instant, "EEEE d MMMM y, HH:mm", tzinfo=zone, locale=self._locale)

    def zoned(self, instant: datetime, zone: ZoneInfo) -> str:
        """An instant in a zone that the reader may not be in, with its name: "6 March 2025, 07:30 (Europe/Kyiv)"."""
        return f"{self.moment(instant, zone)} ({zone.key})"

    def months(self) -> Mapping[str, int]:
        """The months' names as people type them (lower case, whole and short), each with its number."""
        return self._months

    def weekdays(self) -> Mapping[str, int]:
        """The weekdays' names as people type them (lower case, whole and short); Monday is 0."""
        return self._weekdays

    def list(self, items: list[str]) -> str:
        """A list in words: "a, b and c"."""
        return format_list(items, locale=self._locale)


@lru_cache(maxsize=32)
def _month_names(own: Locale) -> Mapping[str, int]:
    names = {"sept": 9}
    for locale in (Locale("en"), own):
        for written in (
            get_month_names("wide", "format", locale),
            get_month_names("wide", "stand-alone", locale),
            get_month_names("abbreviated", "format", locale),
        ):
            names |= {name.casefold().rstrip("."): number for number, name in written.items()}
    return names


@lru_cache(maxsize=32)
def _weekday_names(own: Locale) -> Mapping[str, int]:
    names: dict[str, int] = {}
    for locale in (Locale("en"), own):
        for written in (get_day_names("wide", "format", locale), get_day_names("abbreviated", "format", locale)):
            names |= {name.casefold().rstrip("."): number for number, name in written.items()}
    return {**names, "tues": 1, "weds": 2, "thur": 3, "thurs": 3}


@lru_cache(maxsize=1024, typed=True)
def _decimal(value: Decimal | float, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=1024, typed=True)  # a day is no moment, although moments are days too
def _date(day: date, pattern: str, locale: Locale) -> str:
    return format_date(day, format=pattern, locale=locale)
