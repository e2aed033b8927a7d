"""What extraction reads out of a source, before an editor has looked at it."""

from dataclasses import dataclass, replace
from datetime import date

from briefings.domain.agenda import DatedEvent
from briefings.domain.figures import Figure
from briefings.domain.quotes import OtherQuoted, Quote
from briefings.domain.text import Excerpt

MOST_OF_A_KIND = 500
"""The most quotes, figures or dates that a briefing takes from one article; the first ones count."""


@dataclass(frozen=True, slots=True)
class Article:
    """What extraction is given: the text as read, and what is already known of it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Entities:
    """Whom and what an article names, the most spoken of first, each by the fullest name that the article gives."""

    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was read out of one article. Every excerpt is a span of the article's text, in the order of the text.

    ``supported`` is False when the language is one whose grammar is not known: quoted regions and plain digits are
    still found, speakers and ``entities`` are not. ``title``, ``publisher`` and ``published`` are what was given, else
    what the text's own head states, else None. ``news`` is the one-sentence "what is new" line.
    """

    language: str | None
    supported: bool
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    summary: tuple[Excerpt, ...] = ()
    news: Excerpt | None = None
    quotes: tuple[Quote, ...] = ()
    other_quoted: tuple[OtherQuoted, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    topics: tuple[str, ...] = ()
    entities: Entities = Entities()

    def capped(self) -> "Draft":
        """The draft with at most ``MOST_OF_A_KIND`` items of each kind."""
        return replace(
            self,
            quotes=self.quotes[:MOST_OF_A_KIND],
            other_quoted=self.other_quoted[:MOST_OF_A_KIND],
            figures=self.figures[:MOST_OF_A_KIND],
            dates=self.dates[:MOST_OF_A_KIND],
        )
