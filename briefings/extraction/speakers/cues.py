"""Which words of a paragraph attribute a quote: the grammar of cues."""

from dataclasses import dataclass

from briefings.extraction.speakers import subject
from briefings.extraction.speakers.subject import Source
from briefings.extraction.speakers.units import Units


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quote's source with the word that says so; ``place`` tells where it stands, for the explaining line.

    ``strength`` is 3 for a cue right beside the quote, 2 for one in its clause, 1 for a guess from its surroundings.
    """

    source: Source
    cue: str
    place: str
    strength: int


def attribute(units: Units, quote: int, *, trails: bool) -> Attribution | None:
    """The attribution of the quote at index ``quote`` by its own sentence.

    ``trails`` tells that the quote breaks off with a comma, a dash or a question, so that what follows may name its speaker.
    """
    if trails:
        found = right_beside(units, quote)
        if found:
            return found
    return left(units, quote) or right_beside(units, quote) or right(units, quote)


def right_beside(units: Units, quote: int) -> Attribution | None:
    """The attribution that follows the quote at once: "said X", "X, a Y, said", "according to X"."""
    classes = units.classes
    at = quote + 1
    end = len(classes)
    while at < end and classes[at] in ",-!a":
        at += 1
    if at >= end or classes[at] in ".q;:":
        return None
    if classes[at] == "k":
        return _according(units, at)
    stop = _right_end(classes, at)
    if classes[at] in "sv":
        source = subject.after(units, at + 1, stop)
        return Attribution(source, units.word(at), "after the quote", 3) if source else None
    verb = _first_verb(classes, at, stop)
    if verb < 0:
        return None
    source = subject.before(units, verb, at)
    if source is None or not _opens_with(units, at, verb, source):
        return None
    return Attribution(source, units.word(verb), "after the quote", 3)


def _opens_with(units: Units, at: int, verb: int, source: Source) -> bool:
    """Whether the words from ``at`` are the subject itself, not more of the quoting sentence."""
    head = units.classes[at:verb]
    opening = 0
    while opening < len(head) and head[opening] in "dmGPOLxrnac":
        opening += 1
    return units.starts[min(at + opening, verb)] >= source.at or source.at - units.starts[at] < 60


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
        elif letter == ":" and at == quote - 1 and at > start and classes[at - 1] in "NOL":
            return Attribution(subject.before(units, at, start) or _never(units), ":", "before the quote", 3)
        at -= 1
    return None


def _never(units: Units) -> Source:
    return Source("pronoun", "", units.starts[0])


def _governed(units: Units, verb: int, start: int, quote: int) -> Attribution | None:
    classes = units.classes
    strength = 3 if quote - verb <= 4 else 2
    if classes[verb] == "g":
        source = _participle_subject(units, verb, start)
    else:
        source = subject.before(units, verb, start)
    return Attribution(source, units.word(verb), "before the quote", strength) if source else None


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
    main = _last_verb(classes, start, verb)
    if main >= 0:
        return subject.before(units, main, start)
    return subject.first_phrase(units, start, verb)


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
            source = subject.before(units, index, subject.sentence_start(classes, index, 0))
            if source is None and index + 1 < stop:
                source = subject.after(units, index + 1, stop)
            return Attribution(source, units.word(index), "later in the sentence", 2) if source else None
        if classes[index] == "k":
            return _according(units, index)
    return None


def _sentence_end(classes: str, at: int) -> int:
    ends = [where for mark in ".;" if (where := classes.find(mark, at)) >= 0]
    return min(ends, default=len(classes))
