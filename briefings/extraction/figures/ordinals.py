"""Ordinals that count: "third anniversary", "fifth consecutive month"."""

import re
from decimal import Decimal

_NAMES = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        range(1, 21),
        strict=True,
    )
)
_TENS = {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
         "eightieth": 80, "ninetieth": 90, "hundredth": 100}  # fmt: skip
_BEFORE_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
                "ninety": 90}  # fmt: skip
_LEFT = re.compile(r"(?:^|[^a-z0-9])((?:[a-z]{5,7}-)?[a-z]{5,11}|[0-9]{1,4}(?:st|nd|rd|th)) (?:wedding |death )?$")
_COUNTING = re.compile(r"(?:consecutive|straight|successive)( [a-z]{3,12})(?![a-z])")


def read_ordinal(low: str, start: int) -> tuple[int, int, Decimal, str] | None:
    """The ordinal before "anniversary", "birthday" or "consecutive …" at ``start``: start, end, value and what."""
    if low[start] not in "abcs":
        return None
    counting = _COUNTING.match(low, start)
    if counting is not None:
        end = counting.end()
    elif low.startswith(("anniversary", "birthday"), start):
        end = start + (11 if low[start] == "a" else 8)
    else:
        return None
    window = low[max(0, start - 32) : start]
    match = _LEFT.search(window)
    value = ordinal_worth(match[1]) if match else None
    if match is None or value is None:
        return None
    return start - len(window) + match.start(1), end, Decimal(value), low[start:end]


def ordinal_worth(word: str) -> int | None:
    """What a lower-case ordinal is worth ("3rd", "third", "twenty-first"); None for any other word."""
    if word[0].isdigit():
        return int(word[:-2])
    tens, _, ones = word.rpartition("-")
    if tens:
        return _BEFORE_TENS[tens] + _NAMES[ones] if tens in _BEFORE_TENS and ones in _NAMES else None
    return _NAMES.get(word) or _TENS.get(word)
