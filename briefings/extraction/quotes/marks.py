"""Quoted regions of a text: pairing of quotation marks, paragraph by paragraph."""

import re
from dataclasses import dataclass

from briefings.extraction.document import Document, Paragraph

_DOUBLE = re.compile(r"[\"“”„‟«»＂〝〞]")
_SINGLE = re.compile(r"[‘’‹›]|(?<!')'(?!')")
_ATTRIBUTE = re.compile(r"[\w-]{1,30}\s?=\s?$")
_OPENING = frozenset("“„«‟〝")
_MATCHES = {"„": '“”‟"', "«": "»", "»": "«"}
_BEFORE_OPENING = frozenset(" \t\u00a0([{—–-/‘'|:,;>…\u2009\u202f\u200b")
_AFTER_CLOSING = frozenset(" \t\u00a0)]}—–-.,;:!?…/’'|<\u2009\u202f")


@dataclass(frozen=True, slots=True)
class Region:
    """Quoted words, marks excluded, within one paragraph. ``outer_start`` and ``outer_end`` include the marks.

    ``single`` tells single marks, ``open_ended`` a region whose closing mark never comes in its paragraph.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    single: bool = False
    open_ended: bool = False


def find_regions(document: Document) -> tuple[Region, ...]:
    """Find every quoted region, in the order of the text; regions never nest and never overlap."""
    text = document.text
    doubles: list[Region] = []
    singles: list[Region] = []
    has_single = _SINGLE.search(text) is not None
    for paragraph in document.paragraphs:
        found = _double_regions(text, paragraph)
        doubles += found
        if has_single:
            singles += _single_regions(text, paragraph, found)
    outer_is_single = _single_is_outer(text, doubles, singles)
    if outer_is_single:
        doubles = [region for region in doubles if not _inside_any(region, singles)]
        kept = singles
    else:
        kept = [region for region in singles if not _inside_any(region, doubles)]
    return tuple(sorted(doubles + kept, key=lambda region: region.start))


def _double_regions(text: str, paragraph: Paragraph) -> list[Region]:
    regions: list[Region] = []
    opened: tuple[int, int, str] | None = None
    skipped = 0
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        mark, at, after = match.group(), match.start(), match.end()
        if opened is None:
            if at < skipped:
                continue
            if mark == '"' and _is_attribute(text, at, paragraph):
                closing = text.find('"', after, paragraph.end)
                skipped = closing + 1 if closing > 0 else paragraph.end
            elif _opens(text, at, after, mark, paragraph):
                opened = (at, after, mark)
        elif _closes(text, at, after, mark, opened[2], paragraph):
            _append(regions, text, opened, at, after, paragraph)
            opened = None
    if opened is not None and not _is_stray(text, opened, paragraph):
        _append(regions, text, opened, paragraph.end, paragraph.end, paragraph, open_ended=True)
    return regions


def _is_attribute(text: str, at: int, paragraph: Paragraph) -> bool:
    """Whether the mark opens the value of an attribute in left-over markup, as in href="…"."""
    return _ATTRIBUTE.search(text, max(paragraph.start, at - 32), at) is not None


def _opens(text: str, at: int, after: int, mark: str, paragraph: Paragraph) -> bool:
    if mark in _OPENING:
        return True
    if after >= paragraph.end:
        return False
    before = text[at - 1] if at > paragraph.start else " "
    if mark in {"”", "»"}:
        return before in _BEFORE_OPENING and not text[after].isspace()
    if before.isdigit() or before == "”":
        return False
    return before in _BEFORE_OPENING or not text[after].isspace() or before.isspace()


def _closes(text: str, at: int, after: int, mark: str, opening: str, paragraph: Paragraph) -> bool:
    if opening in _MATCHES:
        return mark in _MATCHES[opening]
    if mark == "“":
        return False
    if mark in _OPENING or mark == "»":
        return False
    if mark == '"' and opening == "“":
        following = text[after] if after < paragraph.end else " "
        return not (text[at - 1] in " \u00a0" and following.isalnum())
    return True


def _append(
    regions: list[Region],
    text: str,
    opened: tuple[int, int, str],
    at: int,
    after: int,
    paragraph: Paragraph,
    *,
    open_ended: bool = False,
) -> None:
    start, end = opened[1], at
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        regions.append(Region(start, end, opened[0], after, paragraph.index, open_ended=open_ended))


def _is_stray(text: str, opened: tuple[int, int, str], paragraph: Paragraph) -> bool:
    """Whether a mark that never closes is a slip of the keyboard rather than a quote that runs on."""
    return text[opened[1] : paragraph.end].strip(" \u00a0.,;:!?)") == ""


def _single_regions(text: str, paragraph: Paragraph, doubles: list[Region]) -> list[Region]:
    regions: list[Region] = []
    opened: int | None = None
    marks = list(_SINGLE.finditer(text, paragraph.start, paragraph.end))
    for number, match in enumerate(marks):
        at = match.start()
        if opened is None:
            if _single_opens(text, at, match.group(), paragraph):
                opened = at
        elif _single_closes(text, at, paragraph) and not _is_plural(text, at, marks, number, paragraph):
            _append(regions, text, (opened, opened + 1, match.group()), at, at + 1, paragraph)
            opened = None
    return [
        Region(region.start, region.end, region.outer_start, region.outer_end, region.paragraph, single=True)
        for region in regions
        if not any(double.outer_start < region.outer_start < double.outer_end < region.outer_end for double in doubles)
    ]


def _single_opens(text: str, at: int, mark: str, paragraph: Paragraph) -> bool:
    if mark in "’›" or at + 1 >= paragraph.end:
        return False
    before = text[at - 1] if at > paragraph.start else " "
    following = text[at + 1]
    if not (before in _BEFORE_OPENING or before in '“"') or following.isspace():
        return False
    return not following.isdigit() or mark == "‘"


def _single_closes(text: str, at: int, paragraph: Paragraph) -> bool:
    if text[at - 1].isspace():
        return False
    return at + 1 >= paragraph.end or text[at + 1] in _AFTER_CLOSING or text[at + 1] in '”"'


def _is_plural(text: str, at: int, marks: list[re.Match[str]], number: int, paragraph: Paragraph) -> bool:
    """Whether the mark is the apostrophe of "the workers' rights": after an s, before a small letter, with a later close."""
    if text[at - 1] not in "sS" or at + 2 >= paragraph.end or not (text[at + 1] == " " and text[at + 2].islower()):
        return False
    for later in marks[number + 1 : number + 9]:
        if _single_opens(text, later.start(), later.group(), paragraph):
            return False
        if _single_closes(text, later.start(), paragraph):
            return True
    return False


def _single_is_outer(text: str, doubles: list[Region], singles: list[Region]) -> bool:
    """Whether the article quotes in single marks, the British way: more speech stands in them than in double ones."""
    outside = [region for region in singles if not _inside_any(region, doubles)]
    if not outside:
        return False
    length = sum(region.end - region.start for region in outside)
    enclosing = [region for region in doubles if not _inside_any(region, singles)]
    return length > sum(region.end - region.start for region in enclosing)


def _inside_any(region: Region, others: list[Region]) -> bool:
    low, high = 0, len(others)
    while low < high:
        middle = (low + high) // 2
        if others[middle].outer_start <= region.outer_start:
            low = middle + 1
        else:
            high = middle
    return low > 0 and others[low - 1].outer_end >= region.outer_end and others[low - 1] is not region
