"""Settle every planned time that is due: compile, lay out, then owe the messages in one transaction."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from briefings.domain.deliveries import LOST, DeliveryKind
from briefings.domain.people import Platform
from briefings.domain.slots import DueGroup, Outcome, Settlement
from briefings.domain.subscriptions import Subscription
from briefings.domain.timing import (
    Occurrence,
    in_quiet_hours,
    instant_of,
    last_occurrence,
    next_occurrence,
    zone_named,
    zone_or_utc,
)
from briefings.ports.clock import Clock
from briefings.ports.courier import Courier
from briefings.ports.store import Store, Unit
from briefings.ports.store.editions import Edition
from briefings.services.delivery.owe_messages import lay_out
from briefings.services.digests.compile_digest import compile_digest
from briefings.services.digests.gather_news import News, gather_news

_log = logging.getLogger(__name__)

CATCH_UP = timedelta(hours=6)
"""How late a digest may be sent; beyond it the slot is missed and the next one covers."""

_LATE = timedelta(minutes=10)
_GROUPS = 100
_LOST = 100


@dataclass(slots=True)
class _Round:
    """One round's news and the editions that were compiled for it; equal tastes share one, whatever their zone."""

    news: News
    now: datetime
    editions: dict[object, Edition | None] = field(default_factory=dict)


async def plan_digests(
    *, store: Store, clock: Clock, couriers: Mapping[Platform, Courier], catch_up: timedelta = CATCH_UP
) -> int:
    """Settle what is due on these platforms; return how many slots were settled."""
    total, work = 0, None
    while True:
        now = clock.now()
        async with store.reading() as unit:
            groups = await unit.slots.due(now=now, limit=_GROUPS, platforms=frozenset(couriers))
        if not groups:
            return total
        work = work or _Round(await gather_news(store=store, now=now), now)
        settled = await _settle(groups, work, now, store=store, couriers=couriers, catch_up=catch_up)
        if not settled:
            return total
        total += settled


async def _settle(
    groups: Sequence[DueGroup],
    work: _Round,
    now: datetime,
    *,
    store: Store,
    couriers: Mapping[Platform, Courier],
    catch_up: timedelta,
) -> int:
    decisions: list[tuple[DueGroup, Settlement, Edition | None]] = []
    async with store.reading() as unit:
        plans = {plan.id: plan for plan in await unit.subscriptions.several([group.example for group in groups])}
        for group in groups:
            plan = plans.get(group.example)
            if plan is not None:
                edition = await _edition(group, plan, work, unit, couriers[group.platform], catch_up)
                decisions.append((group, _settlement(group, plan, edition, work.news.last, now, catch_up), edition))
    async with store.writing() as unit:
        await unit.editions.add(*(edition for _, _, edition in decisions if edition is not None), now=now)
        counts = await unit.slots.settle([(group, settlement) for group, settlement, _ in decisions])
    for (group, settlement, _), count in zip(decisions, counts, strict=True):
        if not count:
            continue
        lateness = (now - group.planned_at).total_seconds()
        facts = {"slots": count, "outcome": str(settlement.outcome), "platform": str(group.platform)}
        _log.info("Settled planned digests", extra=facts | {"lateness_seconds": round(lateness, 3)})
    return sum(counts)


async def _edition(
    group: DueGroup, plan: Subscription, work: _Round, unit: Unit, courier: Courier, catch_up: timedelta
) -> Edition | None:
    zone = zone_named(group.zone)
    if zone is None or group.covered or work.now - group.planned_at > catch_up:
        return None
    today = work.now.astimezone(zone).date()
    late = work.now - group.planned_at > _LATE
    planned = (group.day, group.at) if late else None
    held = await _held(group, unit) if group.held else frozenset()
    key = (group.platform, plan.taste, group.watermark, held, today if late else group.day, planned)
    if key not in work.editions:
        digest = await compile_digest(
            work.news,
            taste=plan.taste,
            watermark=group.watermark,
            held=held,
            day=today if late else group.day,
            unit=unit,
            now=work.now,
            planned=planned,
        )
        work.editions[key] = lay_out(digest, courier) if digest else None
    return work.editions[key]


async def _held(group: DueGroup, unit: Unit) -> frozenset[str]:
    """The ids of the briefings that digests of the group were to show which did not arrive for certain."""
    lost = await unit.deliveries.find(states=LOST, subscription_id=group.example, limit=_LOST)
    digests = [d for d in lost if d.kind is DeliveryKind.DIGEST and d.watermark > group.watermark]
    messages = [await unit.editions.message(digest.edition_id, digest.part) for digest in digests]
    return frozenset(shown.briefing_id for message in messages if message is not None for shown in message.shows)


def _settlement(
    group: DueGroup, plan: Subscription, edition: Edition | None, last: int, now: datetime, catch_up: timedelta
) -> Settlement:
    following = _following(group, now, catch_up, sent=edition is not None)
    if edition is not None:
        outcome = Outcome.QUEUED
    elif zone_named(group.zone) is None:
        outcome = Outcome.NO_ZONE
    elif group.covered:
        outcome = Outcome.COVERED
    else:
        outcome = Outcome.MISSED if now - group.planned_at > catch_up else Outcome.EMPTY
    return Settlement(
        outcome,
        decided_at=now,
        next_run_at=following.instant,
        next_day=following.day,
        edition_id=edition.id if edition else None,
        parts=len(edition.messages) if edition else 0,
        watermark=last,
        quiet=in_quiet_hours(now, zone=plan.zone_info, quiet=plan.quiet),
        expires_at=max(group.planned_at + catch_up, now + _LATE),
    )


async def pass_over(*, store: Store, clock: Clock) -> None:
    """Settle every time that has come as missed, on every platform, and send nothing for it."""
    now = clock.now()
    async with store.writing() as unit:
        while groups := await unit.slots.due(now=now, limit=_GROUPS):
            plans = {plan.id: plan for plan in await unit.subscriptions.several([group.example for group in groups])}
            missed = [
                (group, _settlement(group, plans[group.example], None, 0, now, timedelta(0)))
                for group in groups
                if group.example in plans
            ]
            if not sum(await unit.slots.settle(missed)):
                return


async def next_digest(after: datetime, *, store: Store) -> datetime | None:
    """When the next digest is planned after this instant."""
    async with store.reading() as unit:
        return await unit.slots.next_due(after=after)


def _following(group: DueGroup, now: datetime, catch_up: timedelta, *, sent: bool) -> Occurrence:
    """When the group's entries come next; after a long downtime that may be a time that just passed.

    Then it is due at once, and sent late.
    """
    zone = zone_or_utc(group.zone)
    if not sent:
        last = last_occurrence(now, at=group.at, zone=zone, days=group.days)
        if last.day > group.day and now - last.instant <= catch_up:
            return last
    return next_occurrence(now, at=group.at, zone=zone, days=group.days, after_day=group.day)


async def replan(*, store: Store, clock: Clock) -> int:
    """Compute every waiting entry's instant anew, because the zones' rules may have changed; return how many moved.

    The local date stays, so none is lost or doubled; one whose instant has passed by the new rules is due at once.
    Entries whose zone the rules know no longer stay where they are, and are settled so when they are due.
    """
    now, moved = clock.now(), 0
    async with store.reading() as unit:
        schedules = await unit.slots.schedules()
    for schedule in schedules:
        zone = zone_named(schedule.zone)
        if zone is None or schedule.next_run_at <= now:
            continue
        instant = instant_of(schedule.next_day, schedule.at, zone)
        if instant != schedule.next_run_at:
            async with store.writing() as unit:
                moved += await unit.slots.reschedule(schedule, next_run_at=instant, next_day=schedule.next_day)
    return moved
