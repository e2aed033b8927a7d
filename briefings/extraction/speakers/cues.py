"""Which words of a paragraph attribute a quote: the grammar of cues."""

import re
from collections.abc import Iterator

from briefings.extraction.speakers import subject
from briefings.extraction.speakers.attribution import Attribution
from briefings.extraction.speakers.clauses import sentence_end, sentence_start
from briefings.extraction.speakers.owners import of_another, possessor
from briefings.extraction.speakers.participles import participle_subject
from briefings.extraction.speakers.phrases import Source, after, ending_at, name_at
from briefings.extraction.speakers.places import by_place
from briefings.extraction.speakers.units import Units

_SIGNATURE = re.compile(
    r"[.!]?(?:-[md]{0,3}(?P<name>[NO])(?:\.?$|,[^svge.q]{0,12}\.?$)|\([md]{0,3}(?P<credited>[NO])(?:,[^svge.q()]{0,12})?\))"
)
_ONLY_NAME = re.compile("[dmrnGOLx]{0,8}N")
_NEAR = 12
_BESIDE = 60


def attribute(units: Units, quote: int, *, trails: bool, inner: bool) -> Attribution | None:
    """The attribution of the quote at index ``quote`` by its own sentence.

    ``trails`` tells that the quote breaks off with a comma, a dash or a question, so that what follows may name its
    speaker; ``inner`` that it stands within a sentence of the article's own, whose verb comes first then.
    """
    first = None
    for reading in _readings(units, quote, trails=trails, inner=inner):
        if reading is not None and not reading.is_open:
            return reading
        first = first or reading
    return first


def _readings(units: Units, quote: int, *, trails: bool, inner: bool) -> Iterator[Attribution | None]:
    """The attributions that may be, the likeliest first, each read only when it is asked for."""
    passive = by_whom(units, quote)
    if passive is not None:
        yield passive
        return
    if not inner and trails:
        yield right_beside(units, quote)
        yield left(units, quote)
    elif not trails:
        yield left(units, quote)
        yield right_beside(units, quote)
    else:
        beside, before = right_beside(units, quote), left(units, quote)
        outranked = before is not None and (beside is None or beside.strength <= before.strength)
        yield from [before, beside] if outranked else [beside, before]
    yield right(units, quote)
    yield fallback(units, quote, trails=trails)


def by_whom(units: Units, quote: int) -> Attribution | None:
    """The agent of a passive: "was described as “…” by X"."""
    classes = units.classes
    if classes[quote + 1 : quote + 2] != "y":
        return _by_whom_as(units, quote)
    start = max(sentence_start(classes, quote), quote - _NEAR)
    verb = quote - 1
    while verb > start and (classes[verb] in "da" or units.word(verb) == "as"):
        verb -= 1
    if verb > start and classes[verb] == "v" and classes[verb - 1] in "NOp":
        return None
    described = verb > start and classes[verb] == "s" and classes[verb - 1] in ",("
    if verb < start or (classes[verb] not in "uv" and not described):
        verb = max(classes.rfind("u", start, quote), classes.rfind("v", start, quote))
        if verb < 0 or "q" in classes[verb:quote]:
            return None
        if units.word(verb) != "told" and "as" not in {units.word(quote - 1), units.word(quote - 2)}:
            return None
    source = after(units, quote + 2, sentence_end(classes, quote + 2))
    return Attribution(source, f"{units.word(verb)} … by", "around the quote", 3) if source else None


def _by_whom_as(units: Units, quote: int) -> Attribution | None:
    """The agent that stands before the quote: "described by X as “…”", "accused by X of “…”"."""
    classes = units.classes
    last = quote - 1
    while last > 0 and classes[last] in "da":
        last -= 1
    if last < 2 or units.word(last) not in {"as", "of"}:
        return None
    agent = classes.rfind("y", max(sentence_start(classes, quote), last - _NEAR), last)
    if agent < 1 or classes[agent - 1] not in "usv":
        return None
    source = after(units, agent + 1, last)
    return Attribution(source, f"{units.word(agent - 1)} by", "before the quote", 3) if source else None


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
    stop = sentence_end(classes, at, ".q;")
    if exclaimed:
        stop = min(stop, at + _NEAR)
    if classes[at] in "kK":
        return _according(units, at)
    if _is_in_words_of(units, at):
        return _in_words_of(units, at + 2, "after the quote")
    if classes[at] in "sv":
        source = after(units, at + 1, stop)
        return Attribution(source, units.word(at), "after the quote", 3) if source else None
    return _clause_beside(units, at, stop)


def _clause_beside(units: Units, at: int, stop: int) -> Attribution | None:
    verb = _first_verb(units.classes, at, stop)
    if verb < 0:
        return None
    source = _subject_in(units, verb, at, stop)
    if source is None or source.at - units.starts[at] > _BESIDE:
        return None
    return Attribution(source, units.word(verb), "after the quote", 3)


def _subject_in(units: Units, verb: int, low: int, stop: int) -> Source | None:
    """The subject of a verb that follows the quote: before it, or turned round after a comma (", said X")."""
    if verb > low and units.classes[verb - 1] == ",":
        source = subject.past_apposition(units, verb - 1, low) or after(units, verb + 1, stop)
        if source:
            return source
    return subject.before(units, verb, low)


def _according(units: Units, at: int) -> Attribution | None:
    alone = units.classes[at] == "K"
    source = after(units, at + 1 if alone else at + 2, len(units.classes))
    return Attribution(source, units.word(at) if alone else "according to", "after the quote", 3) if source else None


def _is_in_words_of(units: Units, at: int) -> bool:
    return at + 4 < len(units.classes) and units.phrase(at, at + 3).lower() == "in the words of"


def _in_words_of(units: Units, at: int, place: str) -> Attribution | None:
    source = after(units, at + 2, sentence_end(units.classes, at))
    return Attribution(source, "in the words of", place, 3) if source else None


def _first_verb(classes: str, at: int, stop: int) -> int:
    for index in range(at, stop):
        if classes[index] == "s" or (classes[index] == "v" and index > at):
            return index
    return -1


def left(units: Units, quote: int) -> Attribution | None:
    """The attribution that governs the quote from before it in its sentence."""
    classes = units.classes
    start = sentence_start(classes, quote)
    at = quote - 1
    while at >= start:
        letter = classes[at]
        theirs = of_another(units, at, start, quote)
        if theirs is not None:
            return theirs
        if letter in "svg":
            return (
                None
                if not units.verb_second and _only_names_speaker(classes, at, quote)
                else _governed(units, at, start, quote)
            )
        if letter in "kK":
            source = after(units, at + (1 if letter == "K" else 2), quote)
            cue = units.word(at) if letter == "K" else "according to"
            return Attribution(source, cue, "before the quote", 2) if source else None
        if letter == "o" and at >= start + 2 and _is_in_words_of(units, at - 2):
            return _in_words_of(units, at, "before the quote")
        if letter == "-" and at < quote - 1:
            opening = classes.rfind("-", start, at)
            at = opening if opening > start else at
        elif letter == ")":
            at = max(start, classes.rfind("(", start, at))
        at -= 1
    return None


def _only_names_speaker(classes: str, verb: int, quote: int) -> bool:
    """Whether the quoted word only describes the speaker of the quote before: "said X, one of the “big four” …"."""
    return verb > 0 and classes[verb] != "g" and classes[verb - 1] == "q" and classes[quote - 1] not in ",:-cq"


def _governed(units: Units, verb: int, start: int, quote: int) -> Attribution:
    classes = units.classes
    strength = 3 if classes[verb] == "s" or quote - verb <= 4 else 2
    participle = classes[verb] == "g"
    source = participle_subject(units, verb, start) if participle else subject.of_verb(units, verb, start, quote)
    return Attribution(source, units.word(verb), "before the quote", strength)


def _in_whose_eyes(units: Units, start: int, quote: int) -> Attribution | None:
    """Who judges in "For X, the bill was “…”": the name that the opening phrase leads to."""
    if units.word(start) not in {"for", "to"}:
        return None
    comma = units.classes.find(",", start + 1, quote)
    if comma < 0 or units.classes[comma - 1] != "N" or not _ONLY_NAME.fullmatch(units.classes, start + 1, comma):
        return None
    return Attribution(name_at(units, comma - 1), units.word(start), "before the quote", 2)


def right(units: Units, quote: int) -> Attribution | None:
    """The attribution that closes the quote's sentence: "… “so called” deal, X said"."""
    classes = units.classes
    stop = sentence_end(classes, quote + 1)
    for index in range(quote + 1, stop):
        if classes[index] in "sv":
            source = _subject_in(units, index, sentence_start(classes, index), stop)
            return Attribution(source, units.word(index), "later in the sentence", 2)
        if classes[index] in "kK":
            return _according(units, index)
    return None


def fallback(units: Units, quote: int, *, trails: bool) -> Attribution | None:
    """What is left without a verb of saying: "X:", "— X", "X’s claim that", or a verb that may carry words."""
    classes = units.classes
    signed = _SIGNATURE.match(classes, quote + 1)
    if signed and (quote == 0 or classes[quote - 1] in ".!"):
        return Attribution(
            name_at(units, max(signed.start("name"), signed.start("credited"))), "—", "after the quote", 3
        )
    placed = by_place(units, quote, trails=trails)
    if placed is not None:
        return placed
    start = sentence_start(classes, quote)
    vague = classes.rfind("e", start, quote)
    if vague < 0 and quote > start + 1 and classes[quote - 1] == ":" and classes[quote - 2] in "NOL":
        return Attribution(ending_at(units, quote - 2, start), ":", "before the quote", 3)
    for index in range(quote - 1, start, -1):
        if classes[index] == "o":
            source = possessor(units, index, start)
            if source:
                return Attribution(source, units.word(index), "before the quote", 2)
    opening = _in_whose_eyes(units, start, quote)
    if opening is not None:
        return opening
    if vague > start:
        source = subject.before(units, vague, start)
        return Attribution(source, units.word(vague), "before the quote", 1) if source else None
    return None
