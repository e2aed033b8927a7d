"""Claimants that stand outside a figure's own words: the speaker of the quote around it, and who "he" or "she" is."""

from bisect import bisect_right

from briefings.domain.quotes import Quote
from briefings.extraction.document import Document
from briefings.extraction.mentions import Mentions
from briefings.extraction.regions import Region
from briefings.extraction.speakers.phrases import Source
from briefings.extraction.speakers.resolve import Resolver

PRONOUNS = frozenset({"he", "she"})


class Speakers:
    """Answers who speaks at some place of the article; asked in the order of the text."""

    def __init__(self, document: Document, mentions: Mentions, quotes: tuple[Quote, ...]) -> None:
        """Take the article's quotes, each with its speaker or without."""
        spans = sorted((part.start, part.end, quote) for quote in quotes for part in quote.excerpts)
        self._starts = [start for start, _, _ in spans]
        self._quotes = [quote for _, _, quote in spans]
        self._ends = [end for _, end, _ in spans]
        regions = tuple(Region(start, end, start, end, 0) for start, end, _ in spans)
        self._resolver = Resolver(document, mentions, regions)

    def around(self, start: int, end: int) -> str | None:
        """The speaker of the quote that holds the span; None outside quotes and for an unknown speaker."""
        index = bisect_right(self._starts, start) - 1
        if index < 0 or end > self._ends[index]:
            return None
        return self._quotes[index].speaker

    def behind(self, pronoun: str, at: int) -> str | None:
        """Whom "he" or "she" at the offset ``at`` means, or None when the article leaves it open."""
        speaker = self._resolver.resolve(Source("pronoun", pronoun, at))
        return speaker.name if speaker else None
