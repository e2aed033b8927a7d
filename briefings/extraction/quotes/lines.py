"""Speech that a line's own form shows, without quotation marks: block quotes ("> …") and dialogue dashes ("— …")."""

import re
from dataclasses import replace

from briefings.extraction.document import Document, Paragraph
from briefings.extraction.lexicon import lexicon
from briefings.extraction.regions import Region, make_region

_BLOCK = re.compile(r"(?:>[ \u00a0]{0,3}){1,3}")
_DASH = re.compile(r"[—―–][ \u00a0]?(?=[^\W\d_])")
_SPOKEN = re.compile(
    r"(?:,|(?<=[!?…]))[ \u00a0](?:—[ \u00a0])?(?P<words>[^\W\d_]+[ \u00a0-][^\W\d_]+(?:[ \u00a0-][^\W\d_]+)?)"
)
_MARKED = frozenset('"“”„«»‟')
MOST_LINES = 500
"""A text with more lines behind ">" is somebody's mail and no article."""
_DIALOGUE = 2
"""So many lines with a dash make a dialogue when one of them asks or names its speaker; fewer may be a list."""


def line_regions(document: Document, language: str) -> list[Region]:
    """The spoken part of every line that is speech by its form, in the order of the text."""
    text = document.text
    quoted = [paragraph for paragraph in document.paragraphs if text[paragraph.start] == ">"]
    blocks = [_block(text, paragraph) for paragraph in quoted] if len(quoted) <= MOST_LINES else []
    found = [region for region in blocks if region is not None]
    if "—" in text or "―" in text or "\n–" in text:
        found += _dialogue(document, language)
    return sorted(found, key=lambda region: region.start)


def _block(text: str, paragraph: Paragraph) -> Region | None:
    opening = _BLOCK.match(text, paragraph.start, paragraph.end)
    if opening is None or not _MARKED.isdisjoint(text[opening.end() : paragraph.end]):
        return None
    if _DASH.match(text, opening.end()):
        return None
    return make_region(text, paragraph.start, opening.end(), paragraph.end, paragraph.end, paragraph.index)


def _dialogue(document: Document, language: str) -> list[Region]:
    text = document.text
    lines = [
        (paragraph, dash.end())
        for paragraph in document.paragraphs
        if (dash := _DASH.match(text, paragraph.start, paragraph.end))
        and text[paragraph.end - 1] in ".!?…"
        and _MARKED.isdisjoint(text[paragraph.start : paragraph.end])
    ]
    if len(lines) < _DIALOGUE:
        return []
    verbs = lexicon(language).words("say", "strong")
    ends = [_spoken_end(text, start, paragraph.end, verbs) for paragraph, start in lines]
    if not any(end < paragraph.end or text[end - 1] == "?" for (paragraph, _), end in zip(lines, ends, strict=True)):
        return []
    regions = [
        make_region(text, paragraph.start, start, end, end, paragraph.index)
        for (paragraph, start), end in zip(lines, ends, strict=True)
    ]
    return [replace(region, dialogue=True) for region in regions if region is not None]


def _spoken_end(text: str, start: int, end: int, verbs: frozenset[str]) -> int:
    """Where the speech ends and "said X" begins; the line's end where no verb of saying follows a mark."""
    for match in _SPOKEN.finditer(text, start, end):
        words = re.split(r"[ \u00a0-]", match["words"])
        if any(word in verbs for word in words[:2]):
            return match.start() + (text[match.start()] == ",")
    return end
