"""Units that follow a number: shares, lengths of time, ages, measures, and the rate that follows a unit."""

import re
from typing import NamedTuple

from briefings.extraction.figures.patterns import one_of

_TIMES = "second minute hour day week fortnight month year decade".split()
_LENGTHS = (
    "kilometre kilometer metre meter centimetre centimeter millimetre millimeter mile yard hectare acre tonne ton "
    "kilogram kilo gram milligram ounce litre liter gallon pint barrel megawatt gigawatt kilowatt watt terawatt "
    "kilobyte megabyte gigabyte terabyte decibel calorie knot volt hertz megahertz gigahertz light-year bushel carat "
    "joule kilojoule megajoule gigajoule nanometre nanometer micrometre micrometer micron"
).split()
_US = {"kilometer": "km", "kilometre": "km", "meter": "metres", "metre": "metres", "centimetre": "cm",
       "centimeter": "cm", "millimetre": "mm", "millimeter": "mm", "liter": "litres", "kilogram": "kg", "kilo": "kg",
       "gram": "g", "milligram": "mg", "megawatt": "MW", "gigawatt": "GW", "kilowatt": "kW", "terawatt": "TW",
       "kilobyte": "kB", "megabyte": "MB", "gigabyte": "GB", "terabyte": "TB"}  # fmt: skip
_SHORT = {
    "km": "km", "kms": "km", "cm": "cm", "mm": "mm", "ft": "feet", "kg": "kg", "kgs": "kg", "mg": "mg", "lb": "lb",
    "lbs": "lb", "oz": "ounces", "ha": "hectares", "mw": "MW", "gw": "GW", "kw": "kW", "tw": "TW", "kwh": "kWh",
    "mwh": "MWh", "gwh": "GWh", "twh": "TWh", "gb": "GB", "tb": "TB", "mb": "MB", "mph": "mph", "kph": "km/h",
    "kmh": "km/h", "km/h": "km/h", "kmph": "km/h", "m/s": "m/s", "bps": "basis points", "bpd": "barrels per day",
    "sq km": "km²", "sq m": "m²", "sq ft": "square feet", "sq miles": "square miles", "km2": "km²", "km²": "km²",
    "m2": "m²", "m²": "m²", "hrs": "hours", "hr": "hours", "mins": "minutes", "min": "minutes", "secs": "seconds",
    "yrs": "years", "yr": "years", "inch": "inches", "inches": "inches", "feet": "feet", "foot": "feet",
    "ppm": "ppm", "mcg": "µg", "ml": "ml", "hz": "hertz", "mhz": "MHz", "ghz": "GHz", "db": "decibels",
}  # fmt: skip
_OTHER = {
    "%": "%", "per cent": "%", "percent": "%", "per-cent": "%", "pct": "%", "pc": "%",
    "percentage points": "percentage points", "percentage point": "percentage points", "pp": "percentage points",
    "percentage-point": "percentage points", "percent points": "percentage points", "basis points": "basis points",
    "basis point": "basis points", "basis-point": "basis points", "points": "points", "point": "points",
    "century": "centuries", "centuries": "centuries", "times": "times", "fold": "times",
    "square kilometre": "km²", "square kilometer": "km²", "square kilometres": "km²", "square kilometers": "km²",
    "square mile": "square miles", "square miles": "square miles", "square metre": "m²", "square metres": "m²",
    "square meter": "m²", "square meters": "m²", "square foot": "square feet", "square feet": "square feet",
    "square-foot": "square feet", "square-mile": "square miles", "square-kilometre": "km²", "square-kilometer": "km²",
    "cubic metres": "m³", "cubic meters": "m³", "cubic feet": "cubic feet", "metric tons": "tonnes",
    "metric tonnes": "tonnes", "metric ton": "tonnes", "nautical miles": "nautical miles", "lightyears": "light-years",
    "nautical mile": "nautical miles", "magnitude": "magnitude", "degrees celsius": "°C", "degree celsius": "°C",
    "degrees c": "°C", "degrees centigrade": "°C", "deg c": "°C", "°c": "°C", "° c": "°C", "°f": "°F", "° f": "°F",
    "degrees fahrenheit": "°F", "degree fahrenheit": "°F", "degrees f": "°F", "°": "°", "degrees": "°",
    "degree": "°", "-degree": "°", "miles per hour": "mph", "miles an hour": "mph", "mile-per-hour": "mph",
    "mile-an-hour": "mph", "kilometres per hour": "km/h", "kilometers per hour": "km/h",
    "kilometres an hour": "km/h", "kilometers an hour": "km/h", "km an hour": "km/h", "km per hour": "km/h", "kilometre an hour": "km/h",
    "mile an hour": "mph", "metres per second": "m/s", "meters per second": "m/s",
    "barrels per day": "barrels per day", "barrels a day": "barrels per day", "kilowatt-hours": "kWh",
    "kilowatt hours": "kWh", "megawatt-hours": "MWh", "megawatt hours": "MWh", "gigawatt-hours": "GWh",
    "gigawatt hours": "GWh", "terawatt-hours": "TWh", "terawatt hours": "TWh", "parts per million": "ppm",
}  # fmt: skip
UNITS: dict[str, str] = {
    **{word: f"{word}s" for word in _TIMES},
    **{f"{word}s": f"{word}s" for word in _TIMES},
    **{word: _US.get(word, f"{word}s") for word in _LENGTHS},
    **{f"{word}s": _US.get(word, f"{word}s") for word in _LENGTHS},
    **_SHORT,
    **_OTHER,
}
STUFF = frozenset(
    "% tonnes tons kg g mg lb ounces litres ml gallons pints barrels bushels inches mm cm metres feet yards km miles "
    "hectares acres km² m² m³ MW GW kWh MWh GWh TWh carats calories joules megajoules".split()
) | {"square miles", "square feet", "cubic feet"}
"""Units whose "of" names what is measured: "2.3 tonnes of cocaine", "58% of voters"."""
TIME = frozenset({*(f"{word}s" for word in _TIMES), "centuries"})
_AGE = r"(?:(?P<age>year|month|week|day)s?(?:[ -]olds?|[ -]of[ -]age)(?![a-z]))"
_UNIT = re.compile(r"(?:[ \u00a0-]|-)?(?:" + _AGE + r"|(?P<unit>" + one_of(UNITS) + r")(?![a-z0-9²]))")
_ATTACHED = re.compile(r"(?: (?=[cf](?![a-z.’'])))?(?:m|c|f|g|t|l|x)(?![a-z0-9])")
_RATE = re.compile(
    r"(?:[ \u00a0]|-)(?:(?:a|an|each|every)[ -](?:year|month|week|day|hour|minute|second|night|barrel|gallon|litre|"
    r"liter|tonne|ton|ounce|acre|hectare|share|head|person|household|bushel|pound|kilo|kilogram|bottle|shift|dose|ticket|pupil|student|vote|seat|ride|trip|visit|pair|piece|cup|plate|loaf|packet|pack|copy|unit|term|"
    r"session|game|mile|km|kg|kilometre|kilometer)(?![a-z])"
    r"(?! (?:ago|earlier|before|later|previously))"
    r"|per[ -](?:(?:[0-9]{1,3}(?:,[0-9]{3}){0,3}|thousand|hundred|million|cubic|square|metric|troy)[ -])?"
    r"(?!cent)[a-z]{2,16}(?:-hours?)?(?![a-z]))"
    r"|/(?:bbl|barrel|kg|tonne|ton|kwh|mwh|year|month|day|week|hour|litre)(?![a-z])"
    r"| (?:annually|annualised|annualized)(?![a-z])"
)


class Unit(NamedTuple):
    """A unit after a number: where it ends, its one name ("%", "years", "km"), and whether it tells an age."""

    end: int
    name: str
    age: bool = False


def unit_after(text: str, low: str, end: int) -> Unit | None:
    """The unit that follows the number which ends at ``end``, or None."""
    match = _UNIT.match(low, end)
    if match is not None:
        if match["age"]:
            return Unit(match.end(), f"{match['age']}s", age=True)
        return Unit(match.end(), UNITS[match["unit"]])
    match = _ATTACHED.match(low, end)
    if match is None or not text[end - 1].isdigit():
        return None
    return _letter(text[match.end() - 1], match.end())


def _letter(letter: str, end: int) -> Unit | None:
    """Tell capital from small: a temperature is "C" and money "c"; "5g" are grams, "5G" is a network."""
    name = {"C": "°C", "F": "°F", "m": "metres", "g": "g", "t": "tonnes", "l": "litres", "x": "times"}.get(letter)
    return Unit(end, name) if name else None


def rate_after(low: str, end: int) -> int:
    """The end of the rate that follows at ``end`` ("a year", "per 100,000 people"), or ``end`` itself."""
    match = _RATE.match(low, end)
    if match is None:
        return end
    return match.end()
