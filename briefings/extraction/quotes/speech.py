"""Tells speech from the other things that stand in quotation marks: titles, headings, terms and scare quotes."""

import re

from briefings.domain.quotes import OtherKind
from briefings.extraction.document import Document
from briefings.extraction.quotes.regions import Region
from briefings.extraction.speakers.assign import Assignment

_SMALL = frozenset("a an and as at but by de for from in is it of on or the to v vs with &".split())
_WORKS = (
    "show|program|programme|podcast|film|movie|book|novel|memoir|song|album|ad|commercial|advert|series|sitcom|play|musical"
    "|documentary|article|essay|column|poem|painting|magazine|newspaper|website|blog|game|drama|comedy|paper|speech|hit|editorial|commentary"
)
_WORK_BEFORE = re.compile(
    rf"(?:{_WORKS})s?,? (?:called |named |titled |entitled |of |is |was )?$|\b(?:en)?titled,? $|(?:[Zz]eitung|[Mm]agazins?|Senders?|Films?|Romans?|Buch|Serie) $"
)
_ON_AIR = re.compile(
    r"\b(?:on|told|to|host of|star of|co-hosts?|hosts?|edits|starred in|watche?[sd]?|star in|roles? (?:acting )?in|appear(?:ed|s|ance)? on"
    r"|interview (?:with|on)|hosting|called|named|listed|likes?|loves?) (?:the |his |her )?$"
)
_OUTLET = re.compile(
    r"(?:\b[A-Z]{2,5}|\b(?:Channel|Radio|Television|Network|Netflix|Amazon|Hulu|Disney)(?: [0-9])?)[’']s $"
    r"|\b(?:broadcast|edition|episode|season|series|performance|screening|production|premiere|remake|adaptation) of (?:the |his |her )?$"
)
"""Whose or what of a programme stands before its title."""
_WORK_AFTER = re.compile(rf"[”\"’']? ?(?:host|co-host|star|TV|theme|award|(?:{_WORKS})\b)")
_TERM_BEFORE = re.compile(
    r"\b(?:the (?:word|term|phrase|hashtag|name|nickname|label|acronym)s?|so-called|known as|means?|meaning|Latin for|goes by|nicknamed|rated"
    r"|click) (?:the |an? )?$",
    re.IGNORECASE,
)
_PAPERS = frozenset(
    {
        "Spiegel",
        "Bild",
        "Bild am Sonntag",
        "Welt",
        "Welt am Sonntag",
        "Zeit",
        "Süddeutsche Zeitung",
        "Süddeutschen Zeitung",
    }
    | {
        "Frankfurter Allgemeinen Zeitung",
        "Frankfurter Allgemeine Zeitung",
        "Tagesspiegel",
        "Handelsblatt",
        "Stern",
        "Focus",
    }
    | {"New York Times", "Washington Post", "Guardian", "Financial Times", "Le Monde", "Wall Street Journal"}
    | {"Le Figaro", "Le Parisien", "Libération", "Rheinischen Post", "Rheinische Post", "Tagesthemen", "heute-journal"}
)
"""Papers and programmes that their own press sets in quotation marks."""
_NICKNAME = re.compile(
    r".{0,28}\b[A-ZÀ-Þ][\w.’'-]+[ \u00a0][\"“‘'][A-ZÀ-Þ][\w.’'-]{0,15}(?:[ \u00a0][A-ZÀ-Þ][\w.’'-]{0,15})?[\"”’'][ \u00a0][A-ZÀ-Þ]"
)
"""A name in marks between two others: Maria "Cora" Reyes."""
_SPEECH_STRENGTH = 2
_SHORT = 8


def other_kind(document: Document, assignment: Assignment) -> OtherKind | None:
    """What the region is when nobody is quoted in it; None for speech."""
    text, region = document.text, assignment.region
    if _is_line_of_its_own(document, region):
        return OtherKind.HEADING if region.single else None
    kind = OtherKind.SCARE if _is_mere_word(text, assignment) else _kind_by_form(text, region)
    if kind is not None:
        return kind
    attribution = assignment.attribution
    strength = 0 if attribution is None or assignment.carried else attribution.strength
    if strength >= _SPEECH_STRENGTH or not _is_within_sentence(document, region):
        return None
    if len(text[region.start : region.end].split()) > _SHORT:
        return None
    if _TERM_BEFORE.search(text, max(0, region.outer_start - 30), region.outer_start):
        return OtherKind.TERM
    if attribution is None or assignment.carried or attribution.place == "in the paragraph before":
        return OtherKind.SCARE
    return None


def _kind_by_form(text: str, region: Region) -> OtherKind | None:
    """What the region is by itself and the words beside it, whoever speaks in the sentence."""
    if not any(character.isalpha() for character in text[region.start : region.end]):
        return OtherKind.SCARE
    if _NICKNAME.match(text[max(0, region.outer_start - 30) : region.outer_end + 2]):
        return OtherKind.TERM
    return OtherKind.TITLE if _is_title(text, region) else None


def _is_mere_word(text: str, assignment: Assignment) -> bool:
    """Whether one small word stands in marks before a verb that has no speaker: "The “smart” bins cannot tell …"."""
    region, attribution = assignment.region, assignment.attribution
    if assignment.speaker is not None or attribution is None or attribution.place != "later in the sentence":
        return False
    word = text[region.start : region.end]
    return " " not in word and word.islower()


def _is_line_of_its_own(document: Document, region: Region) -> bool:
    paragraph = document.paragraphs[region.paragraph]
    return paragraph.start >= region.outer_start and paragraph.end <= region.outer_end


def _is_within_sentence(document: Document, region: Region) -> bool:
    """Whether words of the article's own sentence stand before the region."""
    paragraph = document.paragraphs[region.paragraph]
    before = document.text[max(paragraph.start, region.outer_start - 3) : region.outer_start].rstrip()
    return bool(before) and before[-1] not in '.!?”"’:'


def _is_title(text: str, region: Region) -> bool:
    words = text[region.start : region.end].strip(" ,.!?").split()
    before = text[max(0, region.outer_start - 40) : region.outer_start]
    if before.rstrip(" ,").endswith("titled") and _WORK_BEFORE.search(before):
        return True
    if " ".join(words) in _PAPERS:
        return True
    if not words or len(words) > _SHORT or not _is_title_case(words):
        return False
    if _WORK_BEFORE.search(before) or _WORK_AFTER.match(text, region.outer_end):
        return True
    if _OUTLET.search(before):
        return True
    return len(words) > 1 and _ON_AIR.search(before) is not None


def _is_title_case(words: list[str]) -> bool:
    return words[0][:1].isupper() and all(
        word[:1].isupper() or word.lower() in _SMALL or word[0].isdigit() for word in words
    )
