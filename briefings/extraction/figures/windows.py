"""The time that a figure covers, in the sentence's own words."""

import re

from briefings.extraction.figures.patterns import one_of

_MONTHS = "january february march april june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = rf"(?:{one_of(_MONTHS)}|may(?= {_YEAR}))"
_ANY_MONTH = one_of([*_MONTHS, "may"])
"""Behind a preposition "may" is the month."""
_DAY = one_of(_DAYS)
_LONG = r"(?:hours?|days?|weeks?|weekend|months?|quarters?|years?|decades?|season|summer|winter|spring|autumn|century)"
_COUNT = r"(?:[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|several|few)"
_FROM = "(?:since|on|by|until|before|after|from|as of)"
_REACH = 160
_FIRST = "(?:[0-9]|" + one_of(
    "overnight|so far|last |this |next |in |during |over |for |within |through|across |since |by |until |from |before |after |"
    "as of |at the end|between |on |late |early |the previous|the following|the day|the week|the month|the quarter|the year|"
    "the season|two |three |four |five |six |seven |eight |nine |ten |twelve |fifteen |twenty |several |few |a |yesterday|"
    "today".split("|")
) + ")"  # fmt: skip
"""How a time begins: most words of a sentence are passed by at once."""
_WINDOW = re.compile(
    rf"(?<![^\s(,—–])(?={_FIRST})(?P<window>"
    rf"overnight(?: (?:from )?{_DAY}(?: (?:in)?to {_DAY})?| (?:in)?to {_DAY})?"
    rf"|(?:so far )?(?:last|this|next) (?:{_LONG[3:-1]}|night|fiscal year|financial year)(?: alone)?"
    rf"|(?:in|during|over|for|within|through|across) the (?:(?:past|last|previous|next|coming|first|second|third|fourth|"
    rf"final|latest|same|current) )+(?:{_COUNT}[ -])?{_LONG}(?: of (?:{_YEAR}|the year|this year|last year))?"
    rf"|(?:in|during|throughout) (?:the whole|all|the rest|the course) of (?:{_YEAR}|this year|last year|the year)"
    rf"|by the end of (?:the|this|next) (?:year|month|week|decade|quarter|season|century)"
    rf"|the (?:(?:previous|following) {_LONG}|(?:day|week|month|quarter|year|season) (?:before|earlier))(?! last)"
    rf"|in the (?:{_COUNT} )?(?:months?|quarter|year|weeks?|days?) (?:to|through|until|ended|ending|before|after|since|from)"
    rf" (?:the end of |mid-)?(?:{_MONTH}|{_DAY}|{_YEAR})(?: [0-9]{{1,2}})?(?:,? {_YEAR})?"
    rf"|(?:since|in|by|until|during|from|before|after|as of|at the end of|for|throughout) (?:early |late |mid-|the end of |fiscal "
    rf"|(?:january|february|march|april|may|june|july|august|september|october|november|december) (?:[0-9]{{1,2}},? )?)?{_YEAR}"
    rf"(?:[-–/][0-9]{{2,4}})?"
    rf"|between {_YEAR} and {_YEAR}|from {_YEAR} to {_YEAR}|between {_MONTH} and {_MONTH}(?: {_YEAR})?"
    rf"|{_FROM} (?:{_DAY},? )?[0-9]{{1,2}} {_ANY_MONTH}(?:,? {_YEAR})?"
    rf"|(?:{_FROM}|in|during) (?:early |late |mid-|last |{_DAY},? )?{_ANY_MONTH}(?: [0-9]{{1,2}}(?![0-9]))?"
    rf"|(?:{_FROM}|late|early) (?:late |early |last )?{_DAY}(?: (?:to|until|through) {_DAY})?"
    rf"|(?:{_COUNT}|a) {_LONG} (?:ago|earlier)|yesterday|today|on the day|since the (?:war|conflict|pandemic|crisis) began"
    r")(?![\w-])"
)
_SAYING = re.compile(
    r"(?<![\w-])(?:said|says|added|announced|warned|wrote|forecast|predicted|projected|told(?: [a-z’'-]{1,20}){1,3}) \Z"
)
_SAID_THEN = re.compile(
    rf"(?:(?:on|late|early) {_DAY}|in (?:early |late )?{_MONTH}|last (?:week|month|year)|yesterday|today)"
)
"""The time behind a verb of saying is when something was said, not what a figure covers."""

_MARK = re.compile(r"[;:—–]| - ")
_OTHER_CLAUSE = re.compile(
    _MARK.pattern + r"|, (?:who|whose|which|where|when|after|before|a (?:day|week|month|year) (?:after|before)) "
)
_COMPARED = re.compile(r" (?:ago|earlier|before)\Z")
"""A time that stands beside what is compared, or else tells of another event."""
_JOINED = re.compile(r", (?:and|but|while|or|plus|with|including|to) ")
_IN_LEAD = re.compile(r"[^,;:0-9]*")
_LEAD_REACH = 60
"""A time so near to the sentence's beginning, with no mark and no number before it, leads into all that follows."""


def windows_of(low: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of all words of time in the sentence from ``start`` to ``end``, in order."""
    found = (match.span("window") for match in _WINDOW.finditer(low, start, end))
    return tuple(span for span in found if not _tells_when_said(low, start, *span))


def _tells_when_said(low: str, sentence: int, start: int, end: int) -> bool:
    behind = _SAYING.search(low, max(sentence, start - 80), start) is not None
    return behind and _SAID_THEN.fullmatch(low, start, end) is not None


def window_near(
    low: str, windows: tuple[tuple[int, int], ...], start: int, end: int, sentence: int
) -> tuple[int, int] | None:
    """The words of time nearest to a figure from ``start`` to ``end``, within 160 code points and in its own clause.

    ``sentence`` is where the sentence of the lower-case text begins. A time that belongs to another event of the
    sentence is none of the figure's.
    """
    best: tuple[int, tuple[int, int]] | None = None
    for begin, stop in windows:
        if stop < start - _REACH or begin > end + _REACH or (begin < end and start < stop):
            continue
        if not (
            _covers_before(low, end, begin, stop) if begin >= end else _covers_after(low, start, begin, stop, sentence)
        ):
            continue
        distance = begin - end if begin >= end else 2 * (start - stop) + 1
        if best is None or distance < best[0]:
            best = distance, (begin, stop)
    return best[1] if best else None


def _covers_before(low: str, end: int, begin: int, stop: int) -> bool:
    """Whether a time behind a figure is told of it: no mark or side clause between, and a comparison's right beside."""
    if _OTHER_CLAUSE.search(low, end, begin):
        return False
    return _COMPARED.search(low, begin, stop) is None or low.find(",", end, begin) < 0


def _covers_after(low: str, start: int, begin: int, stop: int, sentence: int) -> bool:
    """Whether a time before a figure is told of it: in the same clause, or leading into it."""
    if _MARK.search(low, stop, start) or _COMPARED.search(low, begin, stop):
        return False
    comma = low.find(",", stop, start)
    if comma < 0 or _JOINED.match(low, comma):
        return True
    return begin - sentence <= _LEAD_REACH and _IN_LEAD.fullmatch(low, sentence, begin) is not None
