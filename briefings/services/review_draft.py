"""A draft on its way to readers: submitted, approved or returned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefings.domain.audit import Act
from briefings.domain.briefing import Briefing, Status
from briefings.domain.errors import UserError
from briefings.domain.gate import check_publishable
from briefings.domain.people import Identity
from briefings.domain.policy import EditorialPolicy
from briefings.domain.publications import PlannedPublication
from briefings.domain.reviewing import Review, Verdict
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.edit_items import ChangedMeanwhileError, load_briefing
from briefings.services.roles import person_key
from briefings.services.verify_log import briefing_subject


@dataclass(frozen=True, slots=True)
class DraftState:
    """A briefing as editors see it: decided items, verdicts on this revision, who wrote it, and the plan to publish."""

    briefing: Briefing
    kept: frozenset[str]
    verdicts: tuple[Review, ...]
    authors: frozenset[str]
    plan: PlannedPublication | None = None


async def open_draft(number: int, *, store: Store) -> DraftState:
    """Everything that a review card shows. Raises UserError for a number that no briefing has."""
    async with store.reading() as unit:
        briefing = await load_briefing(number, unit=unit)
        return DraftState(
            briefing,
            await unit.reviews.kept(briefing.id),
            tuple(r for r in await unit.reviews.of(briefing.id) if r.revision == briefing.revision.number),
            await authors_of(briefing, unit=unit),
            await unit.reviews.planned(briefing.id),
        )


async def list_drafts(*, store: Store, limit: int = 30) -> Sequence[Briefing]:
    """Briefings in work, the most recently touched first."""
    async with store.reading() as unit:
        return await unit.briefings.with_status((Status.DRAFT, Status.IN_REVIEW), limit=limit)


async def submit(number: int, *, by: Identity, store: Store, clock: Clock) -> Briefing:
    """Ask for a review; the briefing must be fit to publish already."""
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        if before.status is not Status.DRAFT:
            raise UserError("Briefing {number} is {status}, not a draft.", number=number, status=before.status.value)
        check_publishable(before)
        after = replace(before, status=Status.IN_REVIEW, updated_at=clock.now())
        await _save(after, before, by=await person_key(by, unit=unit), act=Act.SUBMIT, unit=unit, clock=clock)
    return after


async def approve(
    number: int, *, by: Identity, policy: EditorialPolicy, seen_revision: int | None = None, store: Store, clock: Clock
) -> Briefing:
    """Approve the newest revision. Under four eyes, its authors cannot."""
    async with store.writing() as unit:
        briefing = await load_briefing(number, unit=unit)
        _check_seen(briefing, seen_revision)
        reviewer = await person_key(by, unit=unit)
        if policy.four_eyes and reviewer in await authors_of(briefing, unit=unit):
            raise UserError("You wrote briefing {number} yourself: somebody else has to approve it.", number=number)
        check_publishable(briefing)
        await _judge(briefing, reviewer, Verdict.APPROVED, "", unit=unit, clock=clock)
        await _log(briefing, by=reviewer, act=Act.APPROVE, unit=unit, clock=clock)
    return briefing


async def return_draft(number: int, note: str, *, by: Identity, store: Store, clock: Clock) -> Briefing:
    """Send a draft back to its author, with a note that says what is missing."""
    note = " ".join(note.split())
    if not note:
        raise UserError("Say in a few words what is missing: /return {number} and the note.", number=number)
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        if before.status is not Status.IN_REVIEW:
            raise UserError("Briefing {number} is not in review.", number=number)
        reviewer = await person_key(by, unit=unit)
        await _judge(before, reviewer, Verdict.RETURNED, note[:1000], unit=unit, clock=clock)
        after = replace(before, status=Status.DRAFT, updated_at=clock.now())
        await _save(after, before, by=reviewer, act=Act.RETURN, unit=unit, clock=clock, detail=note[:200])
    return after


async def authors_of(briefing: Briefing, *, unit: Unit) -> frozenset[str]:
    """Everybody who wrote what readers have not seen yet: the authors of the revisions after the published one."""
    seen = briefing.published_revision or 0
    return frozenset(r.author for r in await unit.briefings.revisions(briefing.id) if r.number > seen)


async def check_four_eyes(briefing: Briefing, person: str, *, policy: EditorialPolicy, unit: Unit) -> None:
    """Raise UserError unless two different people stand behind the newest revision, or the rule is not in force."""
    if not policy.four_eyes:
        return
    authors = await authors_of(briefing, unit=unit)
    verdicts = await unit.reviews.of(briefing.id)
    approved = any(
        review.verdict is Verdict.APPROVED and review.revision == briefing.revision.number
        for review in verdicts
        if review.reviewer not in authors
    )
    if not approved and person in authors:
        raise UserError(
            "Briefing {number} needs a second pair of eyes: ask somebody else to approve it.", number=briefing.number
        )


def _check_seen(briefing: Briefing, seen_revision: int | None) -> None:
    newest = briefing.revision
    if seen_revision is not None and newest.number != seen_revision:
        raise ChangedMeanwhileError(briefing.number, seen=seen_revision, now=newest.number, by=newest.author)


async def _judge(briefing: Briefing, reviewer: str, verdict: Verdict, note: str, *, unit: Unit, clock: Clock) -> None:
    await unit.reviews.add(Review(briefing.id, briefing.revision.number, reviewer, verdict, clock.now(), note))


async def _save(
    after: Briefing, before: Briefing, *, by: str, act: Act, unit: Unit, clock: Clock, detail: str = ""
) -> None:
    if not await unit.briefings.save(after, seen_revision=before.revision.number):
        raise ChangedMeanwhileError(before.number, seen=before.revision.number, now=after.revision.number, by=by)
    await _log(after, by=by, act=act, unit=unit, clock=clock, detail=detail)


async def _log(briefing: Briefing, *, by: str, act: Act, unit: Unit, clock: Clock, detail: str = "") -> None:
    text = f"r{briefing.revision.number} {detail}".strip()
    subject = briefing_subject(briefing.number)
    await unit.audit.append(at=clock.now(), actor=by, act=act, subject=subject, detail=text)
