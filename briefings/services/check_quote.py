"""Compares a quote as somebody passes it on with what the sources say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from briefings.domain.archive import ArchivedQuote
from briefings.domain.errors import UserError
from briefings.ports.clock import Clock
from briefings.ports.store import Store

LONGEST = 4000
"""The longest text that is compared, in code points."""

_CANDIDATES = 30
_MOST_QUOTES = 5
_ALIKE = 0.72
"""From this share of common letters on, a text counts as an altered quote rather than as another one."""

_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‘’‚‛`´′ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    }
)
_GAP = re.compile(r"[\[(]\s*(?:\.\.\.)\s*[\])]")
_QUOTED = re.compile(r'"([^"\n]{2,2000})"')
_GAPS = frozenset({"", "...", "[...]"})
_DASH = re.compile(r" ?-{1,3} | -{1,3} ?")
_OPEN = "…"
_EDGE = "\"' \t\n.,;:!?-"


class Result(StrEnum):
    """What a comparison found."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class WordChange:
    """A run of words: in both texts ("same"), only in the checked one ("gone"), only in the source ("come")."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One quote that was checked, and the published quote that it is or comes nearest to."""

    asked: str
    result: Result
    found: ArchivedQuote | None = None
    changes: tuple[WordChange, ...] = ()


async def check_quotes(text: str, *, store: Store, clock: Clock) -> tuple[Checked, ...]:
    """Check each passage in quotation marks, at most five; without any, the whole text.

    The shape of quotation marks, dashes, ellipses and spaces does not alter a quote, nor do marks at its two ends, nor
    the case of its first letter; a letter, a word, a mark within or the case of a name does.

    Raises:
        UserError: no words, or longer than ``LONGEST``.
    """
    if len(text) > LONGEST:
        raise UserError("That is too long to check. Give me one quote of at most 4,000 characters.")
    if not any(char.isalnum() for char in text):
        raise UserError("There are no words to check. Give me a quote.")
    plain = text.translate(_MARKS)
    passages = [match[1] for match in _QUOTED.finditer(plain) if any(char.isalnum() for char in match[1])]
    if '"' in plain.strip().strip('"') and passages:
        asked = [plain] if _is_one_quote(plain) else passages[:_MOST_QUOTES]
    else:
        asked = [plain]
    return tuple([await _check(passage, store=store, clock=clock) for passage in asked])


def _is_one_quote(plain: str) -> bool:
    """Whether nothing but gaps stands outside the quotation marks."""
    before, *between, after = plain.split('"')[::2]
    is_closed = plain.count('"') % 2 == 0
    return is_closed and not (before.strip() or after.strip()) and all(gap.strip() in _GAPS for gap in between)


async def _check(passage: str, *, store: Store, clock: Clock) -> Checked:
    words = words_of(passage)
    async with store.reading() as unit:
        likely = await unit.archive.quotes_like(words, now=clock.now(), limit=_CANDIDATES)
    shown = " ".join(words)
    said = [_quote_words(item) for item in likely]
    for item, quote in zip(likely, said, strict=True):
        if _holds(quote, words):
            return Checked(shown, Result.VERBATIM, item)
    best = _most_alike(words, said)
    if best is None:
        return Checked(shown, Result.NOT_FOUND)
    return Checked(shown, Result.ALTERED, likely[best], compare(words, said[best]))


def words_of(text: str) -> list[str]:
    """The words as they are compared, marks attached: typographic forms made plain, marks at the ends dropped.

    Where words were left out ("[…]", "…") a sentence's marks are dropped as well.
    """
    return [word for part in _parts(text) for word in part]


def _parts(text: str) -> list[list[str]]:
    plain = _GAP.sub("...", text.translate(_MARKS))
    parts = (_DASH.sub(" - ", " ".join(part.split())).replace('"', " ") for part in plain.split("..."))
    return [words for part in parts if (words := part.strip(_EDGE).split())]


def _quote_words(item: ArchivedQuote) -> list[str]:
    """The quote's words; the last one before a gap carries the mark ``_OPEN``: how a sentence ends there is free."""
    parts = [part for excerpt in item.quote.excerpts for part in _parts(excerpt.text)]
    return [
        f"{word}{_OPEN}" if part is not parts[-1] and place == len(part) - 1 else word
        for part in parts
        for place, word in enumerate(part)
    ]


def _holds(quote: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words stand in the quote in one run; marks at the run's ends and its first letter's case are free."""
    count = len(words)
    return count > 0 and any(_same(words, quote[at : at + count]) for at in range(len(quote) - count + 1))


def _same(asked: Sequence[str], said: Sequence[str]) -> bool:
    last = len(asked) - 1
    return all(
        _same_word(one, other, first=place == 0, last=place == last)
        for place, (one, other) in enumerate(zip(asked, said, strict=True))
    )


def _same_word(asked: str, said: str, *, first: bool = False, last: bool = False) -> bool:
    """Whether two words are the same where they stand: free marks and a free first letter set aside."""
    if last or said.endswith(_OPEN):
        asked, said = asked.rstrip(_EDGE), said.rstrip(_EDGE + _OPEN)
    if first:
        asked, said = _head(asked.lstrip(_EDGE)), _head(said.lstrip(_EDGE))
    return asked == said


def _head(word: str) -> str:
    """The word with a small first letter, unless it is written in capitals altogether."""
    return word if len(word) > 1 and word.isupper() else word[:1].lower() + word[1:]


def _most_alike(asked: Sequence[str], quotes: Sequence[Sequence[str]]) -> int | None:
    """The place of the quote whose part shares most letters with the checked text; None when all are others.

    The cheap upper bounds of a likeness come first: most quotes are nowhere near the best.
    """
    matcher, best, most = SequenceMatcher(autojunk=False), None, 0.0
    text = " ".join(asked).casefold()
    matcher.set_seq2(text)
    for place, said in enumerate(quotes):
        begin, end = _window(asked, said)
        part = " ".join(said[begin:end]).replace(_OPEN, "").casefold()
        matcher.set_seq1(part)
        if best is None and _one_letter_apart(text, part):
            best, most = place, _ALIKE
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) <= max(most, _ALIKE - 0.001):
            continue
        alike = matcher.ratio()
        if alike > most and alike >= _ALIKE:
            best, most = place, alike
    return best


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one of three letters differs: two of three are less alike than ``_ALIKE``, in longer texts more."""
    return len(one) == len(other) == 3 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def compare(asked: Sequence[str], said: Sequence[str]) -> tuple[WordChange, ...]:
    """The checked words against those of the part of the quote that they match best; free marks count as the same."""
    begin, end = _window(asked, said)
    part = list(said[begin:end])
    part = [_aligned(asked, word, first=place == 0, last=place == len(part) - 1) for place, word in enumerate(part)]
    changes: list[WordChange] = []
    for tag, a, b, c, d in SequenceMatcher(None, list(asked), part, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(WordChange(" ".join(asked[a:b]), "same"))
            continue
        if a < b:
            changes.append(WordChange(" ".join(asked[a:b]), "gone"))
        if c < d:
            changes.append(WordChange(" ".join(part[c:d]), "come"))
    return tuple(changes)


def _aligned(asked: Sequence[str], said: str, *, first: bool, last: bool) -> str:
    """The source's word, written as it was asked where the two differ in what is free."""
    near = (asked[0],) if first else (asked[-1],) if last else asked if said.endswith(_OPEN) else ()
    return next((word for word in near if _same_word(word, said, first=first, last=last)), said.removesuffix(_OPEN))


def _window(asked: Sequence[str], said: Sequence[str]) -> tuple[int, int]:
    """The run of the quote's words that the checked text stands for; all of them when the two are about as long."""
    if len(said) <= len(asked) + 1:
        return 0, len(said)
    matcher = SequenceMatcher(
        None, [w.casefold() for w in asked], [w.casefold().removesuffix(_OPEN) for w in said], autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0, len(asked)
    longest = max(blocks, key=lambda block: block.size)
    near = max(2, len(asked) // 4)  # words that match far from where the longest run stands belong to something else
    blocks = [block for block in blocks if abs((block.b - block.a) - (longest.b - longest.a)) <= near]
    begin = max(0, blocks[0].b - blocks[0].a)
    end = min(len(said), blocks[-1].b + blocks[-1].size + len(asked) - blocks[-1].a - blocks[-1].size)
    return begin, max(end, begin + 1)
