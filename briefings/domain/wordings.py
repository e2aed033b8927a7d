"""Two wordings of one quote, word by word: what is the same, and what alters it.

The shape of quotation marks, dashes, ellipses and spaces is free, and so are the marks at the ends but for a question's
and the case of the first letter. A letter, a word, a sign, a mark within, or the case of a name is not.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

DOUBLE_MARKS = '"“”„‟«»″‴‶‷＂❝❞❠❮❯〝〞〟「」『』｢｣﹁﹂﹃﹄《》〈〉⟨⟩⟪⟫⹂״ʺ˝'
SINGLE_MARKS = "'‘’‚‛`´′‵ʼʻʹ‹›❛❜❟＇"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufe0e\ufe0f"
_EVERY_MARK = frozenset(DOUBLE_MARKS + SINGLE_MARKS)
_DASHES = "‐‑‒–−﹣－"
_LONG_DASHES = "—―⸺⸻"

_PLAIN = str.maketrans(
    {
        **dict.fromkeys(DOUBLE_MARKS, '"'),
        **dict.fromkeys(SINGLE_MARKS, "'"),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_LONG_DASHES, " - "),
        **dict.fromkeys(INVISIBLE, None),
        "…": "...",
    }
)
_GAP = re.compile(r"[\[(] ?\.\.\. ?[\])]|\.\.\.")
_OPEN = "\u0000"
"""Stands behind the last word before a gap in a source: how a sentence ends there is free."""

_SIGNS = '".,;:!?'
_LOOSE = '",.;:!-'
_ENDS_SENTENCE = (".", "!", "?")
_ENDS_CLAUSE = (*_ENDS_SENTENCE, ",", ";", ":", "-")
_NEGATIONS = frozenset(
    "not no never nor neither none nobody nothing nowhere cannot without hardly nicht kein keine keinen keinem keiner "
    "keines nie niemals niemand nichts ne pas jamais rien aucun aucune sans не нет ні ни никогда ніколи никто ніхто "
    "ничего нічого немає без".split()
)
_JOINING = frozenset("and but or so yet und aber oder et mais ou и а но і й але та".split())

ALIKE = 0.72
"""From this share of common letters on, a text counts as an altered quote rather than as another one."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """A run of words: in both texts ("same"), only in the checked one ("gone"), only in the source ("come")."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a quote in one run, from ``begin`` up to ``end``.

    ``whole`` tells that nothing of their sentences is left out; ``denied`` that a negation is: the run from ``first``
    to ``last`` has the words which belong to it.
    """

    begin: int
    end: int
    whole: bool
    denied: bool = False
    first: int = 0
    last: int = 0


def plain_words(text: str) -> list[str]:
    """The words as they are compared, marks attached, typographic forms made plain; gaps leave no trace."""
    return [word for part in _parts(text) for word in part]


def source_words(excerpts: Sequence[str]) -> list[str]:
    """The words of a quote's excerpts as its source prints them."""
    parts = [part for text in excerpts for part in _parts(text)]
    return [
        f"{word}{_OPEN}" if part is not parts[-1] and place == len(part) - 1 else word
        for part in parts
        for place, word in enumerate(part)
    ]


def without_marks(text: str) -> str:
    """The text without quotation marks; an apostrophe within a word stays."""
    around = f" {text} "
    return "".join(
        " " if char in _EVERY_MARK and not (around[at].isalnum() and around[at + 2].isalnum()) else char
        for at, char in enumerate(text)
    )


def find_run(quote: Sequence[str], words: Sequence[str]) -> Run | None:
    """Where the words stand in the quote in one run; the run that leaves out least comes first."""
    count = len(words)
    starts = [at for at in range(len(quote) - count + 1) if count and _same(words, quote[at : at + count])]
    runs = [_run(quote, at, at + count) for at in starts]
    return min(runs, key=lambda run: (run.denied, not run.whole), default=None)


def left_out(quote: Sequence[str], run: Run) -> tuple[WordChange, ...]:
    """The sentence that a run was cut out of, with what was left out of it."""
    pieces = (
        (quote[run.first : run.begin], "come"),
        (quote[run.begin : run.end], "same"),
        (quote[run.end : run.last], "come"),
    )
    return tuple(WordChange(_shown(words), kind) for words, kind in pieces if words)


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


def most_alike(asked: Sequence[str], quotes: Sequence[Sequence[str]]) -> int | None:
    """The place of the quote whose part shares most letters with the checked text; None when all are others.

    The cheap upper bounds of a likeness come first: most quotes are nowhere near the best.
    """
    matcher, best, most = SequenceMatcher(autojunk=False), None, 0.0
    text = " ".join(asked).casefold()
    matcher.set_seq2(text)
    for place, said in enumerate(quotes):
        begin, end = _window(asked, said)
        part = _shown(said[begin:end]).casefold()
        matcher.set_seq1(part)
        if best is None and _one_letter_apart(text, part):
            best, most = place, ALIKE
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) <= max(most, ALIKE - 0.001):
            continue
        alike = matcher.ratio()
        if alike > most and alike >= ALIKE:
            best, most = place, alike
    return best


def _parts(text: str) -> list[list[str]]:
    """The words between gaps, part by part; dashes that stand alone at a part's ends are dropped."""
    plain = unicodedata.normalize("NFC", text).translate(_PLAIN)
    plain = " ".join(plain.replace("''", '"').replace("---", " - ").replace("--", " - ").split())
    parts = []
    for part in _GAP.split(plain):
        words: list[str] = []
        for token in part.split():
            if words and not token.strip(_SIGNS):
                words[-1] += token  # a sign after a blank, as in French
            else:
                words += _normalised(token)
        while words and not any(char.isalnum() for char in words[0]) and not _weighs(words[0]):
            words = words[1:]
        while words and not any(char.isalnum() for char in words[-1]) and not _weighs(words[-1]):
            words = words[:-1]
        if words:
            parts.append(words)
    return parts


def _weighs(token: str) -> bool:
    """Whether a token without a letter says something: a currency's sign does, a dash or a mark does not."""
    return bool(token.strip("\"'.,;:!?-–•*·[]() "))


def _normalised(token: str) -> list[str]:
    """One token between blanks as words: a dash before a letter stands alone, before a digit it is a sign.

    Marks around a word are all of one shape, behind its other signs.
    """
    inner = token.lstrip("\"'")
    opening = '"' * (len(token) - len(inner))
    bare = inner.lstrip("-")
    dashes = len(inner) - len(bare)
    word = bare.rstrip("\"'-" + _SIGNS)
    end = bare[len(word) :]
    if not word:
        return ["-"] if dashes or "-" in end else [token]
    is_sign = dashes == 1 and (word[0].isdigit() or word[0] in ".,$€£")
    signs, closing = "".join(char for char in end if char not in "\"'-"), '"' * sum(char in "\"'" for char in end)
    before, behind = ["-"] if dashes and not is_sign else [], ["-"] if end.endswith("-") else []
    return [*before, f"{opening}{'-' if is_sign else ''}{word}{signs}{closing}", *behind]


def _run(quote: Sequence[str], begin: int, end: int) -> Run:
    first, last = begin, end
    while first > 0 and not _closes(quote[first - 1], _ENDS_SENTENCE):
        first -= 1
    while last < len(quote) and not _closes(quote[last - 1], _ENDS_SENTENCE):
        last += 1
    clause = end
    while clause < last and not _closes(quote[clause - 1], _ENDS_CLAUSE):
        clause += 1
    start = begin
    while start > first and not _begins_clause(quote, start):
        start -= 1
    denied = any(map(_denies, (*quote[start:begin], *quote[end:clause])))
    one_word = begin == 1 or len(quote) - end == 1
    whole = (begin, end) == (0, len(quote)) or ((first, last) == (begin, end) and not one_word)
    return Run(begin, end, whole, denied and (first, last) != (begin, end), first, last)


def _begins_clause(quote: Sequence[str], at: int) -> bool:
    """Whether a clause of its own begins here: words before it deny nothing in it."""
    before = quote[at - 1]
    joined = before.rstrip('"').endswith(",") and quote[at].casefold() in _JOINING
    return joined or _closes(before, (*_ENDS_SENTENCE, ";", ":", "-"))


def _closes(word: str, signs: tuple[str, ...]) -> bool:
    return word.endswith(_OPEN) or word.rstrip('"').endswith(signs)


def _denies(word: str) -> bool:
    bare = word.casefold().strip(_LOOSE + "?" + _OPEN)
    return bare in _NEGATIONS or bare.endswith("n't")


def _same(asked: Sequence[str], said: Sequence[str]) -> bool:
    last = len(asked) - 1
    return all(
        _same_word(one, other, first=place == 0, last=place == last)
        for place, (one, other) in enumerate(zip(asked, said, strict=True))
    )


def _same_word(asked: str, said: str, *, first: bool = False, last: bool = False) -> bool:
    """Whether two words are the same where they stand: free marks and a free first letter set aside."""
    if last or said.endswith(_OPEN):
        asked, said = asked.rstrip(_LOOSE), said.rstrip(_LOOSE + _OPEN)
    if first:
        asked, said = _head(asked.lstrip('"')), _head(said.lstrip('"'))
    return asked == said


def _head(word: str) -> str:
    """The word with a small first letter, unless it is written in capitals altogether."""
    return word if len(word) > 1 and word.isupper() else word[:1].lower() + word[1:]


def _shown(words: Sequence[str]) -> str:
    return " ".join(words).replace(_OPEN, "")


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one of three letters differs: two of three are less alike than ``ALIKE``, in longer texts more."""
    return len(one) == len(other) == 3 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


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
