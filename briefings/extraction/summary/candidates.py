"""Which sentences of an article may stand in its summary, and where they really begin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefings.extraction.document import Document
from briefings.extraction.headings import is_heading
from briefings.extraction.summary.furniture import after_furniture

REACH = 5
"""So many usable sentences from the top are weighed: news tells the main thing first, and the cost stays flat."""

_LOOKED_AT = 40
"""So many sentences are looked at for them."""

MAX_CHARS = 700
"""A longer sentence is no sentence of a summary: run-together captions, tables, a text without full stops."""

MIN_WORDS = 5
_MOST_SPOKEN = 0.85
_MOST_LED = 0.4
"""The largest part of a sentence that may be speech, and where it starts with the speech."""

_LEDE_WITHIN = 2
"""The first sentence of an article may start with a pronoun, which its title or itself explains."""

_SHORTEST = 20
"""A shorter first part may be no more than the place of a dateline: "KYIV."."""

_SHORT_EMPTY = 160
_DATELINE_WITHIN = 3
_SHORT_NAME = re.compile(r"\b[A-Z]!\Z")
"""A name that ends with a mark, not a sentence: "E! News"."""

_WORD = re.compile(r"[^\W_]+")
_SPACED_END = re.compile(r"[.!?…] [\"”’')]{1,2} +(?=[\"“‘'(]? ?[A-Z0-9])")
_EMPTY = re.compile(
    r"(?:declin(?:ed|es|ing) to (?:comment|elaborate)|(?:did|has|have|had) not (?:immediately |yet )?(?:return|respond|repl|comment)"
    r"|could not (?:immediately )?be reached|no comment|(?:reached|contacted|approached) (?:out )?(?:to .{3,60} )?for (?:a )?comment)"
)
"""What a sentence says when it has nothing to tell."""
_BYLINE = re.compile(
    r"(?:by [A-Z]|reporting by|additional reporting|writing by|edited by|editing by|compiled by"
    r"|with (?:reporting|files) (?:by|from)"
    r"|(?:file |handout )?(?:photo|image|picture|video|graphic)s?(?: credit)?\b\s?[:/(]|credit:"
    r"|source:|©|copyright|all rights)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:scroll (?:down|to)|click (?:here|to|on)|tap here|read (?:more|also|next)|watch(?: live| now|:)|sign up"
    r"|subscribe|follow (?:us|live)|listen to|download|advertisement|related:|see also|story highlights|share this"
    r"|this (?:article|story) (?:was|has been|is)"
    r"|(?:updated|published|posted|last modified)\b.{0,12}\d)",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"[\"“‘']?\s?(?:(?:But|And|Or|Nor|So|Yet|However|Nevertheless|Nonetheless|Still|Also|Then|Therefore|Thus|Instead|Meanwhile"
    r"|Moreover|Furthermore|Besides|Otherwise|Likewise|Similarly|Hence|Consequently|Conversely|Later|Afterwards?|Both|Neither|Such)\b"
    r"|(?:He|She|It|They|Him|Them|His|Her|Their|Its|This|That|These|Those|Theirs|Hers)\b"
    r"|(?:On the other hand|As a result|In addition|At the same time|For example|For instance|In response"
    r"|In contrast|By contrast"
    r"|As such|After that|(?:Because of|Despite) (?:this|that)|In (?:this|that) case|The (?:latter|former)"
    r"|(?:Amid|Despite|After|With|In|For|At|Of|From) (?:all )?(?:this|that|it|these|those|him|her|them))\b"
    r"|Because\b[^,]*\.|[^,]{1,60}, (?:however|though|meanwhile|therefore),)"
)
_INNER_SUBJECT = re.compile(r"(?:He|She|They|It|His|Her|Their|Its)\b")
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|we|our|us|you|your|We|My|Our|You|Your)\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be shown: its span without a dateline, its place in the article and its content words.

    ``leans`` tells that it starts with a pronoun or a connective and needs the sentence before it, ``number`` - 1.
    ``voice`` tells that it seems to be somebody's direct speech; ``words`` counts all of its words.
    """

    number: int
    start: int
    end: int
    words: int
    content: frozenset[str]
    leans: bool
    voice: bool


def find_candidates(
    document: Document, skip_until: int, quoted: Sequence[tuple[int, int]], *, wanted: int = 3
) -> list[Candidate]:
    """Collect the sentences from ``skip_until`` on that could be shown by themselves: REACH, or twice as many as wanted.

    ``quoted`` are the spans of direct speech in the order of the text: a sentence that is nothing but speech is left
    out, since a summary states and does not speak.
    """
    found: list[Candidate] = []
    spoken = _Spoken(quoted)
    for number, (start, stop, first) in enumerate(_sentences(document, skip_until)):
        if number >= _LOOKED_AT or len(found) >= max(REACH, 2 * wanted):
            break
        begin = after_furniture(document.text, start, stop, first=first)
        end = _before_stray_mark(document.text, begin, stop)
        if _is_furniture(document.text, begin, end) or spoken.fills(begin, end):
            continue
        candidate = _candidate(document.text, number, begin, end, opens=not found and number < _LEDE_WITHIN)
        if candidate.words >= MIN_WORDS:
            found.append(candidate)
    return found


def content_words(sentence: str) -> frozenset[str]:
    """The words that carry a sentence's meaning, cut to their first letters so that most inflections meet."""
    return frozenset([word[:6] for word in _WORD.findall(sentence.lower()) if len(word) > 1]) - _FUNCTION_STEMS


def _candidate(text: str, number: int, start: int, end: int, *, opens: bool) -> Candidate:
    sentence = text[start:end]
    return Candidate(
        number=number,
        start=start,
        end=end,
        words=sentence.count(" ") + 1,
        content=content_words(sentence),
        leans=not opens and (_LEANING.match(sentence) is not None or _leans_after_clause(sentence)),
        voice=sentence[0] in "\"“‘'«„" or _FIRST_PERSON.search(sentence) is not None,
    )


def _leans_after_clause(sentence: str) -> bool:
    """Tell whether a short introduction is followed by a pronoun subject that nothing in it names."""
    comma = sentence.find(", ", 0, 60)
    return (
        comma > 0
        and _INNER_SUBJECT.match(sentence[comma + 2 : comma + 8].capitalize()) is not None
        and not any(word[0].isupper() for word in sentence[1:comma].split() if len(word) > 1)
    )


def _sentences(document: Document, skip_until: int) -> Iterator[tuple[int, int, bool]]:
    """Yield sentence spans outside headings, and whether each may begin with a dateline, as the text's first ones do."""
    count = 0
    for paragraph in document.paragraphs:
        if paragraph.end <= skip_until or is_heading(document.text, paragraph):
            continue
        opens = count < _DATELINE_WITHIN
        for start, end in _whole(document.text, paragraph.sentences):
            if start < skip_until or end - start > 20 * MAX_CHARS:
                continue
            for part_start, part_end in _parts(document.text, start, end):
                if part_end - part_start <= MAX_CHARS:
                    yield part_start, part_end, opens
                count += 1
                opens = opens and part_end - part_start < _SHORTEST


def _whole(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join what was cut within quotation marks: "The “Ready. Set.” campaign failed."."""
    begin = -1
    for start, end in sentences:
        begin = start if begin < 0 else begin
        if end - begin > MAX_CHARS or (_is_balanced(text[begin:end]) and not _SHORT_NAME.search(text, begin, end)):
            yield begin, end
            begin = -1
    if begin >= 0:
        yield begin, sentences[-1][1]


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut once more where a space stands between a full stop and the closing mark, as tokenised text has it."""
    for match in _SPACED_END.finditer(text, start, end):
        cut = match.end()
        yield start, len(text[:cut].rstrip()) if cut - start < 2 else _rstrip(text, start, cut)
        start = cut
    if start < end:
        yield start, end


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _before_stray_mark(text: str, start: int, end: int) -> int:
    """Leave out a quotation mark that stands alone behind the full stop: in such text it may open what follows."""
    return end - 2 if end - start > 3 and text[end - 1] in "\"'”’" and text[end - 2] == " " else end


def _is_furniture(text: str, start: int, end: int) -> bool:
    head = text[start : min(end, start + 80)]
    return (
        _BYLINE.match(head) is not None
        or _FURNITURE.match(head) is not None
        or text[end - 1] in "?:"
        or not _is_balanced(text[start:end])
        or (end - start < _SHORT_EMPTY and _EMPTY.search(text, start, end) is not None)
    )


def _is_balanced(sentence: str) -> bool:
    """Whether every quotation mark and bracket of the sentence has its partner, as where a sentence was cut in two."""
    return (
        sentence.count('"') % 2 == 0
        and sentence.count("“") == sentence.count("”") + sentence.count("„")
        and sentence.count("(") == sentence.count(")")
    )


class _Spoken:
    """Tells whether a span is nothing but direct speech; asked in the order of the text."""

    __slots__ = ("_at", "_quoted")

    def __init__(self, quoted: Sequence[tuple[int, int]]) -> None:
        self._quoted = quoted
        self._at = 0

    def fills(self, start: int, end: int) -> bool:
        """Tell whether speech covers most of the span and leads it or nearly all, or runs into it from before."""
        while self._at < len(self._quoted) and self._quoted[self._at][1] <= start:
            self._at += 1
        covered, leads = 0, False
        for quote_start, quote_end in self._quoted[self._at :]:
            if quote_start >= end:
                break
            if quote_start < start:
                return True
            covered += min(end, quote_end) - quote_start
            leads = leads or quote_start - start <= 1
        return covered > (_MOST_LED if leads else _MOST_SPOKEN) * (end - start)


_FUNCTION_STEMS = frozenset(
    word[:6]
    for word in (
        "a about above after again against all also am an and any are as at be because been before being below "
        "between both but by can could did do does doing down during each few for from further had has have having "
        "he her here hers herself him himself his how i if in into is it its itself just like me more most my "
        "myself no nor not now of off on once only or other our ours out over own said same say says she should so "
        "some such than that the their theirs them themselves then there these they this those through to told too "
        "under until up us very was we were what when where which while who whom why will with would you your "
        "yours ve ll re according added "
    ).split()
)
