"""Words that a sentence puts in quotation marks."""

import re
import unicodedata
from collections.abc import Iterator

_OPEN, _CLOSE = '“"„«»‹›「『＂‟', '”"“»«›‹」』＂‟'
_BEGIN = re.compile(rf"[{_OPEN}]|(?<!\w)[‘‚'`]{{1,2}}")
_END = re.compile(rf"[{_CLOSE}]")
_SINGLE_END = re.compile(r"[’'`]{1,2}(?!\w)")


def quoted_in(sentence: str) -> Iterator[tuple[int, str]]:
    """Where words stand in quotation marks, and the words; a double mark that nothing closes quotes what is left."""
    place, singles = 0, True
    while (begin := _BEGIN.search(sentence, place)) is not None:
        place = begin.end()
        if begin.group() in _OPEN:
            end = _END.search(sentence, place)
            stop, after = end.span() if end else (len(sentence), len(sentence))
        else:
            end = _SINGLE_END.search(sentence, place + 1) if singles else None
            singles = end is not None
            stop, after = end.span() if end else (place, place)
        if words := sentence[place:stop].strip():
            yield begin.start(), words
        place = after


def has(text: str, words: str) -> bool:
    """Whether the ``plain`` text has the words, neither end within another word."""
    sought = plain(words).strip(" .,;:!?")
    place = text.find(sought)
    while sought and place >= 0:
        if not _is_within_a_word(text, place, place + len(sought)):
            return True
        place = text.find(sought, place + 1)
    return not sought


def _is_within_a_word(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()


def plain(text: str) -> str:
    """The text with one kind of each quotation mark, single spaces, and nothing that is not seen."""
    text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return " ".join(re.sub(r"[‘’‚`]", "'", re.sub(r"[“”„«»‹›「」『』‟]", '"', text)).split())
