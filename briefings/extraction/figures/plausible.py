"""Which bare numbers are worth showing: not years, not the pronoun "one", not a small number that counts nothing."""

import re

from briefings.extraction.figures.numbers import SMALL
from briefings.extraction.figures.patterns import one_of
from briefings.extraction.figures.quantities import Quantity
from briefings.extraction.naming.words import name_words

_HARM_LEFT = re.compile(
    r"\b(?:kill|injur|wound|arrest|detain|leav|left|hurt|hospitali[sz]|rescu|sav|slay|murder|abduct|kidnap|captur|charg|"
    r"evacuat|displac|shot|execut|infect)\w*(?: (?:at least|about|over|nearly|more than|another|up to|as many as|around|and"
    r"|some|off|dead))*[ ]\Z"
)
_HARM_RIGHT = re.compile(
    r" (?:others? |more |of them |people )?(?:(?:were|was|are|is|have|has|had|been|being|remains?|remained) ){0,3}(?:also |reported(?:ly)? |seriously |critically "
    r"|still |confirmed |feared )?(?:killed|dead|died|dies|injured|wounded|hurt|missing|arrested|detained|hospitali[sz]ed|"
    r"rescued|charged|survived|drowned|perished|infected|displaced|shot down|downed|intercepted|destroyed|sunk|freed|released|evacuated|in (?:critical|serious) condition)"
)
_ONE_WHO = re.compile(
    r" (?:[a-z]+ ){0,2}(?:person|man|woman|child|boy|girl|soldier|officer|civilian|worker|driver|passenger|student|teacher|"
    r"policeman|victim|suspect|baby|infant|firefighter|protester|pedestrian|rider|death|fatality|other)(?![a-z])"
)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|both|his|her|their|its|our|my|your|other|all|any)(?: (?:other|last|first|same|next))? \Z"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|of|during|from|before|after|to|early|late|mid|mid-|fiscal|the|and|year|between|or|for|through|"
    r"this|that|early-|late-|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"circa|spring|summer|autumn|winter|fall|than|back in|around|about|a)[ -]\Z"
)
_OF_MORE = re.compile(
    rf" of (?:(?:the |its |their |his |her |our |all )?(?:[^\W\d_][\w.-]{{0,20}}(?:['’]s|s['’]) )?(?:[0-9]|{one_of(SMALL)}(?![a-z]))|(?:them|whom|which|those)(?![a-z]))"
)
_DONE_TO = re.compile(
    r" (?:were|was|have been|had been|are being|were being) (?:[a-z]+ly )?[a-z]{3,}(?:ed|en)(?![a-z])"
)
"""What befell so many: "276 were admitted"."""
_PEOPLE = frozenset(
    "people men women children troops soldiers workers jobs homes deaths cases migrants refugees protesters police students "
    "civilians prisoners families houses voters members employees personnel firefighters patients residents".split()
)
_TIES = re.compile(r"\b(?:to|at|of|from|than|by|is|was|were|are|hit|reached|reaches|reach|totalled|totaled|numbered|counted|"
                   r"scored|with|below|above|past|won|wins|win|took|has|have|had|needs|need|nearly|about|over|under|around|against|and|for|all|only|just|some) \Z")  # fmt: skip
_UNIT_ONE = frozenset(
    "years months weeks hours minutes seconds miles km metres percentage points % USD EUR GBP °C kg tonnes hectares".split()
)


def is_age(text: str, quantity: Quantity) -> bool:
    """Whether a bare number between commas after a name is an age: "Maria Lopez, 34, said"."""
    start, end = quantity.start, quantity.end
    if quantity.number.worded or quantity.value is None or not 1 <= quantity.value <= 115 or quantity.low is not None:
        return False
    if (
        text[start - 2 : start] == ", "
        and text[end : end + 1] in {",", ".", ";", ")"}
        and not text[end + 1 : end + 2].isdigit()
    ):
        word = text[max(0, start - 32) : start - 2].rpartition(" ")[2]
        if word.lower() in _RELATIVES or word in name_words().roles:
            return True
        return word[:1].isupper() and word.rstrip(".").isalpha() and word.lower() not in _MONTH_WORDS
    if text[start - 2 : start] == " (" and text[end : end + 1] == ")" and text[end + 1 : end + 2] in {",", " "}:
        words = text[max(0, start - 48) : start - 2].split(" ")[-2:]
        return len(words) == 2 and all(word[:1].isupper() and word.isalpha() for word in words) and quantity.value > 9
    return False


_RELATIVES = frozenset(
    "wife husband son daughter mother father brother sister partner girlfriend boyfriend grandmother grandfather woman "
    "man girl boy teenager striker midfielder defender goalkeeper winger forward batsman bowler driver actor actress "
    "singer model sons daughters niece nephew aunt uncle cousin victim suspect defendant".split()
)
_MONTH_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept oct nov dec".split()
)


def is_year(low: str, quantity: Quantity, head: str) -> bool:
    """Whether four digits name a year and count nothing."""
    value = quantity.value
    if quantity.number.worded or quantity.number.grouped or value is None or quantity.low is not None:
        return quantity.low is not None and quantity.low > 1900 and (quantity.high or 0) < 2100 and not head
    if quantity.end - quantity.start != 4 or not 1500 <= value <= 2100:
        return False
    return head not in _PEOPLE and (
        not head or _YEAR_BEFORE.search(low, max(0, quantity.start - 12), quantity.start) is not None or value > 1950
    )


def is_counted_one(low: str, quantity: Quantity, qualifier: str) -> bool:
    """Whether "one" is a count ("one soldier was killed", "at least one year") and no pronoun."""
    start, end = quantity.start, quantity.end
    if quantity.unit is not None:
        return quantity.hyphen or quantity.unit in _UNIT_ONE or bool(qualifier)
    harmed = _HARM_LEFT.search(low, max(0, start - 40), start) is not None
    who = _ONE_WHO.match(low, end)
    if _HARM_RIGHT.match(low, who.end() if who else end):
        return True
    if who is not None:
        return harmed or qualifier in {"at least", "only", "more than", "just"}
    return (harmed and low[end : end + 4] in {" and", ".", ",", " in ", " oth"}) or qualifier == "at least"


def is_lone(text: str, low: str, quantity: Quantity, *, counted: str, qualifier: str) -> bool:
    """Whether a bare number says nothing a reader could use: "the two said", "1.", "three"."""
    start, end, value = quantity.start, quantity.end, quantity.value
    if quantity.number.worded:
        if value == 2 and _DEFINITE.search(low, max(0, start - 24), start):
            return True
        if counted or (value != 1 and _OF_MORE.match(low, end)):
            return False
        return not (qualifier not in {"", "some", "only", "just", "another"} or _is_harm(low, start, end))
    if counted:
        return False
    if text[end : end + 1] in {".", ")"} and (start == 0 or text[start - 1] in "\n("):
        return True
    if _OF_MORE.match(low, end) or _DONE_TO.match(low, end):
        return False
    if qualifier or _is_harm(low, start, end) or (value is not None and value >= 1000) or quantity.low is not None:
        return False
    return value is None or (value < 10 and value == int(value)) or not _TIES.search(low, max(0, start - 12), start)


def _is_harm(low: str, start: int, end: int) -> bool:
    return bool(_HARM_LEFT.search(low, max(0, start - 40), start) or _HARM_RIGHT.match(low, end))
