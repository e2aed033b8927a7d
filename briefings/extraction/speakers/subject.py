"""The subject of a verb of saying: beside it, past an apposition, or further off in its clause."""

import re

from briefings.extraction.speakers.clauses import opening_bracket, sentence_start
from briefings.extraction.speakers.phrases import Source, after, ending_at, name_at, noun_at, pronoun_at
from briefings.extraction.speakers.units import Units

_VERBS_BACK = 4
_INSERTED = re.compile("[dmGOLrnx]{0,5}N,")
"""The name of an inserted "…, said X, …"."""
_TITLED = re.compile("[OL][mr]{1,3}N")
"""A body, an office and its holder: "Acme President X"."""
_NOUN_THEN_PHRASE = re.compile("(?P<noun>[dP][mxGOL]{0,4}[rnox]),(?:(?P<relative>w)|i|[xusv]y)")
_UNLISTED = re.compile("[dP][mxGOL]{0,4}x")
_NAME_ALONE = re.compile("(?P<name>d?[mrxnNOL]{0,4}N)x?(?:i[dmxGnOL]{0,4}[OLnN])?")
"""A name between two marks with its titles and its "of …": ", Dr X of the University of Y,"."""
_THEN_NAME = re.compile("[rn]{1,3},d?[mrx]{0,3}(?P<name>N)[,.;-]")
"""An office and, set off, who holds it: "the chief scientist, Dr X,"."""
_SUBORDINATE = frozenset("when while as if though although because since whereas after before until".split())
"""What opens a clause that is set into another one: "X, when Y asked her to stay, said"."""
_TO_WHOM = frozenset("told tells asked informed assured reassured reminded advised".split())
"""Verbs that name at once who is spoken to."""
_SKIPPED = "aj"
_OPENS_APPOSITION = "wdrmixgPGouj"


def before(units: Units, verb: int, low: int = 0) -> Source | None:
    """The subject that stands before the verb at index ``verb``, looking back no further than index ``low``."""
    classes = units.classes
    index = _skip_back(units, verb - 1, low)
    if index < low:
        return None
    letter = classes[index]
    if letter in ",-)":
        return past_apposition(units, index, low) or clause_subject(units, index, low)
    if letter == "c":
        return clause_subject(units, index, low)
    return ending_at(units, index, low) or clause_subject(units, index, low)


def of_verb(units: Units, verb: int, low: int, high: int) -> Source | None:
    """The subject of a verb on either side: before it, or after it when a quote stands before ("“…,” said X")."""
    if units.verb_second and _is_turned(units.classes, verb, low):
        turned = after(units, verb + 1, high)
        if turned:
            return turned
    at = verb - 1
    while at > low and units.classes[at] in ",a":
        at -= 1
    if at < low or (units.classes[at] in "q!" and _opens_sentence(units.classes, at, low)):
        return after(units, verb + 1, high)
    inserted = units.classes[verb - 1] == "," and units.word(verb) not in _TO_WHOM
    if inserted and _INSERTED.match(units.classes, verb + 1, high):
        return after(units, verb + 1, high)
    return before(units, verb, low)


def _is_turned(classes: str, verb: int, low: int) -> bool:
    """Whether something other than the subject opens the clause, so that the subject follows the verb ("Dann sagte X")."""
    start = max(low, classes.rfind(".", low, verb) + 1, classes.rfind(",", low, verb) + 1)
    while start < verb and classes[start] == "c":
        start += 1
    return start < verb and classes[start] in "iajKh" and classes[verb + 1 : verb + 2] in set("NOpdmMrnPt")


def _opens_sentence(classes: str, quote: int, low: int) -> bool:
    return quote <= low or classes[quote - 1] in ".!:,q"


def _skip_back(units: Units, index: int, low: int) -> int:
    """Step back over adverbs, days and "in a statement" between a subject and its verb."""
    classes = units.classes
    while True:
        while index >= low and classes[index] in _SKIPPED:
            index -= 1
        if index > low and classes[index] == "i" and classes[index + 1] == "j":
            index -= 1
            continue
        opening = _statement_phrase(units, index, low)
        if opening < 0:
            return index
        index = opening - 1


def _statement_phrase(units: Units, index: int, low: int) -> int:
    """The index that opens "in a statement", "on his show" when one ends at ``index``; -1 otherwise."""
    classes = units.classes
    if index < low + 2 or classes[index] not in "on":
        return -1
    at = index - 1
    while at > low and classes[at] in "mxG":
        at -= 1
    if at > low and classes[at] in "dP":
        at -= 1
    return at if classes[at] == "i" and units.word(at) in {"in", "on", "during", "at", "via"} else -1


def past_apposition(units: Units, index: int, low: int) -> Source | None:
    """The name before "…, a professor at Rice," or "… — who was there —" that ends with the mark at ``index``."""
    classes = units.classes
    if classes[index] == ")":
        opening = opening_bracket(classes, index, low)
        return ending_at(units, opening - 1, low) if opening > low else None
    return _opening_name(units, index, low) or _nearest_apposed(units, index, low)


def _nearest_apposed(units: Units, index: int, low: int) -> Source | None:
    classes = units.classes
    mark = classes[index]
    body: Source | None = None
    at, end = index - 1, index
    while at > low and classes[at] not in ".;:":
        if classes[at] == mark:
            alone = _NAME_ALONE.fullmatch(classes, at + 1, end)
            if alone:
                return name_at(units, alone.end("name") - 1)
            described = classes[at + 1] == "w" and _UNLISTED.fullmatch(classes, low, at) is not None
            if described or (classes[at + 1] in _OPENS_APPOSITION and classes[at - 1] in "NOLrn)"):
                source = ending_at(units, at - 1, low)
                if source and source.mention and source.mention.kind == "person":
                    return source
                body = body or source
            if classes[at - 1] == "q":
                break
            end = at
        elif _is_main_verb(classes, at, end, low):
            break
        at -= 1
    return body


def _is_main_verb(classes: str, at: int, end: int, low: int) -> bool:
    return classes[at] in "sv" and at < end - 1 and classes[at + 1] not in ",-" and not in_relative(classes, at, low)


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
        return _opening_noun(units, low, index)
    subordinate = classes[at + 2] in "ci" and units.word(at + 2) in _SUBORDINATE
    if classes[at + 1] == "," and classes[at + 2] in "Nc" and not subordinate:
        return None
    between = classes[at + 1 : index]
    return None if "s" in between and "w" not in between and not subordinate else name_at(units, at)


def _opening_noun(units: Units, low: int, index: int) -> Source | None:
    """The noun that opens the clause before an inserted phrase: "The letter, seen by X,", "The governor, in a note,"."""
    opening = _NOUN_THEN_PHRASE.match(units.classes, low, index)
    if opening is None or (opening["relative"] is None and "s" in units.classes[opening.end() : index]):
        return None
    return noun_at(units, opening.end("noun") - 1, opening.end("noun") - 1, low)


def in_relative(classes: str, index: int, low: int) -> bool:
    """Whether the verb at ``index`` stands in a "who …", "which …" of its own segment."""
    for at in range(index - 1, low - 1, -1):
        if classes[at] in ".;,-":
            return False
        if classes[at] == "w":
            return True
    return False


def clause_subject(units: Units, index: int, low: int) -> Source | None:
    """The subject of the clause before ``index``: that of its last verb of saying, else its first name or noun."""
    classes = units.classes
    start = sentence_start(classes, index, low)
    at = index
    for _ in range(_VERBS_BACK):
        at = max(classes.rfind("s", start, at), classes.rfind("v", start, at))
        if at <= start:
            break
        if classes[at - 1] not in ",-c" and not in_relative(classes, at, start):
            source = ending_at(units, max(start, _skip_back(units, at - 1, start)), start)
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
        at = comma + 1 if comma > 0 else at
    for pos in range(at, end):
        letter = classes[pos]
        if letter in "NO" and classes[pos : pos + 2] != "Or":
            titled = _TITLED.match(classes, pos, end)
            return name_at(units, titled.end() - 1 if titled else pos)
        if letter == "p":
            return pronoun_at(units, pos)
        if letter in "rn" and not (pos + 1 < end and classes[pos + 1] in "NrnOx"):
            held = _THEN_NAME.match(classes, pos)
            return name_at(units, held.start("name")) if held else noun_at(units, pos, pos, at)
    return None
