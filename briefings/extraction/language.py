"""Which language a text is written in, by its script and its function words."""

import re
from collections import Counter
from functools import cache

from briefings.extraction.lexicon import function_words

SUPPORTED = frozenset({"en", "de", "fr"})
"""The languages whose grammar of quotes, figures and dates is known."""

SAMPLE_CHARS = 1_500
"""So much of the text is read, from the start: news does not change its language."""

_MIN_SHARE = 0.08
"""A language is named when at least this share of the words are its function words."""

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7a3\u1100-\u11ff"),
    ("zh", "\u4e00-\u9fff\u3400-\u4dbf"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("he", "\u0590-\u05ff"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"),
    ("th", "\u0e00-\u0e7f"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
    ("am", "\u1200-\u137f"),
    ("arab", "\u0600-\u06ff\u0750-\u077f"),
    ("cyrl", "\u0400-\u052f"),
    ("latn", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
)


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or None when too little tells."""
    sample = text[:SAMPLE_CHARS]
    script = _script(sample)
    if script is None:
        return None
    if script not in {"latn", "cyrl", "arab"}:
        return script
    words = Counter(_WORD.findall(sample.lower()))
    total = sum(words.values())
    languages = _languages(script)
    scores: Counter[str] = Counter()
    for word, count in words.items():
        for language in languages.get(word, ()):
            scores[language] += count
    if not scores:
        return None
    language, score = max(scores.items(), key=lambda item: (item[1], item[0] == "en"))
    return language if score >= _MIN_SHARE * total else None


def is_supported(language: str | None, text: str) -> bool:
    """Tell whether the grammar rules apply: to the supported languages, and to Latin text too short to tell."""
    if language is None:
        return _script(text[:SAMPLE_CHARS]) in {"latn", None}
    return language in SUPPORTED


def _script(sample: str) -> str | None:
    """The script of most letters; kana and hangul outvote the ideographs that they stand among."""
    if len(sample.encode("ascii", "ignore")) > 0.6 * len(sample) and any(map(str.isalpha, sample)):
        return "latn"
    counts = {name: len(pattern.findall(sample)) for name, pattern in _script_patterns()}
    total = sum(counts.values())
    if total == 0:
        return None
    for mixed in ("ja", "ko"):
        if counts[mixed] > 0.15 * total:
            return mixed
    return max(counts, key=lambda name: counts[name])


@cache
def _script_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(f"[{ranges}]")) for name, ranges in _SCRIPTS)


@cache
def _languages(script: str) -> dict[str, tuple[str, ...]]:
    """Map each function word of the script to the languages that use it."""
    letters = dict(_script_patterns())[script]
    table: dict[str, tuple[str, ...]] = {}
    for language, words in function_words().items():
        if letters.match(words.lstrip()):
            for word in words.split():
                table[word] = (*table.get(word, ()), language)
    return table
