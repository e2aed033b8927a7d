"""What an article is compared by: the stems of its words, its names and its numbers, each with a weight."""

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple

from briefings.extraction.language import detect_language
from briefings.extraction.lexicon import function_words
from briefings.extraction.stories.stems import stem

MAX_CHARS = 30_000
"""So much of an article is compared; what makes its story stands at the start."""

_LEAD_WORDS = 60
_LEAD = 1.5
_NUMBER = 1.5
_NAME = 2.0
"""A name counts so much beside the word that it is."""
_NOUN = 0.5
"""Where nouns are capitalised as well, as in German, a capital says little."""
_MOST_NAMES = 0.25
"""With a greater share of capitalised words, capitals do not stand for names."""

_KNOWN_WORDS = 20_000

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0dff\u200c\u200d"
"""Vowel signs and points, which are no letters of their own but belong to the word."""
_WORD = re.compile(rf"\d(?:[\d.,:]{{0,30}}\d)?|[^\W\d_](?:[^\W\d_]|[{_MARKS}]){{0,39}}(?:['’][^\W\d_]{{1,9}})?")
"""A longer run of letters is read as several words, so that what is kept of a word is bounded."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
"""Scripts that leave no room between words: their pairs of letters are compared."""
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?!\d))")


Terms = tuple[tuple[str, float], ...]


class Word(NamedTuple):
    """Where a word stands in the text, half open in code points, and what it is compared by."""

    start: int
    end: int
    terms: Terms
    telling: bool
    """Whether it is a name or a number."""


@dataclass(frozen=True, slots=True)
class Features:
    """An article's words in their order, and the weight of each term in it before rarity counts."""

    words: list[Word]
    terms: dict[str, float]


def read_features(text: str) -> Features:
    """Read an article, its title first."""
    text = text[:MAX_CHARS]
    words = _words(text)
    counts = defaultdict[str, float](float)
    for place, word in enumerate(words):
        for term, weight in word.terms:
            counts[term] += weight * (_LEAD if place < _LEAD_WORDS and term[0] != "#" else 1)
    return Features(words, {term: 1 + math.log(count) if count > 1 else count for term, count in counts.items()})


def _words(text: str) -> list[Word]:
    language = detect_language(text) or ("en" if text.isascii() else "")
    found = list(_WORD.finditer(text))
    starts = [text[match.start()] for match in found]
    names = sum(map(str.isupper, starts)) <= _MOST_NAMES * sum(map(str.isalpha, starts))
    return [Word(*match.span(), *_read(match[0], language, names)) for match in found]


@lru_cache(maxsize=_KNOWN_WORDS)
def _read(word: str, language: str, names: bool) -> tuple[Terms, bool]:
    """What a word is compared by, and whether it is a name or a number."""
    terms = _terms(word, language, names=names)
    return terms, names and terms != () and terms[0][0][0] in "#^"


def _terms(word: str, language: str, *, names: bool) -> Terms:
    """The terms of a word and their weights, its name first; none for a function word."""
    if word[0].isdigit():
        return ((intern(_number(word)), _NUMBER),)
    if not word.isascii() and _UNSPACED.match(word):
        return tuple((intern(word[i : i + 2]), 1.0) for i in range(max(1, len(word) - 1)))
    plain = word.lower().replace("’", "'").removesuffix("'s")
    if len(plain) < 2 or plain in _passed(language):
        return ()
    root = intern(stem(plain, language))
    if not word[0].isupper():
        return ((root, 1.0),)
    return (intern("^" + (plain if language == "en" else root)), _NAME if names else _NOUN), (root, 1.0)


def _number(word: str) -> str:
    """A number without what parts its thousands, so that 1,200 is 1.200 and 1200."""
    return "#" + _THOUSANDS.sub("", word).replace(",", ".")


@cache
def _passed(language: str) -> frozenset[str]:
    """The function words of a language, which tell nothing of a story."""
    return frozenset(function_words().get(language, "").split())
