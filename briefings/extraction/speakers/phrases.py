"""Noun phrases around a cue: who a name, a noun or a pronoun at some place of the paragraph stands for."""

from dataclasses import dataclass

from briefings.extraction.mentions import Mention
from briefings.extraction.speakers.clauses import REACH, opening_bracket
from briefings.extraction.speakers.units import Units

_PHRASE = 8
_FEW = 3
_NOMINAL = "rn"
_NAMES = "NOL"
_CHAIN = "dmGPOLNrnxo"
_DEFINITE = frozenset("the this that der die das le la l' l’".split())
_OFFICES = frozenset("minister secretary commissioner chancellor envoy ombudsman director treasurer".split())
"""Offices whose field stands between them and the holder: "Minister for Housing X"."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks, as the sentence says it.

    ``kind`` is ``name`` (``mention`` is set), ``nominal`` (``phrase`` is the noun phrase), or ``pronoun`` (``phrase`` is
    the pronoun in lower case). ``at`` is the offset of the phrase in the text; ``definite`` tells "the senator" from
    "a senator".
    """

    kind: str
    phrase: str
    at: int
    mention: Mention | None = None
    definite: bool = False


def name_at(units: Units, index: int) -> Source:
    """The name that stands at ``index``."""
    return Source("name", units.phrase(index, index), units.starts[index], units.mentions[index])


def pronoun_at(units: Units, index: int) -> Source:
    """The pronoun that stands at ``index``."""
    return Source("pronoun", units.word(index), units.starts[index])


def noun_at(units: Units, head: int, last: int, low: int) -> Source:
    """The noun at ``head`` with what belongs to it; the name before it where the noun is that name's apposition."""
    classes = units.classes
    low = max(low, head - _PHRASE)
    first = head
    while first > low and classes[first - 1] in "mGOLNPrncx":
        first -= 1
    first = _trim_front(classes, first, head)
    joined = classes.find("Nc", first, head)
    if joined >= 0 and "P" in classes[joined:head]:
        return name_at(units, joined)
    named = first - 1
    if named > low and classes[named] == "d":
        named -= 1
    if named > low and classes[named] == "," and classes[named - 1] == "N":
        return name_at(units, named - 1)
    definite = first > 0 and units.word(first - 1) in _DEFINITE
    return Source(
        "nominal", units.phrase(first, max(head, min(last, head + _PHRASE))), units.starts[first], None, definite
    )


def _trim_front(classes: str, first: int, head: int) -> int:
    """Leave off what cannot open a noun phrase: conjunctions, and unknown words that no article leads in."""
    led_in = first > 0 and classes[first - 1] == "d"
    while first < head and (classes[first] == "c" or (classes[first] == "x" and not led_in)):
        first += 1
    return first


def ending_at(units: Units, index: int, low: int) -> Source | None:
    """The noun phrase whose last word stands at ``index``."""
    classes = units.classes
    if classes[index] == ")":
        index = opening_bracket(classes, index, low) - 1
        if index < low:
            return None
    letter = classes[index]
    if letter in "pt":
        return pronoun_at(units, index)
    if letter == "w":
        return _antecedent(units, index, low)
    if letter in _NAMES:
        return _named(units, index, low)
    if letter in "rx" and index > low and classes[index - 1] == "N" and units.phrase(index, index).isupper():
        return name_at(units, index - 1)
    head = _head(units, index, low)
    if head >= 0:
        return noun_at(units, head, index, low)
    if letter not in "xmG":
        return None
    return _with_modifier(units, index, low) or _unlisted(units, index, low)


def _unlisted(units: Units, index: int, low: int) -> Source | None:
    """A noun that no list holds, by its article or, in the plural, by opening the clause: "The motion", "Aid groups"."""
    classes = units.classes
    first = index
    while first > max(low, index - _PHRASE) and classes[first - 1] in "mxGOL":
        first -= 1
    led_in = first > low and classes[first - 1] in "dP"
    begin = first - 1 if led_in else first
    word = units.word(index)
    plural = word.endswith("s") and not word.endswith(("ss", "'s", "’s")) and index - first < _FEW
    if begin > 0 and classes[begin - 1] not in ".!,c:h":
        return None
    if classes[index] != "x" or not word.isalpha() or word.endswith(("ed", "ing")) or not (led_in or plural):
        return None
    return Source(
        "nominal", units.phrase(first, index), units.starts[first], None, led_in and units.word(first - 1) in _DEFINITE
    )


def _head(units: Units, index: int, low: int) -> int:
    """The noun that the phrase ending at ``index`` is about: "spokesman" of "spokesman of the ministry"; -1 for none."""
    classes = units.classes
    letter = classes[index]
    if letter == "n":
        head = _governor(classes, index, low)
        return index if head is None else head
    if letter == "d" and index >= low + 2 and classes[index - 2 : index] == "ri":
        return index - 2
    if letter in "rdo" or (letter == "m" and _is_one_of_a_people(units, index, low)):
        return index
    return -1


def _is_one_of_a_people(units: Units, index: int, low: int) -> bool:
    """Whether a people's word alone is somebody: "the Portuguese said", but not "the Asian states"."""
    if index == low or units.word(index - 1) != "the" or not units.text[units.starts[index]].isupper():
        return False
    following = units.word(index + 1) if index + 1 < len(units.classes) else ""
    return following == "says" or not following.endswith("s")


def _named(units: Units, index: int, low: int) -> Source:
    """A name, unless it only belongs to the word before: "a spokesman for X", "Merkley of Oregon"."""
    head = _governor(units.classes, index, low)
    if head is None:
        first = _first_of_two(units, index, low)
        return name_at(units, first)
    if units.classes[head] in "NO":
        return name_at(units, head)
    if _is_title_of(units, head, index):
        return name_at(units, index)
    return noun_at(units, head, index, low)


def _first_of_two(units: Units, index: int, low: int) -> int:
    """The first of two people who open a clause together: "Lane and Ott said"."""
    classes = units.classes
    pair = index >= low + 2 and classes[index - 2 : index + 1] == "NcN" and units.word(index - 1) == "and"
    return index - 2 if pair and (index - 2 == 0 or classes[index - 3] in ".!,:q") else index


def _is_title_of(units: Units, head: int, index: int) -> bool:
    """Whether "Secretary of State" stands before the name: a title in capitals and its "of"."""
    if units.classes[index] != "N" or not units.text[units.starts[head]].isupper() or index <= head + 2:
        return False
    between = units.classes[head + 2 : index]
    if units.word(head + 1) == "of" and all(letter == "m" for letter in between):
        return True
    return (
        units.word(head) in _OFFICES
        and units.word(head + 1) in {"of", "for"}
        and all(letter in "mxcnor" for letter in between)
        and all(
            units.text[units.starts[at]].isupper() or units.word(at) in {"and", "the"} for at in range(head + 2, index)
        )
    )


def _governor(classes: str, index: int, low: int) -> int | None:
    """The first noun or name of a chain of "of …", "for …", "at …" that ends with the name at ``index``."""
    found = None
    at = index
    while True:
        while at > low and classes[at - 1] in "dmxGPOLrn":
            at -= 1
        if at < low + 2 or (classes[at - 1] != "i" and classes[at - 2 : at] != "Ny"):
            return found
        at -= 2
        if classes[at] == "N" or (classes[at] == "O" and classes[index] == "L" and found is None):
            return found if classes[index] == "N" else at
        if classes[at] in _NOMINAL:
            found = at
        elif classes[at] not in "xOLoe":
            return found


def _with_modifier(units: Units, index: int, low: int) -> Source | None:
    """A phrase that ends in a word of no known class: walk back over it to a name or noun."""
    classes = units.classes
    for at in range(index, max(low, index - 12) - 1, -1):
        letter = classes[at]
        if letter in ".;:q,-(sg":
            break
        following = classes[at + 1] if at < index else ""
        if letter in _NAMES and following == "i":
            return _named(units, at, low)
        if letter in _NOMINAL and following and following in "iwxgh":
            return noun_at(units, at, index, low)
        if letter == "p":
            return pronoun_at(units, at)
        if letter == "N" and at == index - 1:
            return name_at(units, at)
    return None


def _antecedent(units: Units, index: int, low: int) -> Source | None:
    at = index - 1
    while at >= low and units.classes[at] in ",-(":
        at -= 1
    return ending_at(units, at, low) if at >= low and units.classes[at] in "NOLrnx)" else None


def after(units: Units, index: int, high: int) -> Source | None:
    """The noun phrase that begins at ``index``: the subject of "said …" or the name of "according to …"."""
    classes = units.classes
    high = min(high, index + REACH, len(classes))
    while index < high and (classes[index] == "a" or (classes[index] == "y" and units.word(index) == "von")):
        index += 1
    if index >= high:
        return None
    if classes[index] in "pt":
        return pronoun_at(units, index)
    at, name, noun = _chain(units, index, high)
    closing = classes.find(")", at, at + 4) if at > index and classes[at : at + 1] == "(" else -1
    if 0 < closing < high - 1 and classes[closing + 1] == "N":
        return name_at(units, closing + 1)
    if name > noun and (classes[name] == "N" or noun < 0):
        return name_at(units, name)
    return _apposed_name(units, at, high) or _bare(units, index, at, name, noun, high)


def _chain(units: Units, index: int, high: int) -> tuple[int, int, int]:
    """Where the words of one noun phrase end, and where its last name and its last noun stand (-1 for none)."""
    classes = units.classes
    at, name, noun = index, -1, -1
    while at < high:
        letter = classes[at]
        if letter in _NAMES:
            name = at
        elif letter in _NOMINAL:
            noun = at
        elif letter == "i" and noun == at - 1 and _is_title_tail(classes, at + 1, high):
            noun = -1
        elif letter not in _CHAIN or (units.verb_second and letter == "d" and name == at - 1):
            break
        at += 1
    return at, name, noun


def _is_title_tail(classes: str, at: int, high: int) -> bool:
    """Whether "State X", "the House X" of "Secretary of State X" follow: titles and then a person's name."""
    while at < high and classes[at] in "dmLO":
        at += 1
    return at < high and classes[at] == "N" and classes[at - 1] in "mO"


def _bare(units: Units, index: int, at: int, name: int, noun: int, high: int) -> Source | None:
    if noun >= 0:
        return noun_at(units, noun, _through_phrase(units.classes, at, high), index)
    if name >= 0:
        return name_at(units, name)
    if at > index and "d" in units.classes[index:at]:
        return Source("nominal", units.phrase(index, at - 1), units.starts[index])
    return None


def _apposed_name(units: Units, at: int, high: int) -> Source | None:
    """The name of "the head of the council, Antonio Costa": after a comma and before another mark or the end."""
    classes = units.classes
    while at < high and classes[at] in "ijdmxOLGnrP":
        at += 1
    if at + 1 < high and classes[at] == ",":
        at += 1
        while at < high and classes[at] == "m":
            at += 1
        if at < high and classes[at] == "N" and (at + 1 >= high or classes[at + 1] in ".,-;(iw"):
            return name_at(units, at)
    return None


def _through_phrase(classes: str, at: int, high: int) -> int:
    """The last index of "of …", "for …" that follows a noun."""
    while at + 1 < high and classes[at] == "i" and classes[at + 1] in _CHAIN:
        at += 1
        while at < high and classes[at] in _CHAIN:
            at += 1
    return at - 1
