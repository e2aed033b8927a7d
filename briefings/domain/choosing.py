"""The choice of what is shown: what is settled at all, and what a short card takes of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from briefings.domain.agenda import DatedEvent
from briefings.domain.briefing import Content
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote, QuoteKind

SETTLED = 0.6
"""An item of less confidence is held: it stays in the draft, marked, until an editor keeps it."""

SHORT_POINTS = 3
SHORT_QUOTES = 1
SHORT_FIGURES = 3
SHORT_DATES = 2


def hold_unsettled(content: Content) -> Content:
    """The content with every item held that reading is not sure enough of."""
    return replace(
        content,
        quotes=tuple(replace(quote, held=quote.confidence < SETTLED) for quote in content.quotes),
        figures=tuple(replace(figure, held=figure.confidence < SETTLED) for figure in content.figures),
        dates=tuple(replace(event, held=event.confidence < SETTLED) for event in content.dates),
    )


def in_short(content: Content, *, today: date | None) -> Content:
    """What a short card shows of the content; ``today`` is the reader's day, or None to take every resolved day."""
    shown = content.shown
    return replace(
        shown,
        summary=shown.summary[:SHORT_POINTS],
        quotes=_telling(shown.quotes),
        figures=key_figures(shown)[:SHORT_FIGURES],
        dates=_ahead(shown.dates, today)[:SHORT_DATES],
    )


def key_figures(content: Content) -> tuple[Figure, ...]:
    """The figures as an editor would order them, those that say most first; a phrase that is said twice only once."""
    best: dict[str, Figure] = {}
    for figure in sorted(content.shown.figures, key=lambda figure: (figure.qualifier is None, figure.claimant is None)):
        best.setdefault(figure.excerpt.text.casefold(), figure)
    return tuple(best.values())


def _telling(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The first full quote that somebody is named for, else the first full one."""
    full = [quote for quote in quotes if quote.kind is QuoteKind.FULL]
    return tuple(sorted(full, key=lambda quote: quote.speaker is None)[:SHORT_QUOTES])


def _ahead(dates: Sequence[DatedEvent], today: date | None) -> tuple[DatedEvent, ...]:
    return tuple(event for event in dates if event.last_day is not None and (today is None or event.last_day >= today))
