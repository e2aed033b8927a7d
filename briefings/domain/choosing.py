"""The choice of what is shown: what is settled at all, and what a short card takes of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from briefings.domain.agenda import DatedEvent
from briefings.domain.briefing import Content
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote, QuoteKind
from briefings.domain.text import Excerpt

SETTLED = 0.6
"""An item of less confidence is held: it stays in the draft, marked, until an editor keeps it."""

SHORT_POINTS = 3
SHORT_QUOTES = 1
SHORT_FIGURES = 3
SHORT_DATES = 2

_LARGE = 100
_SENTENCE_WORDS = 5
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[0-9]{2,}")
_RECORD = re.compile(r"\b(?:record|highest|lowest|largest|biggest|most ever|all-time|unprecedented)\b", re.IGNORECASE)
_HARM = re.compile(
    r"\b(?:killed|dead|died|deaths?|injured|wounded|missing|jailed|sentenced|laid off|jobs"
    r"|evacuated|displaced|infected)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:rose|rises?|risen|fell|falls?|fallen|grew|cut|up|down|climbed|dropped|jumped|doubled|halved|tripled|increased?|decreased?"
    r"|declined|slumped|surged|soared|plunged|from)\b",
    re.IGNORECASE,
)


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
    """The figures as an editor would order them, those that say most first; none said twice.

    What the headline and the summary are about comes first, then what was harmed, how much changed and who says so. A
    hedge ("at most", "about") adds nothing.
    """
    headline, told = _stems(content.headline), [point.excerpt for point in content.summary if point.excerpt]
    ranked = sorted(content.shown.figures, key=lambda figure: -_weight(figure, headline, told))
    best: dict[str, Figure] = {}
    for figure in ranked:
        if not any(_is_within(figure.excerpt, other.shown) for other in best.values()):
            best.setdefault(figure.shown.text.casefold(), figure)
    return tuple(best.values())


def _weight(figure: Figure, headline: frozenset[str], told: Sequence[Excerpt]) -> float:
    words = figure.shown.text
    about = len(_stems(words) & headline)
    weight = min(about, 4) * 0.6 + figure.confidence
    weight += 1.5 if any(part in headline for part in _NUMBER.findall(figure.excerpt.text)) else 0.0
    weight += next((1.6 - 0.3 * place for place, one in enumerate(told) if _is_within(figure.excerpt, one)), 0.0)
    weight += 1.2 if _RECORD.search(words) else 0.0
    weight += 1.2 if _HARM.search(words) else 0.0
    weight += 0.5 if _CHANGE.search(words) else 0.0
    weight += 0.5 if figure.claimant else 0.0
    weight += 0.0 if figure.unit or (figure.value or figure.high or 0) >= _LARGE else -0.5
    return weight


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(words.casefold()) if len(word) > 3 or word.isdigit())


def _is_within(excerpt: Excerpt, other: Excerpt) -> bool:
    return other.start <= excerpt.start and excerpt.end <= other.end


def _telling(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The first full quote that is a whole sentence of somebody with a name, else the nearest to that."""
    full = [quote for quote in quotes if quote.kind is QuoteKind.FULL]
    return tuple(sorted(full, key=lambda quote: (not _is_named(quote), not _is_sentence(quote)))[:SHORT_QUOTES])


def _is_named(quote: Quote) -> bool:
    """Whether the speaker is a name of two words or more, or a body's short one; not "expert" or "Police"."""
    speaker = quote.speaker or ""
    return speaker[:1].isupper() and (" " in speaker or speaker.isupper())


def _is_sentence(quote: Quote) -> bool:
    return quote.text[:1].isupper() and quote.text.count(" ") >= _SENTENCE_WORDS


def _ahead(dates: Sequence[DatedEvent], today: date | None) -> tuple[DatedEvent, ...]:
    return tuple(event for event in dates if event.last_day is not None and (today is None or event.last_day >= today))
