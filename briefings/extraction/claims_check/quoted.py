"""Words that a sentence puts in quotation marks, whatever the marks."""

import re
from collections.abc import Iterator
from itertools import pairwise

from briefings.domain.marks import DOUBLE, plain_marks
from briefings.extraction.claims_check.negation import negated_around

_DOUBLE = re.compile(re.escape(DOUBLE))
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_OPENS_SINGLE = re.compile(r"(?<!\w)'(?=[^\s'])|(?<!\S)'(?=\s)")
_CLOSES_SINGLE = re.compile(r"(?<=[^\s'])'(?!\w)|(?<=\s)'(?=[\s.,;:!?)]|$)")
_ELISION = re.compile(r"'(?:tis|twas|em|til|cause|bout|round|n|s|t)?(?![^\W\d_])|'[0-9]{2}s?(?!\w)", re.IGNORECASE)
_EDGE = " .,;:!?-"
_BEFORE_OPENING, _BEHIND_CLOSING = "([{—–-/:", ".,;:!?)]}—–-/"
_MOST_PLACES = 200


def quoted_in(sentence: str) -> Iterator[tuple[int, str, bool]]:
    """Where words stand in quotation marks, the words, and whether the sentence itself negates them.

    ``sentence`` is plain (see ``plain``). Marks are told apart by what stands beside them, not by their shape: what
    stands between two double marks is quoted where the first may open and the second may close. A mark that nothing
    closes quotes as far as the sentence goes.
    """
    for start, end in sorted({*_between_doubles(sentence), *_between_singles(sentence)}):
        words = sentence[start:end].strip()
        if words:
            yield start, words, negated_around(sentence, start, end)


def has(text: str, words: str, *, negated: bool = False) -> bool:
    """Whether the plain ``text`` has the plain ``words``, neither end within another word.

    A place where the words leave out a negation of their own clause counts only for a sentence that is ``negated``.
    """
    sought = words.strip(_EDGE)
    start = -1
    for _ in range(_MOST_PLACES if sought else 0):
        start = text.find(sought, start + 1)
        end = start + len(sought)
        if start < 0:
            return False
        if _whole(text, start, end) and (negated or not negated_around(text, start, end)):
            return True
    return not sought


def plain(text: str) -> str:
    """The text with one kind of each mark, single spaces and nothing that is not seen; paragraphs are lines."""
    return "\n".join(map(plain_marks, _PARAGRAPH.split(text)))


def _whole(text: str, start: int, end: int) -> bool:
    return not (
        (text[start - 1 : start].isalnum() and text[start].isalnum())
        or (text[end - 1].isalnum() and text[end : end + 1].isalnum())
    )


def _between_doubles(text: str) -> list[tuple[int, int]]:
    """Between the marks taken in turn, and between any two neighbours of which one may open and the other close.

    Where every mark stands apart, as French sets them, nothing but their turn tells.
    """
    places = [match.start() for match in _DOUBLE.finditer(text)]
    pairs = list(pairwise((*places, len(text))))
    spans = dict.fromkeys(pairs[::2])
    if len(places) % 2 or not all(_apart(text, place) for place in places):
        spans |= dict.fromkeys(pair for pair in pairs if _may_open(text, pair[0]) and _may_close(text, pair[1]))
    return [(start + 1, end) for start, end in spans]


def _apart(text: str, place: int) -> bool:
    """Whether a mark has a space or an end of the text on both sides."""
    return not text[max(0, place - 1) : place].strip() and not text[place + 1 : place + 2].strip()


def _may_open(text: str, place: int) -> bool:
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    return bool(after.strip()) or not before.strip() or before in _BEFORE_OPENING


def _may_close(text: str, place: int) -> bool:
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    return bool(before.strip()) or not after.strip() or after in _BEHIND_CLOSING


def _between_singles(text: str) -> Iterator[tuple[int, int]]:
    """From each mark that may open to the next that may close; one that stands for a letter opens nothing alone."""
    closing = [match.start() for match in _CLOSES_SINGLE.finditer(text)]
    turn = 0
    for match in _OPENS_SINGLE.finditer(text):
        place = match.start()
        while turn < len(closing) and closing[turn] <= place:
            turn += 1
        if turn < len(closing):
            if text[place + 1 : closing[turn]] not in {"n", "N"}:
                yield place + 1, closing[turn]
        elif not _ELISION.match(text, place):
            yield place + 1, len(text)
