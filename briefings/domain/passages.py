"""What of a message can be checked: its passages in quotation marks, whom it names for each, and what is left over."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from briefings.domain.wordings import DOUBLE_MARKS, SINGLE_MARKS

MOST_PASSAGES = 5
"""How many passages of one message are checked."""

_FLAT = str.maketrans({**dict.fromkeys(DOUBLE_MARKS, '"'), **dict.fromkeys(SINGLE_MARKS, "'")})
"""One character for one, so that offsets stay."""

_ORNAMENTS = (
    "\u2600-\u275a\u2761-\u27bf\u2b00-\u2bff\u200d\ufe0e\ufe0f\u20e3\U0001f000-\U0001faff\U000e0020-\U000e007f"
    "\u2300-\u23ff\u2190-\u21ff"
)
_AROUND = re.compile(rf"[\s{_ORNAMENTS}]+")
_SINGLE = re.compile(r"(?<!\w)'([^'\n]{2,2000})'(?!\w)")
_LABEL = re.compile(r"(?:^|\n)[ \t]*([^\n:\"]{2,80}):[^\S\n]*$")
_FIRST_LABEL = re.compile(r"([^\n:\"]{2,80}):")
_SIGNED = re.compile(r"[^\S\n]{0,9}(?:[-–—―~]{1,3}|\()[^\S\n]{0,9}([^\n,.;:()\"]{2,60})")
_LAST_SIGNED = re.compile(r"[\s.!?,\"'](?:[-–—―~]{1,3}[^\S\n]?|\()([^\n,.;:()\"–—―]{2,60})\)?$")
_NAME = r"(?:[^\W\d_][\w.'-]{0,30}[^\S\n]){0,4}[^\W\d_][\w.'-]{0,30}"
_SAID = r"(?:said|says|told|added|adds|stated|states|wrote|writes|claimed|claims|warned|declared|asked|insisted)"
_SPOKE = re.compile(rf"({_NAME})[^\S\n]{_SAID}\b(?:[^\S\n]\w{{1,20}}){{0,3}}[,:]?[^\S\n]?$")
_SPEAKS = re.compile(rf"[^\S\n]?,?[^\S\n]?({_NAME})[^\S\n]{_SAID}\b")
_SPOKE_AFTER = re.compile(rf"[^\S\n]?,?[^\S\n]?{_SAID}[^\S\n]({_NAME})")
_AT_ENDS = f"{DOUBLE_MARKS}{SINGLE_MARKS},;:.-–—() "
_BLANK = " ,\n\t\u00a0"
_PRONOUNS = frozenset("i he she they it we you who".split())
_GAPS = frozenset({"", "...", "…", "[...]", "[…]", "(...)", "(…)"})


class Why(StrEnum):
    """Why a part of a message was not compared."""

    OUTSIDE = "outside"
    UNCLOSED = "unclosed"
    SINGLE = "single"
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True)
class Left:
    """A part of a message that was not compared."""

    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class Passage:
    """Words to check, and whom the message names for them; None where it names nobody."""

    text: str
    claimed: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as it was read.

    ``wholes`` are the ways in which all of it may be one quote, the likeliest first; ``passages`` what stands in marks,
    at most ``MOST_PASSAGES``, and ``left`` everything else with a letter or digit.
    """

    wholes: tuple[Passage, ...]
    passages: tuple[Passage, ...] = ()
    left: tuple[Left, ...] = ()


def read_passages(message: str, *, is_speaker: Callable[[str], bool]) -> Reading:
    """Read a message. Marks pair within a paragraph, whatever their shape; flags and emoji at an end count for nothing.

    Single marks are read for a quote's only where there are no double ones. ``is_speaker`` tells whether words before
    a colon name somebody who is quoted; names with a capital are taken for names anyway.
    """
    text = _stripped(message)
    flat = text.translate(_FLAT)
    spans, unclosed = _spans(flat)
    if not spans:
        spans = [(match.start(1), match.end(1)) for match in _SINGLE.finditer(flat)]
    if not spans and unclosed is not None:
        spans, unclosed = [(unclosed[0] + 1, unclosed[1])], None
    spans = [span for span in spans if _says(text[slice(*span)])]
    wholes = tuple(dict.fromkeys(_wholes(text, spans, is_speaker)))
    if not spans:
        return Reading(wholes)
    claims = [_claim(flat, spans, place, is_speaker) for place in range(len(spans))]
    passages = [
        Passage(_stripped(text[begin:end]), text[slice(*claim)].strip() if claim else None)
        for (begin, end), claim in zip(spans, claims, strict=True)
    ]
    used = sorted([*((begin - 1, end + 1) for begin, end in spans), *(claim for claim in claims if claim)])
    left = [Left(passage.text, Why.TOO_MANY) for passage in passages[MOST_PASSAGES:]]
    left += _left(text, flat, used, unclosed)
    return Reading(wholes, tuple(passages[:MOST_PASSAGES]), tuple(left))


def _wholes(text: str, spans: Sequence[tuple[int, int]], is_speaker: Callable[[str], bool]) -> Iterator[Passage]:
    """The message as one quote: as it is, without its outer marks, and without whom it names before or behind it."""
    for body, claimed in ((text, None), *_unsigned(text, is_speaker)):
        inner = body.translate(_FLAT)
        if len(inner) > 2 and inner[0] == inner[-1] and inner[0] in "\"'":
            yield Passage(_stripped(body[1:-1]), claimed)
        if inner.count('"') == 1:
            yield Passage(_stripped(body.replace(body[inner.index('"')], " ")), claimed)
        yield Passage(body, claimed)
        parts, _ = _spans(inner)
        between = [inner[a[1] + 1 : b[0] - 1] for a, b in pairwise(parts)]
        outside = (inner[: parts[0][0] - 1], inner[parts[-1][1] + 1 :]) if parts else ()
        if len(parts) > 1 and all(gap.strip(_BLANK) in _GAPS for gap in between) and not any(map(_says, outside)):
            yield Passage(" … ".join(body[slice(*part)] for part in parts), claimed)
    if len(spans) == 1 and not _says(text[: spans[0][0]] + text[spans[0][1] :]):
        yield Passage(_stripped(text[slice(*spans[0])]))


def _unsigned(text: str, is_speaker: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    flat = text.translate(_FLAT)
    if (match := _FIRST_LABEL.match(flat)) and _says(text[match.end() :]):
        claimed = _who(_stripped(text[slice(*match.span(1))]))
        if _is_name(claimed) or is_speaker(claimed):
            yield _stripped(text[match.end() :]), claimed
    at = max(0, len(flat) - 70)
    if (match := _LAST_SIGNED.search(flat, at)) and _is_name(match[1]):
        yield _stripped(text[: match.start() + 1]), _stripped(text[slice(*match.span(1))]).rstrip(")")


def _spans(flat: str) -> tuple[list[tuple[int, int]], tuple[int, int] | None]:
    """What stands between double marks, and what the first mark that is left open begins, up to its paragraph's end."""
    spans: list[tuple[int, int]] = []
    unclosed, begin = None, 0
    for paragraph in flat.split("\n\n"):
        marks = [begin + place for place, char in enumerate(paragraph) if char == '"']
        spans += [(a + 1, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
        if len(marks) % 2 and unclosed is None:
            unclosed = (marks[-1], begin + len(paragraph))
        begin += len(paragraph) + 2
    return spans, unclosed


def _claim(
    flat: str, spans: Sequence[tuple[int, int]], place: int, is_speaker: Callable[[str], bool]
) -> tuple[int, int] | None:
    """Where the message names whoever is to have said the passage: before it or behind it."""
    begin, end = spans[place]
    since = max(spans[place - 1][1] + 1 if place else 0, begin - 200)
    until = spans[place + 1][0] - 1 if place + 1 < len(spans) else len(flat)
    before, after = flat[since : begin - 1], flat[end + 1 : min(until, end + 200)]
    if label := _LABEL.search(before):
        claimed = _who(label[1])
        if _is_name(claimed) or is_speaker(claimed):
            return since + label.start(1), since + label.start(1) + len(claimed)
    if (spoke := _SPOKE.search(before)) and _is_name(spoke[1]):
        return since + spoke.start(1), since + spoke.end(1)
    for pattern in (_SIGNED, _SPOKE_AFTER, _SPEAKS):
        if (match := pattern.match(after)) and _is_name(match[1]):
            return end + 1 + match.start(1), end + 1 + match.end(1)
    return None


def _who(label: str) -> str:
    """Who speaks, in "Putin said"."""
    spoke = _SPOKE.search(label)
    return spoke[1] if spoke and spoke.start() == 0 else label


def _is_name(words: str) -> bool:
    """Whether the words can be a name: few, the last of them with a capital, and no pronoun."""
    several = [word for word in _AROUND.sub(" ", words).split() if word[0].isalpha()]
    return 0 < len(several) <= 5 and not several[-1].islower() and several[-1].lower() not in _PRONOUNS


def _left(text: str, flat: str, used: Sequence[tuple[int, int]], unclosed: tuple[int, int] | None) -> Iterator[Left]:
    at = 0
    pieces: list[tuple[int, int]] = []
    for begin, end in (*used, (len(text), len(text))):
        pieces.append((at, begin))
        at = max(at, end)
    for begin, end in pieces:
        cuts = [(begin, end, Why.OUTSIDE)]
        if unclosed is not None and begin <= unclosed[0] < end:
            stop = min(end, unclosed[1])
            cuts = [(begin, unclosed[0], Why.OUTSIDE), (unclosed[0], stop, Why.UNCLOSED), (stop, end, Why.OUTSIDE)]
        for first, last, why in cuts:
            single = _SINGLE.search(flat, first, last) if why is Why.OUTSIDE else None
            if single is None:
                yield from _named(text[first:last], why)
                continue
            yield from _named(text[first : single.start()], why)
            yield from _named(text[slice(*single.span(1))], Why.SINGLE)
            yield from _named(text[single.end() : last], why)


def _named(text: str, why: Why) -> Iterator[Left]:
    if _says(text):
        yield Left(" ".join(_stripped(text).strip(_AT_ENDS).split()), why)


def _says(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _stripped(text: str) -> str:
    """The text without blanks, flags and emoji at its two ends."""
    first, last = _AROUND.match(text), 0
    begin = first.end() if first else 0
    for match in _AROUND.finditer(text, begin):
        last = match.start() if match.end() == len(text) else last
    return text[begin:last] if last else text[begin:]
