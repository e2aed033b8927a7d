"""Reads one article: every question asked in turn, each answer a span of the text."""

from dataclasses import replace
from datetime import date

from briefings.domain.agenda import DatedEvent
from briefings.domain.drafting import Article, Draft, Entities
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote
from briefings.domain.spans import is_quotable, is_whole
from briefings.domain.text import Excerpt
from briefings.extraction.dates import find_dates, find_dates_abroad
from briefings.extraction.document import read_document
from briefings.extraction.entities import list_entities
from briefings.extraction.figures import find_figures, find_figures_abroad
from briefings.extraction.head import Head, read_head
from briefings.extraction.language import SUPPORTED, detect_language, is_supported
from briefings.extraction.mentions import find_mentions
from briefings.extraction.quotes import find_quotes
from briefings.extraction.summary import summarise
from briefings.extraction.titles import without_site
from briefings.extraction.topics import suggest_topics

UNSUPPORTED = "the language's grammar is not known"


def extract(article: Article, *, sentences: int = 3) -> Draft:
    """Read the draft of a briefing out of an article: deterministic, offline, linear in the text's length.

    What is given (title, publisher, day) wins over what the text's own head states. ``sentences`` is the longest
    summary wanted. In a language whose grammar is not known, quoted regions, digits and plain dates are still found,
    but nobody is named as a speaker or a claimant.
    """
    text = article.text
    language = detect_language(text)
    supported = is_supported(language, text)
    document = read_document(text)
    head = read_head(document)
    published = article.published or head.published
    words = language if language in SUPPORTED else "en"
    mentions = find_mentions(document, words)
    local = words if words != "en" and supported else None
    dates = find_dates_abroad(document, published, local) if local else find_dates(document, published)
    dates = tuple(_told_whole(event, text) for event in dates if _is_whole(event.excerpt, text))
    quotes, other_quoted = find_quotes(document, mentions, language=words)
    quotes = tuple(quote for quote in quotes if is_quotable(quote, text))
    figures = (
        find_figures_abroad(document, mentions, dates, quotes, local)
        if local
        else find_figures(document, mentions, dates, quotes)
    )
    summary = summarise(document, sentences=sentences, skip_until=head.end, quoted=_spoken(quotes))
    publisher, title = article.publisher or head.publisher, article.title or head.title
    title = without_site(title, publisher) if title else None
    return Draft(
        language=language,
        supported=supported,
        title=title,
        publisher=publisher,
        published=published,
        summary=summary.sentences,
        news=summary.news,
        quotes=quotes if supported else tuple(_nameless(quote) for quote in quotes),
        other_quoted=other_quoted,
        figures=tuple(
            figure if supported else _unclaimed(figure) for figure in figures if _is_whole(figure.excerpt, text)
        ),
        dates=_agenda(dates, head, given=article.published),
        topics=suggest_topics(document, mentions, title=title) if supported else (),
        entities=list_entities(mentions) if supported else Entities(),
    )


def _spoken(quotes: tuple[Quote, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((excerpt.start, excerpt.end) for quote in quotes for excerpt in quote.excerpts))


def _is_whole(excerpt: Excerpt, text: str) -> bool:
    """What begins or ends within a word or a number is no item: the gate would refuse it."""
    return is_whole(text, excerpt.start, excerpt.end)


def _told_whole(event: DatedEvent, text: str) -> DatedEvent:
    return event if event.what is None or _is_whole(event.what, text) else replace(event, what=None)


def _nameless(quote: Quote) -> Quote:
    return replace(quote, speaker=None, role=None, cue=None, why=UNSUPPORTED)


def _unclaimed(figure: Figure) -> Figure:
    return replace(figure, claimant=None, why=UNSUPPORTED)


def _agenda(dates: tuple[DatedEvent, ...], head: Head, *, given: date | None) -> tuple[DatedEvent, ...]:
    """Leave out the article's own day in its head, and say so where that day resolved another date."""
    named = tuple(event for event in dates if not _in_head(event.excerpt, head))
    if given or not head.published:
        return named
    return tuple(_dated_by_head(event, head) if event.resolved else event for event in named)


def _dated_by_head(event: DatedEvent, head: Head) -> DatedEvent:
    return replace(event, why=f"{event.why}; the article's day is read from its {head.why}")


def _in_head(excerpt: Excerpt, head: Head) -> bool:
    return any(start <= excerpt.start < end for start, end in head.lines)
