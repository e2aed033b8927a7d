"""What stands before a number and belongs to it: "several", "a", "between", "minus", "aged", "magnitude"."""

import re
from dataclasses import replace
from decimal import Decimal

from briefings.extraction.figures.numbers import SCALES
from briefings.extraction.figures.quantities import Quantity

_ARTICLE = re.compile(
    r"(?:^|[^\w-])(?P<word>an?|several|a few|few|many|a couple of|couple of|a couple|half a|half an) $"
)
_BETWEEN = re.compile(r"(?:^|\W)(?P<word>between|from|of between|anywhere between|anywhere from) $")
_MINUS = re.compile(r"(?:^|[^\w])(?P<word>minus |[-−–])$")
_AGED = re.compile(r"(?:^|\W)(?P<word>aged?(?: between| from| of)?|ages|aged from|age of) $")
_MAGNITUDE = re.compile(r"(?:^|\W)(?P<word>(?:a )?magnitude(?: of)?)[ -]$")
_RICHTER = re.compile(r" (?:on the (?:richter|moment)|in magnitude)")
_CHANGE = re.compile(
    r"(?<![a-z])(?:rose|risen|rise|rising|fell|fallen|fall|falling|increased?|increasing|decreased?|grew|grown|grow|climb\w*|dropp?\w*"
    r"|jump\w*|slipp?\w*|cut|raised?|raising|lowered|up|down|dipped|surged|soared|declined?|slowed|eased|widened|narrowed|"
    r"went|gone|shrank|moved|improved|edged|slid|tumbled|plunged|trimmed|hiked|expanded|lifted|upgraded|revised|reduced)"
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
    start = quantity.start
    if quantity.unit in {None, "years"} and (match := _AGED.search(low, max(0, start - 16), start)):
        return replace(quantity, start=match.start("word"), unit="years", age=True)
    if quantity.unit is None and (match := _MAGNITUDE.search(low, max(0, start - 16), start)):
        return replace(quantity, start=match.start("word"), unit="magnitude")
    if quantity.unit is None and _RICHTER.match(low, quantity.end):
        return replace(quantity, unit="magnitude")
    return quantity


def is_change(low: str, start: int) -> bool:
    """Whether "from" at ``start`` tells two values of one thing ("rose from 3% to 5%"), not a range."""
    return _CHANGE.search(low, max(0, start - 60), start) is not None
