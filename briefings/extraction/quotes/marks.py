"""Quoted regions of a text: pairing of quotation marks, paragraph by paragraph."""

import re
from dataclasses import dataclass

from briefings.extraction.document import Document, Paragraph
from briefings.extraction.quotes.lines import line_regions
from briefings.extraction.quotes.singles import DOUBLED, inside_any, single_is_outer, single_regions, spoken_among
from briefings.extraction.regions import Region, make_region

_DOUBLE = re.compile(r"[\"“”„‟«»＂〝〞「」『』]")
_ATTRIBUTE = re.compile(r"[\w-]{1,30}\s?=\s?$")
_OPENING = frozenset("“„«‟〝「『")
_CLOSED_BY = {"„": '“”‟"', "«": "»", "»": "«", "「": "」", "『": "』"}
_BEFORE_OPENING = frozenset(" \t\u00a0([{—–-/‘'|:,;>…\u2009\u202f\u200b")


@dataclass(frozen=True, slots=True)
class Regions:
    """``speech`` may be speech; ``aside`` stands in single marks where the article speaks in double ones."""

    speech: tuple[Region, ...]
    aside: tuple[Region, ...]


def find_regions(document: Document, language: str) -> Regions:
    """Find every quoted region, each list in the order of the text; regions never nest and never overlap.

    ``language`` tells whose verbs of saying lead speech in and end that of a dialogue's line.
    """
    found = _marked_regions(document, language)
    lines = line_regions(document, language)
    if not lines:
        return found
    of_lines = {region.paragraph for region in lines}
    speech = [*lines, *(region for region in found.speech if region.paragraph not in of_lines)]
    aside = tuple(region for region in found.aside if region.paragraph not in of_lines)
    return Regions(tuple(sorted(speech, key=lambda region: region.start)), aside)


def _marked_regions(document: Document, language: str) -> Regions:
    text = document.text
    doubles: list[Region] = []
    singles: list[Region] = []
    has_double, has_single = _DOUBLE.search(text) is not None, "‘" in text or "'" in text
    for paragraph in document.paragraphs if has_double or has_single else ():
        running = bool(doubles) and doubles[-1].open_ended and doubles[-1].paragraph == paragraph.index - 1
        found = _double_regions(text, paragraph, running=running) if has_double else []
        doubles += found
        if has_single:
            singles += single_regions(text, paragraph, found)
    if single_is_outer(document, doubles, singles):
        kept = [region for region in doubles if not inside_any(region, singles)]
        return Regions(tuple(sorted(singles + kept, key=lambda region: region.start)), ())
    outside = [region for region in singles if not inside_any(region, doubles)]
    spoken = set() if DOUBLED in text else spoken_among(text, outside, language)
    aside = tuple(region for region in outside if region not in spoken)
    return Regions(tuple(sorted([*doubles, *spoken], key=lambda region: region.start)), aside)


def _double_regions(text: str, paragraph: Paragraph, *, running: bool) -> list[Region]:
    """The regions of one paragraph; ``running`` tells that the paragraph before left a quote open."""
    regions: list[Region | None] = []
    opened: tuple[int, int, str] | None = None
    skipped = 0
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        mark, at, after = match.group(), match.start(), match.end()
        if at < skipped:
            continue
        if opened is None:
            if running and not regions and _only_closes(text, at, after, mark, paragraph):
                regions.append(make_region(text, paragraph.start, paragraph.start, at, after, paragraph.index))
            elif mark == '"' and _is_attribute(text, at, paragraph):
                closing = text.find('"', after, paragraph.end)
                skipped = closing + 1 if closing > 0 else paragraph.end
            elif _opens(text, at, after, mark, paragraph):
                opened = (at, after, mark)
        elif _closes(text, at, after, mark, opened[2], paragraph):
            regions.append(make_region(text, opened[0], opened[1], at, after, paragraph.index))
            opened = None
    if opened is not None and not _is_stray(text, opened, paragraph):
        regions.append(make_region(text, opened[0], opened[1], paragraph.end, paragraph.end, paragraph.index))
    return [region for region in regions if region is not None]


def _is_attribute(text: str, at: int, paragraph: Paragraph) -> bool:
    """Whether the mark opens the value of an attribute in left-over markup, as in href="…"."""
    return _ATTRIBUTE.search(text, max(paragraph.start, at - 32), at) is not None


def _opens(text: str, at: int, after: int, mark: str, paragraph: Paragraph) -> bool:
    if mark in _OPENING:
        return True
    if after >= paragraph.end:
        return False
    before = text[at - 1] if at > paragraph.start else " "
    if mark in "”»":
        return before in _BEFORE_OPENING and not text[after].isspace()
    if before.isdigit() or before == "”" or mark in "」』":
        return False
    return before in _BEFORE_OPENING or not text[after].isspace() or before.isspace()


def _only_closes(text: str, at: int, after: int, mark: str, paragraph: Paragraph) -> bool:
    """Whether the mark can only close what an earlier paragraph has opened: behind a word and before a space."""
    if mark not in '”"' or at == paragraph.start or text[at - 1].isspace():
        return False
    return after >= paragraph.end or text[after] in " .,;)—–\u00a0"


def _closes(text: str, at: int, after: int, mark: str, opening: str, paragraph: Paragraph) -> bool:
    if opening in _CLOSED_BY:
        return mark in _CLOSED_BY[opening]
    if mark in _OPENING or mark == "»":
        return False
    if mark == '"' and opening == "“":
        following = text[after] if after < paragraph.end else " "
        return not (text[at - 1] in " \u00a0" and following.isalnum())
    return True


def _is_stray(text: str, opened: tuple[int, int, str], paragraph: Paragraph) -> bool:
    """Whether a mark that never closes is a slip of the keyboard rather than a quote that runs on."""
    return text[opened[1] : paragraph.end].strip(" \u00a0.,;:!?)") == ""
