"""Change a chat's digest plan; every change keeps what it does not mention."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import uuid4

from briefings.domain.errors import TemporaryError, UserError
from briefings.domain.paused_slots import paused_slots
from briefings.domain.people import ChatAddress, Identity
from briefings.domain.slots import Outcome, Slot
from briefings.domain.subscriptions import (
    MAX_ADMINS,
    MAX_BRIEFINGS,
    MAX_ENTRIES,
    AlertMode,
    Pause,
    PauseKind,
    PlanEntry,
    Style,
    Subscription,
    Taste,
    WhenEmpty,
    with_times,
)
from briefings.domain.timing import EVERY_DAY, next_occurrence
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.delivery.lost_chats import planned_anew

LONGEST_PAUSE = timedelta(days=3 * 366)
_SLOTS_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What a chat admin asked for; None leaves a setting as it is."""

    times: tuple[time, ...] = ()
    days: frozenset[int] | None = None
    zone: str | None = None
    topics: tuple[str, ...] | None = None
    style: Style | None = None
    limit: int | None = None
    when_empty: WhenEmpty | None = None
    silent: bool | None = None
    quiet: tuple[time, time] | None = None
    no_quiet: bool = False
    mention_role: str | None = None
    alerts: AlertMode | None = None
    here: bool = False
    general: bool | None = None


async def plan_of(chat: ChatAddress, *, store: Store) -> Subscription | None:
    """The chat's plan, or None."""
    async with store.reading() as unit:
        return await unit.subscriptions.of(chat.platform, chat.chat_id)


async def set_plan(
    chat: ChatAddress,
    change: PlanChange,
    *,
    by: Identity,
    zone: str,
    community: str | None = None,
    store: Store,
    clock: Clock,
    adding: bool = False,
) -> Subscription:
    """Set or change the plan; with ``adding`` the times come beside those that are there.

    ``zone`` is taken for a new plan that names none.

    Raises:
        UserError: too many times or briefings, or a change of days without any time.
    """
    _check(change)

    def changed(plan: Subscription | None) -> Subscription:
        plan = plan or Subscription(uuid4().hex, chat, change.zone or zone, clock.now(), set_by=by)
        address = chat if change.here or not plan.active else plan.address
        plan = replace(
            plan,
            address=address,
            zone=change.zone or plan.zone,
            entries=_entries(plan, change, adding=adding),
            taste=_taste(plan.taste, change),
            silent=plan.silent if change.silent is None else change.silent,
            quiet=None if change.no_quiet else change.quiet or plan.quiet,
            alerts=change.alerts or plan.alerts,
            general=plan.general if change.general is None else change.general,
            set_by=by,
            admins=tuple(dict.fromkeys((by, *plan.admins)))[:MAX_ADMINS],
            community=community or plan.community,
        )
        return replace(plan, pause=None) if plan.pause and change.times else plan

    return await _change(chat, changed, store=store, clock=clock)


def _check(change: PlanChange) -> None:
    if change.limit is not None and not 1 <= change.limit <= MAX_BRIEFINGS:
        raise UserError("A digest shows 1 to {most} briefings.", most=MAX_BRIEFINGS)
    if change.days is not None and not change.days:
        raise UserError("Name at least one day, such as weekdays or mon,thu.")


def _entries(plan: Subscription, change: PlanChange, *, adding: bool) -> tuple[PlanEntry, ...]:
    active = plan.active
    kept = {entry.at: entry.days for entry in active} if adding or not change.times else {}
    if not change.times and change.days is not None:
        if not active:
            raise _no_plan()
        kept = dict.fromkeys(kept, change.days)
    known = {entry.at: entry.days for entry in active}
    usual = active[0].days if active else EVERY_DAY
    wanted = kept | {at: change.days or known.get(at, usual) for at in change.times}
    if len(wanted) > MAX_ENTRIES:
        raise UserError("A chat can have {most} digests a day at most.", most=MAX_ENTRIES)
    return with_times(plan.entries, sorted(wanted.items()), new_ids=[uuid4().hex for _ in wanted])


def _taste(taste: Taste, change: PlanChange) -> Taste:
    return replace(
        taste,
        topics=taste.topics if change.topics is None else change.topics,
        style=change.style or taste.style,
        limit=change.limit or taste.limit,
        when_empty=change.when_empty or taste.when_empty,
        mention_role=taste.mention_role if change.mention_role is None else change.mention_role or None,
    )


async def remove_times(chat: ChatAddress, times: Sequence[time], *, store: Store, clock: Clock) -> Subscription:
    """Take local times out of the plan. Raises UserError when none of them is in it."""

    def changed(plan: Subscription | None) -> Subscription:
        plan = _existing(plan)
        left = [(entry.at, entry.days) for entry in plan.active if entry.at not in times]
        if len(left) == len(plan.active):
            raise UserError("There is no digest at that time. /digest shows the plan.")
        return replace(plan, entries=with_times(plan.entries, left, new_ids=()))

    return await _change(chat, changed, store=store, clock=clock)


async def turn_off(chat: ChatAddress, *, store: Store, clock: Clock) -> Subscription:
    """End all digests; every other setting is kept for the day they are set again."""

    def changed(plan: Subscription | None) -> Subscription:
        plan = _existing(plan)
        return replace(plan, entries=with_times(plan.entries, (), new_ids=()))

    return await _change(chat, changed, store=store, clock=clock)


async def pause_plan(chat: ChatAddress, until: datetime | None, *, store: Store, clock: Clock) -> Subscription:
    """Let the plan rest until an instant, or until somebody resumes it.

    Raises:
        UserError: the instant has passed or is too far away, or there is no plan.
    """
    now = clock.now()
    if until is not None and until <= now:
        raise UserError("That moment has passed. Name a later day, such as 2026-03-09.")
    if until is not None and until - now > LONGEST_PAUSE:
        raise UserError("A pause with an end lasts three years at most. One without an end: /digest pause")

    def changed(plan: Subscription | None) -> Subscription:
        return replace(_existing(plan), pause=Pause(PauseKind.ASKED, now, until))

    return await _change(chat, changed, store=store, clock=clock)


async def resume_plan(chat: ChatAddress, *, store: Store, clock: Clock) -> Subscription:
    """Let a plan go on, whatever it rested for."""

    def changed(plan: Subscription | None) -> Subscription:
        return replace(_existing(plan), pause=None)

    return await _change(chat, changed, store=store, clock=clock)


async def skip_next(chat: ChatAddress, *, store: Store, clock: Clock) -> Slot:
    """Settle the plan's next slot as skipped and return it.

    Raises:
        UserError: nothing is planned.
    """
    now = clock.now()
    async with store.writing() as unit:
        plan = _existing(await unit.subscriptions.of(chat.platform, chat.chat_id, changing=True))
        entry = plan.next_entry
        if entry is None or entry.next_day is None or entry.next_run_at is None:
            raise UserError("Nothing is planned, so there is nothing to skip. /digest shows the plan.")
        slot = Slot(entry.id, entry.next_day, plan.id, entry.next_run_at, now, entry.at, Outcome.SKIPPED)
        await unit.slots.add(slot)
        await unit.subscriptions.save(await _past_settled(plan, now, unit))
    return slot


async def follow(
    chat: ChatAddress,
    *,
    topic: str | None,
    speaker: str | None,
    by: Identity,
    zone: str,
    community: str | None = None,
    store: Store,
    clock: Clock,
) -> Subscription:
    """Add a topic (slug) or a speaker (id) to what the chat's digests are about."""

    def changed(plan: Subscription | None) -> Subscription:
        plan = plan or Subscription(uuid4().hex, chat, zone, clock.now(), set_by=by, community=community)
        taste = plan.taste
        topics = tuple(dict.fromkeys((*taste.topics, *([topic] if topic else ()))))
        speakers = tuple(dict.fromkeys((*taste.speakers, *([speaker] if speaker else ()))))
        return replace(plan, taste=replace(taste, topics=topics, speakers=speakers))

    return await _change(chat, changed, store=store, clock=clock)


async def unfollow(
    chat: ChatAddress, *, topic: str | None, speaker: str | None, store: Store, clock: Clock
) -> Subscription:
    """Take a topic or a speaker out again. Raises UserError when the chat does not follow it."""

    def changed(plan: Subscription | None) -> Subscription:
        taste = _existing(plan).taste
        topics = tuple(one for one in taste.topics if one != topic)
        speakers = tuple(one for one in taste.speakers if one != speaker)
        if (topics, speakers) == (taste.topics, taste.speakers):
            raise UserError("This chat does not follow that. /follow shows what it follows.")
        return replace(_existing(plan), taste=replace(taste, topics=topics, speakers=speakers))

    return await _change(chat, changed, store=store, clock=clock)


async def unfollow_all(chat: ChatAddress, *, store: Store, clock: Clock) -> Subscription:
    """Let the digests be about everything again."""

    def changed(plan: Subscription | None) -> Subscription:
        plan = _existing(plan)
        return replace(plan, taste=replace(plan.taste, topics=(), speakers=()))

    return await _change(chat, changed, store=store, clock=clock)


def _existing(plan: Subscription | None) -> Subscription:
    if plan is None:
        raise _no_plan()
    return plan


def _no_plan() -> UserError:
    return UserError("This chat has no digest yet. Begin with /digest set 07:30 weekdays Europe/Kyiv")


async def _change(
    chat: ChatAddress, changed: Callable[[Subscription | None], Subscription], *, store: Store, clock: Clock
) -> Subscription:
    try:
        return await _changed(chat, changed, store=store, clock=clock)
    except TemporaryError:  # two began the same plan at once: there is one to change now
        return await _changed(chat, changed, store=store, clock=clock)


async def _changed(
    chat: ChatAddress, changed: Callable[[Subscription | None], Subscription], *, store: Store, clock: Clock
) -> Subscription:
    async with store.writing() as unit:
        old = await unit.subscriptions.of(chat.platform, chat.chat_id, changing=True)
        plan = changed(old)
        if old is not None and old.pause != plan.pause:
            for slot in paused_slots(old, clock.now()):
                await unit.slots.add(slot)
        plan = await _past_settled(_replanned(old, plan, clock.now()), clock.now(), unit)
        await unit.subscriptions.save(plan)
    return plan


async def _past_settled(plan: Subscription, now: datetime, unit: Unit) -> Subscription:
    """Let entries that wait for a slot which is settled already, since it was skipped, wait for their next one.

    The skipped day does not become an entry's ``last_day``: days before it that a change of plan adds still come.
    """
    settled = {(slot.entry_id, slot.day) for slot in await unit.slots.latest(plan.id, limit=_SLOTS_LOOKED_AT)}
    entries = []
    for entry in plan.entries:
        while entry.next_day is not None and (entry.id, entry.next_day) in settled:
            following = next_occurrence(
                now, at=entry.at, zone=plan.zone_info, days=entry.days, after_day=entry.next_day
            )
            entry = replace(entry, next_run_at=following.instant, next_day=following.day)  # noqa: PLW2901
        entries.append(entry)
    return replace(plan, entries=tuple(entries))


def _replanned(old: Subscription | None, plan: Subscription, now: datetime) -> Subscription:
    """Plan entries anew where their time, days, zone or rest changed; what is due already stays due."""
    before = {entry.id: entry for entry in old.entries} if old else {}
    anew = planned_anew(plan, now)
    if old is None or (old.zone, old.pause) != (plan.zone, plan.pause):
        return anew
    entries = []
    for entry, fresh in zip(plan.entries, anew.entries, strict=True):
        known = before.get(entry.id)
        same = known and (known.at, known.days, known.retired) == (entry.at, entry.days, entry.retired)
        entries.append(known if known and same else fresh)
    return replace(anew, entries=tuple(entries))
