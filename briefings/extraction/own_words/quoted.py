"""Words that a sentence puts in quotation marks."""

import re
import unicodedata
from collections.abc import Iterator

_OPEN, _CLOSE = '“"„«»‹›「『＂‟', '”"“»«›‹」』＂‟'
_QUOTED = re.compile(
    rf"[{_OPEN}]([^{_CLOSE}]{{1,4000}})(?:[{_CLOSE}]|$)|(?<!\w)[‘‚'`]{{1,2}}(.{{1,1000}}?)[’'`]{{1,2}}(?!\w)"
)
"""A mark that nothing closes quotes as far as the sentence goes."""


def quoted_in(sentence: str) -> Iterator[tuple[int, str]]:
    """Where words stand in quotation marks, and the words."""
    for match in _QUOTED.finditer(sentence):
        words = (match.group(1) or match.group(2)).strip()
        if words:
            yield match.start(), words


def has(text: str, words: str) -> bool:
    """Whether the ``plain`` text has the words, neither end within another word."""
    sought = plain(words).strip(" .,;:!?")
    return not sought or re.search(rf"(?<![^\W_]){re.escape(sought)}(?![^\W_])", text) is not None


def plain(text: str) -> str:
    """The text with one kind of each quotation mark, single spaces, and nothing that is not seen."""
    text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return " ".join(re.sub(r"[‘’‚`]", "'", re.sub(r"[“”„«»‹›「」『』‟]", '"', text)).split())
