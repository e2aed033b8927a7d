"""What a page glues to its sentences and is no part of them: datelines, bylines, stamps, credits."""

import re

_TIME_WORD = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|GMT|BST|UTC|E[SD]?T|P[SD]?T|C[SDE]?S?T|IST|AEDT|[AaPp]\.?[Mm]\.?|on|at|[0-9]{1,2}[:.][0-9]{2}|[0-9]{1,4}(?:st|nd|rd|th)?)"
)
_STAMP = re.compile(
    rf"(?:(?:First |Last )?(?:published|updated|posted|modified|created)\b[:|]?\s?(?:{_TIME_WORD}[.,|/ -]{{1,3}}){{1,14}}"
    rf"|(?:{_TIME_WORD}[.,|/ -]{{1,3}}){{3,14}})(?=[\"“‘'A-Z])",
    re.IGNORECASE,
)
_NO_NAME = (
    r"(?!(?:The|A|An|In|On|At|It|He|She|They|We|This|That|These|When|After|As|For|If|But|With|Two|Three|More|Police)\b)"
)
_BYLINE = re.compile(
    rf"By (?:{_NO_NAME}[A-Z][\w.'’-]{{0,20}} ){{2,3}}(?:and (?:{_NO_NAME}[A-Z][\w.'’-]{{0,20}} ){{2,3}})?"
    r"(?:(?:For|for|In|in|,|\|) (?:[A-Z][\w.'’-]{1,20} ){1,3})?(?=[\"“‘'A-Z])"
)
_CREDIT = re.compile(
    r"[(\[](?:photo|image|picture|video|credit|file|representational)[^()\[\]\n]{0,90}[)\]]\s{0,2}(?=[\"“‘'A-Z])",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"[^()\n]{0,60}\((?:[A-Z][\w.& -]{1,28}|dpa|sda|apa|ots)\)\s{0,3}(?:[-–—]{1,2}|:)?\s{0,3}(?=[A-Z\"“‘'])"
)
_REGION = r"(?:,? (?:[A-Z]\.){1,3}| ?, [A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,2})"
_PLACE = re.compile(
    rf"(?:[A-Z][A-Z.'’-]{{2,20}}(?:[ /]{{1,2}}[A-Z][\w.'’-]{{0,20}}){{0,3}}{_REGION}{{0,2}}\s{{0,2}}(?:[-–—]{{1,2}}|:)"
    rf"|[A-Z][\w.'’-]{{2,20}}(?: [A-Z][\w.'’-]{{1,20}}){{0,2}}{_REGION}{{0,2}}(?:\s{{1,2}}(?:[-–—]{{1,2}})(?=\s)|:(?=\s[A-Z])))"
    r"\s{1,3}(?=[\"“‘'A-Z])"
)
_DATELINE_REACH = 120
_ROUNDS = 4


def after_furniture(text: str, start: int, end: int, *, first: bool) -> int:
    """Where the sentence from ``start`` to ``end`` really begins; a dateline is looked for where it is the ``first``."""
    for _ in range(_ROUNDS):
        limit = min(end, start + _DATELINE_REACH)
        glued = (_STAMP, _BYLINE, _CREDIT, *((_AGENCY, _PLACE) if first else ()))
        match = next((found for pattern in glued if (found := pattern.match(text, start, limit))), None)
        if match is None or match.end() >= end - 1:
            break
        start = match.end()
    return start
