"""The JSON form of a revision's content, kept in the store and written by exports; unknown is null."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from briefings.domain.agenda import DatedEvent, Precision
from briefings.domain.briefing import Content, Priority, SummaryPoint
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote, QuoteKind
from briefings.domain.text import Excerpt

Form = dict[str, Any]


def content_form(content: Content) -> Form:
    """Return the content as plain JSON values."""
    return {
        "headline": content.headline,
        "summary": [{"text": point.text, "excerpt": _maybe_excerpt(point.excerpt)} for point in content.summary],
        "quotes": [quote_form(quote) for quote in content.quotes],
        "figures": [figure_form(figure) for figure in content.figures],
        "dates": [event_form(event) for event in content.dates],
        "topics": list(content.topics),
        "priority": content.priority.value,
    }


def content_of(form: Mapping[str, Any]) -> Content:
    """Read the content back: the inverse of ``content_form``.

    Raises:
        KeyError, TypeError, ValueError: it is other JSON.
    """
    return Content(
        headline=form["headline"],
        summary=tuple(SummaryPoint(point["text"], _excerpt_or_none(point["excerpt"])) for point in form["summary"]),
        quotes=tuple(map(quote_of, form["quotes"])),
        figures=tuple(map(figure_of, form["figures"])),
        dates=tuple(map(event_of, form["dates"])),
        topics=tuple(form["topics"]),
        priority=Priority(form["priority"]),
    )


def quote_form(quote: Quote) -> Form:
    """Return a quote as plain JSON values."""
    return {
        "excerpts": [_excerpt_form(excerpt) for excerpt in quote.excerpts],
        "speaker": quote.speaker,
        "sentence": _excerpt_form(quote.sentence),
        "kind": quote.kind.value,
        "role": quote.role,
        "cue": quote.cue,
        "why": quote.why,
        "edited_in": quote.edited_in,
        "speaker_added": quote.speaker_added,
    }


def quote_of(form: Mapping[str, Any]) -> Quote:
    """Read a quote back."""
    return Quote(
        excerpts=tuple(map(_excerpt, form["excerpts"])),
        speaker=form["speaker"],
        sentence=_excerpt(form["sentence"]),
        kind=QuoteKind(form["kind"]),
        role=form["role"],
        cue=form["cue"],
        why=form["why"],
        edited_in=_number(form["edited_in"]),
        speaker_added=bool(form["speaker_added"]),
    )


def figure_form(figure: Figure) -> Form:
    """Return a figure as plain JSON values; decimals are text, so that no digit is lost."""
    return {
        "excerpt": _excerpt_form(figure.excerpt),
        "sentence": _excerpt_form(figure.sentence),
        "value": _maybe_str(figure.value),
        "low": _maybe_str(figure.low),
        "high": _maybe_str(figure.high),
        "unit": figure.unit,
        "what": figure.what,
        "qualifier": figure.qualifier,
        "claimant": figure.claimant,
        "window": figure.window,
        "why": figure.why,
        "edited_in": figure.edited_in,
    }


def figure_of(form: Mapping[str, Any]) -> Figure:
    """Read a figure back."""
    return Figure(
        excerpt=_excerpt(form["excerpt"]),
        sentence=_excerpt(form["sentence"]),
        value=_decimal(form["value"]),
        low=_decimal(form["low"]),
        high=_decimal(form["high"]),
        unit=form["unit"],
        what=form["what"],
        qualifier=form["qualifier"],
        claimant=form["claimant"],
        window=form["window"],
        why=form["why"],
        edited_in=_number(form["edited_in"]),
    )


def event_form(event: DatedEvent) -> Form:
    """Return a date as plain JSON values; days are YYYY-MM-DD."""
    return {
        "excerpt": _excerpt_form(event.excerpt),
        "sentence": _excerpt_form(event.sentence),
        "resolved": _maybe_str(event.resolved),
        "resolved_end": _maybe_str(event.resolved_end),
        "precision": event.precision.value,
        "what": _maybe_excerpt(event.what),
        "why": event.why,
        "edited_in": event.edited_in,
    }


def event_of(form: Mapping[str, Any]) -> DatedEvent:
    """Read a date back."""
    return DatedEvent(
        excerpt=_excerpt(form["excerpt"]),
        sentence=_excerpt(form["sentence"]),
        resolved=_day(form["resolved"]),
        resolved_end=_day(form["resolved_end"]),
        precision=Precision(form["precision"]),
        what=_excerpt_or_none(form["what"]),
        why=form["why"],
        edited_in=_number(form["edited_in"]),
    )


def _excerpt_form(excerpt: Excerpt) -> Form:
    return {"start": excerpt.start, "end": excerpt.end, "text": excerpt.text}


def _excerpt(form: Mapping[str, Any]) -> Excerpt:
    return Excerpt(form["start"], form["end"], form["text"])


def _maybe_excerpt(excerpt: Excerpt | None) -> Form | None:
    return None if excerpt is None else _excerpt_form(excerpt)


def _excerpt_or_none(form: Mapping[str, Any] | None) -> Excerpt | None:
    return None if form is None else _excerpt(form)


def _maybe_str(value: Decimal | date | None) -> str | None:
    return None if value is None else str(value)


def _number(value: int | None) -> int | None:
    if value is not None and type(value) is not int:
        raise TypeError("a revision is a whole number")
    return value


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
