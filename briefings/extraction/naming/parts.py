"""Reads a run of capitalised words into titles and names, and tells the kind of thing that each may name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from briefings.extraction.naming.words import NameWords

_ACRONYM = re.compile(r"[A-Z][A-Z&.\d-]{1,7}$")
_NAME_WORDS = 2
_OF_TRADES = ("ologist", "alist", "mist", "mistress", "keeper", "worker", "half", "maker", "grower")
"""How trades end that no list holds: "Environmentalist", "Postmistress"."""
_OF_AGENTS = re.compile(r"[a-z](?:er|or|ist|mate|man|woman|person)$|-of-[a-z]+$|^[A-Z][a-z]+-[a-z-]+$")
"""How words end that tell who somebody is, and names less often: "Hooker", "Bandmate", "Mum-of-three", "Co-star"."""
_OF_OFFICES = re.compile(r"[a-z](?:rator|nator|visor|ector|ssor|yer|tant|cist|mist|gist|rnist|woman|man|person)$")
"""How the words for an office end that no list holds: "NASA Administrator"."""
_LONGEST_CODE = 3
"""Letters that stand for an office or a place in the team: "VP", "DL"."""
_PLURAL = ("ers", "ors", "ists", "men", "women")
_Piece = tuple[int, int, str, str | None, bool]
_OFFICES = frozenset("TD MP MEP MSP MLA MLC MHA CEO CFO COO TDs MPs MEPs MSPs MLAs QC KC SC OBE MBE CBE PhD MD".split())
"""What a name or a party's name may stand before and is no part of it: "Ada Lane MP", "the Fine Gael TD"."""
_NO_BODIES = _OFFICES | frozenset(
    "Jr Sr II III IV VI VII VIII IX XI XII XIV PM DCM CM CS PS DJ VP SVP EVP GM MC TV DVD CD DNA RNA HIV AIDS GDP GNP CPI VAT GST "
    "IVF ADHD OCD PTSD CCTV SUV SUVs ATM ATMs PIN ID IDs UFO UFOs IPO IPOs ETF VIP VIPs DIY FAQ PDF USB GPS WiFi AI IT PR HR "
    "ICU ER A&E OK LGBT LGBTQ BST GMT UTC EST EDT PST CET IST AM FM BCE CE AD BC".split()
)
"""Capitals that name no body: offices, things and hours."""
_PLACE_ENDS = frozenset(
    "Park Street Avenue Road Square Bridge River Lake Island Islands Beach Valley Stadium Arena Hotel Palace Castle Tower Towers Station Bay Harbour Harbor"
    " Mountain Mountains Sea Ocean Strait Peninsula Desert Forest Plaza Boulevard Drive Highway Motorway Terrace Gardens Wharf Heights Gulf Coast".split()
)
"""Last words of places that no list holds, behind no given name: "Central Park"."""
_SURNAMES_LIKE_BODIES = frozenset(
    "Day Law Church Power Press Bill Bank Post Gates Young Watch Wire Standard Park".split()
)


@dataclass(frozen=True, slots=True)
class Part:
    """A name within a run: ``start`` and ``end`` count from the run's start.

    ``kind`` is ``person``, ``organisation``, ``place``, ``thing`` (a law, an event, a day) or ``unsure``.
    """

    start: int
    end: int
    name: str
    kind: str
    gender: str | None = None
    titled: bool = False


@lru_cache(maxsize=8192)
def read_run(run: str, words: NameWords, *, held: bool = False, opens: bool = False) -> tuple[Part, ...]:
    """Read one run: leave off what opens the sentence, days, titles and peoples, and say what the rest names.

    ``held`` tells that an office stands before it ("Minister for"), so that its field comes first and then a name;
    ``opens`` that it opens a sentence, whose first word has its capital from there.
    """
    tokens = run.replace("\u00a0", " ").split(" ")
    offsets, at = [], 0
    for token in tokens:
        offsets.append(at)
        at += len(token) + 1
    first, last = _bounds(tokens, words)
    if first == last or (last - first == 1 and len(tokens[first]) == 2 and tokens[first][1] == "."):
        return ()
    parts = []
    cut = _after_field(tokens, first, last, words) if held else first
    for begin, end, kind, gender, titled in _split(tokens, cut, last, words, opens=opens):
        start, stop = offsets[begin], offsets[end - 1] + len(tokens[end - 1])
        if kind in {"person", "unsure"}:
            stop -= _ending(tokens[end - 1])
        parts.append(Part(start, stop, " ".join(tokens[begin:end])[: stop - start], kind, gender, titled))
    return tuple(parts)


def named_from(run: str, words: NameWords) -> int:
    """How far into a run the name of the body begins that ends it: past openers, days, peoples and callings."""
    at = 0
    *before, _ = run.replace("\u00a0", " ").split(" ")
    for token in before:
        calling = token.lower() in words.roles or _OF_AGENTS.search(token) is not None
        if not (token in words.openers or token in words.calendar or token in words.demonyms or calling):
            break
        at += len(token) + 1
    return at


def _bounds(tokens: list[str], words: NameWords) -> tuple[int, int]:
    """Where the words of names begin and end between openers, days, peoples and offices."""
    first, last = 0, len(tokens)
    while first < last and (tokens[first] in words.openers or tokens[first] in words.calendar):
        first += 1
    while last > first and tokens[last - 1] in words.calendar:
        last -= 1
    if last - first > 1 and tokens[last - 1] in _OFFICES:
        last -= 1
    whole = " ".join(tokens[first:last])
    while (
        first < last
        and whole not in words.long_places
        and tokens[first] in words.demonyms
        and not _is_body(tokens, first, last, words)
    ):
        first += 1
    return first, last


def _after_field(tokens: list[str], first: int, last: int, words: NameWords) -> int:
    """Where the holder's name begins behind the field of an office: at a given name, else two words before the end."""
    if tokens[first] == "State":
        return first + 1
    if last - first < 3 or tokens[last - 1] in words.bodies or tokens[first] in words.given:
        return first
    given = [at for at in range(first + 1, last - 1) if tokens[at] in words.given]
    return given[0] if given else last - 2


def _ending(token: str) -> int:
    return 2 if token.isupper() and token[-2:] in {"'S", "’S"} else 0


def _split(tokens: list[str], first: int, last: int, words: NameWords, *, opens: bool) -> list[_Piece]:
    whole = " ".join(tokens[first:last])
    if whole in words.long_places or (last - first == 1 and tokens[first] in words.places):
        kind = "organisation" if whole in words.long_bodies else "place"
        return [(first, last, kind, None, False)]
    if _is_body(tokens, first, last, words):
        return [(first, last, "organisation", None, False)]
    cut = _after_office(tokens, first, last, words) or _after_titles(tokens, first, last, words)
    if cut == last:
        heads = last - first == 1 and tokens[first] in words.heads and tokens[first].lower() not in words.roles
        return [(first, last, "unsure", None, False)] if heads else []
    out: list[_Piece] = []
    if cut > first:
        out += _before_title(tokens, first, cut, words)
        gender = _title_gender(tokens[first:cut], words)
        out.append(_person_or_body(tokens, cut, last, words, gender, titled=True))
        return out
    if _opens_with_role(tokens, first, last, words, opens=opens):
        first += 1
    elif tokens[first] not in words.given and _opens_with_role(tokens, first + 1, last, words, opens=False):
        first += 2
    cut = _at_given_name(tokens, first, last, words)
    if opens and cut == first and last - first > _NAME_WORDS and _is_led_by_verb(tokens, first, words):
        cut = first = first + 1
    if cut > first:
        out += _before_title(tokens, first, cut, words)
    out.append(_person_or_body(tokens, cut, last, words, None, titled=False))
    return out


def _is_body(tokens: list[str], first: int, last: int, words: NameWords) -> bool:
    final = tokens[last - 1]
    if last - first == 1:
        return final in words.known_bodies or (_ACRONYM.match(final) is not None and final not in _NO_BODIES)
    if final in words.bodies:
        return not (last - first == 2 and final in _SURNAMES_LIKE_BODIES and tokens[first] in words.given)
    return False


def _after_titles(tokens: list[str], first: int, last: int, words: NameWords) -> int:
    """The index after the last title that leaves a name behind it; ``last`` when the run is titles only."""
    cut = first
    core = last
    while core > first + 1 and tokens[core - 1] in words.suffixes:
        core -= 1
    named = tokens[first] in words.given and tokens[first] not in words.titles
    for index in range(first, last):
        if index == core - 1 and (index > cut > first or (named and index > first)):
            break
        if tokens[index] in words.titles or _is_led_title(tokens, index):
            cut = index + 1
        elif index > cut + 1:
            break
    if cut == last and last - first > 1 and tokens[last - 1] not in words.titles:
        return first
    return cut


def _after_office(tokens: list[str], first: int, last: int, words: NameWords) -> int:
    """Where a name of two or three words begins behind a body and somebody's office in it, as in "City Council Member X Y"; else 0."""
    if words.capital_nouns:
        return 0
    for at in (last - 3, last - 4):
        if at <= first or (at == last - 4 and tokens[at + 1] not in words.given):
            continue
        word = tokens[at]
        code = len(word) <= _LONGEST_CODE and word.isupper() and word.isalpha() and word not in words.suffixes
        office = code or word.lower() in words.roles or word in words.titles or _OF_OFFICES.search(word) is not None
        name = tokens[at + 1 : last]
        if office and word not in words.given and not any(_is_known(token, words) for token in name):
            return at + 1
    return 0


def _is_known(token: str, words: NameWords) -> bool:
    """Whether the word is somewhere's, some body's or some office's and so mostly no part of a person's name."""
    return (
        token in words.bodies
        or token in words.heads
        or token in words.titles
        or token in words.known_bodies
        or token.isupper()
    )


def _opens_with_role(tokens: list[str], first: int, last: int, words: NameWords, *, opens: bool) -> bool:
    """Whether an occupation stands before a name of two words: "Miner Shane Kovacic".

    One that no list holds is known by its end where it opens the sentence: "Bandmate Carlos Ruiz".
    """
    if last - first <= _NAME_WORDS:
        return False
    word = tokens[first]
    known = word.lower() in words.roles or word.endswith(_OF_TRADES) or (opens and _OF_AGENTS.search(word) is not None)
    if not known or word in words.given or word.endswith(_PLURAL):
        return False
    return sum(token[0].isupper() for token in tokens[first + 1 : last]) == _NAME_WORDS


def _is_led_by_verb(tokens: list[str], first: int, words: NameWords) -> bool:
    """Whether a word that has its capital from opening the sentence stands before a given name: "Meet Ada Lane"."""
    word = tokens[first]
    known = word in words.given or word in words.known_bodies or word in words.bodies or "." in word or word.isupper()
    return not known and tokens[first + 1] in words.given


def _is_led_title(tokens: list[str], index: int) -> bool:
    """Whether the word is a title by the next one only: "Tan Sri", where Tan alone is a surname."""
    return tokens[index] == "Tan" and tokens[index + 1 : index + 2] == ["Sri"]


def _at_given_name(tokens: list[str], first: int, last: int, words: NameWords) -> int:
    for index in range(first, last - 1):
        token = tokens[index]
        if token in words.given:
            return index
        known = token in words.places or token in words.known_bodies or token in words.demonyms or token in words.bodies
        if not known and not _ACRONYM.match(token) and not words.capital_nouns:
            break
    return first


def _before_title(tokens: list[str], first: int, cut: int, words: NameWords) -> list[_Piece]:
    """The place or body that stands before a title: "Texas" of "Texas Sen. …", "NATO" of "NATO Secretary-General …"."""
    end = first
    while end < cut and tokens[end] not in words.titles and not (end == cut - 1 > first):
        end += 1
    if end == first or tokens[first] in words.demonyms:
        return []
    name = " ".join(tokens[first:end])
    kind = "place" if name in words.places or name in words.long_places else "organisation"
    return [(first, end, kind, None, False)]


def _person_or_body(
    tokens: list[str], first: int, last: int, words: NameWords, gender: str | None, *, titled: bool
) -> _Piece:
    if titled and last - first <= 4:
        name = tokens[first]
        return first, last, "person", gender or words.given.gender(name), True
    if tokens[first] in words.given and last - first > 1:
        return first, last, "person", words.given.gender(tokens[first]), False
    if last - first == 1 and tokens[first] in words.demonyms:
        return first, last, "thing", None, False
    if tokens[first] in words.demonyms or tokens[first] in words.places or tokens[first] in words.known_bodies:
        return first, last, "organisation", None, False
    if last - first > 1 and tokens[last - 1] in _PLACE_ENDS and not words.capital_nouns:
        return first, last, "place", None, False
    return first, last, "unsure", None, False


def _title_gender(titles: list[str], words: NameWords) -> str | None:
    for title in titles:
        if title in words.masculine_titles:
            return "m"
        if title in words.feminine_titles:
            return "f"
    return None
