"""The words beside a number that say how exact or how remarkable it is."""

import re
from typing import NamedTuple

from briefings.extraction.figures.numbers import SMALL
from briefings.extraction.figures.patterns import one_of

_LEFT = re.compile(
    r"(?:^|(?<=[\s(\"“‘'—–-]))(?P<article>(?:an?|the) )?(?P<words>"
    r"(?:no |not |well |far |slightly |just |little |much |significantly |considerably )?"
    r"(?:more|less|fewer|greater|higher|lower|better|larger|longer|older|younger) than|"
    r"(?:just |well |slightly |only just )?(?:over|under|above|below|exceeding|short of)|"
    r"at (?:the )?(?:least|most|very least)|up to|as (?:many|much|few|little|high|low|long) as|close to|upwards? of|"
    r"in excess of|in the region of|a total of|total of|(?:minimum|maximum) of|(?:an )?average of|a record|a further|"
    r"an additional|an estimated|an extra|a whopping|a staggering|a mere|not quite|"
    r"about|around|nearly|almost|roughly|approximately|approx\.?|some|only|just|barely|scarcely|exactly|precisely|"
    r"virtually|record|estimated|another|additional|further|extra|fully|whopping|staggering|mere|"
    r"circa|maximum|minimum|record-breaking|record-high|~|>|<|≈) ?$"
)
_RIGHT = re.compile(
    r"\+|(?:-| )(?:plus)(?![a-z])(?! (?:[0-9$€£₹]|[a-z]{1,3}\$|an? |the |costs|interest|"
    r"expenses|vat|tax|fees|bonus|benefits))|[ \u00a0](?:or|and) (?:more|less|fewer|so|over|under|above|older|younger|"
    r"higher|lower|thereabouts)(?![a-z-])(?! (?:[0-9$€£₹]|an? |" + one_of(SMALL) + r"(?![a-z])))|-odd(?![a-z])"
)
_LAST = frozenset(
    "as than over under above below exceeding of least most to many much few little high low long about around nearly "
    "almost roughly approximately approx approx. some only just barely scarcely exactly precisely virtually record "
    "estimated another additional further extra fully whopping staggering mere circa maximum minimum record-breaking "
    "record-high quite ~ > < ≈".split()
)


class Qualifier(NamedTuple):
    """Qualifying words: ``start`` and ``end`` are half-open code points; ``words`` leaves articles out."""

    start: int
    end: int
    words: str


_MOVES_UP = re.compile(
    r"\b(?:ticked|went|goes|going|gone|rose|risen|moved|edged|crept|climbed|jumped|shot|pushed|drove|bumped|inched|scaled|"
    r"stepped|nudged|came|revised|rounded|turned|marked) \Z"
)
"""What goes "up to" a number, so that the words are no limit."""
_LASTS = re.compile(
    r"\b(?:for|of|after|took|takes|take|taken|lasted|lasts|last|spent|is|was|are|were|aged|waited|ran|just|well|slightly|served|"
    r"be|been|by|in|to|lived|worked|wait|waits|until)(?: just| well| slightly)? \Z"
)


def is_length(low: str, start: int) -> bool:
    """Whether "over" at ``start`` makes a length of time longer ("for over two years") and is no preposition."""
    return start == 0 or _LASTS.search(low, max(0, start - 16), start) is not None


def qualifiers_before(low: str, start: int) -> Qualifier | None:
    """Up to three qualifiers that end at ``start`` ("at least another"), read leftwards."""
    begin, words = start, ""
    for _ in range(3):
        window = low[max(0, begin - 32) : begin]
        last = window.rstrip().rpartition(" ")[2]
        match = _LEFT.search(window) if last.strip("(\"“‘'—–") in _LAST else None
        if match is None:
            break
        offset = begin - len(window)
        if match["words"].startswith("up to") and _MOVES_UP.search(
            low, max(0, offset + match.start() - 12), offset + match.start()
        ):
            break
        words = f"{_plain(match['words'])} {words}".strip()
        kept = match["article"] and match["words"].endswith(" of")
        begin = offset + match.start("article" if kept else "words")
    return Qualifier(begin, start, words) if words else None


def _plain(words: str) -> str:
    for article in ("a ", "an "):
        words = words.removeprefix(article)
    return words


_MORE = re.compile(r"[ \u00a0]more(?![a-z-])")
_RECORD = re.compile(r"\b(?:an?|new|all-time) record[- ](?:breaking )?(?:[a-z-]{3,20} ){1,2}of \Z")


def is_record(low: str, start: int) -> bool:
    """Whether the number at ``start`` is called a record by the words before it: "a record crowd of 60,000"."""
    return low.endswith("of ", 0, start) and _RECORD.search(low, max(0, start - 60), start) is not None


def qualifier_after(low: str, end: int, *, counts: bool = False) -> Qualifier | None:
    """The qualifier that follows at ``end`` ("or more", "+", "-odd"); behind a count of things also "more"."""
    match = _RIGHT.match(low, end) or (_MORE.match(low, end) if counts else None)
    if match is None:
        return None
    return Qualifier(end, match.end(), "or more" if match.group() == "+" else match.group().strip(" -\u00a0"))
