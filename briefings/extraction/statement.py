"""The statement around a span: its sentence without attribution and side clauses, for what must be understood alone."""

import re

LONGEST = 170
"""The longest statement, in code points; a longer one is nothing that a line could show."""

_VERBS = (
    r"said|says|say|told|added|adds|reported|reports|announced|confirmed|warned|estimates?|estimated|claimed|claims|noted|wrote"
    r"|stated|explained|revealed|showed|shows?|found"
)
_NEAR = 12
_LEAD = re.compile(r"(?:(?:But|And|So|Yet|Still|However|Meanwhile|Also|Separately|In addition|Moreover|Overall),? )")
_ACCORDING = re.compile(r"According to [^,.;:\"“”\n]{2,90}, ")
_ATTRIBUTED = re.compile(
    r"(?:(?! (?:after|when|as|because|that|if|while|who|which|before|whether) )[^,;:\"“”()\n]){3,80}?"
    rf"(?:, [^,.;:\"“”()\n]{{2,80}},)? (?:{_VERBS})"
    r"(?: (?:reporters|parliament|lawmakers|MPs|(?:the )?[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2}(?= that )))?"
    r"(?: (?:on |late |early |late on )?\w+day| yesterday| today| in a [a-z]{2,20})?"
    r"(?: that (?=\w)| (?=(?:the|a|an|its|it|he|she|they|their|his|her|at|more|some|nearly|about|over|up|there|all|two|three|four"
    r"|five|six|[0-9£$€])\b|(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]|[£$€0-9]))"
)
_SAYS = re.compile(rf" (?:{_VERBS})\b")
_TRAILING = re.compile(rf", (?:[\w'’. -]{{1,70}} )?(?:{_VERBS})\b| according to ")
_STOP = re.compile(
    r"; | [–—] |: |, (?:but|while|which|who|whose|where|when|after|although|though|because|as|with|before|prompting|leaving|making"
    r"|sparking|despite|saying|adding|or|since|compared with a)\b|,? and (?=(?:the|an?|its|his|her|their|that|it|he|she|they|has|have|had|was|were|is|are|will"
    r"|would|said|[a-z]+ed)\b)|, and (?=[A-Z])| (?:while|although|because|whereas) "
)
_FRESH = re.compile(r"; |, (?:but|while) (?=[a-z])|, and (?=(?:the|an?|some|more|about|[A-Z0-9£$€]))|\) ")
_QUOTE = re.compile(r"[\"“”«»]")
_VERB = re.compile(
    r"(?<![\w-])(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does|did|rose|fell|grew|cut|hit|won"
    r"|lost|made|took|got|gave|came|went|left|saw|found|led|sent|spent|paid|sold|bought|built|met|held|kept|ran|set|put|let|shut|stood"
    r"|gets?|pays?|costs?|takes?|makes?|needs?|starts?|begins?|opens?|ends?|meets?|votes?|flies|goes|comes|runs?|covers?|employs?|plans?"
    r"|faces?|stands?|remains?|includes?|holds?|owns?|earns?|lives?|wants?|shows?|sits?|weighs?|contains?|reaches|backs?|miss(?:es)?"
    r"|broke|drove|rises?|falls?|closes?|reopens?|[a-z]{3,}ed)(?![\w-])",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"(?:it|he|she|they|this|that|these|those|which|who|its|his|her|their|and|or|but)\b", re.IGNORECASE
)
_NO_START = re.compile(
    r"(?:which|who|whom|whose|and|or|but|nor|that|than|as|to|of|in case|say|because|the truth is|there was|there were|you|I|[a-z]+ing)\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"(?:When|While|After|If|As|Although|Though|Because|Before|Since|Until|Once)\b")
_ABBREVIATED = re.compile(r"\b[A-Za-z]\.[A-Za-z]\.\Z")
_EDGE = " \t\u00a0,;:–—-"


def statement_around(
    text: str, start: int, end: int, sentence: tuple[int, int], *, loose: bool = False
) -> tuple[int, int] | None:
    """The shortest whole statement of the ``sentence`` that holds the span; None where none can stand alone.

    A ``loose`` one may start with a pronoun that the article explains ("His trial opens").

    Linear in the sentence's length.
    """
    begin, stop = _within_quotes(text, start, end, sentence)
    begin = _after_lead(text, begin, start, stop)
    stop = _before_attribution(text, begin, end, stop)
    found = _STOP.search(text, end, stop)
    if found is not None and _VERB.search(text, begin, found.start()):
        stop = found.start()
    for fresh in reversed(list(_FRESH.finditer(text, begin, start))) if start - begin > _NEAR else ():
        if _VERB.search(text, fresh.end(), stop):
            begin = fresh.end()
            break
    return _trimmed(text, begin, stop, start, end, loose=loose)


def _within_quotes(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The sentence, or the part of it between the quotation marks around the span."""
    marks = [match.start() for match in _QUOTE.finditer(text, *sentence)]
    before = [mark for mark in marks if mark < start]
    if len(before) % 2 == 0:
        after = next((mark for mark in marks if mark >= end), None)
        closed = sum(mark >= end for mark in marks) % 2 == 0
        return (sentence[0], sentence[1]) if after is None or closed else (sentence[0], after)
    after = next((mark for mark in marks if mark >= end), sentence[1])
    return before[-1] + 1, after


def _after_lead(text: str, begin: int, start: int, stop: int) -> int:
    for pattern in (_LEAD, _ACCORDING, _ATTRIBUTED):
        if pattern is _ATTRIBUTED and not _SAYS.search(text, begin, start):
            break
        match = pattern.match(text, begin, start)
        if match is not None and match.end() <= start and _VERB.search(text, match.end(), stop):
            begin = match.end()
    return begin


def _before_attribution(text: str, begin: int, end: int, stop: int) -> int:
    match = _TRAILING.search(text, end, stop)
    return match.start() if match is not None and _VERB.search(text, begin, match.start()) else stop


def _trimmed(text: str, begin: int, stop: int, start: int, end: int, *, loose: bool) -> tuple[int, int] | None:
    while begin < start and text[begin] in _EDGE:
        begin += 1
    while stop > end and text[stop - 1] in _EDGE + ".!" and not _ABBREVIATED.search(text, max(begin, stop - 4), stop):
        stop -= 1
    words = text[begin:stop]
    whole = words.count("(") == words.count(")") and words.count('"') % 2 == 0 and words.count("“") == words.count("”")
    if not whole or len(words) > LONGEST or begin > start or stop < end:
        return None
    if _SUBORDINATE.match(words) and ", " not in words:
        return None
    if (not loose and _DANGLING.match(words)) or _NO_START.match(words) or not _VERB.search(words) or "\n" in words:
        return None
    return begin, stop
