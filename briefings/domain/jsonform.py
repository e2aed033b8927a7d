"""The JSON form of a revision's content, kept in the store and written by exports, and of a draft; unknown is null."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from briefings.domain.agenda import DatedEvent, Precision
from briefings.domain.briefing import Content, Described, Priority, SummaryPoint
from briefings.domain.drafting import Draft, Entities
from briefings.domain.figures import Figure
from briefings.domain.quotes import OtherKind, OtherQuoted, Quote, QuoteKind
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
        "described": content.described
        and {
            "title": content.described.title,
            "publisher": content.described.publisher,
            "published": _maybe_str(content.described.published),
        },
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
        described=_described(form.get("described")),
    )


def draft_form(draft: Draft) -> Form:
    """Return a draft as plain JSON values."""
    return {
        "language": draft.language,
        "supported": draft.supported,
        "title": draft.title,
        "publisher": draft.publisher,
        "published": _maybe_str(draft.published),
        "summary": [_excerpt_form(excerpt) for excerpt in draft.summary],
        "news": _maybe_excerpt(draft.news),
        "quotes": [quote_form(quote) for quote in draft.quotes],
        "other_quoted": [
            {"excerpt": _excerpt_form(other.excerpt), "kind": other.kind.value} for other in draft.other_quoted
        ],
        "figures": [figure_form(figure) for figure in draft.figures],
        "dates": [event_form(event) for event in draft.dates],
        "topics": list(draft.topics),
        "entities": {
            "people": list(draft.entities.people),
            "organisations": list(draft.entities.organisations),
            "places": list(draft.entities.places),
        },
    }


def draft_of(form: Mapping[str, Any]) -> Draft:
    """Read a draft back: the inverse of ``draft_form``."""
    return Draft(
        language=form["language"],
        supported=form["supported"],
        title=form["title"],
        publisher=form["publisher"],
        published=_day(form["published"]),
        summary=tuple(map(_excerpt, form["summary"])),
        news=_excerpt_or_none(form["news"]),
        quotes=tuple(map(quote_of, form["quotes"])),
        other_quoted=tuple(
            OtherQuoted(_excerpt(other["excerpt"]), OtherKind(other["kind"])) for other in form["other_quoted"]
        ),
        figures=tuple(map(figure_of, form["figures"])),
        dates=tuple(map(event_of, form["dates"])),
        topics=tuple(form["topics"]),
        entities=Entities(**{kind: tuple(names) for kind, names in form["entities"].items()}),
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
        "confidence": quote.confidence,
        "held": quote.held,
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
        confidence=form.get("confidence", 1.0),
        held=form.get("held", False),
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
        "confidence": figure.confidence,
        "held": figure.held,
        "statement": _maybe_excerpt(figure.statement),
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
        confidence=form.get("confidence", 1.0),
        held=form.get("held", False),
        statement=_excerpt_or_none(form.get("statement")),
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
        "confidence": event.confidence,
        "held": event.held,
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
        confidence=form.get("confidence", 1.0),
        held=form.get("held", False),
        edited_in=_number(form["edited_in"]),
    )


def _described(form: Mapping[str, Any] | None) -> Described | None:
    return None if form is None else Described(form["title"], form["publisher"], _day(form["published"]))


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
