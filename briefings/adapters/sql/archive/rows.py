"""The rows that show a briefing to readers: a pure function of the briefing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from briefings.adapters.sql.archive import publication_keys as rank
from briefings.adapters.sql.archive import search
from briefings.adapters.sql.tables.columns import micros
from briefings.domain.archive import quote_key
from briefings.domain.briefing import Briefing
from briefings.domain.errors import UserError
from briefings.domain.folding import words_of
from briefings.domain.jsonform import event_form, figure_form, quote_form
from briefings.domain.topics import slug_of
from briefings.extraction.gate import check_publishable

Row = dict[str, Any]


@dataclass(slots=True)
class ArchiveRows:
    """Rows for every table of the archive, of one briefing or of many; ``words`` counts the quotes that hold each."""

    entries: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)
    dates: list[Row] = field(default_factory=list)
    quote_words: list[tuple[int, list[str]]] = field(default_factory=list)
    briefing_words: list[tuple[int, list[str]]] = field(default_factory=list)
    topics: dict[str, str] = field(default_factory=dict)
    topic_counts: Counter[str] = field(default_factory=Counter)
    speaker_counts: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)

    def add(self, entry_id: int, briefing: Briefing, speakers: Mapping[str, str]) -> None:
        """Add the rows of what readers see of a briefing; check it with ``check_archivable`` before."""
        briefing = briefing.for_readers
        self.entries.append(_entry_row(entry_id, briefing))
        self._add_topics(entry_id, briefing.content.topics)
        self._add_quotes(entry_id, briefing, speakers)
        self._add_figures_and_dates(entry_id, briefing)
        content = briefing.content
        points = (point.text for point in content.summary)
        self.briefing_words.append((entry_id, search.index_words(content.headline, *points, briefing.source.text)))

    def _add_topics(self, entry_id: int, topics: tuple[str, ...]) -> None:
        named = {slug: name for name in reversed(topics) if (slug := slug_of(name))}
        self.topics = named | self.topics
        self.topic_counts.update(named.keys())
        self.links.extend({"slug": slug, "entry_id": entry_id} for slug in named)

    def _add_quotes(self, entry_id: int, briefing: Briefing, speakers: Mapping[str, str]) -> None:
        day, visible = _day_of(briefing), _visible_at(briefing)
        for place, quote in enumerate(sorted(briefing.content.quotes, key=lambda quote: quote.excerpts[0].start)):
            key, speaker_id = rank.item_key(entry_id, place), speakers.get(quote.speaker or "")
            row = {"id": key, "entry_id": entry_id, "key": quote_key(briefing.number, quote), "speaker_id": speaker_id}
            self.quotes.append({**row, "day": day, "visible_at": visible, "body": quote_form(quote)})
            mark = [search.speaker_mark(speaker_id)] if speaker_id else []
            self.quote_words.append((key, search.index_words(quote.text) + mark))
            self.speaker_counts.update([speaker_id] if speaker_id else ())
            self.words.update(set(words_of(quote.text)))

    def _add_figures_and_dates(self, entry_id: int, briefing: Briefing) -> None:
        content, visible = briefing.content, _visible_at(briefing)
        for place, figure in enumerate(sorted(content.figures, key=lambda figure: figure.excerpt.start)):
            row = {"id": rank.item_key(entry_id, place), "entry_id": entry_id, "visible_at": visible}
            self.figures.append({**row, "body": figure_form(figure)})
        for place, event in enumerate(sorted(content.dates, key=lambda event: event.excerpt.start)):
            row = {"id": rank.item_key(entry_id, place), "entry_id": entry_id, "visible_at": visible}
            days = {"first_day": event.resolved, "last_day": event.last_day}
            self.dates.append({**row, **days, "body": event_form(event)})


def check_archivable(briefing: Briefing) -> None:
    """Raise UserError unless the briefing passes the gate and fits; ValueError without the instant of publication."""
    check_publishable(briefing)
    content = briefing.content.shown
    if max(len(content.quotes), len(content.figures), len(content.dates)) > rank.MAX_ITEMS:
        raise UserError(
            "Briefing {number} has more than {limit} quotes, figures or dates. Drop some and try again.",
            number=briefing.number,
            limit=rank.MAX_ITEMS,
        )
    published_at(briefing)


def published_at(briefing: Briefing) -> datetime:
    """Return the first publication. Raises ValueError while there was none."""
    if briefing.published_at is None:
        raise ValueError("a briefing enters the archive with the instant of its publication")
    return briefing.published_at


def _day_of(briefing: Briefing) -> date:
    return briefing.source.published or published_at(briefing).astimezone(UTC).date()


def _visible_at(briefing: Briefing) -> int:
    return 0 if briefing.embargo_until is None else micros(briefing.embargo_until)


def _entry_row(entry_id: int, briefing: Briefing) -> Row:
    return {
        "id": entry_id,
        "briefing_id": briefing.id,
        "source_id": briefing.source.id,
        "number": briefing.number,
        "revision": briefing.revision.number,
        "headline": briefing.content.headline,
        "published_at": published_at(briefing),
        "visible_at": _visible_at(briefing),
        "sample": briefing.sample,
    }
