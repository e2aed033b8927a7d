"""Attributions told by their place beside the quote, whatever the verb: "“…,” X deadpanned", "“…” — X paused — “…”"."""

import re

from briefings.extraction.speakers.attribution import Attribution
from briefings.extraction.speakers.clauses import sentence_end
from briefings.extraction.speakers.phrases import after, ending_at
from briefings.extraction.speakers.units import Units

_PLACED = re.compile("(?P<subject>d?[mO]{0,3}[Nr]|p)a?(?P<verb>[xe])(?![Nr])")
_TURNED = re.compile("[xe](?:d?[mO]{0,3}N|p)")
_BEGAN = frozenset("began went shot put ran broke cut threw spat swore wept sang".split())
_GESTURE = re.compile("-[dmO]{0,3}(?P<subject>[Np])[^q.;-]{1,12}-q")


def by_place(units: Units, quote: int, *, trails: bool) -> Attribution | None:
    """The attribution by a verb that no list holds, told by its place behind the quote: "“…,” X deadpanned", "“…,” purred X"."""
    classes = units.classes
    gesture = _GESTURE.match(classes, quote + 1)
    if gesture:
        source = ending_at(units, gesture.start("subject"), quote + 1)
        return Attribution(source, "—", "after the quote", 2) if source else None
    at = quote + 1
    while classes[at : at + 1] in {",", "!"}:
        at += 1
    if not trails or at >= len(classes):
        return None
    clause = _PLACED.match(classes, at)
    verb = clause.start("verb") if clause else at
    if not _is_finite(units.word(verb)):
        return None
    if clause is not None:
        source = ending_at(units, clause.end("subject") - 1, at)
    else:
        source = after(units, at + 1, sentence_end(classes, at)) if _TURNED.match(classes, at) else None
    return Attribution(source, units.word(verb), "after the quote", 2) if source else None


def _is_finite(word: str) -> bool:
    """Whether an unknown word may be a verb in the past or in the third person: "deadpanned", "shrugs"."""
    return word.endswith(("ed", "s")) or word in _BEGAN
