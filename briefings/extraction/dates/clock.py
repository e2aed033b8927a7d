"""Times of day: "11 p.m.", "18:00 GMT", "noon"."""

import re

from briefings.domain.agenda import Precision
from briefings.extraction.dates.moments import Moment, unresolved

_ZONE = r"(?: (?:gmt|utc|bst|est|edt|et|pst|pdt|pt|cet|cest|ist|aest|aedt|eat|wat|sast|local time))?(?![a-z])"
_CLOCK = re.compile(
    r"(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?[ \u00a0]?(?:a\.m\.|p\.m\.|am|pm)" + _ZONE +
    r"|(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:]|\.[0-9]|-[a-z])" + _ZONE +
    r"|(?:[01][0-9]|2[0-3])[0-5][0-9] (?:gmt|utc|hrs|hours(?= (?:on|gmt)))(?![a-z])"
    r"|(?:1[0-2]|[1-9]) o['’]clock"
)  # fmt: skip
_WORD = re.compile(r"(?:noon|midnight|midday)(?![\w-])")
_LASTED = re.compile(r"(?:^|\W)(?:in|of|clocked|ran|timed at) (?:just |about |under )?\Z")
"""Before digits that tell how long a race took, not when: "won in 2:05:35"."""
_AT = re.compile(r"(?:^|\W)(?:at|by|until|before|after|around|about|from) (?:about |around )?\Z")


def read_clock(low: str, start: int) -> Moment | None:
    """The time of day at ``start``; alone it names no day, so it stays unresolved until one stands beside it."""
    match = _CLOCK.match(low, start)
    if match is None and low[start] in "nm" and _AT.search(low, max(0, start - 16), start):
        match = _WORD.match(low, start)
    if match is not None and low[match.end() - 1].isdigit() and _LASTED.search(low, max(0, start - 20), start):
        return None
    if match is None or (low[match.start() : match.end()].count(":") and low[start - 1 : start] in set("-/.:")):
        return None
    return Moment(start, match.end(), Precision.TIME, unresolved("the text names no day for this time"), clock=True)
