"""Whose words a noun or an inserted phrase says they are: "X’s claim that …", "as X put it"."""

from briefings.extraction.speakers.attribution import Attribution
from briefings.extraction.speakers.phrases import Source, after, ending_at, name_at
from briefings.extraction.speakers.units import Units

_POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they"}
_FEW = 6


def of_another(units: Units, at: int, start: int, quote: int) -> Attribution | None:
    """The attribution to whom an inserted phrase names: "X’s claim that", "as X put it"."""
    letter = units.classes[at]
    if letter == "o" and units.classes[at + 1] in "hy":
        return _owned(units, at, start, quote)
    if letter == "e" and units.word(at) in {"put", "puts"}:
        return _as_put(units, at, start)
    return None


def _owned(units: Units, noun: int, start: int, quote: int) -> Attribution | None:
    """Whose claim somebody else takes up: "dismissed X’s claim that …", "rejected claims by X that …"."""
    source = possessor(units, noun, start)
    if source is None or source.kind != "name" or "h" not in units.classes[noun:quote]:
        return None
    return Attribution(source, units.word(noun), "before the quote", 2)


def _as_put(units: Units, verb: int, start: int) -> Attribution | None:
    """Whose words they are in "as X put it, …"."""
    opening = units.classes.rfind("c", start, verb)
    if opening < 0 or units.word(opening) != "as" or verb - opening > _FEW or units.word(verb + 1) != "it":
        return None
    source = ending_at(units, verb - 1, opening)
    return Attribution(source, "put", "before the quote", 3) if source else None


def possessor(units: Units, index: int, low: int) -> Source | None:
    """Whose the noun of saying at ``index`` is: "X’s claim", "his remarks", "the comments by X"."""
    classes = units.classes
    if classes[index + 1 : index + 2] == "y":
        return after(units, index + 2, len(classes))
    if classes[index + 1 : index + 2] == "d" and units.word(index + 1) in {"der", "des", "eines", "einer"}:
        return after(units, index + 1, len(classes))
    at = index - 1
    while at >= low and classes[at] in "mxaro":
        at -= 1
    if at < low:
        return None
    if classes[at] == "G" and at in units.mentions:
        return name_at(units, at)
    if classes[at] == "P" and units.word(at) in _POSSESSIVES:
        return Source("pronoun", _POSSESSIVES[units.word(at)], units.starts[at])
    return None
