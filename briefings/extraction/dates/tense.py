"""Whether a sentence tells of a moment as past or as yet to come, by the verbs nearest to it."""

import re

from briefings.extraction.dates.moments import Tense
from briefings.extraction.figures.patterns import one_of

_AHEAD = (
    "will|would|shall|scheduled|slated|due|expected|expect|expects|plan|plans|planned|planning|set to|set for|going to|"
    "upcoming|ahead of|loom|looms|is to|are to|was to|were to|aim to|aims to|hope to|hopes to|intend to|intends to|meets|"
    "begins|starts|opens|kicks off|takes effect|takes place|takes office|takes over|take effect|goes into effect|comes into "
    "force|comes into effect|come into force|come into effect|ends|expires|votes|visits|travels|returns|arrives|departs|"
    "launches|lands|leaves|closes|reopens|retires|premieres|go on sale|goes on sale|holds|hosts|faces|gathers|convenes|"
    "resumes|heads to|flies|get under way|take place|might|could|should|must|until|deadline|tickets|postponed|delayed|adjourned|rescheduled|brought forward"
).split("|")
_BEHIND = (
    "was were had has have did said told says took came went made began met held won lost fell rose got gave became left "
    "saw found broke struck shot led sent spoke wrote put hit cut died killed since after"
).split()
_MAY = "may(?! [0-9])" + "".join(f"(?<!{word} may)" for word in "in by of to from last since until early late".split())
_CUE = re.compile(
    r"(?<![\w-])(?:(?P<future>(?:when|once|until|if|before|after) (?:[a-z’']+ ){1,3}(?:is|are) (?:[a-z]+ed|[a-z]+en)"
    rf"|(?<!the )(?<!to )(?<!an )(?<!its )(?<!a )(?:start|begin|meet|vote|resume|gather|convene|reopen)"
    rf"|won['’]t|{one_of(_AHEAD)}|{_MAY})|(?P<past>{one_of(_BEHIND)}|[a-z]{{3,}}(?<!ne)(?<!nde)ed))(?![\w-])"
)
_FOR_DAY = re.compile(
    r"(?<![\w-])(?:for|until|till|by|ahead of|(?<!just )(?<!shortly )(?<!days )(?<!hours )(?<!minutes )(?<!weeks )before) (?:the )?\Z"
)
_HAD = re.compile(r", [^.;:\n]{1,80}? (?:had|was|were) ")
_IS = re.compile(r"(?<![\w-])(?:is|are)(?: on)? \Z")
_MEETING = re.compile(
    r"(?<![\w-])(?:for|to) (?:[a-z’'-]+ ){0,2}(?:talks|meetings?|summit|hearing|vote|visit|election|negotiations|ceremony|"
    r"conference|discussions|consultations) (?:on |this )?\Z"
)
_OF_THE_DAY = re.compile(
    r"(?<!ahead of )(?<!before )(?<!for )(?<!until )(?<!by )(?<!at )(?<!during )(?:the|that|his|her|their) (?:[a-z]+ )?\Z"
)
_EVENT = re.compile(
    r" (?:phone |telephone )?(?:call|attacks?|shootings?|raid|speech|letter|ruling|crash|massacre|killing|bombing|strike|protest|interview"
    r"|storm|earthquake|quake|fire|arrest|decision|statement|report|memo|email|incident|coup|explosion|blast|riot|referendum)\b"
)
"""What has a day in its name has happened: "the July 25 call"."""
_BREAK = re.compile(r"[;:!?\n“”\"]|\.(?![0-9])|[—–]| (?:who|which|but|while) ")
_PASSIVE = re.compile(r"(?: not| also| now| then| only)? (?:be|have been|have|get|be re|be [a-z]+ly|being) ?")
_MODAL = re.compile(
    r"(?<![a-z])(?:will|won['’]t|would|shall|to|may|might|could|should|must)(?: not| also| now| then| only| [a-z]+ly)? \Z"
)
"""Behind it a verb that looks past is not: "will cut"."""
_REACH = 110


def tense_at(low: str, start: int, end: int, sentence: tuple[int, int]) -> Tense:
    """The tense around the moment from ``start`` to ``end``: the nearest verb before it in its clause, else after it."""
    left = max(sentence[0], start - _REACH)
    for_day = _FOR_DAY.search(low, max(left, start - 20), start)
    if for_day is not None and for_day.start() == sentence[0] and _HAD.match(low, end, sentence[1]):
        return Tense.PAST
    if _OF_THE_DAY.search(low, left, start) and _EVENT.match(low, end):
        return Tense.PAST
    if for_day or _MEETING.search(low, left, start) or _IS.search(low, max(left, start - 8), start):
        return Tense.FUTURE
    breaks = [match.end() for match in _BREAK.finditer(low, left, start)]
    found, until = Tense.OPEN, 0
    for cue in _CUE.finditer(low, breaks[-1] if breaks else left, start):
        if cue["future"]:
            found, until = Tense.FUTURE, cue.end()
        elif until == 0 or not (
            _PASSIVE.fullmatch(low, until, cue.start()) or _MODAL.search(low, max(left, cue.start() - 20), cue.start())
        ):
            found, until = Tense.PAST, 0
    if found is not Tense.OPEN:
        return found
    stop = _BREAK.search(low, end, min(sentence[1], end + _REACH))
    cue_after = _CUE.search(low, end, stop.start() if stop else min(sentence[1], end + _REACH))
    if cue_after is None:
        return Tense.OPEN
    return Tense.FUTURE if cue_after["future"] else Tense.PAST
