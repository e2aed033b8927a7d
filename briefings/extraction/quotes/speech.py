"""Tells speech from the other things that stand in quotation marks: titles, headings, terms and scare quotes."""

import re

from briefings.domain.quotes import OtherKind
from briefings.extraction.document import Document
from briefings.extraction.quotes.named import named_kind
from briefings.extraction.regions import Region
from briefings.extraction.speakers.assign import Assignment

_FIRM = 2
_SHORT = 8
_FEW = 3
_LINKED = re.compile(r"(?:,|,? (?:and|or|und|oder|et|ou)) |(?<=,.) ")
_IMAGINED = re.compile(
    r"\b(?:objections?(?: is)?|(?:you|one|somebody|someone|readers?|sceptics|skeptics) (?:may|might|will|could|can) (?:\w+ )?(?:say|ask|object|think|tell me))[:,] $"
)
_DETERMINED = re.compile(
    r"(?:\b(?:an?|the|his|her|its|their|our|this|that|these|those)|[’']s?) (?:[a-z-]{3,20} )?$", re.IGNORECASE
)
_ENDS_CLAUSE = re.compile(
    r"[.,;:?!)—–]|$| (?:[—–-]|and|or|but|in|on|at|of|for|from|to|with|by|as|that|than|because|which|who|when|while|if|after|before|until|during|about|over|under"
    r"|against|through|he|she|they|it|we|you)\b| ?\n"
)
_NOUN_OF_SAYING = re.compile(
    r"\b(?:references?|mentions?|talk|calls?|cry|cries|shouts?|chants?|promises?|accusations?|claims?|threats?|warnings?|charges?|allegations?"
    r"|suggestions?|remarks?|comments?|admissions?|whispers?|demands?|appeals?|complaints?|descriptions?|rumou?rs?) (?:of|to|for|about)(?: an?| the)? $"
    r"|\b(?:described|condemned|dismissed|criticised|criticized|denounced|portrayed|characteri[sz]ed|branded|slammed|hailed|praised) as (?:an? |the )?$"
)
"""What leads words in as somebody's though no verb of saying does: "a shout of “…”"."""


def other_kind(document: Document, assignment: Assignment, language: str = "en") -> OtherKind | None:
    """What the region is when nobody is quoted in it; None for speech."""
    text, region = document.text, assignment.region
    if not any(character.isalpha() for character in text[region.start : region.end]):
        return OtherKind.SCARE
    if _is_line_of_its_own(document, region):
        return OtherKind.HEADING if region.single else None
    paragraph = document.paragraphs[region.paragraph]
    inner = is_within_sentence(document, region)
    attribution = None if assignment.carried or assignment.is_guessed else assignment.attribution
    led_in = _NOUN_OF_SAYING.search(text, max(0, region.outer_start - 40), region.outer_start) is not None
    kind = (
        None
        if led_in
        else named_kind(text, region, attribution, begins=paragraph.start, inner=inner, capitals=language == "en")
    )
    if kind is not None:
        return kind
    if _is_mere_word(text, assignment) or _is_imagined(text, assignment):
        return OtherKind.SCARE
    strength = 0 if attribution is None else attribution.strength
    if strength >= _FIRM or not inner:
        return None
    return OtherKind.SCARE if attribution is None and not led_in and _is_unlinked(text, assignment, language) else None


def goes_with(text: str, before: Region, region: Region) -> bool:
    """Whether the region only goes on with a list that the one before it opens: "“Out” and “Shame”"."""
    return _LINKED.fullmatch(text, before.outer_end, region.outer_start) is not None


def _is_unlinked(text: str, assignment: Assignment, language: str) -> bool:
    """Whether nothing in the region's own sentence says that somebody speaks, and it is too short to say so itself."""
    region = assignment.region
    count = text.count(" ", region.start, region.end) + 1
    if (
        assignment.attribution is None
        or assignment.carried
        or assignment.attribution.place == "in the paragraph before"
    ):
        return count <= _SHORT
    return language == "en" and count <= _FEW and _is_noun_phrase(text, region)


def _is_noun_phrase(text: str, region: Region) -> bool:
    """Whether the words are a noun with its article, or stand before a noun: a term rather than somebody's opinion."""
    if _ENDS_CLAUSE.match(text, region.outer_end) is None:
        return True
    return _DETERMINED.search(text, max(0, region.outer_start - 40), region.outer_start) is not None


def _is_mere_word(text: str, assignment: Assignment) -> bool:
    """Whether one small word stands in marks before a verb that has no speaker: "The “smart” bins cannot tell …"."""
    region, attribution = assignment.region, assignment.attribution
    if assignment.speaker is not None or attribution is None or attribution.place != "later in the sentence":
        return False
    word = text[region.start : region.end]
    return " " not in word and word.islower()


def _is_imagined(text: str, assignment: Assignment) -> bool:
    """Whether the article puts the words into the reader's mouth: "But surely," you will say."""
    region, attribution = assignment.region, assignment.attribution
    if attribution is not None and attribution.source is not None and attribution.source.phrase == "you":
        return True
    return _IMAGINED.search(text, max(0, region.outer_start - 60), region.outer_start) is not None


def _is_line_of_its_own(document: Document, region: Region) -> bool:
    paragraph = document.paragraphs[region.paragraph]
    return paragraph.start >= region.outer_start and paragraph.end <= region.outer_end


def is_within_sentence(document: Document, region: Region) -> bool:
    """Whether words of the article's own sentence stand before the region."""
    paragraph = document.paragraphs[region.paragraph]
    before = document.text[max(paragraph.start, region.outer_start - 3) : region.outer_start].rstrip()
    return bool(before) and before[-1] not in '.!?”"’:'
