"""Gives every quoted region of an article its speaker, paragraph after paragraph."""

import re
from dataclasses import dataclass

from briefings.extraction.document import Document
from briefings.extraction.mentions import Mentions
from briefings.extraction.regions import Region
from briefings.extraction.speakers import subject
from briefings.extraction.speakers.attribution import Attribution
from briefings.extraction.speakers.clauses import sentence_start
from briefings.extraction.speakers.cues import attribute
from briefings.extraction.speakers.phrases import Source
from briefings.extraction.speakers.resolve import Resolver, Speaker
from briefings.extraction.speakers.units import Reader, Units
from briefings.extraction.speakers.words import cue_words

MOST_QUOTES = 250
"""A paragraph with more quotes is no prose, and nobody is named in it; so its cost stays small."""
_TRAILING = ",?!-—–…"
_SIGNED = re.compile(r"(?:>[ \u00a0]?)?(?:[—–―~]|--?)[ \u00a0]?")
_LONGEST_SIGNATURE = 120
_GOING_ON = frozenset({"added", "adds", "continued", "continues", "concluded", "concludes"})
_NEARBY = 12
"""How many quotes ahead in a paragraph an attribution may stand."""


@dataclass(slots=True)
class Assignment:
    """A region's speaker, with the cue that tells it; ``carried`` where a quote nearby lends both.

    ``carried_over`` tells that this quote stands in another paragraph and nothing says that it goes on.
    """

    region: Region
    attribution: Attribution | None = None
    speaker: Speaker | None = None
    carried: bool = False
    carried_over: bool = False

    @property
    def is_guessed(self) -> bool:
        """Whether only what stands around the region's sentence names the speaker."""
        return self.attribution is not None and not self.attribution.cue

    @property
    def is_lent(self) -> bool:
        """Whether no cue of its own names the speaker, and no line that ends in a colon announces it."""
        announced = self.attribution is not None and self.attribution.cue == ":"
        return not announced and (self.attribution is None or self.carried or self.is_guessed)


def assign(document: Document, mentions: Mentions, regions: tuple[Region, ...], language: str) -> list[Assignment]:
    """Attribute the regions, in the order of the text."""
    return _Assigner(document, mentions, regions, language).run()


class _Assigner:
    def __init__(self, document: Document, mentions: Mentions, regions: tuple[Region, ...], language: str) -> None:
        self._document = document
        self._mentions = mentions
        self._reader = Reader(document.text, mentions, cue_words(language))
        self._resolver = Resolver(document, mentions, regions)
        self._assignments = [Assignment(region) for region in regions]
        self._last: Assignment | None = None

    def run(self) -> list[Assignment]:
        number = 0
        while number < len(self._assignments):
            index = self._assignments[number].region.paragraph
            stop = number
            while stop < len(self._assignments) and self._assignments[stop].region.paragraph == index:
                stop += 1
            group = self._assignments[number:stop]
            if len(group) > MOST_QUOTES:
                number = stop
                continue
            regions = [(number + offset, assignment.region) for offset, assignment in enumerate(group)]
            self._paragraph(self._reader.read(self._document.paragraphs[index], regions), group)
            number = stop
        self._close_running()
        return self._assignments

    def _close_running(self) -> None:
        """Give a quote that runs on over paragraphs to whom the paragraph names that closes it."""
        following: Assignment | None = None
        for assignment in reversed(self._assignments):
            region = assignment.region
            if (
                following is not None
                and region.open_ended
                and following.region.paragraph == region.paragraph + 1
                and following.region.outer_start == self._document.paragraphs[following.region.paragraph].start
                and following.speaker is not None
                and not following.carried_over
                and assignment.is_lent
            ):
                _copy(following, assignment)
                assignment.carried_over = False
            following = assignment

    def _paragraph(self, units: Units, group: list[Assignment]) -> None:
        places = sorted(units.quotes)
        for place, assignment in zip(places, group, strict=True):
            assignment.attribution = attribute(
                units, place, trails=self._trails(units, place, assignment.region), inner=_is_inner(units, place)
            )
            if assignment.attribution and assignment.attribution.source:
                goes_on = assignment.attribution.cue in _GOING_ON
                assignment.speaker = self._resolver.resolve(assignment.attribution.source, goes_on=goes_on)
        for number, place in enumerate(places):
            if group[number].attribution is None:
                self._carry(units, place, number, group)
        spoken = next((assignment for assignment in reversed(group) if assignment.speaker is not None), None)
        if spoken is not None or len(places) < len(units.classes.rstrip(".!")):
            self._last = spoken

    def _trails(self, units: Units, place: int, region: Region) -> bool:
        following = units.classes[place + 1 : place + 2]
        return self._document.text[region.end - 1] in _TRAILING or following in {",", "-"}

    def _carry(self, units: Units, place: int, number: int, group: list[Assignment]) -> None:
        """Attribute a quote whose own sentence says nothing by what stands around it."""
        assignment = group[number]
        signed = self._signature(assignment.region)
        if signed is not None:
            assignment.attribution = Attribution(signed, "—", "below the quote", 3)
            assignment.speaker = self._resolver.resolve(signed)
            return
        before = _sentence_before(units, place)
        previous = _previous(group, number)
        speaking = previous or self._last
        if speaking is not None and place > 0 and units.classes[place - 1] in "Np":
            _copy(speaking, assignment)
        elif previous is not None and (before is None or "q" in before[1]):
            _copy(previous, assignment)
        elif before is not None:
            self._guess(assignment, before[0], "in the sentence before")
        else:
            self._carry_over(assignment, group[number + 1 : number + _NEARBY])

    def _carry_over(self, assignment: Assignment, following: list[Assignment]) -> None:
        """Attribute a quote that opens its paragraph by the rest of it, else by the paragraph before."""
        index = assignment.region.paragraph
        while index > 1 and self._is_blank(index - 1):
            index -= 1
        above = self._document.paragraphs[index - 1] if index > 0 else None
        announced = above is not None and self._document.text[above.end - 1] == ":"
        later = next((other for other in following if other.attribution and other.speaker), None)
        if later is not None and not announced:
            _copy(later, assignment)
        elif assignment.region.dialogue:
            return
        elif self._last is not None and self._last.region.paragraph >= index - 1 and not announced:
            _copy(self._last, assignment)
            assignment.carried_over = not self._last.region.open_ended
        elif above is not None:
            units = self._reader.read(above, [])
            found = _sentence_before(units, len(units.classes))
            if found is not None:
                self._guess(assignment, found[0], "in the paragraph before", cue=":" if announced else "")

    def _is_blank(self, index: int) -> bool:
        """Whether the paragraph is the empty line of a block quote."""
        paragraph = self._document.paragraphs[index]
        return paragraph.end - paragraph.start == 1 and self._document.text[paragraph.start] == ">"

    def _signature(self, region: Region) -> Source | None:
        """Who signs a quote that fills its paragraph: the next line is a dash and a name."""
        paragraphs = self._document.paragraphs
        paragraph = paragraphs[region.paragraph]
        if region.paragraph + 1 >= len(paragraphs) or paragraph.end - region.outer_end > 1:
            return None
        line = paragraphs[region.paragraph + 1]
        dash = _SIGNED.match(self._document.text, line.start, line.end)
        if dash is None or line.end - line.start > _LONGEST_SIGNATURE:
            return None
        start, end, mention = next(self._mentions.within(dash.end(), line.end), (0, 0, None))
        if mention is None or start != dash.end() or mention.kind != "person":
            return None
        return Source("name", self._document.text[start:end], start, mention)

    def _guess(self, assignment: Assignment, source: Source, place: str, cue: str = "") -> None:
        assignment.attribution = Attribution(source, cue, place, 1)
        assignment.speaker = self._resolver.resolve(source)


def _is_inner(units: Units, place: int) -> bool:
    return place > 0 and units.classes[place - 1] not in ".!:,q"


def _previous(group: list[Assignment], number: int) -> Assignment | None:
    """The quote before in the paragraph that has a speaker, whole quotes before single words."""
    spoken = [assignment for assignment in group[max(0, number - 6) : number] if assignment.speaker is not None]
    whole = [assignment for assignment in spoken if assignment.region.end - assignment.region.start > 25]
    nearest = whole or spoken
    return nearest[-1] if nearest else None


def _copy(model: Assignment, assignment: Assignment) -> None:
    assignment.attribution, assignment.speaker, assignment.carried = model.attribution, model.speaker, True


def _sentence_before(units: Units, place: int) -> tuple[Source, str] | None:
    """Who speaks or acts in the sentence before ``place``, and that sentence's classes."""
    end = place
    while end > 0 and units.classes[end - 1] in ".!:,":
        end -= 1
    if end == 0:
        return None
    start = sentence_start(units.classes, end)
    verb = units.classes.rfind("s", start, end)
    source = subject.of_verb(units, verb, start, end) if verb > start else None
    source = source or subject.first_phrase(units, start, end)
    return (source, units.classes[start:end]) if source else None
