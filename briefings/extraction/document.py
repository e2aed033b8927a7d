"""Paragraphs and sentences of a source text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SENTENCE = 2000
"""The longest sentence, in code points."""

_PARAGRAPH = re.compile(r"[^\n\r]+")
_END = re.compile(r"[.!?…][\"”’»'）)\]]{0,3}(?=[ \t\u00a0]+(?:[\"“‘«'(\[„»]{0,3}|«[ \u00a0])[A-Z0-9À-ÞЀ-ЯΑ-Ω])")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr st sen rep gov gen col lt sgt capt cmdr adm maj prof rev hon pres jr sr no vs co corp inc ltd "
    "cllr atty cde insp supt engr barr pvt cpl brig jan feb mar apr jun jul aug sept sep oct nov dec mt ft fig approx dept est ave blvd rd messrs mx".split()
)
_LONGEST_SHORT_FORM = max(map(len, _ABBREVIATIONS))
_GERMAN_MONTH = re.compile(
    r"[ \u00a0](?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
"""What follows the full stop of a German day: "6. März"."""
_LAST_WORD = re.compile(r"(?<![\d°])[^\W\d_][\w.'’-]{0,30}$")
"""The word before a full stop; a unit right behind a number ("38.5C.") is no initial."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text that is not blank; ``sentences`` are half-open code point spans that cover its words."""

    index: int
    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text read into paragraphs and sentences once, shared by every question that extraction asks of it."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    starts: tuple[int, ...]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds the code point at ``offset``, or None between paragraphs."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or offset >= self.paragraphs[index].end:
            return None
        return self.paragraphs[index]

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The span of the sentence around ``offset``; an empty span where there is none."""
        paragraph = self.paragraph_at(offset)
        if paragraph is not None:
            index = bisect_right(paragraph.sentences, (offset, len(self.text))) - 1
            if index >= 0 and offset < paragraph.sentences[index][1]:
                return paragraph.sentences[index]
        return offset, offset

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Every sentence's span in the order of the text."""
        for paragraph in self.paragraphs:
            yield from paragraph.sentences


def read_document(text: str) -> Document:
    """Split ``text`` at line ends into paragraphs and these into sentences; linear in the text's length."""
    paragraphs: list[Paragraph] = []
    for match in _PARAGRAPH.finditer(text):
        start, end = _trim(text, *match.span())
        if start < end:
            paragraphs.append(Paragraph(len(paragraphs), start, end, _sentences(text, start, end)))
    return Document(text, tuple(paragraphs), tuple(p.start for p in paragraphs))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if text[match.start()] == "." and _is_abbreviation(text, begin, match.start()):
            continue
        spans += _bounded(text, begin, match.end())
        begin = match.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        spans += _bounded(text, begin, end)
    return tuple(spans)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut at a space wherever it runs on beyond what anybody writes; so all that follows stays linear."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > 0 else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _is_abbreviation(text: str, start: int, dot: int) -> bool:
    if text[dot - 1].isdigit() and _GERMAN_MONTH.match(text, dot + 1):
        return True
    if text[max(start, dot - _LONGEST_SHORT_FORM - 1) : dot].isalpha() and dot - start > _LONGEST_SHORT_FORM:
        return False
    word = _LAST_WORD.search(text, max(start, dot - 32), dot)
    if word is None:
        return False
    letters = word.group()
    return len(letters) == 1 or "." in letters or letters.lower() in _ABBREVIATIONS
