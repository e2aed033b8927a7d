"""What happens at a moment, in the source's own words."""

import re

_BOUND = re.compile(r"[,;:!?\n“”\"«»()]|(?<!\b\w)\.|[—–]")
_TRAIL = re.compile(
    r"(?:\s{1,4}(?:on|in|for|at|by|until|since|from|before|after|of|during|earlier|late|early|held|the|an?|scheduled|due|set|and|is|was|to|between)){1,6}\s{0,4}\Z"
)
_CALLED = re.compile(
    r"(?<![\w-])(?:announced|called|calls|scheduled|planned|plans|plan|expects|expected|organised|organized|convened|hosted|"
    r"hosts|holds|held|hold|attend|attends|attended|host|has set|for) (?:an?|the|its|their)?\s*"
)
_SAYS = re.compile(r"(?<![\w-])(?:said|says|told|added|reported|wrote|announced)\Z")
_THAT = re.compile(r".*(?<![\w-])(?:that|because|when|but|while) ", re.DOTALL)
_LEAD = re.compile(r"[\s,]*(?:(?:that|the|an?)\s+)?")
_REACH = 120


def what_happens(text: str, low: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int] | None:
    """The words of the clause around the moment from ``start`` to ``end``: before it, else after it; None for neither."""
    return _before(low, start, sentence) or _after(text, low, end, sentence)


def _before(low: str, start: int, sentence: tuple[int, int]) -> tuple[int, int] | None:
    left = max(sentence[0], start - _REACH)
    breaks = [match.end() for match in _BOUND.finditer(low, left, start)]
    begin = breaks[-1] if breaks else left
    if begin == left and left > sentence[0]:
        begin = low.find(" ", left, start) + 1 or left
    trail = _TRAIL.search(low, begin, start)
    stop = trail.start() if trail else start
    while stop > begin and low[stop - 1].isspace():
        stop -= 1
    if _SAYS.search(low, begin, stop):
        return None
    called = [match.end() for match in _CALLED.finditer(low, begin, stop)]
    if called and stop - called[0] >= 6:
        begin = called[0]
    elif (that := _THAT.match(low, begin, stop)) is not None and stop - that.end() >= 10:
        begin = that.end()
    while begin < stop and (low[begin].isspace() or low[begin] in "'’…-–—*•"):
        begin += 1
    return (begin, stop) if len(low[begin:stop].split()) >= 2 else None


def _after(text: str, low: str, end: int, sentence: tuple[int, int]) -> tuple[int, int] | None:
    limit = min(sentence[1], end + _REACH)
    lead = _LEAD.match(low, end, limit)
    begin = lead.end() if lead else end
    bound = _BOUND.search(text, begin, limit)
    stop = bound.start() if bound else limit
    if bound is None and limit < sentence[1]:
        stop = low.rfind(" ", begin, limit)
    while stop > begin and low[stop - 1].isspace():
        stop -= 1
    return (begin, stop) if stop > begin and len(low[begin:stop].split()) >= 2 else None
