"""Words that a sentence puts in quotation marks."""

import re
import unicodedata
from collections.abc import Iterator

_OPEN, _CLOSE = '“"„«»‹›「『＂‟', '”"“»«›‹」』＂‟'
_QUOTED = re.compile(
    rf"[{_OPEN}]([^{_CLOSE}]{{1,4000}})(?:[{_CLOSE}]|$)|(?<!\w)[‘‚'`]{{1,2}}(.{{1,1000}}?)[’'`]{{1,2}}(?!\w)"
)
"""A mark that nothing closes quotes as far as the sentence goes."""


def quoted_but_not_in(sentence: str, source: str) -> Iterator[tuple[int, str]]:
    """Where quoted words stand that the source does not have as whole words, and the words."""
    plain = None
    for match in _QUOTED.finditer(sentence):
        plain = _plain(source) if plain is None else plain
        words = (match.group(1) or match.group(2)).strip()
        if words and not _has(plain, _plain(words).strip(" .,;:!?")):
            yield match.start(), words


def _has(text: str, words: str) -> bool:
    """Whether the words stand in the text, neither end within another word."""
    return not words or re.search(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", text) is not None


def _plain(text: str) -> str:
    text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return " ".join(re.sub(r"[‘’‚`]", "'", re.sub(r"[“”„«»‹›「」『』‟]", '"', text)).split())
