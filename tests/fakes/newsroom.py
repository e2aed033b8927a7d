"""Builds sources and briefings for tests: the spans are read out of a text that the builder writes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from briefings.domain.agenda import DatedEvent
from briefings.domain.briefing import Briefing, Content, Priority, Revision, Status, SummaryPoint
from briefings.domain.figures import Figure
from briefings.domain.quotes import FRAGMENT_WORDS, Quote, QuoteKind
from briefings.domain.readings import digest_of, reading_of
from briefings.domain.source import Source, fingerprint
from briefings.domain.speakers import Speaker
from briefings.domain.text import Excerpt
from briefings.ports.store import Store

NOON = datetime(2025, 2, 24, 12, 0, tzinfo=UTC)


def make_source(text: str, *, name: str | None = None, published: date | None = None, **values: str) -> Source:
    """A source whose id is made from its text, unless it is named."""
    digest = fingerprint(text)
    return Source(name or digest[:12], text, digest, NOON, published=published, **values)


def make_briefing(
    number: int,
    *,
    headline: str = "Harbour reopens",
    said: Sequence[tuple[str | None, str]] = (),
    counted: Sequence[tuple[int, str]] = (),
    dated: Sequence[tuple[str, date | None]] = (),
    topics: Sequence[str] = (),
    body: str = "",
    source_day: date | None = None,
    published_at: datetime | None = NOON,
    embargo_until: datetime | None = None,
    priority: Priority = Priority.NORMAL,
    sample: bool = False,
) -> Briefing:
    """A briefing at its first revision, published unless ``published_at`` is None; a draft is fit to be published.

    ``said`` are speakers with their words, ``counted`` values with what they count, ``dated`` the words that name a
    day, with the day.
    """
    lines = [f"{headline} (story {number})."]
    lines += [f'"{words}," {speaker or "somebody"} said.' for speaker, words in said]
    lines += [f"There were {value} {what} in all." for value, what in counted]
    lines += [f"They meet on {words} again." for words, _ in dated]
    text = "\n\n".join((*lines, body) if body else lines)
    if published_at is None:
        source_day, known = source_day or NOON.date(), {"publisher": "Quay Gazette"}
    else:
        known = {}
    spans = _Spans(text, lines)
    quotes = tuple(_quote(spans.line(i), speaker, words) for i, (speaker, words) in enumerate(said, 1))
    figures = tuple(_figure(spans.line(i), *pair) for i, pair in enumerate(counted, 1 + len(said)))
    dates = tuple(_event(spans.line(i), *pair) for i, pair in enumerate(dated, 1 + len(said) + len(counted)))
    content = Content(
        headline=headline,
        summary=(SummaryPoint.quoting(spans.line(0)),),
        quotes=quotes,
        figures=figures,
        dates=dates,
        topics=tuple(topics),
        priority=priority,
    )
    return Briefing(
        id=f"briefing-{number}",
        number=number,
        status=Status.DRAFT if published_at is None else Status.PUBLISHED,
        source=make_source(
            text,
            name=f"source-{number}",
            published=source_day,
            title=headline,
            reading=reading_of((*quotes, *figures, *dates)),
            **known,
        ),
        revision=Revision(1, content, "console:owner", NOON),
        created_at=NOON - timedelta(hours=1),
        updated_at=published_at or NOON,
        published_revision=None if published_at is None else 1,
        published_at=published_at,
        embargo_until=embargo_until,
        sample=sample,
    )


def by_editor(briefing: Briefing, content: Content) -> Briefing:
    """The briefing with this content, in which every item that was not read is the doing of the revision's author."""
    read, edited_in = briefing.source.reading.split(), briefing.revision.number
    quotes = tuple(
        quote
        if digest_of(quote) in read
        else replace(quote, edited_in=edited_in, speaker_added=(quote.speaker or "") not in briefing.source.text)
        for quote in content.quotes
    )
    dates = tuple(event if digest_of(event) in read else replace(event, edited_in=edited_in) for event in content.dates)
    return replace(briefing, revision=replace(briefing.revision, content=replace(content, quotes=quotes, dates=dates)))


async def keep(store: Store, *briefings: Briefing, speakers: Mapping[str, str] | None = None) -> None:
    """Store each briefing with its source and speakers, and publish those that are published.

    A speaker's id is its name in lower case with hyphens, unless ``speakers`` maps the name to another.
    """
    for briefing in briefings:
        ids = speaker_ids(briefing) if speakers is None else speakers
        async with store.writing() as unit:
            await unit.sources.add(briefing.source)
            await unit.briefings.add(briefing)
            for name, speaker_id in ids.items():
                if await unit.speakers.get(speaker_id) is None:
                    await unit.speakers.add(Speaker(speaker_id, name))
            if briefing.status is Status.PUBLISHED:
                await unit.archive.publish(briefing, speakers=ids)


def speaker_ids(briefing: Briefing) -> dict[str, str]:
    """The ids that ``keep`` gives the speakers of a briefing."""
    names = [quote.speaker for quote in briefing.content.quotes if quote.speaker is not None]
    return {name: name.lower().replace(" ", "-") for name in names}


class _Spans:
    def __init__(self, text: str, lines: Sequence[str]) -> None:
        self._text = text
        self._lines = lines

    def line(self, index: int) -> Excerpt:
        start = sum(len(line) + 2 for line in self._lines[:index])
        return Excerpt.of(self._text, start, start + len(self._lines[index]))


def _within(sentence: Excerpt, words: str) -> Excerpt:
    start = sentence.start + sentence.text.index(words)
    return Excerpt(start, start + len(words), words)


def _quote(sentence: Excerpt, speaker: str | None, words: str) -> Quote:
    kind = QuoteKind.FRAGMENT if len(words.split()) <= FRAGMENT_WORDS else QuoteKind.FULL
    return Quote((_within(sentence, words),), speaker, sentence, kind, cue="said")


def _figure(sentence: Excerpt, value: int, what: str) -> Figure:
    return Figure(_within(sentence, f"{value} {what}"), sentence, value=Decimal(value), what=what)


def _event(sentence: Excerpt, words: str, day: date | None) -> DatedEvent:
    return DatedEvent(_within(sentence, words), sentence, resolved=day)
