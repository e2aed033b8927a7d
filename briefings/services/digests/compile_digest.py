"""Compile a digest: what a good editor would send this chat on this day."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from briefings.domain.archive import ArchivedDate, ArchivedQuote
from briefings.domain.briefing import Briefing
from briefings.domain.changes import changes_between
from briefings.domain.editions import Digest, DigestItem, Mark
from briefings.domain.subscriptions import Taste, WhenEmpty
from briefings.ports.store import Unit
from briefings.services.digests.choose_details import BEGUN_DAYS, coming_up, numbers_of, said_in, words_of
from briefings.services.digests.gather_news import News

FIRST_DAYS = timedelta(days=7)
"""How far a chat's first digest looks back."""

_REPEATED = 3


async def compile_digest(
    news: News,
    *,
    taste: Taste,
    watermark: int,
    day: date,
    unit: Unit,
    now: datetime,
    planned: tuple[date, time] | None = None,
    held: Collection[str] = (),
    test: bool = False,
) -> Digest | None:
    """Compile what is new to a chat whose last confirmed digest went up to ``watermark``.

    ``planned`` is what a late digest was planned for. ``held`` are briefings that an earlier digest was to show which
    did not arrive for certain: they come beside as many as the chat wants, so that none of them is cut away.
    Returns None when nothing is new and the chat wants silence.
    """
    followed = await words_of(taste.speakers, unit=unit, now=now)
    wanted = _of_interest(news, taste, followed)
    items = await _items(unit, news, wanted, watermark, now)
    if not items and taste.when_empty is WhenEmpty.SKIP and not test:
        return None
    shown = _cut(items, taste.limit, held)
    more = len(items) - len(shown)
    if not items and taste.when_empty is WhenEmpty.SEND:
        shown = [DigestItem(briefing, None) for briefing in wanted[:_REPEATED]]
    sources = [item.briefing for item in shown]
    silent = not shown and not test
    ahead = [] if silent else await _ahead(unit, taste, day, now, {b.id for b in wanted})
    return Digest(
        day=day,
        style=taste.style,
        items=tuple(shown),
        more=more,
        numbers=numbers_of(sources, taste.style),
        said=said_in(sources, taste.style, followed),
        ahead=coming_up(ahead, day, taste.style),
        planned=planned[1] if planned else None,
        planned_day=planned[0] if planned else None,
        mention_role=taste.mention_role,
        speakers=taste.speakers,
        test=test,
    )


def _cut(items: Sequence[DigestItem], limit: int, held: Collection[str]) -> list[DigestItem]:
    """The most important so many, and those that were held, in their order."""
    others = [item.briefing.id for item in items if item.briefing.id not in held]
    wanted = {*held, *others[:limit]}
    return [item for item in items if item.briefing.id in wanted]


def _of_interest(news: News, taste: Taste, followed: Sequence[ArchivedQuote]) -> list[Briefing]:
    if not taste.topics and not taste.speakers:
        return list(news.briefings)
    spoken = {quote.reference.briefing_id for quote in followed}
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


async def _ahead(unit: Unit, taste: Taste, day: date, now: datetime, wanted: set[str]) -> Sequence[ArchivedDate]:
    """Dates of the chat's topics, those of its speakers' briefings where it follows no topic, else all."""
    found: list[ArchivedDate] = []
    for topic in taste.topics or (None,):
        since = day - timedelta(days=BEGUN_DAYS)
        found += await unit.archive.dates_ahead(now=now, today=day, since=since, limit=50, topic=topic)
    if taste.speakers and not taste.topics:
        found = [dated for dated in found if dated.reference.briefing_id in wanted]
    return found
