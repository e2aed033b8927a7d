"""What readers find: published items, each with the briefing and source it was read from."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from briefings.domain.agenda import DatedEvent
from briefings.domain.briefing import Briefing
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote


@dataclass(frozen=True, slots=True)
class Reference:
    """Where an item comes from: enough to show its source without loading the briefing."""

    briefing_id: str
    number: int
    revision: int
    headline: str
    title: str
    published_at: datetime
    publisher: str | None = None
    url: str | None = None
    source_day: date | None = None
    sample: bool = False


def reference_of(briefing: Briefing) -> Reference:
    """The reference that items of a briefing at hand carry."""
    source = briefing.source
    return Reference(
        briefing_id=briefing.id,
        number=briefing.number,
        revision=briefing.revision.number,
        headline=briefing.content.headline,
        title=source.title,
        published_at=briefing.published_at or briefing.created_at,
        publisher=source.publisher,
        url=source.url,
        source_day=source.published,
        sample=briefing.sample,
    )


@dataclass(frozen=True, slots=True)
class ArchivedQuote:
    """A published quote; ``key`` is its stable public name (see ``quote_key``)."""

    key: str
    quote: Quote
    speaker_id: str | None
    reference: Reference


@dataclass(frozen=True, slots=True)
class ArchivedFigure:
    """A published figure."""

    figure: Figure
    reference: Reference


@dataclass(frozen=True, slots=True)
class ArchivedDate:
    """A published date."""

    event: DatedEvent
    reference: Reference


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Values that sources give for the same thing, newest first: side by side, never averaged."""

    what: str
    figures: tuple[ArchivedFigure, ...]

    @property
    def conflicting(self) -> bool:
        """Whether the sources differ on the value."""
        values: set[tuple[Decimal | None, ...]] = {(f.figure.value, f.figure.low, f.figure.high) for f in self.figures}
        return len(values) > 1


def quote_key(briefing_number: int, quote: Quote) -> str:
    """Return the quote's public name, the briefing's number and the code point where it starts: ``12-635``.

    It survives corrections, because a quote is where it is in its source, and fits a Telegram deep link.
    """
    return f"{briefing_number}-{quote.excerpts[0].start}"
