"""Quotes of an article with their speakers, and the quoted words that are no speech."""

from briefings.domain.quotes import FRAGMENT_WORDS, OtherKind, OtherQuoted, Quote, QuoteKind
from briefings.domain.text import Excerpt
from briefings.extraction.document import Document
from briefings.extraction.mentions import Mentions
from briefings.extraction.quotes.confidence import how_sure
from briefings.extraction.quotes.grouping import grouped
from briefings.extraction.quotes.marks import find_regions
from briefings.extraction.quotes.speech import goes_with, is_within_sentence, other_kind
from briefings.extraction.quotes.transcript import read_transcript
from briefings.extraction.regions import Region
from briefings.extraction.speakers.assign import Assignment, assign
from briefings.extraction.speakers.explain import explain


def find_quotes(
    document: Document, mentions: Mentions, *, language: str = "en"
) -> tuple[tuple[Quote, ...], tuple[OtherQuoted, ...]]:
    """Find what is quoted in the article and who says it; linear in the article's length.

    ``language`` is an ISO 639-1 code whose word lists ship. Both results are in the order of the text.
    """
    regions = find_regions(document, language)
    quotes: list[Quote] = []
    others = [_other(document, region, _aside_kind(document, region)) for region in regions.aside]
    spoken: list[Assignment] = []
    turns = read_transcript(document, mentions)
    speech = tuple(region for region in regions.speech if not turns.holds(region))
    above: tuple[Region, OtherKind] | None = None
    for assignment in assign(document, mentions, speech, language):
        kind = other_kind(document, assignment, language)
        if kind is None and above is not None and goes_with(document.text, above[0], assignment.region):
            kind = above[1]
        above = (assignment.region, kind) if kind is not None else None
        if kind is None:
            spoken.append(assignment)
        else:
            others.append(_other(document, assignment.region, kind))
    quotes += [_quote(document, parts) for parts in grouped(document, spoken)]
    quotes += turns.quotes
    quotes.sort(key=lambda quote: quote.excerpts[0].start)
    others.sort(key=lambda other: other.excerpt.start)
    return tuple(quotes), tuple(others)


def _aside_kind(document: Document, region: Region) -> OtherKind:
    paragraph = document.paragraphs[region.paragraph]
    alone = paragraph.start >= region.outer_start and paragraph.end <= region.outer_end
    return OtherKind.HEADING if alone or region.paragraph == 0 else OtherKind.SCARE


def _other(document: Document, region: Region, kind: OtherKind) -> OtherQuoted:
    return OtherQuoted(Excerpt.of(document.text, region.start, region.end), kind)


def _quote(document: Document, parts: list[Assignment]) -> Quote:
    first = parts[0]
    excerpts = tuple(Excerpt.of(document.text, part.region.start, part.region.end) for part in parts)
    start, end = _sentence_around(document, first.region)
    words = sum(len(excerpt.text.split()) for excerpt in excerpts)
    speaker, attribution = first.speaker, first.attribution
    return Quote(
        excerpts,
        speaker.name if speaker else None,
        Excerpt.of(document.text, start, end),
        QuoteKind.FRAGMENT if words <= FRAGMENT_WORDS else QuoteKind.FULL,
        role=speaker.mention.role if speaker and speaker.mention else None,
        cue=(attribution.cue or None) if attribution else None,
        why=explain(first),
        confidence=min(how_sure(document, part, inner=is_within_sentence(document, part.region)) for part in parts),
    )


def _sentence_around(document: Document, region: Region) -> tuple[int, int]:
    """From the sentence that opens the region to the one in which its attribution ends."""
    paragraph = document.paragraphs[region.paragraph]
    start = document.sentence_at(region.start)[0]
    if start == region.start:
        start = region.outer_start
    end = document.sentence_at(min(region.outer_end, paragraph.end - 1))[1]
    return min(start, region.outer_start), max(end, region.outer_end)
