"""What an article is: said by an editor, or stated by the article and confirmed by an editor."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from briefings.domain.agenda import DatedEvent
from briefings.domain.audit import Act, briefing_subject
from briefings.domain.briefing import Briefing, Described, Status
from briefings.domain.choosing import SETTLED
from briefings.domain.drafting import Article, Draft
from briefings.domain.errors import UserError, entry
from briefings.domain.people import Identity
from briefings.domain.readings import with_dates
from briefings.domain.reviewing import Detail, unconfirmed
from briefings.domain.source import Source
from briefings.domain.text import one_line
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.articles.load_briefing import changed_meanwhile, load_briefing
from briefings.services.articles.make_draft import Extract
from briefings.services.people.roles import person_key

KNOWN_PUBLISHERS = 6
"""So many publishers are offered where an article does not name its own."""


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
    dropped comes back. What readers have seen stays as it is until ``correct`` puts the new description in its place.

    Raises:
        UserError: no such briefing, or it is withdrawn.
    """
    read = await _read_anew(number, published, extract, store) if published is not None else None
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        if before.status is Status.WITHDRAWN:
            raise UserError("Briefing {number} is withdrawn and cannot be changed.", number=number)
        known = before.as_described.source
        source = replace(
            known,
            title=one_line(title or known.title),
            publisher=one_line(publisher or known.publisher or "") or None,
            published=published or known.published,
        )
        content = before.content
        if before.published_revision is None:
            if read is not None:
                source = replace(source, reading=with_dates(source.reading, read.dates))
            await unit.sources.describe(source)
            before = replace(before, source=source)
        else:
            if read is not None:  # readers still see the dates as they were
                both = with_dates(before.source.reading, (*before.content.dates, *read.dates))
                before = replace(before, source=replace(before.source, reading=both))
                await unit.sources.describe(before.source)
            content = replace(content, described=Described(source.title, source.publisher, source.published))
        if read is not None:
            content = replace(content, dates=_still_there(read.dates, content.dates))
        person = await person_key(by, unit=unit)
        after = before.edited(content, author=person, at=clock.now())
        if not await unit.briefings.save(after, seen_revision=before.revision.number):
            raise await changed_meanwhile(number, seen=before.revision.number, unit=unit)
        given = {Detail.TITLE: title, Detail.PUBLISHER: publisher, Detail.PUBLISHED: published}
        await unit.reviews.keep(before.id, [detail.value for detail, value in given.items() if value])
        said = ", ".join(str(value) for value in given.values() if value)
        subject, detail = briefing_subject(number), f"r{after.revision.number} source: {said}"
        await unit.audit.append(at=clock.now(), actor=person, act=Act.EDIT, subject=subject, detail=detail)
    return after


def _still_there(read: Sequence[DatedEvent], before: Sequence[DatedEvent]) -> tuple[DatedEvent, ...]:
    """The dates as they read now, without those that were dropped; what an editor kept is not held again."""
    kept = {event.excerpt: not event.held and event.confidence < SETTLED for event in before}
    return tuple(
        replace(event, held=event.confidence < SETTLED and not kept[event.excerpt])
        for event in read
        if event.excerpt in kept
    )


async def _read_anew(number: int, published: date, extract: Extract, store: Store) -> Draft:
    """Read the source for its dates from another day on; before the transaction, which nobody should wait for."""
    async with store.reading() as unit:
        source = (await load_briefing(number, unit=unit)).as_described.source
    return await extract(Article(source.text, source.title, source.publisher, published))


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


class UndescribedError(UserError):
    """A draft cannot go out while its day or publisher is not known.

    ``number`` is the briefing's, ``missing`` what is to be said, ``publishers`` those of other articles.
    """

    def __init__(self, number: int, missing: tuple[Detail, ...], publishers: Sequence[str]) -> None:
        super().__init__(_MISSING[missing], number=number)
        self.number = number
        self.missing = missing
        self.publishers = tuple(publishers)


_MISSING = {
    (Detail.PUBLISHED,): entry(
        "Briefing {number} cannot go out while the article's day is not known. Say it first: "
        "/describe {number} date 2025-02-23"
    ),
    (Detail.PUBLISHER,): entry(
        "Briefing {number} cannot go out while the article's publisher is not known. Say it first: "
        "/describe {number} publisher Name"
    ),
    (Detail.PUBLISHER, Detail.PUBLISHED): entry(
        "Briefing {number} cannot go out while the article's publisher and day are not known. Say them first: "
        "/describe {number}"
    ),
}


def undescribed(source: Source) -> tuple[Detail, ...]:
    """What has to be known of a source before a briefing of it is published, and is not."""
    known = {Detail.PUBLISHER: source.publisher, Detail.PUBLISHED: source.published}
    return tuple(detail for detail, value in known.items() if not value)


async def check_described(briefing: Briefing, *, unit: Unit) -> None:
    """Raise UndescribedError for a draft whose day or publisher nobody knows; what readers have seen may go on."""
    if briefing.published_revision is None and (missing := undescribed(briefing.source)):
        raise UndescribedError(briefing.number, missing, await unit.sources.publishers(limit=KNOWN_PUBLISHERS))
