"""Who says what a participle leads in: "…, adding", "after calling it", "with X saying"."""

from briefings.extraction.speakers import subject
from briefings.extraction.speakers.clauses import sentence_end
from briefings.extraction.speakers.phrases import Source, ending_at
from briefings.extraction.speakers.units import Units

_NEAR = 12


def participle_subject(units: Units, verb: int, start: int) -> Source | None:
    """The subject of "adding", "after calling": the main clause's; of "for saying": the one who is blamed."""
    classes = units.classes
    before = verb - 1
    while before > start and classes[before] == "a":
        before -= 1
    if before > start:
        letter = classes[before]
        if letter == "b":
            return subject.before(units, before, start)
        if letter == "i" and units.word(before) in {"for", "of"}:
            found = ending_at(units, before - 1, start)
            if found:
                return found
        if units.word(before) == "as" and _is_quoted_there(units, before, start):
            return ending_at(units, before - 1, start)
        if letter in "NOprn" and _follows_with(units, before, start):
            return ending_at(units, before, start)
        if letter == "c" and "g" in classes[start:before]:
            return participle_subject(units, classes.rindex("g", start, before), start)
    main = _main_verb(classes, start, verb)
    if main >= 0:
        return subject.of_verb(units, main, start, verb)
    return subject.first_phrase(units, start, verb) or _main_clause_after(units, verb, start)


def _is_quoted_there(units: Units, index: int, start: int) -> bool:
    """Whether somebody quotes the name before "as": "the agency quoted X as saying"."""
    if units.classes[index - 1] not in "NO":
        return False
    return any(
        units.word(at) in {"quoted", "quotes", "cited", "cites"} for at in range(max(start, index - _NEAR), index)
    )


def _main_clause_after(units: Units, verb: int, start: int) -> Source | None:
    """The subject of "Calling it “…”, X said" when the participle opens the sentence."""
    classes = units.classes
    stop = sentence_end(classes, verb)
    for index in range(verb + 1, stop - 1):
        if classes[index] == "," and verb - start <= 2:
            return subject.first_phrase(units, index + 1, stop)
    return None


def _follows_with(units: Units, index: int, start: int) -> bool:
    """Whether the name at ``index`` stands after "with": "with X saying"."""
    at = index - 1
    while at >= start and units.classes[at] in "dmxGPOLc":
        at -= 1
    return at >= start and units.word(at) == "with"


def _main_verb(classes: str, start: int, end: int) -> int:
    """The verb of the last main clause: its first one that stands in no relative clause; -1 for none."""
    begin = max(start, classes.rfind(",c", start, end))
    verbs = [at for at in range(begin, end) if classes[at] in "sv" and not subject.in_relative(classes, at, begin)]
    return verbs[0] if verbs else max(classes.rfind("s", start, end), classes.rfind("v", start, end))
