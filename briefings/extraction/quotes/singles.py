"""Single quotation marks: told from apostrophes, and the question whether an article speaks in them."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from briefings.extraction.document import Document, Paragraph
from briefings.extraction.lexicon import lexicon
from briefings.extraction.regions import Region, make_region

MARK = re.compile(r"[‘’'](?:(?<=[‘’])|(?<!['\w]')(?!')|(?<!'')(?!['\w]))")
"""A mark first and its neighbours after, since the search for a set of characters is the fast one."""
_BEFORE = frozenset(' \t\u00a0([{—–-/|:,;…\u2009\u202f\u200b"“>')
_AFTER = frozenset(' \t\u00a0)]}—–-.,;:!?…/|<\u2009\u202f”"')
_CLIPPED = re.compile(r"(?:\d\d?0?s?|em|til|tis|twas|cause|bout|n|round|cos|cuz)\b(?![’'])|n[’']", re.IGNORECASE)
_LATER = 8
_SPEECH_ENDS = frozenset(",.!?…")
_SPEECH_BLANKS = 2
_LEAD = 60
_LEAD_WORDS = 5
_CLAUSE_ENDS = re.compile(r"[.!?;:,“”\"‘’\n]")
_LEADS_A_NAME = re.compile(
    r"\b(?:so-called|known as|means|word|term|phrase|name|film|book|song|show|(?:called|named|dubbed|nicknamed|titled)(?: (?:the|a|an))?) ?$"
)
"""What leads in the name of something rather than words of somebody's."""
DOUBLED = "''"
"""Two single marks that stand for a double one, as some archives print it: single marks are the inner ones there."""


def single_regions(text: str, paragraph: Paragraph, doubles: Sequence[Region]) -> list[Region]:
    """Pair the single marks of one paragraph, leaving out pairs that cut through a double-marked region."""
    if text.find("‘", paragraph.start, paragraph.end) < 0 and text.find("'", paragraph.start, paragraph.end) < 0:
        return []
    marks = list(MARK.finditer(text, paragraph.start, paragraph.end))
    found: list[Region] = []
    opened = -1
    for number, match in enumerate(marks):
        at = match.start()
        if opened < 0:
            opened = at if _opens(text, at, paragraph) else -1
        elif _closes(text, at, paragraph) and not _is_plural(text, marks, number, paragraph):
            region = make_region(text, opened, opened + 1, at, at + 1, paragraph.index, single=True)
            if region is not None:
                found.append(region)
            opened = -1
    if opened == paragraph.start:
        region = make_region(text, opened, opened + 1, paragraph.end, paragraph.end, paragraph.index, single=True)
        if region is not None:
            found.append(region)
    return [region for region in found if not _cuts(region, doubles)]


def single_is_outer(document: Document, doubles: Sequence[Region], singles: Sequence[Region]) -> bool:
    """Whether the article quotes in single marks, the British way: more of its speech stands in them."""
    if DOUBLED in document.text:
        return False
    outside = [region for region in singles if not inside_any(region, doubles)]
    if not any(_is_in_running_text(document, region) for region in outside):
        return False
    length = sum(region.end - region.start for region in outside)
    return length > sum(region.end - region.start for region in doubles if not inside_any(region, singles))


def spoken_among(text: str, singles: Sequence[Region], language: str) -> set[Region]:
    """Which of the regions below the headline are speech though the article speaks in double marks.

    They end as speech does, or a verb of saying leads them in: "called it a ‘…’".
    """
    below = [region for region in singles if region.paragraph > 0]
    verbs = lexicon(language).words("say", "strong", "weak", "participle") if below else frozenset()
    return {region for region in below if _ends_as_speech(text, region) or _is_led_in(text, region, verbs)}


def _ends_as_speech(text: str, region: Region) -> bool:
    return text[region.end - 1] in _SPEECH_ENDS and text.count(" ", region.start, region.end) >= _SPEECH_BLANKS


def _is_led_in(text: str, region: Region, verbs: frozenset[str]) -> bool:
    words = text[region.start : region.end]
    if " " not in words or words.istitle():
        return False
    before = text[max(0, region.outer_start - _LEAD) : region.outer_start].rstrip(" ,:")
    clause = _CLAUSE_ENDS.split(before)[-1]
    return any(word in verbs for word in clause.split()[-_LEAD_WORDS:]) and not _LEADS_A_NAME.search(clause)


def inside_any(region: Region, others: Sequence[Region]) -> bool:
    """Whether one of the ``others``, which are in the order of the text, holds the region."""
    index = bisect_right(others, region.outer_start, key=_outer_start) - 1
    return index >= 0 and others[index] is not region and others[index].outer_end >= region.outer_end


def _outer_start(region: Region) -> int:
    return region.outer_start


def _is_in_running_text(document: Document, region: Region) -> bool:
    paragraph = document.paragraphs[region.paragraph]
    if region.paragraph == 0 and len(document.paragraphs) > 1:
        return False
    return document.text[paragraph.end - 1] in ".!?’'”\":" and paragraph.end - paragraph.start > 2 + (
        region.end - region.start
    )


def _opens(text: str, at: int, paragraph: Paragraph) -> bool:
    if text[at] == "’" or at + 1 >= paragraph.end or text[at + 1].isspace():
        return False
    if at > paragraph.start and text[at - 1] not in _BEFORE:
        return False
    return _CLIPPED.match(text, at + 1, min(paragraph.end, at + 8)) is None


def _closes(text: str, at: int, paragraph: Paragraph) -> bool:
    return not text[at - 1].isspace() and (at + 1 >= paragraph.end or text[at + 1] in _AFTER)


def _is_plural(text: str, marks: list[re.Match[str]], number: int, paragraph: Paragraph) -> bool:
    """Whether the mark is the apostrophe of "the workers' rights": after an s, before a small letter, a close to come."""
    at = marks[number].start()
    if text[at - 1] not in "sS" or at + 2 >= paragraph.end or text[at + 1] != " " or not text[at + 2].isalpha():
        return False
    for later in marks[number + 1 : number + 1 + _LATER]:
        if _opens(text, later.start(), paragraph):
            return False
        if _closes(text, later.start(), paragraph):
            return True
    return False


def _cuts(region: Region, doubles: Sequence[Region]) -> bool:
    """Whether the region begins inside a double-marked one and ends outside it, or the other way round."""
    for offset in (region.outer_start, region.outer_end - 1):
        index = bisect_right(doubles, offset, key=_outer_start) - 1
        if index >= 0 and doubles[index].outer_end > offset:
            double = doubles[index]
            if not (double.outer_start <= region.outer_start and region.outer_end <= double.outer_end):
                return True
    return False
