"""Numbers that a text states, in digits and in English words, with their scale and per cents."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from briefings.extraction.claims_check.stated import Key, Stated
from briefings.extraction.figures.numbers import SCALES, SMALL, VAGUE, Number, read_number
from briefings.extraction.figures.patterns import one_of

_START = re.compile(rf"[0-9½¼¾⅓⅔⅛⅜]|(?<![^\W_])(?:{one_of([*SMALL, *SCALES, *VAGUE])})(?![^\W\d_])")
_NO_NUMBER = re.compile(r"one(?:['’]s| of| another)(?![a-z])|scores(?! of)")
_PRONOUN_AFTER = ("no ", "this ", "that ", "each ", "every ", "any ")
_TOKEN = re.compile(r"[0-9]+(?:[.,\u00a0][0-9]+)*")
_DECIMAL_COMMA = re.compile(r"[0-9]{1,15},[0-9]{1,2}")
_GROUPED_BY_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,5}")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
"""Is 1.300 a little more than one, or thirteen hundred? It only stands for itself."""
_UNIT = re.compile(
    r"[ \u00a0-]?(?:(?P<points>percentage[ -]points?|pp)|(?P<mille>‰|per ?mille|promille)|(?P<myriad>‱)"
    r"|(?P<basis>basis[ -]points?|bps?)|(?:%|per[ -]?cent|pct|p\.c\.))(?P<points2>[ -]points?)?(?![^\W\d_])"
)
_MONEY = re.compile(r"[$€£¥₹₽₺₴] ?$")
_MINUS = re.compile(r"(?:(?<![^\W_]|[%)])-|(?<![^\W_])(?:minus|negative) )$")
_BEFORE_MINUS = frozenset("- ")
_RANGE = re.compile(r" ?[-–—] ?| to ")
_LIST = re.compile(r" (?:and|or) ")
_ABROAD = re.compile(
    r"[ \u00a0]?(?:(?P<six>mio|millionen|millones|mill[oó]n|milion[ei]|млн|миллион\w{0,3}|мільйон\w{0,3})"
    r"|(?P<nine>mrd|mill?iard[aeinos]{0,2}|млрд|миллиард\w{0,3}|мільярд\w{0,3})"
    r"|(?P<three>tausend|тысяч\w{0,2}|тисяч\w{0,2}|тыс|тис))(?![^\W\d_])"
)
_POWERS = {"three": 1_000, "six": 1_000_000, "nine": 1_000_000_000}


class _Read(NamedTuple):
    start: int
    end: int
    keys: tuple[Key, ...]
    value: Decimal | None = None
    scale: int = 1
    unit: str = ""


def numbers_in(low: str) -> Iterator[Stated]:
    """Every number of the lower-case text; two that share a scale or unit, as in "5 to 7 percent", are read with it."""
    reads = list(_reads(low))
    for read, after in zip_longest(reads, reads[1:]):
        keys, also, end = read.keys, tuple[Key, ...](), read.end
        if after is not None and read.value is not None and _shares(read, after):
            between = low[read.end : after.start]
            shared: Key = ("number", read.value * after.scale, after.unit)
            if _RANGE.fullmatch(between) or (
                _LIST.fullmatch(between) and low[max(0, read.start - 8) : read.start] == "between "
            ):
                keys, also, end = (shared,), keys, after.end
            elif _LIST.fullmatch(between):
                keys = (*keys, shared)
        yield Stated(read.start, low[read.start : end].strip(), keys, also)


def _shares(read: _Read, after: _Read) -> bool:
    return read.scale < 1000 and not read.unit and (after.scale >= 1000 or bool(after.unit))


def _reads(low: str) -> Iterator[_Read]:
    place = 0
    while (match := _START.search(low, place)) is not None:
        read = _read(low, match.start())
        if read is not None:
            yield read
        place = read.end if read is not None else match.end()


def _read(low: str, start: int) -> _Read | None:
    if low[start] in "os" and (
        _NO_NUMBER.match(low, start)
        or (low.startswith("one", start) and low[max(0, start - 6) : start].endswith(_PRONOUN_AFTER))
    ):
        return None
    money = _MONEY.search(low, max(0, start - 2), start) is not None
    number = read_number(low, start, money=money)
    if number is None or (number.value is not None and _AMBIGUOUS.fullmatch(low[start : number.end])):
        return _token(low, start) if low[start].isdecimal() else None
    unit, end = _unit(low, number.end)
    minus = low[start - 1 : start] in _BEFORE_MINUS and _MINUS.search(low[max(0, start - 10) : start]) is not None
    if number.value is None:
        return _Read(start, end, (("vague", number.low, number.high, unit),))
    return _with_scale(low, start, number, -number.value if minus else number.value, unit, end, money=money)


def _with_scale(low: str, start: int, number: Number, value: Decimal, unit: str, end: int, *, money: bool) -> _Read:
    if number.short in {"m", "b", "k"} and not money:  # metres, bytes and kilobytes are written so too
        return _Read(start, end, (("short", value, number.short),))
    scale, end = _scaled_abroad(low, number.scale, end)
    value *= scale // number.scale if scale > number.scale else 1
    return _Read(start, end, (("number", value, unit),), value, scale, unit)


def _token(low: str, start: int) -> _Read:
    """Digits that English does not read as one number: "1,5", "1.300.000", "23.02.2025"."""
    match = _TOKEN.match(low, start)
    words = match.group() if match else low[start]
    end = start + len(words)
    scale, after = _scaled_abroad(low, 1, end)
    unit, after = _unit(low, after)
    if _DECIMAL_COMMA.fullmatch(words):
        value = Decimal(words.replace(",", ".")) * scale
    elif _GROUPED_BY_POINTS.fullmatch(words):
        value = Decimal(words.replace(".", "")) * scale
    else:
        return _Read(start, after, (("digits", words, scale, unit),))
    return _Read(start, after, (("number", value, unit),), value, scale, unit)


def _scaled_abroad(low: str, scale: int, end: int) -> tuple[int, int]:
    match = _ABROAD.match(low, end)
    return (_POWERS[match.lastgroup or ""], match.end()) if match and scale == 1 else (scale, end)


def _unit(low: str, end: int) -> tuple[str, int]:
    match = _UNIT.match(low, end)
    if match is None:
        return "", end
    sign = match.lastgroup if match.lastgroup in {"mille", "myriad", "basis"} else "%"
    return ("points" if match["points"] or match["points2"] else sign), match.end()
