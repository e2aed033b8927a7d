"""The JSON form of a draft, which scripts read: its keys and their meaning do not change."""

from decimal import Decimal
from typing import Any

from briefings.domain.agenda import DatedEvent
from briefings.domain.briefing import Content, SummaryPoint
from briefings.domain.choosing import hold_unsettled, in_short
from briefings.domain.drafting import Draft
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote
from briefings.domain.text import Excerpt

Json = dict[str, Any]


def draft_as_json(draft: Draft) -> Json:
    """Return the draft as values that ``json`` writes: spans into the text as read, unknown is None.

    A split quote is one object per span; objects of one quote share their ``group``, a number from 1 in the order of
    the text. Figures are JSON numbers; days are ISO 8601. ``shown`` is what a short card would show on the
    article's own day.
    """
    short = _in_short(draft)
    return {
        "language": draft.language,
        "supported": draft.supported,
        "source": {
            "title": draft.title,
            "publisher": draft.publisher,
            "date": draft.published.isoformat() if draft.published else None,
        },
        "news": _span(draft.news) if draft.news else None,
        "summary": [_span(excerpt) for excerpt in draft.summary],
        "quotes": _quotes(draft, short),
        "other_quoted": [{**_span(other.excerpt), "kind": other.kind.value} for other in draft.other_quoted],
        "figures": [_figure(figure, short) for figure in draft.figures],
        "dates": [_date(event, short) for event in draft.dates],
        "topics": list(draft.topics),
        "entities": {
            "people": list(draft.entities.people),
            "organisations": list(draft.entities.organisations),
            "places": list(draft.entities.places),
        },
    }


def _span(excerpt: Excerpt) -> Json:
    return {"start": excerpt.start, "end": excerpt.end, "text": excerpt.text}


def _in_short(draft: Draft) -> frozenset[Excerpt]:
    """The spans of the items that a short card would show."""
    content = Content(
        headline=draft.title or "",
        summary=tuple(map(SummaryPoint.quoting, draft.summary)),
        quotes=draft.quotes,
        figures=draft.figures,
        dates=draft.dates,
    )
    short = in_short(hold_unsettled(content), today=draft.published)
    said = (excerpt for quote in short.quotes for excerpt in quote.excerpts)
    figures, days = (figure.excerpt for figure in short.figures), (event.excerpt for event in short.dates)
    return frozenset((*said, *figures, *days))


def _quotes(draft: Draft, short: frozenset[Excerpt]) -> list[Json]:
    parts = [
        _quote_part(excerpt, quote, group, short)
        for group, quote in enumerate(draft.quotes, 1)
        for excerpt in quote.excerpts
    ]
    return sorted(parts, key=lambda part: (part["start"], part["end"]))


def _quote_part(excerpt: Excerpt, quote: Quote, group: int, short: frozenset[Excerpt]) -> Json:
    return {
        **_span(excerpt),
        "speaker": quote.speaker,
        "role": quote.role,
        "kind": quote.kind.value,
        "cue": quote.cue,
        "group": group,
        "why": quote.why or None,
        "confidence": quote.confidence,
        "shown": excerpt in short,
    }


def _figure(figure: Figure, short: frozenset[Excerpt]) -> Json:
    return {
        **_span(figure.excerpt),
        "value": _number(figure.value),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "what": figure.what,
        "qualifier": figure.qualifier,
        "claimant": figure.claimant,
        "window": figure.window,
        "statement": figure.statement.text if figure.statement else None,
        "why": figure.why or None,
        "confidence": figure.confidence,
        "shown": figure.excerpt in short,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _date(event: DatedEvent, short: frozenset[Excerpt]) -> Json:
    return {
        **_span(event.excerpt),
        "resolved": event.resolved.isoformat() if event.resolved else None,
        "resolved_end": event.resolved_end.isoformat() if event.resolved_end else None,
        "precision": event.precision.value,
        "what": event.what.text if event.what else None,
        "why": event.why or None,
        "confidence": event.confidence,
        "shown": event.excerpt in short,
    }
