"""Shows a briefing to readers: the one place where anything is published, behind the verbatim gate."""

import asyncio
from dataclasses import replace

from briefings.domain.briefing import Briefing, Status
from briefings.domain.errors import UserError
from briefings.extraction.gate import check_publishable
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.speakers.resolve_speakers import Known, prepare_names, resolve_speakers
from briefings.services.speakers.speaker_directory import Aliases


async def publish(briefing_id: str, *, aliases: Aliases = (), store: Store, clock: Clock) -> Briefing:
    """Publish a briefing at its newest revision; publishing the same revision again changes nothing.

    ``aliases`` are hand-kept groups of spellings of one person.

    Raises:
        UserError: no such briefing, it is withdrawn, or it has no headline.
        NotVerbatimError: an item is not the source's own text; nothing is published.
    """
    known = await prepare_names(briefing_id, aliases=aliases, store=store)
    async with store.writing() as unit:
        return await publish_in(unit, briefing_id, known=known, clock=clock)


async def publish_in(unit: Unit, briefing_id: str, *, known: Known, clock: Clock) -> Briefing:
    """Publish within the caller's transaction, as ``publish`` does."""
    before = await unit.briefings.get(briefing_id)
    if before is None:
        raise UserError("That briefing does not exist.")
    if before.status is Status.WITHDRAWN:
        raise UserError("Briefing {number} is withdrawn and cannot be published again.", number=before.number)
    if before.status is Status.PUBLISHED and before.published_revision == before.revision.number:
        return before
    await asyncio.to_thread(check_publishable, before)
    now = clock.now()
    if before.content.described is not None:
        await unit.sources.describe(before.as_described.source)
    after = replace(
        before.as_described,
        status=Status.PUBLISHED,
        published_revision=before.revision.number,
        published_at=before.published_at or now,
        updated_at=now,
    )
    speakers = await resolve_speakers(after, unit=unit, before=known)
    if not await unit.briefings.save(after, seen_revision=before.revision.number):
        raise UserError("Somebody else changed briefing {number} meanwhile. Look at it again.", number=before.number)
    await unit.archive.publish(after, speakers=speakers)
    return after
