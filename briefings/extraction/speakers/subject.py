"""The noun phrase that a verb of saying belongs to: before it, after it, or further off in its clause."""

from dataclasses import dataclass

from briefings.extraction.mentions import Mention
from briefings.extraction.speakers.units import Units

_REACH = 60
_POSSESSIVES = {"his": "he", "her": "she"}
_NOMINAL = "rn"
_NAMES = "NOL"
_SKIPPED = "aj"
_CHAIN = "dmGPOLNrnxo"
_OPENS_APPOSITION = "wdrmixgPGouj"


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks, as the sentence says it.

    ``kind`` is ``name`` (``mention`` is set), ``nominal`` (``phrase`` is set), ``pronoun`` (``phrase`` is he or she, or
    another pronoun). ``at`` is the offset of the phrase in the text.
    """

    kind: str
    phrase: str
    at: int
    mention: Mention | None = None


def before(units: Units, verb: int, low: int = 0) -> Source | None:
    """The subject that stands before the verb at index ``verb``, looking back no further than index ``low``."""
    classes = units.classes
    index = _skip_back(classes, verb - 1, low)
    if index < low:
        return None
    letter = classes[index]
    if letter in ",-)":
        return past_apposition(units, index, low) or clause_subject(units, index, low)
    if letter == "c":
        return clause_subject(units, index, low)
    return ending_at(units, index, low) or clause_subject(units, index, low)


def _skip_back(classes: str, index: int, low: int) -> int:
    while index >= low and classes[index] in _SKIPPED:
        index -= 1
    if index > low and classes[index] == "i" and classes[index + 1] == "j":
        index = _skip_back(classes, index - 1, low)
    return index


def ending_at(units: Units, index: int, low: int) -> Source | None:
    """The noun phrase whose last word stands at ``index``."""
    classes = units.classes
    letter = classes[index]
    if letter == ")":
        index = _opening_bracket(classes, index, low) - 1
        if index < low:
            return None
        letter = classes[index]
    if letter in "pt":
        return Source("pronoun", units.word(index), units.starts[index])
    if letter == "w":
        return _antecedent(units, index, low)
    if letter in _NAMES:
        return _named(units, index, low)
    if letter in _NOMINAL or letter in "do":
        return _nominal(units, index, index, low)
    if letter in "xmGL":
        return _with_modifier(units, index, low)
    return None


def _named(units: Units, index: int, low: int) -> Source:
    """A name, unless it only belongs to the word before: "a spokesman for X", "Merkley of Oregon"."""
    head = _governor(units.classes, index, low)
    if head is None:
        return _name(units, index)
    if units.classes[head] == "N":
        return _name(units, head)
    return _nominal(units, head, index, low)


def _governor(classes: str, index: int, low: int) -> int | None:
    """The first noun or name of a chain of "of …", "for …", "at …" that ends with the name at ``index``."""
    found = None
    at = index
    while True:
        while at > low and classes[at - 1] in "dmxGPOLrn":
            at -= 1
        if at < low + 2 or classes[at - 1] != "i":
            return found
        at -= 2
        if classes[at] == "N":
            return found if classes[index] == "N" else at
        if classes[at] in _NOMINAL:
            found = at
        elif classes[at] not in "xOLo":
            return found


def _with_modifier(units: Units, index: int, low: int) -> Source | None:
    """A phrase that ends in a word of no known class: walk back over it to a name or noun."""
    classes = units.classes
    at = index
    for _ in range(12):
        if at < low or classes[at] in ".;:q,-(sg":
            break
        if classes[at] in _NAMES and at < index and classes[at + 1] == "i":
            return _named(units, at, low)
        if classes[at] in _NOMINAL and at < index and classes[at + 1] in "iwxgh":
            return _nominal(units, at, index, low)
        if classes[at] == "p":
            return Source("pronoun", units.word(at), units.starts[at])
        if classes[at] == "N" and at == index - 1:
            return _name(units, at)
        at -= 1
    return None


def _antecedent(units: Units, index: int, low: int) -> Source | None:
    at = index - 1
    while at >= low and classes_skip(units.classes[at]):
        at -= 1
    return ending_at(units, at, low) if at >= low and units.classes[at] in "NOLrnx)" else None


def classes_skip(letter: str) -> bool:
    """Whether a class may stand between a name and its relative clause."""
    return letter in ",-("


def past_apposition(units: Units, index: int, low: int) -> Source | None:
    """The name before "…, a professor at Rice," or "… — who was there —" that ends with the mark at ``index``."""
    classes = units.classes
    mark = classes[index]
    if mark == ")":
        opening = _opening_bracket(classes, index, low)
        return ending_at(units, opening - 1, low) if opening > low else None
    opener = _opening_name(units, index, low)
    if opener is not None:
        return opener
    fallback: Source | None = None
    at = index - 1
    end = index
    while at > low and classes[at] not in ".;:":
        if classes[at] == mark:
            if _is_name_alone(classes, at + 1, end):
                return _name(units, end - 1)
            if classes[at + 1] in _OPENS_APPOSITION and classes[at - 1] in "NOLrn)":
                source = ending_at(units, at - 1, low)
                if source and source.mention and source.mention.kind == "person":
                    return source
                fallback = fallback or source
            if classes[at - 1] == "q":
                break
            end = at
        elif (
            classes[at] in "sv" and at < end - 1 and classes[at + 1] not in ",-" and not _in_relative(classes, at, low)
        ):
            break
        at -= 1
    return fallback


def _opening_name(units: Units, index: int, low: int) -> Source | None:
    """The name that opens the clause and is set off by a mark: "Tom Miller, at a firm called Z, argues"."""
    classes = units.classes
    at = low
    if classes[at] in "ijhg":
        comma = classes.find(",", at, index)
        at = comma + 1 if comma >= 0 else at
    while at < index and classes[at] in "camdxrnOGLP":
        at += 1
    if at >= index or classes[at] != "N" or classes[at + 1] not in ",-(":
        return None
    if classes[at + 1] == "," and classes[at + 2] in "Nc":
        return None
    between = classes[at + 1 : index]
    if "s" in between and "w" not in between:
        return None
    return _name(units, at)


def _is_name_alone(classes: str, first: int, end: int) -> bool:
    return end - first >= 1 and classes[end - 1] == "N" and all(letter in "mN" for letter in classes[first:end])


def _in_relative(classes: str, index: int, low: int) -> bool:
    at = index - 1
    while at >= low and classes[at] not in ".;,-":
        if classes[at] == "w":
            return True
        at -= 1
    return False


def clause_subject(units: Units, index: int, low: int) -> Source | None:
    """The subject of the clause before ``index``: that of its last verb of saying, else its first name or noun."""
    classes = units.classes
    start = sentence_start(classes, index, low)
    for at in range(index - 1, start, -1):
        if classes[at] in "sv" and classes[at - 1] not in ",-c" and not _in_relative(classes, at, start):
            source = ending_at(units, _skip_back(classes, at - 1, start), start)
            if source:
                return source
    return first_phrase(units, start, index)


def first_phrase(units: Units, start: int, end: int) -> Source | None:
    """The first name, pronoun or person noun from ``start`` to ``end`` that stands in no opening phrase."""
    classes = units.classes
    at = start
    while at < end and classes[at] in "cax":
        at += 1
    if at < end and classes[at] in "ikgjzhu":
        comma = classes.find(",", at, end)
        if comma > 0:
            at = comma + 1
    for pos in range(at, end):
        letter = classes[pos]
        if letter in "NO":
            return _name(units, pos)
        if letter == "p":
            return Source("pronoun", units.word(pos), units.starts[pos])
        if letter in _NOMINAL and not (pos + 1 < end and classes[pos + 1] in "NrnOx"):
            return _nominal(units, pos, pos, at)
    return None


def after(units: Units, index: int, high: int) -> Source | None:
    """The noun phrase that begins at ``index``: the subject of "said …" or the name of "according to …"."""
    classes = units.classes
    high = min(high, index + _REACH, len(classes))
    while index < high and classes[index] == "a":
        index += 1
    if index >= high:
        return None
    if classes[index] in "pt":
        return Source("pronoun", units.word(index), units.starts[index])
    at, name, noun = index, -1, -1
    while at < high and classes[at] in _CHAIN:
        if classes[at] in _NAMES:
            name = at
        elif classes[at] in _NOMINAL:
            noun = at
        at += 1
    if name > noun and (name >= 0 and (classes[name] == "N" or noun < 0)):
        return _name(units, name)
    named = _name_in_apposition(units, at, high)
    if named is not None:
        return named
    if noun >= 0:
        return _nominal(units, noun, _through_phrase(classes, at, high), index)
    if name >= 0:
        return _name(units, name)
    if at > index and "d" in classes[index:at]:
        return Source("nominal", units.phrase(index, at - 1), units.starts[index])
    return None


def _name_in_apposition(units: Units, at: int, high: int) -> Source | None:
    """The name of "the head of the council, Antonio Costa": after a comma and before another mark or the end."""
    classes = units.classes
    while at < high and classes[at] in "ijdmxOLGnr":
        at += 1
    if at + 1 < high and classes[at] == ",":
        at += 1
        while at < high and classes[at] == "m":
            at += 1
        if at < high and classes[at] == "N" and (at + 1 >= high or classes[at + 1] in ".,-;("):
            return _name(units, at)
    return None


def _through_phrase(classes: str, at: int, high: int) -> int:
    """The last index of "of …", "for …" that follows a noun."""
    while at + 1 < high and classes[at] == "i" and classes[at + 1] in _CHAIN:
        at += 1
        while at < high and classes[at] in _CHAIN:
            at += 1
    return at - 1


def _name(units: Units, index: int) -> Source:
    return Source("name", units.phrase(index, index), units.starts[index], units.mentions[index])


def _nominal(units: Units, head: int, last: int, low: int) -> Source:
    """The noun at ``head`` with what belongs to it; the name before it where the noun is that name's apposition."""
    classes = units.classes
    first = head
    while first > low and classes[first - 1] in "mxGOLNPrnc":
        first -= 1
    while first < head and classes[first] == "c":
        first += 1
    named = first - 1
    if named > low and classes[named] == "d":
        named -= 1
    if named > low and classes[named] == "," and classes[named - 1] == "N":
        return _name(units, named - 1)
    return Source("nominal", units.phrase(first, max(head, last)), units.starts[first])


def possessor(units: Units, index: int, low: int) -> Source | None:
    """Whose the noun of saying at ``index`` is: "X’s claim", "his remarks", "the comments by X"."""
    classes = units.classes
    if classes[index + 1 : index + 2] == "y":
        return after(units, index + 2, len(classes))
    at = index - 1
    while at >= low and classes[at] in "mxaro":
        at -= 1
    if at < low:
        return None
    if classes[at] == "G" and at in units.mentions:
        return _name(units, at)
    if classes[at] == "P" and units.word(at) in _POSSESSIVES:
        return Source("pronoun", _POSSESSIVES[units.word(at)], units.starts[at])
    return None


def _opening_bracket(classes: str, index: int, low: int) -> int:
    opening = classes.rfind("(", low, index)
    return opening if opening >= low else low


def sentence_start(classes: str, index: int, low: int) -> int:
    """The index after the last full stop before ``index``."""
    return max(low, classes.rfind(".", low, index) + 1, classes.rfind("!", low, index) + 1)
