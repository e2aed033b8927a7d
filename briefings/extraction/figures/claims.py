"""Who says so: the claimant of the figures of a sentence, from the sentence's own words."""

import re
from typing import NamedTuple

from briefings.extraction.figures.patterns import one_of
from briefings.extraction.mentions import Mentions

_VERBS = (
    "said says say added reported reports estimated estimates estimate claimed claims announced confirmed warned warns "
    "stated noted told found shows show showed showing suggests suggested suggest revealed reveals predicted predicts "
    "forecast forecasts projected projects expects expected recorded calculated calculates put puts wrote posted "
    "tweeted insisted argued acknowledged admitted disclosed declared alleged alleges counted tallied explained "
    "found finds fear fears feared believes believe indicated indicates indicate testified concluded conceded".split()
)
_CUE = re.compile(
    r"(?<![\w-])(?:(?P<by>(?i:according to |in the words of |(?:poll|survey|study|report|analysis|audit) (?:of [^,.;:\n]{2,40} )?by "
    r"(?=(?:the )?[A-Z])))|(?:(?:has|have|had|also|later|previously|earlier|initially|"
    r"officially|separately) )?(?P<verb>" + one_of(_VERBS) + r")(?![\w-]))"
)
_BREAK = re.compile(r"[,.](?![0-9])|[;:!?()\n\"“”«»]|[—–]| - ")
_LEAD = re.compile(
    r"^(?:(?:that|and|but|while|as|because|when|although|though|if|after|before|since|which|what|where|so|or|than|yet|"
    r"also|meanwhile|however|earlier|later|still|instead|separately|on \w+day|the|a|an)\s+)+",
    re.IGNORECASE,
)
_PHRASE_END = re.compile(
    r"[,;:.!?()\n\"“”«»—–]|\s(?:who|which|that|and|but|while|on|in|at|as|after|when|released|published|cited|seen|"
    r"reviewed|issued|compiled|obtained|told|said|has|have|is|was|were|are)\s"
)
_ADDS = frozenset("added admitted posted told shed recorded put puts".split())
_AMOUNT = re.compile(
    r" (?:(?:about|around|nearly|almost|over|only|just|some|another|a|an|up to|at least|more than|a further) )?(?:[£$€₹]?[0-9]"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million)\b)"
)
"""Behind some verbs an amount is their object, and nobody speaks: "Price rises added 3%", "shops posted 8% growth"."""
_NO_SPEAKER = re.compile(r"(?:with|from|to|of|for|by|under|such|in|on|at|into|over|than|[a-z]{3,}ing)\b")
_PRONOUNS = frozenset(
    "he she it they we i you who which this that these those there one everyone some many another others".split()
)
_NOT_NAMES = frozenset(
    "not never be been being to is are was were it can could will would may might do did does has have had reportedly with "
    "who which from of for by into over under some such other more that".split()
)
_BODIES = frozenset(
    "report reports study survey poll polls data figures statistics researchers scientists analysts economists office "
    "agency ministry bureau institute bank commission audit inquiry investigation police officials documents records "
    "trial trials paper analysis model models census estimates filings projections results forecasts review university company firm department".split()
)
_SOURCES = re.compile(r"^(?:an? |the )?(?:new |latest |recent |official |preliminary )*(?:" + one_of(
    "report study survey poll data figures statistics research analysis statement census estimate".split()) + r")(?![\w])")  # fmt: skip
_REACH = 300
_FINDINGS = frozenset(
    "show shows showed showing found finds suggest suggests suggested reveals revealed indicate indicates indicated put puts "
    "recorded counted tallied expected expects wrote posted".split()
)
_OFFICE = re.compile(
    r"^(?:(?:Acting|Deputy|Vice|Former|Prime|First) )?(?:Mayor|President|Minister|Premier|Chancellor|Governor|Senator|Gen|"
    r"General|Colonel|Col|Lt|Sgt|Maj|Capt|Supt|Brig|Cpl|Major|Captain|Sheriff|Judge|Justice|Dr|Professor|Prof|Sir|Dame|Lord|Lady|Mr|Mrs|Ms)\.? (?=[A-Z])"
)
"""A title before a person's name."""

_ABBREVIATED = re.compile(r"(?<!\w)(?:[A-Z]|Mrs?|Ms|Dr|Gov|Sen|Rep|Gen|Col|Lt|Prof|Rev|St|(?:[A-Z]\.){1,6}[A-Z])\.\Z")
_NAMED = re.compile(
    r"(?:(?:Col|Gen|Lt|Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Supt|Sgt|Maj)\.? )?[A-Z][\w’'-]+(?: (?:[a-z]{2,3} )?[A-Z][\w.’'-]*){0,3}"
)
_INVERTED = frozenset("said says reported wrote added warned".split())
_PUTS = re.compile(
    r" (?:the|its|their|that|it|this|losses|casualties|turnout|attendance|total)(?! (?:on|in|into|off|out))\b"
)
_INITIAL = re.compile(r"(?<!\w)[A-Z]\.\Z")
_NOUNS = frozenset("estimate estimates report reports claim claims forecast forecasts projects shows".split())
_OF_A_NOUN = re.compile(
    r"(?<![\w-])(?:its|their|his|her|our|the|an?|this|that|these|those|of|new|latest|earlier|previous|official) \Z"
)
"""What stands before a word that could be a verb and makes a noun of it: "raised its forecast to"."""
_ADVERBS = re.compile(
    r"(?:,? (?:now|also|still|already|later|earlier|recently|meanwhile|again|today|yesterday|separately|[a-z]{3,20}ly"
    r"|(?:last|this) (?:week|month|year)|(?:late |early )?on \w{2,12}day)){1,8}\Z"
)
_RELATIVE = re.compile(r",? (?:who|which) ")
_NAMED_AFTER = re.compile(r", (?=[A-Z])")
_DASH = re.compile(r"[—–]| - ")
_FRONTED = re.compile(
    r"(?:on|in|at|after|before|during|with|for|ahead of|since|as|when|while|despite|amid|under|until|by|from|over|marking) "
    r"(?:[^,;:.!?()\n]|[,.](?=[0-9])){1,90}, (?:the |an? )?",
    re.IGNORECASE,
)
"""An introduction, up to the subject that follows it."""

_PARENTHETIC = re.compile(
    r"\s*(?:[,.;:!?)\n\"”—–]|\Z)|(?:(?<=told)(?: [\w’']+){1,4})?(?:[.,;](?![0-9])| (?:on|in|at|by|during|late|early|earlier|after|"
    r"via|through|yesterday|today|this|last|[A-Z]\w+day)(?![\w’'])(?!.{0,80} that ))"
)
"""What may follow the verb of a claim that only accompanies its sentence: an end, or a time and place to one."""

_QUALIFIED_NAME = re.compile(r"(?<!\S)(?:by|of|for|from|with|at|in|on|to|and)(?!\S)|[’']s?(?!\S)")


class Claim(NamedTuple):
    """A claimant's words, the cue that shows them, and where the claim's verb stands."""

    start: int
    end: int
    cue: str
    at: int


def claims_of(text: str, start: int, end: int) -> tuple[Claim, ...]:
    """The claims of the sentence from ``start`` to ``end``, in order; linear in its length."""
    claims: list[Claim] = []
    for cue in _CUE.finditer(text, start, end):
        if cue["verb"] in _NOUNS and _OF_A_NOUN.search(text, max(start, cue.start() - 12), cue.start()):
            continue
        claim = _after(text, cue, end) if cue["by"] else _before(text, cue, start) or _inverted(text, cue, end)
        if claim is not None:
            claims.append(claim)
    return tuple(claims)


def _before(text: str, cue: re.Match[str], start: int) -> Claim | None:
    """The subject just before a claiming verb, cut at the nearest mark."""
    left = max(start, cue.start() - 90)
    chunk = text[left : cue.start()].rstrip()
    if chunk.endswith(","):
        if chunk.find(", ") < 0 and cue["verb"] in _INVERTED:
            return None
        chunk = _without_apposition(chunk)
    breaks = [match.end() for match in _BREAK.finditer(chunk)]
    abbreviated = [b for b in breaks if not _INITIAL.search(chunk, max(0, b - 3), b)]
    begin = abbreviated[-1] if abbreviated else 0
    if not begin and left > start:
        return None
    return _claim(text, left + begin, left + len(chunk), cue)


def _without_apposition(chunk: str) -> str:
    """The words up to the subject of "the firm, which is old, said" and "its chief, Ada Lane, said"."""
    comma = chunk.rfind(", ", 0, len(chunk) - 1)
    inner = chunk[comma + 2 : -1] if comma >= 0 else ""
    if not inner or _NAMED.fullmatch(inner):
        return chunk[:-1]
    return chunk[:comma]


def _inverted(text: str, cue: re.Match[str], end: int) -> Claim | None:
    """Read "…, said the minister": the subject after the verb, only behind a mark."""
    if cue["verb"] not in _INVERTED:
        return None
    if text[: cue.start()].rstrip()[-1:] if cue.start() < 3 else text[cue.start() - 2] not in ",\"”’'»?!":
        return None
    return _after(text, cue, end)


def _after(text: str, cue: re.Match[str], end: int) -> Claim | None:
    begin = cue.end() + (0 if cue["by"] else 1)
    stop = _PHRASE_END.search(text, begin, min(end, begin + 90))
    while stop is not None and _ABBREVIATED.search(text, begin, stop.end()):
        stop = _PHRASE_END.search(text, stop.end(), min(end, begin + 90))
    finish = stop.start() if stop is not None else min(end, begin + 90)
    return _named_after(text, begin, finish, end, cue) or _claim(text, begin, finish, cue)


def _named_after(text: str, start: int, end: int, limit: int, cue: re.Match[str]) -> Claim | None:
    """The name behind an office in small letters: "said its director, Ada Lane."."""
    comma = _NAMED_AFTER.match(text, end, limit)
    name = _NAMED.match(text, comma.end(), limit) if comma and text[start:end].islower() else None
    if name is None or " " not in name.group():
        return None
    stop = name.start() + len(name.group().rstrip("."))
    if text[stop : stop + 1] not in {",", ".", ";", ""}:
        return None
    return Claim(name.start(), stop, (cue["by"] or cue["verb"]).strip(), cue.start())


def _claim(text: str, start: int, end: int, cue: re.Match[str]) -> Claim | None:
    relative = _RELATIVE.search(text, start, end)
    end = relative.start() if relative else end
    adverbs = None if cue["by"] or end > cue.start() else _ADVERBS.search(text, start, end)
    end = adverbs.start() if adverbs else end
    while start < end and text[start].isspace():
        start += 1
    lead = _LEAD.match(text[start:end])
    if lead is not None:
        start += lead.end()
    words = text[start:end].split()
    counted = _PUTS.match(text, cue.end()) if cue["verb"] in {"put", "puts"} else None
    posted = cue["verb"] in {"wrote", "posted"} and (
        text.startswith(" on ", cue.end()) or text[start : start + 1] == "@"
    )
    if not cue["by"] and (
        (cue["verb"] in _ADDS and not counted and not posted and _AMOUNT.match(text, cue.end()))
        or _NO_SPEAKER.match(text, start, end)
    ):
        return None
    closing = (
        cue["verb"] == "found"
        and text[start - 2 : start].strip() in {",", "the", "a"}
        and text[cue.end() : cue.end() + 1] in {".", ""}
    )
    named = cue["verb"] == "expects" and all(word[0].isupper() for word in words)
    if (
        not (counted or posted or named or closing)
        and cue["verb"] in _FINDINGS
        and not _is_source(text[start:end], words)
    ):
        return None
    if (
        not words
        or len(words) > 9
        or len(words[0].strip("'’\"")) < 2
        or (words[0].lower() in _PRONOUNS and words[-1].lower() not in {"he", "she"} and not _is_short_name(words[0]))
        or (words[-1].lower() in _NOT_NAMES and not _is_short_name(words[-1]))
    ):
        return None
    if not any(word[0].isupper() for word in words) and not _SOURCES.match(text[start:end]) and len(words) > 4:
        return None
    return Claim(start, end, (cue["by"] or cue["verb"]).strip(), cue.start())


def _is_short_name(word: str) -> bool:
    """Whether what looks like a pronoun is a body's short name: the WHO."""
    return len(word) > 2 and word.isupper()


def _is_source(surface: str, words: list[str]) -> bool:
    """Whether what shows or finds is a report or a body, not a thing or a person in passing."""
    return _SOURCES.match(surface) is not None or any(
        word.lower() in _BODIES or (word.isupper() and len(word) > 1) for word in words
    )


def claim_for(text: str, claims: tuple[Claim, ...], start: int, end: int, sentence: tuple[int, int]) -> Claim | None:
    """The claim that covers a figure of the ``sentence``: the nearest before it, else the nearest after.

    Never one that holds the figure between its subject and its verb, nor one that the figure only introduces.
    """
    outside = [claim for claim in claims if not (claim.start < end and start < max(claim.end, claim.at))]
    semicolon = text.find(";", end, end + _REACH)
    before = [claim for claim in outside if claim.at < start and start - claim.at < _REACH]
    if before and len(_DASH.findall(text, before[-1].at, start)) % 2:
        return None
    reach = semicolon - end if semicolon >= 0 else _REACH
    after = next((claim for claim in outside if claim.at >= end and claim.at - end < reach), None)
    if before and not (after and _is_closed(text, before[-1])):
        return before[-1]
    return None if after is None or _introduces(text, after, sentence) else after


def _is_closed(text: str, claim: Claim) -> bool:
    """Whether a mark ends a claim at once, so that it accompanies what stands before: "12 died, police said, and"."""
    return text.startswith(",", max(claim.end, text.index(claim.cue, claim.at) + len(claim.cue)))


def _introduces(text: str, claim: Claim, sentence: tuple[int, int]) -> bool:
    """Whether what stands before a claim only leads up to it: "On its third birthday, the firm said that …"."""
    if claim.start > claim.at or _FRONTED.fullmatch(text, sentence[0], claim.start) is None:
        return False
    verb_end = text.index(claim.cue, claim.at) + len(claim.cue)
    return _PARENTHETIC.match(text, verb_end, sentence[1]) is None


def claimant_name(text: str, claim: Claim, names: Mentions) -> str:
    """The claimant's fullest name in the article, or the claim's own words."""
    surface = text[claim.start : claim.end]
    known = names.full_name(surface) or names.full_name(_OFFICE.sub("", surface)) or _titled(text, claim, names)
    return known or _OFFICE.sub("", surface)


def _titled(text: str, claim: Claim, names: Mentions) -> str | None:
    """The person that a claim's words end with behind nothing but an office: "police spokesman Ayo Bello"."""
    end = claim.start + len(text[claim.start : claim.end].rstrip())
    for start, stop, mention in names.within(claim.start, end):
        if mention.kind == "person" and stop == end and not _QUALIFIED_NAME.search(text, claim.start, start):
            return mention.name
    return None
