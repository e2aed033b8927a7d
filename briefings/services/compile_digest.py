"""Compile a digest: what a good editor would send this chat on this day."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice

from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote, Reference, quote_key
from briefings.domain.briefing import Briefing
from briefings.domain.changes import changes_between
from briefings.domain.editions import Ahead, Digest, DigestItem, Mark
from briefings.domain.quotes import QuoteKind
from briefings.domain.subscriptions import Style, Taste, WhenEmpty
from briefings.ports.store import Store, Unit
from briefings.services.gather_news import News

AHEAD_DAYS = 14
FIRST_DAYS = timedelta(days=7)
"""How far a chat's first digest looks back."""

_REPEATED = 3
MOST_OF = {Style.FULL: (3, 3, 5), Style.SHORT: (0, 0, 3)}
"""The most figures, quotes and dates of a digest."""


async def compile_digest(
    news: News,
    *,
    taste: Taste,
    watermark: int,
    day: date,
    store: Store,
    now: datetime,
    planned: tuple[date, time] | None = None,
    test: bool = False,
) -> Digest | None:
    """Compile what is new to a chat whose last confirmed digest went up to ``watermark``.

    ``planned`` is what a late digest was planned for. Returns None when nothing is new and the chat wants silence.
    """
    async with store.reading() as unit:
        wanted = await _of_interest(unit, news, taste, now)
        items = await _items(unit, news, wanted, watermark, now)
        if not items and taste.when_empty is WhenEmpty.SKIP and not test:
            return None
        shown = items[: taste.limit]
        if not items and taste.when_empty is WhenEmpty.SEND:
            shown = [DigestItem(briefing, None) for briefing in wanted[:_REPEATED]]
        figures, quotes, dates = MOST_OF[taste.style]
        sources = [item.briefing for item in shown]
        silent = not shown and not test
        ahead = [] if silent else await _ahead(unit, taste, day, now, dates, {b.id for b in wanted})
    return Digest(
        day=day,
        style=taste.style,
        items=tuple(shown),
        more=len(items) - len(items[: taste.limit]),
        numbers=tuple(islice(numbers_of(sources), figures)),
        said=tuple(islice(said_in(sources), quotes)),
        ahead=tuple(ahead),
        planned=planned[1] if planned else None,
        planned_day=planned[0] if planned else None,
        mention_role=taste.mention_role,
        test=test,
    )


async def _of_interest(unit: Unit, news: News, taste: Taste, now: datetime) -> list[Briefing]:
    if not taste.topics and not taste.speakers:
        return list(news.briefings)
    spoken: set[str] = set()
    if taste.speakers:
        quotes = await unit.archive.quotes(now=now, limit=1000, speaker_ids=taste.speakers)
        spoken = {quote.reference.briefing_id for quote in quotes}
    topics = set(taste.topics)
    return [b for b in news.briefings if b.id in spoken or topics & news.topics_of(b)]


async def _items(unit: Unit, news: News, wanted: Sequence[Briefing], watermark: int, now: datetime) -> list[DigestItem]:
    items = []
    for briefing in wanted:
        releases = news.releases.get(briefing.id, ())
        if not releases or releases[-1].number <= watermark:
            continue
        seen = [release.revision for release in releases if release.number <= watermark]
        if seen:
            item = await _updated(unit, briefing, seen[-1])
        elif watermark == 0 and briefing.published_at and briefing.published_at < now - FIRST_DAYS:
            item = None
        else:
            item = DigestItem(briefing, Mark.NEW)
        if item is not None:
            items.append(item)
    return items


async def _updated(unit: Unit, briefing: Briefing, seen: int) -> DigestItem | None:
    old = next((r for r in await unit.briefings.revisions(briefing.id) if r.number == seen), None)
    changes = changes_between(old, briefing.revision) if old else ()
    return DigestItem(briefing, Mark.UPDATED, changes, since=seen) if changes else None


def numbers_of(briefings: Sequence[Briefing]) -> Sequence[ArchivedFigure]:
    """The first figure of each briefing."""
    firsts = (b.content.figures[:1] for b in briefings)
    return [ArchivedFigure(f, reference_of(b)) for b, found in zip(briefings, firsts, strict=True) for f in found]


def said_in(briefings: Sequence[Briefing]) -> Sequence[ArchivedQuote]:
    """The first full quote of each briefing that names a speaker."""
    found = []
    for briefing in briefings:
        full = next((q for q in briefing.content.quotes if q.kind is QuoteKind.FULL and q.speaker), None)
        if full is not None:
            found.append(ArchivedQuote(quote_key(briefing.number, full), full, None, reference_of(briefing)))
    return found


async def _ahead(unit: Unit, taste: Taste, day: date, now: datetime, limit: int, wanted: set[str]) -> list[Ahead]:
    found: list[ArchivedDate] = []
    for topic in taste.topics or (None,):
        found += await unit.archive.dates_ahead(now=now, today=day, limit=50, topic=topic)
    if taste.speakers and not taste.topics:
        found = [dated for dated in found if dated.reference.briefing_id in wanted]
    last = day + timedelta(days=AHEAD_DAYS)
    near: dict[tuple[date, str], Ahead] = {}
    for dated in found:
        resolved = dated.event.resolved
        if resolved is not None and resolved <= last and not dated.reference.sample:
            what = dated.event.what or dated.event.sentence
            near.setdefault((resolved, what.text), Ahead(dated, (resolved - day).days))
    return sorted(near.values(), key=lambda ahead: ahead.days_away)[:limit]


def reference_of(briefing: Briefing) -> Reference:
    """The reference that the briefing's items carry."""
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
