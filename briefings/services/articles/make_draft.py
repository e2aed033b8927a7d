"""Reads a draft out of an article and keeps it as a briefing that readers do not see yet."""

import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from briefings.domain.briefing import Briefing, Content, Revision, Status, SummaryPoint
from briefings.domain.choosing import hold_unsettled
from briefings.domain.drafting import Article, Draft
from briefings.domain.readings import reading_of
from briefings.domain.source import Source, fingerprint
from briefings.domain.text import one_line
from briefings.domain.topics import slug_of
from briefings.domain.verbatim import check_verbatim
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.articles.add_source import LONGEST_TITLE, keep_source, new_source
from briefings.services.articles.read_article import check_article

Extract = Callable[[Article], Awaitable[Draft]]
Noting = Callable[[Unit, Briefing], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Drafted:
    """The briefing of an article, and whether it was made just now."""

    briefing: Briefing
    new: bool


async def make_draft(
    article: Article,
    *,
    url: str | None = None,
    topics: Sequence[str] = (),
    author: str,
    sample: bool = False,
    extract: Extract,
    noting: Noting | None = None,
    store: Store,
    clock: Clock,
) -> Drafted:
    """Keep the article as a source and the draft read out of it, in one transaction; nothing is half written.

    ``noting`` writes in the same transaction what else is to be known of a new draft.

    An article that is known already gives its briefing as it stands. ``topics`` come before the suggested ones. What
    the article's own head states (title, publisher, day) counts where nothing was given.

    Raises:
        UserError: the text is no article, or a detail is too long or no address.
    """
    check_article(article.text)
    if known := await _known(article.text, store=store):
        return Drafted(known, new=False)
    draft = await extract(article)
    given = article.title or ""
    read = replace(
        article,
        title=given if len(given) > LONGEST_TITLE else (draft.title or given)[:LONGEST_TITLE],
        publisher=article.publisher or draft.publisher,
        published=article.published or draft.published,
    )
    source = new_source(read, url=url, language=draft.language, clock=clock)
    source = replace(source, reading=reading_of((*draft.quotes, *draft.figures, *draft.dates)))
    content = hold_unsettled(content_of(draft, source, topics=topics))
    check_verbatim(content, source.text)
    async with store.writing() as unit:
        kept = (await keep_source(source, unit=unit)).source
        if there := await unit.briefings.by_source(kept.id):
            return Drafted(there, new=False)
        if kept.reading != source.reading:
            kept = replace(kept, reading=source.reading)
            await unit.sources.describe(kept)
        number = await unit.briefings.next_number()
        briefing = _first(kept, content, number=number, author=author, sample=sample, clock=clock)
        await unit.briefings.add(briefing)
        if noting is not None:
            await noting(unit, briefing)
    return Drafted(briefing, new=True)


async def _known(text: str, *, store: Store) -> Briefing | None:
    async with store.reading() as unit:
        source = await unit.sources.by_fingerprint(fingerprint(text))
        return await unit.briefings.by_source(source.id) if source else None


def _first(source: Source, content: Content, *, number: int, author: str, sample: bool, clock: Clock) -> Briefing:
    now = clock.now()
    return Briefing(
        id=secrets.token_hex(8),
        number=number,
        status=Status.DRAFT,
        source=source,
        revision=Revision(1, content, author, now),
        created_at=now,
        updated_at=now,
        sample=sample,
    )


def content_of(draft: Draft, source: Source, *, topics: Sequence[str] = ()) -> Content:
    """The content that a draft proposes; its headline is the source's title, else the text's first line."""
    first_line = next((line.strip() for line in source.text.splitlines() if line.strip()), "")
    named: dict[str, str] = {}
    for topic in (*topics, *draft.topics):
        if slug := slug_of(topic):
            named.setdefault(slug, one_line(topic))
    return Content(
        headline=source.title or one_line(first_line[:LONGEST_TITLE]),
        summary=tuple(SummaryPoint.quoting(excerpt) for excerpt in draft.summary),
        quotes=draft.quotes,
        figures=draft.figures,
        dates=draft.dates,
        topics=tuple(named.values()),
    )
