"""Numbers in digits and in words: where they stand and what they are worth."""

import re
from decimal import Decimal
from typing import NamedTuple

from briefings.extraction.figures.patterns import one_of

ONES = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SMALL = {**ONES, **TENS}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "lac": 100_000,
    "lakhs": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_SHORT = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "cr": 10_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "t": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
}
_GLYPHS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333333", "⅔": "0.666667", "⅛": "0.125", "⅜": "0.375"}
VAGUE = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "tens": (20, 99),
    "hundreds": (100, 999),
    "thousands": (1_000, 9_999),
    "lakhs": (100_000, 999_999),
    "millions": (1_000_000, 999_999_999),
    "crores": (10_000_000, 999_999_999),
    "billions": (1_000_000_000, 999_999_999_999),
    "trillions": (1_000_000_000_000, 999_999_999_999_999),
}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip

_DIGITS = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{2,3}){0,6},[0-9]{3}|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3}){1,5}"
    r"|[0-9]{1,3}(?: [0-9]{3}){0,3} 000"
    r"|[0-9]{1,15})(?P<part>[.·][0-9]{1,12})?(?P<glyph>[½¼¾⅓⅔⅛⅜])?(?![0-9])(?![.,][0-9])|(?P<alone>[½¼¾⅓⅔⅛⅜])"
)
_SCALE_WORD = re.compile(
    r"[ \u00a0-]?(" + one_of(SCALES) + r")(?![a-z])(?:[ -](million|billion|trillion|crore)(?![a-z]))?"
)
_SHORT_SCALE = re.compile(r"(?:[ \u00a0]?(mn|mln|bn|bln|tn|trn|cr)|(m|b|k|t))(?![a-z0-9])")
_WORD = re.compile(r"(?P<join>[ \u00a0]|-| and )?(?P<word>" + one_of({**SMALL, **SCALES}) + r")(?![a-z])")
_VAGUE = re.compile(
    r"(?P<first>" + one_of(VAGUE) + r")(?: (?:and|upon) (?:hundreds|thousands|millions|billions))?"
    r"(?: of (?P<second>thousands|millions|billions|trillions|lakhs|crores))?(?![a-z])"
)
_PART = re.compile(r"[ -](" + one_of(PARTS) + r")(?![a-z])")
_AND_PART = re.compile(r"[ -]and[ -](?:a|one)[ -](half|quarter|third)(?![a-z])|[ -]and[ -]three[ -](quarters)(?![a-z])")
_HALF_VALUE = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal("0.333333")}


class Number(NamedTuple):
    """A number as it stands in the text; ``value`` is None for "dozens" and the like, with ``low`` and ``high``."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    worded: bool = False
    scale: int = 1
    grouped: bool = False
    share: bool = False
    short: str = ""

    @property
    def scaled(self) -> bool:
        """Whether a word or letter such as "million" makes the number too large to be a name."""
        return self.scale >= 1000


def read_number(low: str, start: int, *, money: bool = False) -> Number | None:
    """The number that begins at ``start`` of the lower-case text ``low``, its scale included; None for no number."""
    number = read_words(low, start) if low[start].isalpha() else read_digits(low, start, money=money)
    return number and _and_part(low, number)


def read_digits(low: str, start: int, *, money: bool = False) -> Number | None:
    """The number in digits at ``start`` with its scale ("2.5 million", "3bn"); bounded, so linear over hostile text."""
    match = _DIGITS.match(low, start)
    if match is None:
        return None
    whole, part, glyph = match["whole"] or "0", match["part"] or "", match["glyph"] or match["alone"]
    digits = whole if whole.isdigit() else "".join(c for c in whole if c.isdigit())
    value = Decimal(digits + part.replace("·", "."))
    if glyph:
        value += Decimal(_GLYPHS[glyph])
    number = Number(start, match.end(), value, grouped=not whole.isdigit())
    return _scaled(low, number, value, money=money)


def _scaled(low: str, number: Number, value: Decimal, *, money: bool) -> Number:
    word = _SCALE_WORD.match(low, number.end)
    if word is not None:
        factor = SCALES[word[1]] * (SCALES[word[2]] if word[2] else 1)
        return number._replace(end=word.end(), value=value * factor, scale=factor)
    short = _SHORT_SCALE.match(low, number.end)
    letters = short and (short[1] or short[2])
    if short is None or not letters or (letters == "t" and not money):
        return number
    return number._replace(end=short.end(), value=value * _SHORT[letters], scale=_SHORT[letters], short=letters)


def read_words(low: str, start: int) -> Number | None:
    """The words of a number at ``start`` ("twenty-one thousand", "two-thirds"); twelve words at most."""
    vague = _VAGUE.match(low, start)
    if vague is not None:
        return _vague(vague)
    total = group = last = 0
    scale, end = 1, start
    for _ in range(12):
        word = _WORD.match(low, end)
        if word is None or (word["join"] is None) != (end == start):
            break
        name = word["word"]
        if not _follows(name, word["join"], last):
            break
        last, end = SMALL.get(name) or SCALES[name], word.end()
        if name in SMALL:
            group += last
            continue
        scale = last
        if last <= 100:
            group = (group or 1) * last
        else:
            total, group = total + (group or 1) * last, 0
    if end == start:
        return None
    return _parted(low, Number(start, end, Decimal(total + group), worded=True, scale=scale))


def _follows(word: str, join: str | None, last: int) -> bool:
    """Whether ``word`` goes on the number whose last part was worth ``last``; else it begins another."""
    if last == 0:
        return True
    if word in SCALES:
        return join != " and " and (last < SCALES[word] or last <= 100)
    if 20 <= last < 100:
        return SMALL[word] < 10 and join != " and "
    return last >= 100 and join != "-"


def _vague(match: re.Match[str]) -> Number:
    bottom, top = VAGUE[match["first"]]
    if match["second"]:
        bottom, top = {"tens": (10, 99)}.get(match["first"], (bottom, top))
        factor = VAGUE[match["second"]][0]
        bottom, top = bottom * factor, (top + 1) * factor - 1
    return Number(match.start(), match.end(), None, Decimal(bottom), Decimal(top), worded=True, scale=bottom)


def _parted(low: str, number: Number) -> Number:
    """Read on from "two" to "two-thirds"."""
    value = number.value or Decimal(0)
    part = _PART.match(low, number.end) if value < 20 else None
    if part is None:
        return number
    parts = PARTS[part[1]]
    if (value == 1) == part[1].endswith("s") or value >= parts:
        return number
    return number._replace(end=part.end(), value=round(value / parts, 6), share=True)


def _and_part(low: str, number: Number) -> Number:
    """Read on from "two" to "two and a half" and "two and a half million"."""
    match = _AND_PART.match(low, number.end)
    if match is None or number.value is None or number.share:
        return number
    value = number.value + (_HALF_VALUE[match[1]] if match[1] else Decimal("0.75")) * number.scale
    longer = number._replace(end=match.end(), value=value)
    return longer if number.scaled else _scaled(low, longer, value, money=False)
