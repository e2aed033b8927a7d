"""The time that a figure covers, in the sentence's own words."""

import re

from briefings.extraction.figures.patterns import one_of

_MONTHS = "january february march april june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = rf"(?:{one_of(_MONTHS)}|may(?= {_YEAR}))"
_DAY = one_of(_DAYS)
_LONG = r"(?:hours?|days?|weeks?|weekend|months?|quarters?|years?|decades?|season|summer|winter|spring|autumn|century)"
_COUNT = r"(?:[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|several|few)"
_REACH = 160
_WINDOW = re.compile(
    r"(?<![^\s(,—–])(?P<window>"
    rf"overnight(?: (?:from )?{_DAY}(?: (?:in)?to {_DAY})?| (?:in)?to {_DAY})?"
    rf"|(?:so far )?(?:last|this|next) (?:{_LONG[3:-1]}|night|fiscal year|financial year)(?: alone)?"
    rf"|(?:in|during|over|for|within|through|across) the (?:(?:past|last|previous|next|coming|first|second|third|fourth|"
    rf"final|latest|same|current) )+(?:{_COUNT}[ -])?{_LONG}(?: of (?:{_YEAR}|the year|this year|last year))?"
    rf"|in the (?:{_COUNT} )?(?:months?|quarter|year|weeks?|days?) (?:to|through|until|ended|ending|before|after|since|from)"
    rf" (?:the end of |mid-)?(?:{_MONTH}|{_DAY}|{_YEAR})(?: [0-9]{{1,2}})?(?:,? {_YEAR})?"
    rf"|(?:since|in|by|until|during|from|before|after|as of|at the end of|for|throughout) (?:early |late |mid-|the end of |fiscal "
    rf"|(?:january|february|march|april|may|june|july|august|september|october|november|december) (?:[0-9]{{1,2}},? )?)?{_YEAR}"
    rf"(?:[-–/][0-9]{{2,4}})?"
    rf"|between {_YEAR} and {_YEAR}|from {_YEAR} to {_YEAR}|between {_MONTH} and {_MONTH}(?: {_YEAR})?"
    rf"|(?:since|in|by|until|during|from|before|after) (?:early |late |mid-|last )?{_MONTH}(?: [0-9]{{1,2}}(?![0-9]))?"
    rf"|(?:since|on|by|until|before|after|from|late|early) (?:late |early |last )?{_DAY}(?: (?:to|until|through) {_DAY})?"
    rf"|(?:{_COUNT}|a) {_LONG} (?:ago|earlier)|yesterday|today|on the day|since the (?:war|conflict|pandemic|crisis) began"
    r")(?![\w-])"
)
_SAYING = re.compile(r"(?<![\w-])(?:said|says|added|announced|warned|wrote|told(?: [a-z’'-]{1,20}){1,3}) \Z")
_SAID_THEN = re.compile(rf"(?:(?:on|late|early) {_DAY}|yesterday|today)")
"""The day behind a verb of saying is when something was said, not what a figure covers."""


def windows_of(low: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of all words of time in the sentence from ``start`` to ``end``, in order."""
    found = (match.span("window") for match in _WINDOW.finditer(low, start, end))
    return tuple(span for span in found if not _tells_when_said(low, start, *span))


def _tells_when_said(low: str, sentence: int, start: int, end: int) -> bool:
    behind = _SAYING.search(low, max(sentence, start - 80), start) is not None
    return behind and _SAID_THEN.fullmatch(low, start, end) is not None


def window_near(text: str, windows: tuple[tuple[int, int], ...], start: int, end: int) -> str | None:
    """The words of time nearest to a figure from ``start`` to ``end``, within 160 code points."""
    best: tuple[int, str] | None = None
    for begin, stop in windows:
        if stop < start - _REACH or begin > end + _REACH or (begin < end and start < stop):
            continue
        distance = begin - end if begin >= end else 2 * (start - stop) + 1
        if best is None or distance < best[0]:
            best = distance, text[begin:stop]
    return best[1] if best else None
