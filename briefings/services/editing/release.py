"""Publish a briefing now, at a time, or under embargo: the editors' door to ``publish``."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from briefings.domain.audit import Act, briefing_subject
from briefings.domain.briefing import Briefing, Status
from briefings.domain.errors import UserError
from briefings.domain.people import Identity
from briefings.domain.policy import EditorialPolicy
from briefings.domain.publications import PlannedPublication
from briefings.extraction.gate import check_publishable
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.articles.describe_source import check_confirmed, check_described
from briefings.services.articles.load_briefing import check_seen, load_briefing
from briefings.services.editing.publish import publish_in
from briefings.services.editing.review_draft import check_four_eyes
from briefings.services.people.roles import is_in_newsroom, person_key
from briefings.services.speakers.resolve_speakers import Known, prepare_names
from briefings.services.speakers.speaker_directory import Aliases

DROPPED = "dropped"
"""How the log's detail begins where a planned publication was not carried out."""

_PORTION = 20


class Fallen(StrEnum):
    """Why a planned publication was not carried out, as the log says it."""

    EDITED = "was edited after the plan was made"
    DISMISSED = "was planned by somebody who is no longer in the newsroom"
    UNAPPROVED = "has no second pair of eyes any more"
    REFUSED = "holds what its source does not bear out"


def reason_in(detail: str) -> Fallen | None:
    """Why a plan fell, out of the log's detail; None where it tells of no such thing."""
    return next((why for why in Fallen if detail.startswith(DROPPED) and detail.endswith(why)), None)


async def release(
    number: int,
    *,
    by: Identity,
    policy: EditorialPolicy,
    embargo_until: datetime | None = None,
    seen_revision: int | None = None,
    aliases: Aliases = (),
    store: Store,
    clock: Clock,
) -> Briefing:
    """Publish the newest revision of a draft now; readers see it from ``embargo_until`` on, where one is given.

    Raises:
        UserError: it was published before (see ``correct``), or four eyes are missing.
        NotVerbatimError: an item is not the source's own text.
    """
    known = await prepare_names(number, aliases=aliases, store=store)
    async with store.writing() as unit:
        person = await person_key(by, unit=unit)
        briefing = await _unpublished(number, seen_revision, person, unit=unit)
        await check_four_eyes(briefing, person, policy=policy, unit=unit)
        await unit.reviews.unplan(briefing.id)
        return await _publish(briefing, person, embargo_until=embargo_until, known=known, unit=unit, clock=clock)


async def plan_release(
    number: int,
    due_at: datetime,
    *,
    by: Identity,
    policy: EditorialPolicy,
    seen_revision: int | None = None,
    store: Store,
    clock: Clock,
) -> PlannedPublication:
    """Publish the newest revision at ``due_at``; what is edited afterwards has to be planned again."""
    if due_at <= clock.now():
        raise UserError("That time is over already. Name a later one, or publish now.")
    async with store.writing() as unit:
        person = await person_key(by, unit=unit)
        briefing = await _unpublished(number, seen_revision, person, unit=unit)
        await asyncio.to_thread(check_publishable, briefing)
        await check_four_eyes(briefing, person, policy=policy, unit=unit)
        plan = PlannedPublication(briefing.id, briefing.revision.number, due_at, person)
        await unit.reviews.plan(plan)
        detail = f"r{plan.revision} {due_at:%Y-%m-%dT%H:%MZ}"
        subject = briefing_subject(number)
        await unit.audit.append(at=clock.now(), actor=person, act=Act.SCHEDULE, subject=subject, detail=detail)
    return plan


async def cancel_plan(number: int, *, by: Identity, store: Store, clock: Clock) -> None:
    """Drop the plan to publish. Raises UserError when there is none."""
    async with store.writing() as unit:
        briefing = await load_briefing(number, unit=unit)
        if not await unit.reviews.unplan(briefing.id):
            raise UserError("No publication is planned for briefing {number}.", number=number)
        person, subject = await person_key(by, unit=unit), briefing_subject(number)
        await unit.audit.append(at=clock.now(), actor=person, act=Act.SCHEDULE, subject=subject, detail="cancelled")


async def release_due(
    *, policy: EditorialPolicy, aliases: Aliases = (), store: Store, clock: Clock
) -> Sequence[Briefing]:
    """Publish everything that was planned for now or earlier, each exactly once; returns what was published.

    The plan is taken down in the transaction that publishes: of two processes that wake at once, one does it. Whatever
    would refuse the publication now drops the plan, and the log says why: the draft was edited or returned after the
    plan was made, its approval counts no more, or who planned it is no longer in the newsroom.
    """
    async with store.reading() as unit:
        due = await unit.reviews.due(now=clock.now(), limit=_PORTION)
    published: list[Briefing] = []
    for plan in due:
        known = await prepare_names(plan.briefing_id, aliases=aliases, store=store)
        async with store.writing() as unit:
            if not await unit.reviews.unplan(plan.briefing_id):
                continue
            briefing = await unit.briefings.get(plan.briefing_id)
            if briefing is None or briefing.published_revision is not None or briefing.status is Status.WITHDRAWN:
                continue
            if (why := await _fallen(briefing, plan, policy=policy, unit=unit)) is not None:
                await _say_dropped(briefing, plan, why, unit=unit, clock=clock)
                continue
            published.append(
                await _publish(briefing, plan.planned_by, embargo_until=None, known=known, unit=unit, clock=clock)
            )
    return published


async def next_release(after: datetime, *, store: Store) -> datetime | None:
    """The earliest instant later than ``after`` for which a publication is planned."""
    async with store.reading() as unit:
        return await unit.reviews.next_due(after=after)


async def _unpublished(number: int, seen_revision: int | None, person: str, *, unit: Unit) -> Briefing:
    """The briefing, fit to be published for the first time as far as its state and its source go."""
    briefing = await load_briefing(number, unit=unit)
    await check_seen(briefing, seen_revision, person, unit=unit)
    if briefing.status is Status.WITHDRAWN:
        raise UserError("Briefing {number} is withdrawn and cannot be published again.", number=number)
    if briefing.published_revision is not None:
        raise UserError(
            "Briefing {number} is published already. /correct {number} puts a newer revision in its place.",
            number=number,
        )
    await check_described(briefing, unit=unit)
    await check_confirmed(briefing, unit=unit)
    return briefing


async def _publish(
    briefing: Briefing, person: str, *, embargo_until: datetime | None, known: Known, unit: Unit, clock: Clock
) -> Briefing:
    if embargo_until is not None:
        held = replace(briefing, embargo_until=embargo_until, updated_at=clock.now())
        await unit.briefings.save(held, seen_revision=briefing.revision.number)
    published = await publish_in(unit, briefing.id, known=known, clock=clock)
    detail = f"r{published.revision.number}" + (f" embargo {embargo_until:%Y-%m-%dT%H:%MZ}" if embargo_until else "")
    subject = briefing_subject(briefing.number)
    await unit.audit.append(at=clock.now(), actor=person, act=Act.PUBLISH, subject=subject, detail=detail)
    return published


async def _fallen(
    briefing: Briefing, plan: PlannedPublication, *, policy: EditorialPolicy, unit: Unit
) -> Fallen | None:
    """Why the plan cannot be carried out any more; None when it can."""
    if not await is_in_newsroom(plan.planned_by, policy.owners, unit=unit):
        return Fallen.DISMISSED
    if briefing.revision.number != plan.revision:
        return Fallen.EDITED
    try:
        await check_four_eyes(briefing, plan.planned_by, policy=policy, unit=unit)
    except UserError:
        return Fallen.UNAPPROVED
    try:
        check_publishable(briefing)
    except UserError:
        return Fallen.REFUSED
    return None


async def _say_dropped(briefing: Briefing, plan: PlannedPublication, why: Fallen, *, unit: Unit, clock: Clock) -> None:
    detail = f"{DROPPED}: r{plan.revision} {why}"
    subject = briefing_subject(briefing.number)
    await unit.audit.append(at=clock.now(), actor=plan.planned_by, act=Act.SCHEDULE, subject=subject, detail=detail)
