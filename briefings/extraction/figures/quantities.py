"""Quantities: a number with its currency or unit, and two of them as a range."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from briefings.extraction.figures.currencies import Currencies, Money, is_letter, is_word_too
from briefings.extraction.figures.numbers import SMALL, Number, read_number
from briefings.extraction.figures.patterns import one_of
from briefings.extraction.figures.units import UNITS, unit_after

_METRES = re.compile(
    r"[ -](?:tall|long|high|wide|deep|below|above|sprint|race|hurdles|freestyle|butterfly|backstroke|breaststroke|"
    r"relay|medley|dash|final|title|gold|from the|away|underwater|offshore|radius|tower|tsunami|waves?|world record|record|"
    r"[0-9])(?![a-z])"
)
_METRES_LEFT = re.compile(
    r"\b(?:waves?|swells?|surges?|tides?|drifts?|depths?|heights?|(?:water|river|sea|lake|snow) levels?|length|width|distance|altitude|"
    r"elevation|cleared|clear(?:s|ing)?|jump(?:s|ed|ing)?|leap(?:s|ed|t)?|vault(?:s|ed|ing)?|threw|throw(?:s|n|ing)?|hurled)\b[^.;,]{0,24}\Z"
)
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_RACES = frozenset({60, 100, 110, 200, 400, 800})
_THE_RACE = re.compile(r"(?:^|\W)(?:the|men['’]s|women['’]s|over) \Z")
_TOO_MANY = 1_000_000_000
"""A thousand millions are called a billion: "1,500m" are metres."""
_RACE = re.compile(r"[ -](?:run|race|walk|tv|tvs|video|screen|resolution|footage)(?![a-z])")
_WEIGHT = re.compile(r"\b(?:weigh\w*|weight|lighter|heavier|lbs?|kilos?|kilograms?|lost|gain\w*)\b")
ONE_UNIT = (
    " (?:second|minute|hour|day|week|month|year|decade|century|mile|kilomet(?:re|er)|met(?:re|er)|tonne|ton)(?![a-z'’-]"
    "| (?:earlier|before|ago|previously|old)| or )"
)
"""A unit behind "an" that makes a quantity of it where a qualifier stands before: "less than an hour"."""
_ONE = re.compile(rf"an?(?={ONE_UNIT})")
_LINK = re.compile(
    r"(?:[ \u00a0](?P<word>to|and|or)(?:[ \u00a0](?:about|around|even|as (?:many|much|high) as|over))?[ \u00a0]"
    r"|-(?: ?to[ -])?|[ \u00a0]?[-–—‑][ \u00a0]?)(?=[0-9A-Za-z$€£¥₹₦₱₩₽₴½¼¾])"
)
_BEGIN = re.compile(
    r"(?:[A-Za-z]{0,3}[$€£¥₹₦₱₩₽₴][ \u00a0]?|rs\.?[ \u00a0]?|[a-z]{1,3}[ \u00a0]?)?(?=[0-9½¼¾])|(?="
    + one_of(SMALL)
    + r"(?![a-z]))"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number or range with its unit; ``start`` and ``end`` hold the words of both."""

    start: int
    end: int
    number: Number
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    money: bool = False
    age: bool = False
    hyphen: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing but the number itself is there: no unit, no scale, no share."""
        return self.unit is None and not self.number.scaled and not self.number.share

    @property
    def counts(self) -> bool:
        """Whether it is a number of things: no measure and no share."""
        return self.unit is None and not self.number.share


def read_one(text: str, low: str, start: int) -> Quantity | None:
    """Read the "an hour" of "less than an hour", whose article is at ``start``, as one hour."""
    match = _ONE.match(low, start)
    unit = unit_after(text, low, match.end()) if match else None
    if match is None or unit is None:
        return None
    number = Number(start, match.end(), Decimal(1), worded=True)
    return Quantity(start, unit.end, number, Decimal(1), unit=unit.name)


def is_one_of_a_unit(low: str, quantity: Quantity) -> bool:
    """Whether a quantity is only the article before a unit, which says nothing without a qualifier."""
    return quantity.value == 1 and quantity.unit is not None and low[quantity.number.start] == "a"


def read_quantity(text: str, low: str, start: int, currencies: Currencies) -> Quantity | None:
    """The quantity whose number begins at ``start``: currency before, scale and unit after."""
    before = currencies.before(start) if low[start].isdigit() else None
    number = read_number(low, start, money=before is not None)
    if number is None:
        return None
    if before is not None and (is_letter(text, before) or is_word_too(text, before)) and not _is_sum(number):
        return None
    number = _not_scaled(text, low, number, before)
    if before is not None:
        return Quantity(
            before.start, number.end, number, number.value, number.low, number.high, before.code, money=True
        )
    return _with_unit(text, low, number, currencies)


def _is_sum(number: Number) -> bool:
    """Whether digits after one capital letter look like money: "R350m", "R1,500", "N2bn", "R19.99", "K200"."""
    value = number.value or Decimal(0)
    return number.scaled or number.grouped or value >= 100 or value.as_tuple().exponent == -2


def _not_scaled(text: str, low: str, number: Number, before: Money | None) -> Number:
    """Undo a scale that is none: "2.1m tall" are metres, "10K race" is a name."""
    if before is not None or number.value is None or not number.short:
        return number
    if text[number.end - 1].isupper() and low[number.end - 2].isdigit() and _NAME_AFTER.match(text, number.end):
        return number._replace(end=number.end - 1, value=number.value / number.scale, scale=1, short="")
    pattern, factor = (_METRES, 1_000_000) if number.short == "m" else (_RACE, 1_000)
    other = pattern.match(low, number.end) or (
        number.short == "m"
        and (
            _is_race(low, number)
            or number.value >= _TOO_MANY
            or _METRES_LEFT.search(low, max(0, number.start - 40), number.start)
        )
    )
    if number.short in {"m", "k"} and text[number.end - 1] != "M" and other:
        return number._replace(end=number.end - 1, value=number.value / factor, scale=1, short="")
    return number


def _is_race(low: str, number: Number) -> bool:
    """Whether metres name a race: "the 100m in 10.7 seconds"."""
    meters = (number.value or 0) / 1_000_000
    return meters in _RACES and _THE_RACE.search(low, max(0, number.start - 8), number.start) is not None


def _with_unit(text: str, low: str, number: Number, currencies: Currencies) -> Quantity:
    plain = Quantity(number.start, number.end, number, number.value, number.low, number.high)
    end = number.end
    of = 3 if number.worded and number.value is None and low.startswith("of ", end + 1) else 0
    money = currencies.after(end + of)
    if money is not None:
        if low.startswith("pound", end + of + 1) and _is_weight(low, number, money):
            return replace(plain, end=money.end, unit="lb", hyphen=low[end] == "-")
        return replace(plain, end=money.end, unit=money.code, money=True, hyphen=low[end] == "-")
    unit = unit_after(text, low, end + of)
    if unit is None:
        return plain
    return replace(plain, end=unit.end, unit=unit.name, age=unit.age, hyphen=low.startswith("-", end))


def _is_weight(low: str, number: Number, money: Money) -> bool:
    if low[number.end] == "-" or low.startswith(" of ", money.end):
        return not number.scaled
    return not number.scaled and _WEIGHT.search(low, max(0, number.start - 40), money.end + 20) is not None


def read_range(text: str, low: str, first: Quantity, currencies: Currencies) -> Quantity | None:
    """The range that ``first`` begins ("20 to 30 percent", "$3-5 million"), or None where no second number follows."""
    link = _LINK.match(low, first.end)
    if link is None:
        return None
    begin = _BEGIN.match(low, link.end())
    if begin is None:
        return None
    second = read_quantity(text, low, begin.end(), currencies)
    if second is None or second.value is None or first.value is None:
        return None
    return _joined(low, first, second, link["word"] or "-")


def _joined(low: str, first: Quantity, second: Quantity, word: str) -> Quantity | None:
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return None
    if first.unit is not None and second.unit is None:
        if first.unit in UNITS.values() and not first.money:
            return None
        second = replace(second, unit=first.unit, money=first.money)
    bottom: Decimal = first.value or Decimal(0)
    top: Decimal = second.value or Decimal(0)
    if second.number.scaled and not first.number.scaled and bottom * second.number.scale < top:
        bottom *= second.number.scale
    if not bottom < top or (word == "and" and not low.endswith("between ", 0, first.start)):
        return None
    if word == "or" and top - bottom > max(Decimal(2), bottom):
        return None
    return replace(second, start=first.start, value=None, low=bottom, high=top)
