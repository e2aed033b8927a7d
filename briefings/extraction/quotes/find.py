"""Quotes of an article with their speakers, and the quoted words that are no speech."""

from briefings.domain.quotes import FRAGMENT_WORDS, OtherKind, OtherQuoted, Quote, QuoteKind
from briefings.domain.text import Excerpt
from briefings.extraction.document import Document
from briefings.extraction.mentions import Mentions
from briefings.extraction.quotes.marks import find_regions
from briefings.extraction.quotes.speech import other_kind
from briefings.extraction.speakers.assign import Assignment, assign


def find_quotes(
    document: Document, mentions: Mentions, *, language: str = "en"
) -> tuple[tuple[Quote, ...], tuple[OtherQuoted, ...]]:
    """Find what is quoted in the article and who says it."""
    quotes = []
    others = []
    regions = find_regions(document)
    for region in regions:
        if region.single:
            others.append(OtherQuoted(Excerpt.of(document.text, region.start, region.end), OtherKind.HEADING))
    for assignment in assign(document, mentions, tuple(r for r in regions if not r.single), language):
        other = other_kind(document, assignment)
        if other is None:
            quotes.append(_quote(document, assignment))
        else:
            region = assignment.region
            others.append(OtherQuoted(Excerpt.of(document.text, region.start, region.end), other))
    return tuple(quotes), tuple(others)


def _quote(document: Document, assignment: Assignment) -> Quote:
    region = assignment.region
    excerpt = Excerpt.of(document.text, region.start, region.end)
    start, end = document.sentence_at(region.start)
    sentence = Excerpt.of(document.text, min(start, region.start), max(end, region.end))
    kind = QuoteKind.FRAGMENT if len(excerpt.text.split()) <= FRAGMENT_WORDS else QuoteKind.FULL
    speaker = assignment.speaker
    attribution = assignment.attribution
    why = f"cue {attribution.cue!r} {attribution.place}" if attribution else ""
    return Quote(
        (excerpt,),
        speaker.name if speaker else None,
        sentence,
        kind,
        role=speaker.mention.role if speaker and speaker.mention else None,
        cue=attribution.cue if attribution else None,
        why=why,
    )
