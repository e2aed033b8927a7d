"""Which words of a paragraph attribute a quote: the grammar of cues."""

from dataclasses import dataclass

from briefings.extraction.speakers import subject
from briefings.extraction.speakers.subject import Source
from briefings.extraction.speakers.units import Units

_NEAR = 12


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quote's source with the word that says so; ``place`` tells where it stands, for the explaining line.

    ``strength`` is 3 for a cue right beside the quote, 2 for one in its clause, 1 for a guess from its surroundings.
    ``source`` is None where the cue is plain but its subject cannot be read.
    """

    source: Source | None
    cue: str
    place: str
    strength: int

    @property
    def is_open(self) -> bool:
        """Whether the source names nobody: none read, or a pronoun other than he and she."""
        return self.source is None or (self.source.kind == "pronoun" and self.source.phrase not in {"he", "she"})


def attribute(units: Units, quote: int, *, trails: bool, inner: bool) -> Attribution | None:
    """The attribution of the quote at index ``quote`` by its own sentence.

    ``trails`` tells that the quote breaks off with a comma, a dash or a question, so that what follows may name its
    speaker; ``inner`` that it stands within a sentence of the article's own, whose verb comes first then.
    """
    found = [attribution for attribution in _readings(units, quote, trails=trails, inner=inner) if attribution]
    return next((attribution for attribution in found if not attribution.is_open), found[0] if found else None)


def _readings(units: Units, quote: int, *, trails: bool, inner: bool) -> list[Attribution | None]:
    beside = right_beside(units, quote)
    before = left(units, quote)
    if trails and not (inner and before and before.strength >= 2 and not _is_stronger(units, beside, before)):
        return [beside, before, right(units, quote), fallback(units, quote)]
    return [before, beside, right(units, quote), fallback(units, quote)]


def _is_stronger(units: Units, beside: Attribution | None, before: Attribution) -> bool:
    return beside is not None and beside.strength > before.strength


def right_beside(units: Units, quote: int) -> Attribution | None:
    """The attribution that follows the quote at once: "said X", "X, a Y, said", "according to X"."""
    classes = units.classes
    at = quote + 1
    end = len(classes)
    exclaimed = False
    while at < end and classes[at] in ",-!a":
        exclaimed = exclaimed or classes[at] == "!"
        at += 1
    if at >= end or classes[at] in ".q;:wh":
        return None
    stop = _right_end(classes, at)
    if exclaimed:
        stop = min(stop, at + _NEAR)
    if classes[at] == "k":
        return _according(units, at)
    if classes[at] in "sv":
        source = subject.after(units, at + 1, stop)
        return Attribution(source, units.word(at), "after the quote", 3) if source else None
    verb = _first_verb(classes, at, stop)
    if verb < 0:
        return None
    source = _subject_in(units, verb, at, stop)
    if source is None or source.at - units.starts[at] > 60:
        return None
    return Attribution(source, units.word(verb), "after the quote", 3)


def _subject_in(units: Units, verb: int, low: int, stop: int) -> Source | None:
    """The subject of a verb that follows the quote: before it, or turned round after a comma (", said X")."""
    if verb > low and units.classes[verb - 1] == ",":
        source = subject.past_apposition(units, verb - 1, low) or subject.after(units, verb + 1, stop)
        if source:
            return source
    return subject.before(units, verb, low)


def _according(units: Units, at: int) -> Attribution | None:
    source = subject.after(units, at + 2, len(units.classes))
    return Attribution(source, "according to", "after the quote", 3) if source else None


def _right_end(classes: str, at: int) -> int:
    ends = [where for mark in ".q;" if (where := classes.find(mark, at)) >= 0]
    return min(ends, default=len(classes))


def _first_verb(classes: str, at: int, stop: int) -> int:
    for index in range(at, stop):
        if classes[index] == "s" or (classes[index] == "v" and index > at):
            return index
    return -1


def left(units: Units, quote: int) -> Attribution | None:
    """The attribution that governs the quote from before it in its sentence."""
    classes = units.classes
    start = subject.sentence_start(classes, quote, 0)
    at = quote - 1
    while at >= start:
        letter = classes[at]
        if letter in "svg":
            return _governed(units, at, start, quote)
        if letter == "k":
            source = subject.after(units, at + 2, quote)
            return Attribution(source, "according to", "before the quote", 2) if source else None
        if letter == "-" and at < quote - 1:
            opening = classes.rfind("-", start, at)
            if opening > start:
                at = opening
        elif letter == ")":
            at = max(start, classes.rfind("(", start, at))
        at -= 1
    return None


def _governed(units: Units, verb: int, start: int, quote: int) -> Attribution:
    classes = units.classes
    strength = 3 if classes[verb] == "s" or quote - verb <= 4 else 2
    if classes[verb] == "g":
        source = _participle_subject(units, verb, start)
    else:
        source = subject.before(units, verb, start)
    return Attribution(source, units.word(verb), "before the quote", strength)


def _participle_subject(units: Units, verb: int, start: int) -> Source | None:
    """The subject of "adding", "after calling": the main clause's; of "for saying": the one who is blamed."""
    classes = units.classes
    before = verb - 1
    while before > start and classes[before] == "a":
        before -= 1
    if before > start and classes[before] == "b":
        return subject.before(units, before, start)
    if before > start and classes[before] == "i" and units.word(before) in {"for", "of"}:
        found = subject.ending_at(units, before - 1, start)
        if found:
            return found
    if before > start and classes[before] in "NOp" and _follows_with(units, before, start):
        return subject.ending_at(units, before, start)
    if before > start and classes[before] == "c" and "g" in classes[start:before]:
        return _participle_subject(units, classes.rindex("g", start, before), start)
    main = _last_verb(classes, start, verb)
    if main >= 0:
        return subject.before(units, main, start)
    return subject.first_phrase(units, start, verb)


def _follows_with(units: Units, index: int, start: int) -> bool:
    """Whether the name at ``index`` stands after "with": "with X saying"."""
    at = index - 1
    while at >= start and units.classes[at] in "dmxGPOL":
        at -= 1
    return at >= start and units.word(at) == "with"


def _last_verb(classes: str, start: int, end: int) -> int:
    for index in range(end - 1, start, -1):
        if classes[index] in "sv":
            return index
    return -1


def right(units: Units, quote: int) -> Attribution | None:
    """The attribution that closes the quote's sentence: "… “so called” deal, X said"."""
    classes = units.classes
    stop = _sentence_end(classes, quote + 1)
    for index in range(quote + 1, stop):
        if classes[index] in "sv":
            low = subject.sentence_start(classes, index, 0)
            source = _subject_in(units, index, low, stop)
            return Attribution(source, units.word(index), "later in the sentence", 2)
        if classes[index] == "k":
            return _according(units, index)
    return None


def fallback(units: Units, quote: int) -> Attribution | None:
    """What is left without a verb of saying: "X’s claim that", "X:", or a verb that may carry words."""
    classes = units.classes
    start = subject.sentence_start(classes, quote, 0)
    if quote > start and classes[quote - 1] == ":" and classes[quote - 2 : quote - 1] in {"N", "O", "L"}:
        if not any(letter in "e" for letter in classes[start:quote]):
            return Attribution(subject.ending_at(units, quote - 2, start), ":", "before the quote", 3)
    for index in range(quote - 1, start, -1):
        if classes[index] == "o":
            source = subject.possessor(units, index, start)
            if source:
                return Attribution(source, units.word(index), "before the quote", 2)
    for index in range(quote - 1, start, -1):
        if classes[index] == "e":
            source = subject.before(units, index, start)
            return Attribution(source, units.word(index), "before the quote", 1) if source else None
    return None


def _sentence_end(classes: str, at: int) -> int:
    ends = [where for mark in ".;" if (where := classes.find(mark, at)) >= 0]
    return min(ends, default=len(classes))
