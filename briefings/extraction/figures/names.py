"""Numbers that are no figures: in names, versions, scores, times, telephone numbers, sections and years."""

import re

from briefings.extraction.figures.counting import is_plural
from briefings.extraction.figures.quantities import Quantity

_LABELS = frozenset(
    "article articles section sections chapter chapters page pages no no. nos number numbers resolution channel route "
    "highway interstate motorway flight room rooms phase type level category grade class stage tier round version "
    "volume rule title item figure table block building apartment apt suite line lines platform gate terminal runway "
    "pier season episode division ward zone sector district precinct group boeing airbus apollo formula windows iphone "
    "playstation xbox psalm verse clause paragraph annex appendix schedule protocol directive regulation proposition "
    "prop amendment code junction exit lane chromosome brigade regiment squadron seat locker postcode zip extension "
    "ext tel telephone phone fax hotline pin id ref isbn day week year quarter game hole part point scene vol pp para "
    "sec fig ps seed seeded ranked thread channel freeway turnpike bus tram unit brigade battalion court radio camp case "
    "hill agenda form tariff policy operation mission model order convoy bloc cell exhibit count".split()
)
_TIME = re.compile(
    r"(?::[0-9]{2}){1,2}|[ \u00a0]?[ap]\.?m(?![a-z])|[.:][0-9]{2}[ \u00a0]?[ap]\.?m(?![a-z])|(?:00|[0-5][05])? (?:gmt|utc|bst|est|edt|"
    r"cet|ist|hrs)(?![a-z])|[ \u00a0]o[’']clock"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_TAIL = re.compile(r"[A-Za-z_@/\\#=&]|-[0-9]|[-‑][A-Z0-9]|:[0-9]|\.[A-Za-z0-9]")
_SCORE = re.compile(r"[0-9]{1,3}(?:[-–—‑/:][0-9]{1,3}){1,4}(?![0-9])(?:[,;]? (?:\(?[0-9]{1,2}[-–][0-9]{1,2}\)?))*")
_TALLY = re.compile(r"[0-9]{1,3}(?: votes)? to [0-9]{1,3}(?![\w%]| [a-z]+s(?![a-z])|,[0-9])")
_TALLIED = re.compile(
    r"\b(?:voted?|voting|passed|approved|rejected|defeated|won|lost|beat|adopted|carried|margin of|by) (?:by )?\Z"
)
_WICKETS = re.compile(
    r"[0-9]{1,3} (?:for (?:[0-9]|one|two|three|four|five|six|seven|eight|nine)(?: declared)?"
    r"(?=[.,;)]| at | in | after | when | off | on | overnight|\Z)(?!,[0-9])|all out(?![a-z])|not out(?![a-z]))"
    r"|[1-9] for [0-9]{1,3}(?=[.,;]| as | off | from )"
)
_BOND = re.compile(
    r" (?:(?:us|u\.s\.|uk|german|japanese|italian|french|spanish|government|benchmark|federal|local) ){0,2}"
    r"(?:treasur|gilts?(?![a-z])|bunds?(?![a-z])|jgbs?(?![a-z])|notes?(?![a-z])|yields?(?![a-z])|(?:government )?bond yields?(?![a-z]))"
)
"""What a length of years only names: "the 10-year Treasury yield"."""
_REST_OF_CALL = re.compile(r"(?:[ \u00a0-]\(?[0-9]{2,}\)?)*")
_MORE_DIGITS = re.compile(r"[ \u00a0-][0-9]{2,}")
_SPORT = re.compile(
    r" (?:win|wins|won|victory|victories|defeat|loss|draw|lead|lead|drawn?|scoreline|result|thrashing|tie|decision|record|"
    r"vote|ruling|split|aggregate|rout|triumph|success|down|up|ahead|behind|against|over|on|in|at|to)(?![a-z])"
)
_STREET = re.compile(
    r" (?:[A-Z][\w’'.-]{0,20} ){1,3}(?:Street|Road|Avenue|Lane|Drive|Square|Boulevard|Terrace|Crescent|Close|Way|Place|Court|"
    r"Gardens|Hill|Row|Mews|Quay|Parade|St|Rd|Ave|Blvd)(?![\w-])"
)
_OWNERS = ("'s", "’s", "s'", "s’")
_MODEL_NAME = re.compile(r" (?:[A-Z]{2,}|Max|Pro|Plus|Ultra)(?![\w-])")
"""What goes on in the name of a model: "Boeing's 737 MAX"."""
_LINKS = (" and ", " or ", " to ", " through ", " & ", ", ")
_SECOND = re.compile(r"(?<!\w)(?P<label>[^\W\d_]{2,20}) [0-9]{1,4}[A-Za-z]?(?:,? (?:and|or|to|through|&)|,) \Z")
_DIALLED = re.compile(
    r"(?<!\w)(?i:call|calling|dial|dialling|dialing|text|texting|phone|ring|sms)(?: us)?(?: on| at)? \Z"
)
_ABBREVIATION = re.compile(r"(?:[A-Z]\.){2,5}")
_COUNTRIES = frozenset("u.s. u.k. u.n. e.u. d.c. l.a. u.a.e. u.s.a.".split())
"""Short names that label no number behind them, as "H.R. 3684" does."""
_NOUN = re.compile(r"[ -]?[a-z]{2,}")
_PREPOSITIONS = frozenset(
    "in on at by from to since until till during of for before after around about over under near with and or but "
    "than when while as if because so the a an these those all some only just nearly almost roughly another every "
    "each both first last next past least most up between some among plus minus that which who it he she they we "
    "i more less fewer aged age record".split()
)


def is_code(text: str, low: str, start: int, end: int) -> bool:
    """Whether digits at ``start`` to ``end`` belong to a code, a score, a time, an ordinal, a telephone number."""
    before = text[start - 1] if start else " "
    if before.isalnum() or before in "_#@/\\=&^~*|" or (before in "-.:‑–,’'" and start > 1 and _sticks(text, start)):
        return True
    if before == "+" or (before == "(" and text[end : end + 1] == ")" and _MORE_DIGITS.match(text, end + 1)):
        return True
    beside = before in " \u00a0" and start > 1 and text[start - 2].isdigit()
    if _MORE_DIGITS.match(text, end) or (beside and not text[end : end + 2].strip().isalpha()):
        return True
    if text[start] == "0" and text[start + 1 : start + 2].isdigit():
        return True
    return bool(_TIME.match(low, end) or _ORDINAL.match(low, end) or _TAIL.match(text, end))


def _sticks(text: str, start: int) -> bool:
    """Whether the mark before a number ties it to letters or digits: "F-16", "COVID-19", "3:30", "2-1"."""
    mark, earlier = text[start - 1], text[start - 2]
    if mark in "–’'":
        return earlier.isdigit() and mark == "–"
    return earlier.isalnum()


def is_score(text: str, low: str, start: int) -> int:
    """The end of a score or another pair that begins at ``start`` ("2-1", "6-4, 6-3", "24/7", "9/11"), or 0."""
    wickets = _WICKETS.match(low, start)
    if wickets is not None:
        return wickets.end()
    match = _SCORE.match(text, start)
    if match is None:
        return _tally_end(low, start)
    after = match.end()
    if "/" in match.group() or ":" in match.group() or match.group().count("-") > 1 or _SPORT.match(low, after):
        return after
    return 0 if _NOUN.match(low, after) or text[after : after + 1] == "%" else after


def _tally_end(low: str, start: int) -> int:
    """The end of a count of votes in words that begins at ``start`` ("voted by 513 to 207"), or 0."""
    match = _TALLY.match(low, start)
    if match is None or _TALLIED.search(low, max(0, start - 16), start) is None:
        return 0
    first, last = (int(part) for part in match.group().replace(" votes", "").split(" to "))
    return match.end() if first > last else 0


def is_bond(low: str, quantity: Quantity) -> bool:
    """Whether a length of years names a bond: "the 10-year yield"."""
    return quantity.unit == "years" and quantity.hyphen and _BOND.match(low, quantity.end) is not None


def call_end(text: str, start: int, end: int) -> int:
    """Where a telephone number ends whose first digits stand from ``start`` to ``end``; ``end`` for another code."""
    called = text[start] == "0" or text[start - 1 : start] in {"+", "("}
    match = _REST_OF_CALL.match(text, end) if called else None
    return match.end() if match else end


def is_name(text: str, quantity: Quantity, sentence_start: int, *, counted: str) -> bool:
    """Whether a number without unit stands in a name or behind a label ("Boeing 737", "Article 50", "Formula One").

    ``counted`` is the head noun behind it in lower case, or nothing.
    """
    start = quantity.start
    if (
        _STREET.match(text, quantity.end)
        or text.endswith("Group of ", 0, start)
        or (not counted and (_is_second(text, start) or _DIALLED.search(text, max(0, start - 16), start)))
    ):
        return True
    word = _word_before(text, start)
    if quantity.number.worded and text[start].isupper() and start > sentence_start and word:
        return True
    if not word or quantity.number.scaled or quantity.number.grouped or word.endswith(_OWNERS):
        return word.endswith(_OWNERS) and _MODEL_NAME.match(text, quantity.end) is not None
    lowered = word.lower().strip("“\"‘'(")
    if lowered in _LABELS and (lowered == "windows" or not (is_plural(lowered) and counted)):
        return True
    if not word[0].isupper() or lowered in _PREPOSITIONS or quantity.number.worded:
        return False
    if word.endswith((".", ",", ":", ";")) and len(word) > 3:
        return not counted and _ABBREVIATION.fullmatch(word) is not None and lowered not in _COUNTRIES
    told = word.endswith("s") and word[:-1].isupper() and len(word) > 2
    if counted and (told or start - len(word) - 1 <= sentence_start):
        return False
    return counted not in {"people", "men", "women", "children", "soldiers", "civilians", "police"}


def _is_second(text: str, start: int) -> bool:
    """Whether the number is the second behind a label: "junctions 10 and 11"."""
    if not text.endswith(_LINKS, 0, start):
        return False
    pair = _SECOND.search(text, max(0, start - 40), start)
    return pair is not None and pair["label"].lower().removesuffix("s") in _LABELS


def _word_before(text: str, start: int) -> str:
    if start == 0 or text[start - 1] not in " \u00a0":
        return ""
    return text[max(0, start - 32) : start - 1].rpartition(" ")[2]
