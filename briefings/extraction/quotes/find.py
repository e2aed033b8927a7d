"""Quotes of an article with their speakers, and the quoted words that are no speech."""

from briefings.domain.quotes import FRAGMENT_WORDS, OtherQuoted, Quote, QuoteKind
from briefings.domain.text import Excerpt
from briefings.extraction.document import Document
from briefings.extraction.mentions import Mentions
from briefings.extraction.quotes.marks import find_regions


def find_quotes(document: Document, mentions: Mentions) -> tuple[tuple[Quote, ...], tuple[OtherQuoted, ...]]:
    """Find what is quoted in the article and who says it."""
    quotes = []
    for region in find_regions(document):
        excerpt = Excerpt.of(document.text, region.start, region.end)
        start, end = document.sentence_at(region.start)
        kind = QuoteKind.FRAGMENT if len(excerpt.text.split()) <= FRAGMENT_WORDS else QuoteKind.FULL
        speaker = mentions.at(region.outer_end, end)
        sentence = Excerpt.of(document.text, min(start, region.start), max(end, region.end))
        quotes.append(Quote((excerpt,), speaker.name if speaker else None, sentence, kind))
    return tuple(quotes), ()
