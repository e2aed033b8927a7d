"""Gives every quoted region of an article its speaker, paragraph after paragraph."""

from dataclasses import dataclass

from briefings.extraction.document import Document
from briefings.extraction.mentions import Mentions
from briefings.extraction.quotes.marks import Region
from briefings.extraction.speakers import subject
from briefings.extraction.speakers.cues import Attribution, attribute
from briefings.extraction.speakers.resolve import Resolver, Speaker
from briefings.extraction.speakers.phrases import Source, sentence_start
from briefings.extraction.speakers.units import Reader, Units
from briefings.extraction.speakers.words import cue_words


@dataclass(slots=True)
class Assignment:
    """A region's speaker, with the cue that tells it and where that stands."""

    region: Region
    attribution: Attribution | None = None
    speaker: Speaker | None = None
    carried: bool = False


def assign(document: Document, mentions: Mentions, regions: tuple[Region, ...], language: str) -> list[Assignment]:
    """Attribute the regions, in order."""
    reader = Reader(document.text, mentions, cue_words(language))
    resolver = Resolver(document, mentions)
    assignments = [Assignment(region) for region in regions]
    last: Assignment | None = None
    number = 0
    while number < len(regions):
        index = regions[number].paragraph
        stop = number
        while stop < len(regions) and regions[stop].paragraph == index:
            stop += 1
        paragraph = document.paragraphs[index]
        units = reader.read(paragraph, [(n, regions[n]) for n in range(number, stop)])
        last = _paragraph(document, units, assignments[number:stop], resolver, last, reader)
        number = stop
    return assignments


def _paragraph(
    document: Document,
    units: Units,
    assignments: list[Assignment],
    resolver: Resolver,
    last: Assignment | None,
    reader: Reader,
) -> Assignment | None:
    places = sorted(units.quotes)
    for place, assignment in zip(places, assignments, strict=True):
        region = assignment.region
        trails = document.text[region.end - 1] in ",?!-—–…" or units.classes[place + 1 : place + 2] in {",", "-"}
        assignment.attribution = attribute(units, place, trails=trails, inner=_is_inner(units, place))
        if assignment.attribution and assignment.attribution.source:
            assignment.speaker = resolver.resolve(assignment.attribution.source, region)
    for number, (place, assignment) in enumerate(zip(places, assignments, strict=True)):
        if assignment.attribution is None:
            _carry(document, units, place, number, assignments, last, resolver, reader)
    for assignment in reversed(assignments):
        if assignment.speaker is not None:
            return assignment
    return last if assignments[0].speaker is None and len(places) == len(units.classes) else None


def _is_inner(units: Units, place: int) -> bool:
    return place > 0 and units.classes[place - 1] not in ".!:,q"


def _carry(
    document: Document,
    units: Units,
    place: int,
    number: int,
    assignments: list[Assignment],
    last: Assignment | None,
    resolver: Resolver,
    reader: Reader,
) -> None:
    """Attribute a quote whose own sentence says nothing by what stands around it."""
    assignment = assignments[number]
    if number > 0 and assignments[number - 1].speaker is not None:
        _copy(assignments[number - 1], assignment)
        return
    source = _sentence_before(units, place)
    if source is not None:
        assignment.attribution = Attribution(source, "", "in the sentence before", 1)
        assignment.speaker = resolver.resolve(source, assignment.region)
        return
    following = next((other for other in assignments[number + 1 :] if other.attribution), None)
    if following is not None:
        _copy(following, assignment)
    elif last is not None and last.region.paragraph >= assignment.region.paragraph - 1:
        _copy(last, assignment)
    elif assignment.region.paragraph > 0:
        previous = reader.read(document.paragraphs[assignment.region.paragraph - 1], [])
        source = _sentence_before(previous, len(previous.classes))
        if source is not None:
            assignment.attribution = Attribution(source, "", "in the paragraph before", 1)
            assignment.speaker = resolver.resolve(source, assignment.region)


def _copy(model: Assignment, assignment: Assignment) -> None:
    assignment.attribution, assignment.speaker, assignment.carried = model.attribution, model.speaker, True


def _sentence_before(units: Units, place: int) -> Source | None:
    classes = units.classes[:place].rstrip(".!:,")
    end = len(classes)
    if end == 0:
        return None
    start = sentence_start(classes, end)
    for index in range(end - 1, start, -1):
        if classes[index] in "s":
            return subject.before(units, index, start)
    return subject.first_phrase(units, start, end)
