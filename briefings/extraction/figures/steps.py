"""What stands before a number and belongs to it: "several", "a", "between", "minus", "aged", "magnitude"."""

import re
from dataclasses import replace
from decimal import Decimal

from briefings.extraction.figures.numbers import SCALES, read_number
from briefings.extraction.figures.quantities import Quantity
from briefings.extraction.figures.units import UNITS

_SMALLER_UNIT = re.compile(r" ?(minutes?|mins?|seconds?|secs?|inches|inch|in|ounces?|oz|months?|hours?|days?)(?![a-z])")
_ARTICLE = re.compile(
    r"(?:^|[^\w-])(?P<word>an?|several|a few|few|many|a couple of|couple of|a couple|half a|half an) $"
)
_BETWEEN = re.compile(r"(?:^|\W)(?P<word>between|from|of between|anywhere between|anywhere from) $")
_MINUS = re.compile(r"(?:^|[^\w])(?P<word>minus |[-−–])$")
_AGED = re.compile(r"(?:^|\W)(?P<word>aged?(?: between| from| of)?|ages|aged from|age of) $")
_AGED_TOO = re.compile(r"(?:^|\W)aged (?:[0-9]{1,2}, ){0,2}[0-9]{1,2},? and \Z")
"""Before the last of several ages: "aged 19 and 22"."""
_MAGNITUDE = re.compile(r"(?:^|\W)(?P<word>(?:a )?magnitude(?: of)?)[ -]$")
_RICHTER = re.compile(r" (?:on the (?:richter|moment)|in magnitude)")
_CHANGE = re.compile(
    r"(?<![a-z])(?:rose|risen|ris(?:e|es|ing)|fell|fall(?:s|en|ing)?|cut(?:s|ting)?|grew|grow(?:s|n|ing)?|up|down|went|goes|gone"
    r"|shrank|shrink(?:s|ing)?|shrunk|slid(?:e|es|ing)?|sank|sink(?:s|ing)?|swollen|drop(?:s|ped|ping)?"
    r"|(?:slip|dip|trim)(?:s|ped|med|ping|ming)?|lift(?:s|ed|ing)?"
    r"|(?:increas|decreas|rais|eas|surg|declin|mov|improv|edg|plung|hik|revis|reduc|doubl|tripl|upgrad|downgrad|advanc|accelerat)"
    r"(?:e|es|ed|ing)"
    r"|(?:climb|jump|lower|soar|slow|widen|narrow|tumbl|expand|swell|balloon|strengthen|weaken|worsen|rebound|recover"
    r"|quicken|gain)(?:e?s|e?d|e|ing)?)"
    r"(?![a-z])"
    r"[^.;:]{0,40}\Z"
)


def with_article(low: str, quantity: Quantity) -> Quantity | None:
    """Read "a", "several" or "a few" before a bare "hundred", "million" or "dozen"; None where neither is there."""
    start = quantity.start
    word = low[start : quantity.number.end].split(" ", maxsplit=1)[0].split("-", maxsplit=1)[0]
    if word not in SCALES or quantity.value is None:
        return quantity
    match = _ARTICLE.search(low, max(0, start - 14), start)
    if match is None:
        return None
    begin, value = match.start("word"), quantity.value
    if match["word"] in {"a", "an"}:
        return replace(quantity, start=begin)
    if match["word"].startswith("half"):
        return replace(quantity, start=begin, value=value / 2)
    if "couple" in match["word"]:
        return replace(quantity, start=begin, value=value * 2)
    return replace(quantity, start=begin, value=None, low=value * 2, high=value * 10 - 1)


def with_context(low: str, quantity: Quantity) -> Quantity:
    """Add what stands before a quantity and belongs to it: "between", "from", "minus", "aged", "magnitude"."""
    start, left = quantity.start, max(0, quantity.start - 16)
    if quantity.low is not None and quantity.number.value is not None and (match := _BETWEEN.search(low, left, start)):
        quantity = replace(quantity, start=match.start("word"))
    elif quantity.unit in {"°C", "°F", "°", "%"} and (match := _MINUS.search(low, left, start)):
        negative = Decimal(-1) * (quantity.value or Decimal(0))
        quantity = replace(quantity, start=match.start("word"), value=negative)
    elif quantity.unit is None and quantity.value is not None and low.endswith("minus ", 0, start):
        quantity = replace(quantity, start=start - 6, value=-quantity.value, unit="°")
    start = quantity.start
    if quantity.unit is None and _AGED_TOO.search(low, max(0, start - 24), start):
        return replace(quantity, unit="years", age=True)
    if quantity.unit in {None, "years"} and (match := _AGED.search(low, max(0, start - 16), start)):
        return replace(quantity, start=match.start("word"), unit="years", age=True)
    if quantity.unit is None and (match := _MAGNITUDE.search(low, max(0, start - 16), start)):
        return replace(quantity, start=match.start("word"), unit="magnitude")
    if quantity.unit is None and _RICHTER.match(low, quantity.end):
        return replace(quantity, unit="magnitude")
    return quantity


_SMALLER = {
    "hours": ("minutes", 60), "minutes": ("seconds", 60), "feet": ("inches", 12), "lb": ("ounces", 16),
    "years": ("months", 12), "days": ("hours", 24), "weeks": ("days", 7),
}  # fmt: skip
_JOINT = re.compile(r",? (?:and )?(?=[0-9a-z])")


def with_smaller(low: str, quantity: Quantity) -> Quantity:
    """Read on to the rest of a measure in two units: "30 minutes 14 seconds", "two years and six months"."""
    pair = _SMALLER.get(quantity.unit or "")
    joint = _JOINT.match(low, quantity.end) if pair and quantity.value is not None and not quantity.hyphen else None
    if pair is None or joint is None or quantity.age or quantity.value is None:
        return quantity
    rest = read_number(low, joint.end())
    unit = rest and _SMALLER_UNIT.match(low, rest.end)
    if rest is None or unit is None or rest.value is None or not rest.value < pair[1]:
        return quantity
    if not (UNITS.get(unit[1]) == pair[0] or (unit[1] == "in" and quantity.unit == "feet" and low[rest.end] != " ")):
        return quantity
    return replace(quantity, end=unit.end(), value=round(quantity.value + rest.value / pair[1], 6))


def is_change(low: str, start: int) -> bool:
    """Whether "from" at ``start`` tells two values of one thing ("rose from 3% to 5%"), not a range."""
    return _CHANGE.search(low, max(0, start - 60), start) is not None
