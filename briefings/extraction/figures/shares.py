"""Parts of a whole in words: "one in eight adults", "a third of voters", "half a million", "four times"."""

import re
from dataclasses import replace
from decimal import Decimal

from briefings.extraction.figures.counting import counted_after, mass_end
from briefings.extraction.figures.numbers import ONES, PARTS, SCALES, Number, read_number
from briefings.extraction.figures.patterns import one_of
from briefings.extraction.figures.quantities import Quantity
from briefings.extraction.figures.units import UNITS

_IN = re.compile(r"(?: (?:in|out of)(?: every)? (?:an? (?=hundred|thousand|million))?|-in-(?:an?-)?)(?=[0-9a-z])")
_SPANS = re.compile(
    r"[ -](?:year|month|week|day|hour|minute|decade|game|match|season|start|race|election|place)s?(?![a-z])"
)
_HALF_OF = re.compile(
    r"half(?: of)? (?:the|its|their|our|his|her|all|that|those|these|this|of|my|your|them|us)(?![a-z])"
    r"|(?<=by )half(?![\w-]| (?:past|time))"
)
_HALF_UNIT = re.compile(
    r"half[ -](?P<article>an? )?(?:(?P<scale>million|billion|trillion|dozen|hundred|thousand|crore|lakh)"
    r"|(?P<unit>hour|mile|day|year|century|decade|point|percentage point|percent|kilomet(?:re|er)|degree|cent|penny|inch|"
    r"tonne|ton|ounce|kilo|met(?:re|er)|acre|dollar|euro|pound))(?![a-z])"
)
_PART = re.compile(
    r"(third|quarter|fifth|tenth|sixth|seventh|eighth|ninth)(?: of| off)(?![a-z])(?! (?:a second|20|19))"
)
_QUALIFIED_PART = re.compile(
    r"(third|quarter|fifth|tenth|sixth|seventh|eighth|ninth)(?=[,.;:)—–]|\Z| (?:are|were|is|was|have|has|had|said|say|would|will|"
    r"do|did|thinks?|thought|believed?|wants?|wanted|supports?|opposes?|opposed|backs?|backed|favou?rs?|voted|lower|higher|less|"
    r"more|came|comes?|goes|go|went|lives?|lived|as|since|over|by|in|on)(?![a-z]))"
)
_CHANGED_BY = re.compile(
    r"(?<![a-z])(?:rose|risen|rises?|rising|fell|fallen|falls?|grew|grown|grow|up|down|climb(?:ed|s|ing)?|drop(?:ped|s)?|dropping"
    r"|jump(?:ed|s|ing)?|lost|gained|increased|decreased|shrank|shrunk|declined|soared|plunged|slumped) a \Z"
)
_CHANGE_END = re.compile(
    r"(third|quarter|fifth|tenth|sixth|seventh|eighth|ninth)(?=[,.;:)—–]|\Z| (?:to|from|in|on|since|as|after|last|this|over)(?![a-z]))"
)
"""What follows the part by which something changed: "climbed a fifth to"; an ordinal has a noun behind it."""
_ONE_IN = re.compile(r"(?:one|1)[ -](?:in|out)[ -]")
_MASS = re.compile(
    r" of (?:(?:the|its|their|his|her|our|all|this|that) )*(?!(?:the|its|their|his|her|our|all|this|that|those|these|them|it|what|which|whom|nearly|about|around|almost|roughly|some|over|more|only|just|at|up|an?)\b)"
    r"[^\W\d_]{2,20}(?![^\W_])"
)
_SCALED_PART = re.compile(
    r"(?P<part>half|quarter|third|three[- ]quarters?|two[- ]thirds)(?: of an? |[ -](?:an? )?(?=(?:percentage[ -])?point))"
    r"(?P<scale>million|billion|trillion|century|percent|per cent|percentage[ -]point|point|mile|degree)(?![a-z])"
)
_PART_WORTH = {"half": "0.5", "quarter": "0.25", "third": "0.333333", "three": "0.75", "two": "0.666667"}
_FOLD = re.compile(r"(" + one_of(ONES) + r"|hundred)-?fold(?![a-z])")
_HALF = Decimal("0.5")
_HALF_COINS = {"cent": "cents", "penny": "pence", "dollar": "USD", "euro": "EUR", "pound": "lb"}
_SHARE_DOES = frozenset(
    "reported said claimed admitted suffered experienced needed wanted used tried developed received believed supported "
    "opposed lacked faced backed rated named chose knew owned spent earned missed skipped ate drank smoked feared".split()
)
"""What a share of people did: a verb after "one in five", not a part of what is counted."""


def in_every(low: str, quantity: Quantity) -> Quantity | None:
    """Read "one in eight": the share that a small number and a larger one make, or None."""
    link = _IN.match(low, quantity.end)
    first = quantity.value
    if link is None or first is None or quantity.unit is not None or not first < 100:
        return None
    second = read_number(low, link.end()) if low[link.end()].isdigit() or low[link.end()].isalpha() else None
    if second is None or second.value is None or not first < second.value or second.share or second.low is not None:
        return None
    if 1900 <= second.value <= 2100 and not second.worded:
        return None
    if "out of" not in link.group() and ("every" not in link.group()) and _SPANS.match(low, second.end):
        return None
    number = Number(quantity.start, second.end, round(first / second.value, 6), share=True, worded=True)
    return replace(quantity, end=second.end, number=number, value=number.value)


def read_half(low: str, start: int, *, qualified: bool) -> Quantity | None:
    """What "half" at ``start`` says: a multiple ("half a million"), a unit ("half an hour") or a share."""
    unit = _HALF_UNIT.match(low, start)
    if unit is not None and unit["scale"]:
        value = _HALF * SCALES[unit["scale"]]
        number = Number(start, unit.end(), value, worded=True, scale=SCALES[unit["scale"]])
        return Quantity(start, unit.end(), number, value)
    if unit is not None and unit["article"]:
        name = _HALF_COINS.get(unit["unit"]) or UNITS[unit["unit"]]
        return Quantity(start, unit.end(), Number(start, unit.end(), _HALF, worded=True), _HALF, unit=name)
    if qualified or _HALF_OF.match(low, start):
        return _share(start, start + 4, _HALF)
    return None


def read_part(low: str, start: int, *, qualified: bool) -> Quantity | None:
    """Read "a third of …": the share that the ordinal at ``start`` means after an article, or None for an ordinal.

    Where the article is ``qualified`` ("just over a quarter back it") a verb or a mark may follow as well.
    """
    if low[max(0, start - 2) : start] != "a ":
        return None
    changed = _CHANGED_BY.search(low, max(0, start - 16), start) is not None
    match = _PART.match(low, start) or (_QUALIFIED_PART.match(low, start) if qualified else None)
    match = match or (_CHANGE_END.match(low, start) if changed else None)
    by = low[max(0, start - 5) : start] == "by a "
    word = match[1] if match else next((part for part in PARTS if by and low.startswith(part, start)), "")
    if not word:
        return None
    return _share(start - 2, start + len(word), round(Decimal(1) / PARTS[word], 6))


def read_scaled_part(low: str, start: int) -> Quantity | None:
    """Read "a quarter of a million" as 250,000 and "three-quarters of a mile" as 0.75 miles."""
    match = _SCALED_PART.match(low, start)
    if match is None:
        return None
    part, scale = Decimal(_PART_WORTH[match["part"].split("-")[0].split(" ")[0]]), match["scale"]
    begin = start - 2 if low[max(0, start - 2) : start] == "a " else start
    if scale in SCALES:
        number = Number(begin, match.end(), part * SCALES[scale], worded=True, scale=SCALES[scale])
        return Quantity(begin, match.end(), number, part * SCALES[scale])
    number = Number(begin, match.end(), part, worded=True)
    return Quantity(begin, match.end(), number, part, unit=UNITS[scale])


def read_fold(low: str, start: int) -> Quantity | None:
    """Read "threefold" as three times."""
    match = _FOLD.match(low, start)
    if match is None:
        return None
    value = Decimal(ONES.get(match[1], 100))
    return Quantity(start, match.end(), Number(start, match.end(), value, worded=True), value, unit="times")


def is_one_in(low: str, start: int) -> bool:
    """Whether a share is told as one of so many, so that its verb ends in "s": "one in eight children lives"."""
    return _ONE_IN.match(low, start) is not None


def whole_of(text: str, end: int, *, singular: bool = False) -> tuple[int, int] | None:
    """The words of the whole after a share or a measure that ends at ``end`` ("of voters", "adults").

    After ``singular`` "one in eight" the words end with the first plural.
    """
    if text.startswith(" majority", end):
        return end + 1, end + 9
    of = text.startswith(" of ", end)
    counted = counted_after(text, end, limit=4, compounds=not singular)
    if counted is None:
        mass = _MASS.match(text, end)
        return (end + 1, mass_end(text, mass.end())) if mass else None
    if not of and text[counted.start : counted.end].split(" ", 1)[0] in _SHARE_DOES:
        return None
    return (counted.start, counted.end) if of or counted.start == end + 1 else None


def _share(start: int, end: int, value: Decimal) -> Quantity:
    return Quantity(start, end, Number(start, end, value, share=True, worded=True), value)
