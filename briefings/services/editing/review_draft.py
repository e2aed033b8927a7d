"""A draft on its way to readers: submitted, approved or returned."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace

from briefings.domain.audit import Act, briefing_subject
from briefings.domain.briefing import Briefing, Status
from briefings.domain.errors import UserError
from briefings.domain.people import Identity
from briefings.domain.policy import EditorialPolicy
from briefings.domain.reviewing import DraftState, Review, Verdict
from briefings.extraction.gate import check_note, check_publishable
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.articles.describe_source import KNOWN_PUBLISHERS, check_confirmed, check_described
from briefings.services.articles.load_briefing import changed_meanwhile, check_seen, load_briefing
from briefings.services.editing.withdraw import show_reason
from briefings.services.people.roles import keys_of, person_key, person_name

_PUBLISHED_LOOKED_AT = 200
"""Among so many of the published briefings that were touched last, a correction in work is looked for."""


async def open_draft(number: int, *, store: Store) -> DraftState:
    """Everything that a review card shows. Raises UserError for a number that no briefing has."""
    async with store.reading() as unit:
        briefing = (await load_briefing(number, unit=unit)).as_described
        verdicts = tuple(r for r in await unit.reviews.of(briefing.id) if r.revision == briefing.revision.number)
        authors = await authors_of(briefing, unit=unit)
        plan = await unit.reviews.planned(briefing.id)
        people = authors | {verdict.reviewer for verdict in verdicts} | ({plan.planned_by} if plan else set())
        names = [(key, await person_name(key, unit=unit)) for key in sorted(people)]
        unknown = briefing.published_revision is None and not briefing.source.publisher
        publishers = tuple(await unit.sources.publishers(limit=KNOWN_PUBLISHERS)) if unknown else ()
        kept = await unit.reviews.kept(briefing.id)
        return DraftState(briefing, kept, verdicts, authors, plan, names=tuple(names), publishers=publishers)


async def look_at_draft(number: int, *, by: Identity, store: Store) -> DraftState:
    """The same for a person, whose next act is judged by what was seen here."""
    state = await open_draft(number, store=store)
    briefing = state.briefing
    async with store.writing() as unit:
        person = await person_key(by, unit=unit)
        if await unit.reviews.seen(briefing.id, person) != briefing.revision.number:
            await unit.reviews.see(briefing.id, person, briefing.revision.number)
    return state


async def list_drafts(*, store: Store, limit: int = 30) -> Sequence[Briefing]:
    """Briefings in work, the most recently touched first: drafts, and corrections that are not published yet."""
    async with store.reading() as unit:
        drafts = await unit.briefings.with_status((Status.DRAFT, Status.IN_REVIEW), limit=limit)
        published = await unit.briefings.with_status((Status.PUBLISHED,), limit=_PUBLISHED_LOOKED_AT)
    found = [*drafts, *filter(is_correction, published)]
    return sorted(found, key=lambda briefing: briefing.updated_at, reverse=True)[:limit]


async def submit(
    number: int, *, by: Identity, seen_revision: int | None = None, store: Store, clock: Clock
) -> Briefing:
    """Ask for a review of a draft, or of a correction that is not published yet; it must be fit to publish already."""
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        person = await person_key(by, unit=unit)
        await check_seen(before, seen_revision, person, unit=unit)
        if before.status is not Status.DRAFT and not is_correction(before):
            raise UserError("Briefing {number} is {status}, not a draft.", number=number, status=before.status.value)
        await _check_fit(before, unit=unit)
        status = before.status if is_correction(before) else Status.IN_REVIEW
        after = replace(before, status=status, updated_at=clock.now())
        await _save(after, before, by=person, act=Act.SUBMIT, unit=unit, clock=clock)
    return after


async def approve(
    number: int, *, by: Identity, policy: EditorialPolicy, seen_revision: int | None = None, store: Store, clock: Clock
) -> Briefing:
    """Approve the newest revision. Under four eyes, its authors cannot."""
    async with store.writing() as unit:
        briefing = await load_briefing(number, unit=unit)
        reviewer = await person_key(by, unit=unit)
        await check_seen(briefing, seen_revision, reviewer, unit=unit)
        if briefing.status is Status.WITHDRAWN and not briefing.note_waits:
            raise UserError("Briefing {number} is withdrawn: there is nothing to approve.", number=number)
        if briefing.published_revision == briefing.revision.number:
            raise UserError("Briefing {number} is published as it stands: nothing waits for approval.", number=number)
        if policy.four_eyes:
            await _check_other_eyes(briefing, reviewer, policy=policy, unit=unit)
        await _check_fit(briefing, unit=unit)
        await _judge(briefing, reviewer, Verdict.APPROVED, "", unit=unit, clock=clock)
        await _log(briefing, by=reviewer, act=Act.APPROVE, unit=unit, clock=clock)
        if briefing.note_waits:
            briefing = await show_reason(briefing, briefing.revision.note, by=reviewer, unit=unit, clock=clock)
    return briefing


async def _check_other_eyes(briefing: Briefing, reviewer: str, *, policy: EditorialPolicy, unit: Unit) -> None:
    """Raise UserError where the reviewer wrote it, or may have written it under another account."""
    authors = await authors_of(briefing, unit=unit)
    if await _is_one_of(reviewer, authors, unit=unit):
        raise UserError(
            "You wrote briefing {number} yourself: somebody else has to approve it.", number=briefing.number
        )
    if await _is_one_of(reviewer, authors, owners=policy.owners, unit=unit):
        raise UserError(
            "The author of briefing {number} and you are owners on different platforms, and may be one person. If you "
            "are two, name both with /team add; if you are one, somebody else has to approve it.",
            number=briefing.number,
        )


async def _check_fit(briefing: Briefing, *, unit: Unit) -> None:
    """Raise UserError unless the newest revision may be published as far as its words and its source go."""
    if briefing.revision.note:
        await asyncio.to_thread(check_note, briefing.revision.note, briefing.source)
    if briefing.status is Status.WITHDRAWN:
        return
    await asyncio.to_thread(check_publishable, briefing)
    await check_described(briefing, unit=unit)
    await check_confirmed(briefing, unit=unit)


async def return_draft(
    number: int, note: str, *, by: Identity, seen_revision: int | None = None, store: Store, clock: Clock
) -> Briefing:
    """Send a draft, or a correction that is not published yet, back to its author: the note says what is missing.

    An earlier approval is void, and a plan to publish it falls.
    """
    note = " ".join(note.split())
    if not note:
        raise UserError("Say in a few words what is missing: /return {number} and the note.", number=number)
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        reviewer = await person_key(by, unit=unit)
        await check_seen(before, seen_revision, reviewer, unit=unit)
        waits = before.status is Status.IN_REVIEW or is_correction(before) or before.note_waits
        if not (waits or (before.status is Status.DRAFT and await _is_approved(before, unit=unit))):
            raise UserError("Briefing {number} is not in review.", number=number)
        await unit.reviews.unplan(before.id)
        await _judge(before, reviewer, Verdict.RETURNED, note[:1000], unit=unit, clock=clock)
        if before.status is Status.WITHDRAWN:  # whose time is when readers saw the last of it
            await _log(before, by=reviewer, act=Act.RETURN, unit=unit, clock=clock, detail=note[:200])
            return before
        status = before.status if is_correction(before) else Status.DRAFT
        after = replace(before, status=status, updated_at=clock.now())
        await _save(after, before, by=reviewer, act=Act.RETURN, unit=unit, clock=clock, detail=note[:200])
    return after


def is_correction(briefing: Briefing) -> bool:
    """Whether readers see an older revision of the briefing than its newest."""
    newer = briefing.published_revision not in {None, briefing.revision.number}
    return briefing.status is Status.PUBLISHED and newer


async def authors_of(briefing: Briefing, *, unit: Unit) -> frozenset[str]:
    """Everybody who wrote what readers have not seen yet: the authors of the revisions after the published one.

    Of a withdrawn briefing nothing but its public reason is still to be seen, so its author is who proposed that.
    """
    if briefing.status is Status.WITHDRAWN:
        return frozenset({briefing.revision.author})
    seen = briefing.published_revision or 0
    return frozenset(r.author for r in await unit.briefings.revisions(briefing.id) if r.number > seen)


async def _is_one_of(person: str, people: Collection[str], *, owners: Collection[Identity] = (), unit: Unit) -> bool:
    """Whether somebody is one of these people, by any key of either, made-up names among them."""
    return bool(await keys_of([person], unit=unit) & await keys_of(people, owners=owners, unit=unit))


async def check_four_eyes(briefing: Briefing, person: str, *, policy: EditorialPolicy, unit: Unit) -> None:
    """Raise UserError unless two different people stand behind the newest revision, or the rule is not in force.

    The latest verdict on it counts: what was returned has to be approved before anybody publishes it.
    """
    if not policy.four_eyes:
        return
    authors = await authors_of(briefing, unit=unit)
    verdicts = [v for v in await unit.reviews.of(briefing.id) if v.revision == briefing.revision.number]
    if any(verdict.verdict is Verdict.RETURNED for verdict in verdicts):
        raise UserError(
            "Briefing {number} was returned: it has to be approved before it is published.", number=briefing.number
        )
    mine = [await _is_one_of(v.reviewer, authors, owners=policy.owners, unit=unit) for v in verdicts]
    approved = not all(mine)
    if not approved and await _is_one_of(person, authors, owners=policy.owners, unit=unit):
        raise UserError(
            "Briefing {number} needs a second pair of eyes: ask somebody else to approve it.", number=briefing.number
        )


async def _is_approved(briefing: Briefing, *, unit: Unit) -> bool:
    verdicts = [v for v in await unit.reviews.of(briefing.id) if v.revision == briefing.revision.number]
    return any(verdict.verdict is Verdict.APPROVED for verdict in verdicts)


async def _judge(briefing: Briefing, reviewer: str, verdict: Verdict, note: str, *, unit: Unit, clock: Clock) -> None:
    await unit.reviews.add(Review(briefing.id, briefing.revision.number, reviewer, verdict, clock.now(), note))


async def _save(
    after: Briefing, before: Briefing, *, by: str, act: Act, unit: Unit, clock: Clock, detail: str = ""
) -> None:
    if not await unit.briefings.save(after, seen_revision=before.revision.number):
        raise await changed_meanwhile(before.number, seen=before.revision.number, unit=unit)
    await _log(after, by=by, act=act, unit=unit, clock=clock, detail=detail)


async def _log(briefing: Briefing, *, by: str, act: Act, unit: Unit, clock: Clock, detail: str = "") -> None:
    text = f"r{briefing.revision.number} {detail}".strip()
    subject = briefing_subject(briefing.number)
    await unit.audit.append(at=clock.now(), actor=by, act=act, subject=subject, detail=text)
