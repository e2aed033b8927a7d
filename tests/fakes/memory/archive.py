"""Published items, in memory."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

from briefings.domain.agenda import DatedEvent
from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote, Reference, quote_key
from briefings.domain.briefing import Briefing, Content
from briefings.domain.figures import Figure
from briefings.domain.folding import SHORTEST_BEGINNING, query_words, words_of
from briefings.domain.likeness import likeness, nearest, wanted_words, words_to_loosen
from briefings.domain.topics import Topic, slug_of
from briefings.extraction.gate import check_publishable
from tests.fakes.memory.state import Entry, State

T = TypeVar("T")


class MemoryArchive:
    """The readers' side of the store."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def publish(self, briefing: Briefing, *, speakers: Mapping[str, str]) -> None:
        """Show this revision to readers in place of any earlier one."""
        check_publishable(briefing)
        if briefing.published_at is None:
            raise ValueError("a briefing enters the archive with the instant of its publication")
        self._state.entries[briefing.id] = Entry(
            briefing_id=briefing.id,
            number=briefing.number,
            revision=briefing.for_readers.revision,
            published_at=briefing.published_at,
            day=briefing.source.published or briefing.published_at.astimezone(UTC).date(),
            sample=briefing.sample,
            speakers=dict(speakers),
            embargo_until=briefing.embargo_until,
        )
        self._changed()

    async def withdraw(self, briefing_id: str) -> None:
        """Show nothing of this briefing any more."""
        self._state.entries.pop(briefing_id, None)
        self._changed()

    async def version(self, *, now: datetime | None = None) -> int:
        """A number that grows with every publish and withdraw, and with the end of an embargo when ``now`` is told."""
        ends = [entry.embargo_until for entry in self._state.entries.values() if entry.embargo_until is not None]
        return self._state.counters.get("archive", 0) + sum(now is not None and end <= now for end in ends)

    async def latest(
        self,
        *,
        now: datetime,
        limit: int,
        topic: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        samples: bool = True,
    ) -> Sequence[Briefing]:
        """Published briefings at their published revision."""
        entries = [
            entry
            for entry in self._entries(now, topic)
            if (since is None or entry.published_at >= since)
            and (until is None or entry.published_at < until)
            and (samples or not entry.sample)
        ]
        return [self._briefing(entry) for entry in entries[:limit]]

    async def briefing(self, number: int, *, now: datetime) -> Briefing | None:
        """One published briefing at its published revision."""
        found = self._entries(now, briefing=number)
        return self._briefing(found[0]) if found else None

    async def search(self, words: Sequence[str], *, now: datetime, limit: int) -> Sequence[Briefing]:
        """Published briefings whose headline, summary or source text holds all the words."""
        asked = query_words(words)
        if not asked:
            return []
        held = [(set(words_of(_searched(briefing))), briefing) for briefing in map(self._briefing, self._entries(now))]
        return _fill(asked, held, limit)

    async def quotes(
        self,
        *,
        now: datetime,
        limit: int,
        speaker_ids: Collection[str] | None = None,
        words: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
        briefing: int | None = None,
        before: str | None = None,
    ) -> Sequence[ArchivedQuote]:
        """Quotes of any of the speakers that hold all the words."""
        asked = query_words(words)
        if words and not asked:
            return []
        days = (since or date.min, until or date.max)
        entries = [entry for entry in self._entries(now, briefing=briefing) if days[0] <= entry.day <= days[1]]
        found = [quote for quote in self._quotes(entries) if speaker_ids is None or quote.speaker_id in speaker_ids]
        if before is not None:
            order = [quote.key for quote in self._quotes(self._entries(now))]
            older = set(order[order.index(before) + 1 :]) if before in order else set()
            found = [quote for quote in found if quote.key in older]
        return _fill(asked, [(set(words_of(quote.quote.text)), quote) for quote in found], limit)

    async def quote(self, key: str, *, now: datetime) -> ArchivedQuote | None:
        """One quote by its public key."""
        return next((quote for quote in self._quotes(self._entries(now)) if quote.key == key), None)

    async def quotes_like(self, words: Sequence[str], *, now: datetime, limit: int) -> Sequence[ArchivedQuote]:
        """Quotes that share the most words with ``words``, the best match first."""
        every = [frozenset(words_of(quote.quote.text)) for quote in self._quotes(list(self._state.entries.values()))]
        vocabulary = Counter(word for held in every for word in held)
        wanted = wanted_words(words)
        known = {word: vocabulary[word] for word in wanted if word in vocabulary}
        near = {word: nearest(word, vocabulary) for word in words_to_loosen(wanted, known)}
        like = likeness(wanted, counts=vocabulary, near=near, total=len(every))
        shown = [(frozenset(words_of(quote.quote.text)), quote) for quote in self._quotes(self._entries(now))]
        ranked = sorted(((like.rank(held), quote) for held, quote in shown), key=lambda pair: pair[0], reverse=True)
        return [quote for (score, _), quote in ranked if score > 0][:limit]

    async def figures(
        self, *, now: datetime, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedFigure]:
        """Published figures."""
        return [
            ArchivedFigure(figure, reference)
            for figure, reference in self._items(self._entries(now, topic, briefing), _figures)
        ][:limit]

    async def dates_ahead(
        self,
        *,
        now: datetime,
        today: date,
        limit: int,
        since: date | None = None,
        topic: str | None = None,
        briefing: int | None = None,
    ) -> Sequence[ArchivedDate]:
        """Resolved dates whose last day is ``today`` or later and first day ``since`` or later, the soonest first."""
        found = [(date.event.resolved, date.event.last_day, date) for date in self._dates(now, topic, briefing)]
        ahead = [
            (first, item)
            for first, last, item in found
            if first is not None and last is not None and last >= today and (since is None or first >= since)
        ]
        return [item for _, item in sorted(ahead, key=lambda pair: pair[0])][:limit]

    async def dates_past(
        self, *, now: datetime, today: date, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedDate]:
        """Resolved dates whose last day is before ``today``, the latest first."""
        found = [(date.event.last_day, date) for date in self._dates(now, topic, briefing)]
        past = [(last, date) for last, date in found if last is not None and last < today]
        return [date for _, date in sorted(past, key=lambda pair: pair[0], reverse=True)][:limit]

    async def dates_unresolved(
        self, *, now: datetime, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedDate]:
        """Dates that could not be resolved."""
        return [date for date in self._dates(now, topic, briefing) if date.event.last_day is None][:limit]

    async def topics(self, *, now: datetime) -> Sequence[Topic]:
        """Every topic of a published briefing with their count, the most used first."""
        names: dict[str, str] = {}
        for entry in self._state.entries.values():
            for name in entry.revision.content.topics:
                names.setdefault(slug_of(name), name)
        counts = Counter(slug for entry in self._entries(now) for slug in _slugs(entry.revision.content))
        topics = [Topic(slug, names[slug], count) for slug, count in counts.items() if slug]
        return sorted(topics, key=lambda topic: (-topic.briefings, topic.slug))

    def _changed(self) -> None:
        self._state.counters["archive"] = self._state.counters.get("archive", 0) + 2

    def _entries(self, now: datetime, topic: str | None = None, briefing: int | None = None) -> list[Entry]:
        shown = [
            entry
            for entry in self._state.entries.values()
            if (entry.embargo_until is None or entry.embargo_until <= now)
            and (topic is None or slug_of(topic) in _slugs(entry.revision.content))
            and (briefing is None or entry.number == briefing)
        ]
        return sorted(shown, key=lambda entry: (entry.published_at, entry.number), reverse=True)

    def _briefing(self, entry: Entry) -> Briefing:
        return replace(self._state.briefings[entry.briefing_id], revision=entry.revision)

    def _quotes(self, entries: list[Entry]) -> Iterator[ArchivedQuote]:
        for entry in entries:
            for quote in sorted(entry.revision.content.quotes, key=lambda quote: quote.excerpts[0].start):
                speaker_id = entry.speakers.get(quote.speaker or "")
                yield ArchivedQuote(quote_key(entry.number, quote), quote, speaker_id, self._reference(entry))

    def _dates(self, now: datetime, topic: str | None, briefing: int | None) -> list[ArchivedDate]:
        found = self._items(self._entries(now, topic, briefing), _events)
        return [ArchivedDate(event, reference) for event, reference in found]

    def _items(self, entries: list[Entry], kind: Callable[[Content], list[T]]) -> Iterator[tuple[T, Reference]]:
        return ((item, self._reference(entry)) for entry in entries for item in kind(entry.revision.content))

    def _reference(self, entry: Entry) -> Reference:
        source = self._state.briefings[entry.briefing_id].source
        return Reference(
            briefing_id=entry.briefing_id,
            number=entry.number,
            revision=entry.revision.number,
            headline=entry.revision.content.headline,
            title=source.title,
            published_at=entry.published_at,
            publisher=source.publisher,
            url=source.url,
            source_day=source.published,
            sample=entry.sample,
        )


def _figures(content: Content) -> list[Figure]:
    return sorted(content.figures, key=lambda figure: figure.excerpt.start)


def _events(content: Content) -> list[DatedEvent]:
    return sorted(content.dates, key=lambda event: event.excerpt.start)


def _slugs(content: Content) -> frozenset[str]:
    return frozenset(map(slug_of, content.topics))


def _searched(briefing: Briefing) -> str:
    content = briefing.content
    return "\n".join((content.headline, *(point.text for point in content.summary), briefing.source.text))


def _fill(asked: Sequence[str], held: Sequence[tuple[set[str], T]], limit: int) -> list[T]:
    """What holds every word; while that does not fill the answer, the last one counts as a beginning as well."""
    whole = [item for words, item in held if words.issuperset(asked)]
    if len(whole) >= limit or not asked or len(asked[-1]) < SHORTEST_BEGINNING:
        return whole[:limit]
    begun = [words.issuperset(asked[:-1]) and any(word.startswith(asked[-1]) for word in words) for words, _ in held]
    return [item for (_, item), begins in zip(held, begun, strict=True) if begins][:limit]
