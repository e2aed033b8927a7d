"""What an article is: said by an editor, or stated by the article and confirmed by an editor."""

from dataclasses import replace
from datetime import date

from briefings.domain.audit import Act
from briefings.domain.briefing import Briefing
from briefings.domain.drafting import Article, Draft
from briefings.domain.errors import UserError
from briefings.domain.people import Identity
from briefings.domain.readings import with_dates
from briefings.domain.reviewing import Detail, unconfirmed
from briefings.domain.text import one_line
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.edit_items import changed_meanwhile, load_briefing
from briefings.services.make_draft import Extract
from briefings.services.roles import person_key
from briefings.services.verify_log import briefing_subject


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
    read = await _read_anew(number, published, extract, store) if published is not None else None
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        if before.published_revision is not None:
            raise UserError("Briefing {number} is published: its source is what readers were told.", number=number)
        source = replace(
            before.source,
            title=one_line(title or before.source.title),
            publisher=one_line(publisher or before.source.publisher or "") or None,
            published=published or before.source.published,
            reading=with_dates(before.source.reading, read.dates) if read is not None else before.source.reading,
        )
        await unit.sources.describe(source)
        content = before.content
        if read is not None:
            there = {event.excerpt for event in content.dates}
            content = replace(content, dates=tuple(event for event in read.dates if event.excerpt in there))
        person = await person_key(by, unit=unit)
        after = replace(before, source=source).edited(content, author=person, at=clock.now())
        if not await unit.briefings.save(after, seen_revision=before.revision.number):
            raise await changed_meanwhile(number, seen=before.revision.number, unit=unit)
        given = {Detail.TITLE: title, Detail.PUBLISHER: publisher, Detail.PUBLISHED: published}
        await unit.reviews.keep(before.id, [detail.value for detail, value in given.items() if value])
        known = ", ".join(str(value) for value in given.values() if value)
        subject, detail = briefing_subject(number), f"r{after.revision.number} source: {known}"
        await unit.audit.append(at=clock.now(), actor=person, act=Act.EDIT, subject=subject, detail=detail)
    return after


async def _read_anew(number: int, published: date, extract: Extract, store: Store) -> Draft:
    """Read the source for its dates from another day on; before the transaction, which nobody should wait for."""
    async with store.reading() as unit:
        source = (await load_briefing(number, unit=unit)).source
    return extract(Article(source.text, source.title, source.publisher, published))


async def confirm_source(number: int, *, by: Identity, store: Store, clock: Clock) -> Briefing:
    """Say that what the article states of itself is right; nothing left to confirm changes nothing."""
    async with store.writing() as unit:
        briefing = await load_briefing(number, unit=unit)
        open_ones = unconfirmed(await unit.reviews.kept(briefing.id))
        if not open_ones:
            return briefing
        await unit.reviews.keep(briefing.id, [detail.value for detail in open_ones])
        person, subject = await person_key(by, unit=unit), briefing_subject(number)
        detail = f"r{briefing.revision.number} confirmed: {', '.join(open_ones)}"
        await unit.audit.append(at=clock.now(), actor=person, act=Act.EDIT, subject=subject, detail=detail)
    return briefing


async def check_confirmed(briefing: Briefing, *, unit: Unit) -> None:
    """Raise UserError while something is taken from the article's own head that no editor has confirmed."""
    if unconfirmed(await unit.reviews.kept(briefing.id)):
        raise UserError(
            "Briefing {number}: confirm first what the article states of itself: /review {number} confirm",
            number=briefing.number,
        )
