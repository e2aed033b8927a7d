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
        whole = re.fullmatch(r'\s*"[^"]*"(?:\s*(?:\[\.\.\.\]|\.\.\.)?\s*"[^"]*")*\s*', plain)
        asked = [plain] if whole else passages[:_MOST_QUOTES]
    else:
        asked = [plain]
    return tuple([await _check(passage, store=store, clock=clock) for passage in asked])


async def _check(passage: str, *, store: Store, clock: Clock) -> Checked:
    words = words_of(passage)
    async with store.reading() as unit:
        likely = await unit.archive.quotes_like(words, now=clock.now(), limit=_CANDIDATES)
    shown = " ".join(words)
    for item in likely:
        if _holds(_quote_words(item), words):
            return Checked(shown, Result.VERBATIM, item)
    best = max(likely, key=lambda item: likeness(words, _quote_words(item)), default=None)
    if best is None or likeness(words, _quote_words(best)) < _ALIKE:
        return Checked(shown, Result.NOT_FOUND)
    return Checked(shown, Result.ALTERED, best, compare(words, _quote_words(best)))


def words_of(text: str) -> list[str]:
    """The words as they are compared, marks attached: typographic forms made plain, marks at both ends dropped."""
    plain = _GAP.sub(" ", text.translate(_MARKS)).replace("...", " ")
    plain = re.sub(r"\s*-{1,3}\s+|\s+-{1,3}\s*", " - ", plain).replace('"', " ")
    return plain.strip(_EDGE).split()


def _quote_words(item: ArchivedQuote) -> list[str]:
    return words_of(item.quote.text)


def _holds(quote: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words stand in the quote in one run; marks at the run's ends and its first letter's case are free."""
    count = len(words)
    return count > 0 and any(_same(words, quote[at : at + count]) for at in range(len(quote) - count + 1))


def _same(asked: Sequence[str], said: Sequence[str]) -> bool:
    first, last = asked[0], asked[-1]
    if len(asked) == 1:
        return _head(first).strip(_EDGE) == _head(said[0]).strip(_EDGE)
    return (
        _head(first).lstrip(_EDGE) == _head(said[0]).lstrip(_EDGE)
        and last.rstrip(_EDGE) == said[-1].rstrip(_EDGE)
        and list(asked[1:-1]) == list(said[1:-1])
    )


def _head(word: str) -> str:
    """The word with a small first letter, unless it is written in capitals altogether."""
    return word if len(word) > 1 and word.isupper() else word[:1].lower() + word[1:]


def likeness(asked: Sequence[str], said: Sequence[str]) -> float:
    """How much of the checked text is in the part of the quote that it matches best: 0 to 1, by letters."""
    begin, end = _window(asked, said)
    return SequenceMatcher(
        None, " ".join(asked).casefold(), " ".join(said[begin:end]).casefold(), autojunk=False
    ).ratio()


def compare(asked: Sequence[str], said: Sequence[str]) -> tuple[WordChange, ...]:
    """The checked words against those of the part of the quote that they match best; free marks count as the same."""
    begin, end = _window(asked, said)
    part = list(said[begin:end])
    if part and asked[-1].rstrip(_EDGE) == part[-1].rstrip(_EDGE):
        part[-1] = asked[-1]
    if part and _head(asked[0]).lstrip(_EDGE) == _head(part[0]).lstrip(_EDGE):
        part[0] = asked[0]
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


def _window(asked: Sequence[str], said: Sequence[str]) -> tuple[int, int]:
    """The run of the quote's words that the checked text stands for; all of them when the two are about as long."""
    if len(said) <= len(asked) + 1:
        return 0, len(said)
    matcher = SequenceMatcher(None, [w.casefold() for w in asked], [w.casefold() for w in said], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0, len(asked)
    begin = max(0, blocks[0].b - blocks[0].a)
    end = min(len(said), blocks[-1].b + blocks[-1].size + len(asked) - blocks[-1].a - blocks[-1].size)
    return begin, max(end, begin + 1)
