"""An editor gives an article: a draft comes of it, and the log says who gave it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from briefings.domain.audit import Act
from briefings.domain.briefing import Briefing
from briefings.domain.drafting import Article
from briefings.domain.errors import UserError
from briefings.domain.people import Identity
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.edit_items import ChangedMeanwhileError, load_briefing
from briefings.services.make_draft import Drafted, Extract, content_of, make_draft
from briefings.services.roles import person_key
from briefings.services.verify_log import briefing_subject


async def take_article(
    article: Article,
    *,
    url: str | None = None,
    topics: Sequence[str] = (),
    by: Identity,
    extract: Extract,
    store: Store,
    clock: Clock,
) -> Drafted:
    """Make a draft of the article; one that is known already gives its briefing as it stands."""
    async with store.reading() as unit:
        person = await person_key(by, unit=unit)
    drafted = await make_draft(
        article, url=url, topics=topics, author=person, extract=extract, store=store, clock=clock
    )
    if drafted.new:
        async with store.writing() as unit:
            subject = briefing_subject(drafted.briefing.number)
            await unit.audit.append(at=clock.now(), actor=person, act=Act.ADD, subject=subject)
    return drafted


async def describe_source(
    number: int,
    *,
    by: Identity,
    title: str | None = None,
    publisher: str | None = None,
    published: date | None = None,
    extract: Extract,
    store: Store,
    clock: Clock,
) -> Briefing:
    """Say what the article itself does not: its title, publisher or day.

    A new day resolves the dates anew: those that are still in the draft are read again, and nothing that an editor
    dropped comes back. Only a briefing that readers have not seen can be described.
    """
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        if before.published_revision is not None:
            raise UserError("Briefing {number} is published: its source is what readers were told.", number=number)
        source = replace(
            before.source,
            title=title or before.source.title,
            publisher=publisher or before.source.publisher,
            published=published or before.source.published,
        )
        await unit.sources.describe(source)
        content = before.content
        if published is not None:
            read = content_of(extract(Article(source.text, source.title, source.publisher, published)), source)
            there = {event.excerpt for event in content.dates}
            content = replace(content, dates=tuple(event for event in read.dates if event.excerpt in there))
        person = await person_key(by, unit=unit)
        after = replace(before, source=source).revised(content, author=person, at=clock.now())
        if not await unit.briefings.save(after, seen_revision=before.revision.number):
            raise ChangedMeanwhileError(number, seen=before.revision.number, now=after.revision.number, by=person)
        known = ", ".join(str(value) for value in (title, publisher, published) if value)
        subject, detail = briefing_subject(number), f"r{after.revision.number} source: {known}"
        await unit.audit.append(at=clock.now(), actor=person, act=Act.EDIT, subject=subject, detail=detail)
    return after
