"""A chat that cannot be written to keeps all its settings; one that moved keeps them under its new id."""

import logging
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from briefings.domain.deliveries import Problem
from briefings.domain.paused_slots import paused_slots
from briefings.domain.people import ChatAddress, Identity
from briefings.domain.subscriptions import Pause, PauseKind, Subscription
from briefings.domain.timing import next_occurrence
from briefings.ports.clock import Clock
from briefings.ports.courier import Courier
from briefings.ports.store import Store
from briefings.services.delivery.tell_of_loss import listener
from briefings.services.delivery.tell_of_loss import tell as tell_of_it

_log = logging.getLogger(__name__)


async def lose_chat(
    address: ChatAddress,
    problem: Problem,
    *,
    store: Store,
    clock: Clock,
    courier: Courier | None = None,
    tell: Collection[Identity] = (),
) -> bool:
    """Let the chat's plan rest, stop what waits for it, and tell whoever decides there, else an owner (``tell``).

    Returns False when the chat has no plan or rests for this already.
    """
    now = clock.now()
    told = await _who_is_told(address, courier, tell, store) if courier is not None else None
    async with store.writing() as unit:
        await unit.deliveries.stop_chat(address.platform, address.chat_id, problem=problem, now=now)
        plan = await unit.subscriptions.of(address.platform, address.chat_id, changing=True)
        if plan is None or (plan.pause is not None and plan.pause.kind is PauseKind.UNREACHABLE):
            return False
        for slot in paused_slots(plan, now):
            await unit.slots.add(slot)
        resting = tuple(replace(entry, next_run_at=None, next_day=None) for entry in plan.entries)
        pause = Pause(PauseKind.UNREACHABLE, now, reason=str(problem))
        await unit.subscriptions.save(replace(plan, entries=resting, pause=pause))
        if courier is not None and told is not None:
            await tell_of_it(unit, plan, problem, courier=courier, chat=told, clock=clock)
    _log.warning("A chat cannot be written to; its digests rest", extra={"chat": str(address)})
    return True


async def _who_is_told(
    address: ChatAddress, courier: Courier, owners: Collection[Identity], store: Store
) -> ChatAddress | None:
    async with store.reading() as unit:
        plan = await unit.subscriptions.of(address.platform, address.chat_id)
    if plan is None or (plan.pause is not None and plan.pause.kind is PauseKind.UNREACHABLE):
        return None
    return await listener(plan, courier=courier, owners=owners)


async def regain_chat(address: ChatAddress, *, store: Store, clock: Clock, exactly: bool = False) -> bool:
    """Wake the plan of a chat that can be written to again; False when it did not rest for that.

    A topic or thread that was opened again wakes only the plan whose digests go there. ``exactly``: the chat itself was
    written to, which says nothing of its topics either.
    """
    if not await _rests(address, store=store, exactly=exactly):  # most often so, and then nothing need be locked
        return False
    async with store.writing() as unit:
        plan = await unit.subscriptions.of(address.platform, address.chat_id, changing=True)
        if plan is None or plan.pause is None or plan.pause.kind is not PauseKind.UNREACHABLE:
            return False
        if address.thread_id is not None and address.thread_id != plan.address.thread_id:
            return False
        for slot in paused_slots(plan, clock.now()):
            await unit.slots.add(slot)
        await unit.subscriptions.save(planned_anew(replace(plan, pause=None), clock.now()))
    _log.info("A chat can be written to again; its digests go on", extra={"chat": str(address)})
    return True


async def _rests(address: ChatAddress, *, store: Store, exactly: bool) -> bool:
    async with store.reading() as unit:
        plan = await unit.subscriptions.of(address.platform, address.chat_id)
    if plan is None or plan.pause is None or plan.pause.kind is not PauseKind.UNREACHABLE:
        return False
    return not exactly or plan.address.thread_id == address.thread_id


def planned_anew(plan: Subscription, now: datetime) -> Subscription:
    """Return the plan with every active entry waiting for its next time, or at rest while the plan is paused."""
    pause = plan.pause
    if pause is not None and pause.until is not None and pause.until <= now:
        pause = None
    start = now if pause is None else pause.until and pause.until - timedelta(microseconds=1)
    entries = []
    for entry in plan.entries:
        if entry.retired or start is None:
            entries.append(replace(entry, next_run_at=None, next_day=None))
            continue
        following = next_occurrence(start, at=entry.at, zone=plan.zone_info, days=entry.days, after_day=entry.last_day)
        entries.append(replace(entry, next_run_at=following.instant, next_day=following.day))
    return replace(plan, entries=tuple(entries), pause=pause)


async def leave_topic(address: ChatAddress, *, store: Store) -> bool:
    """Send what a closed topic or thread gets to the chat itself, where its admins allowed it; False where not."""
    async with store.writing() as unit:
        plan = await unit.subscriptions.of(address.platform, address.chat_id, changing=True)
        if plan is None or not plan.general or address.thread_id is None:
            return False
        if plan.address.thread_id == address.thread_id:
            await unit.subscriptions.save(replace(plan, address=replace(plan.address, thread_id=None)))
        await unit.deliveries.leave_thread(address)
    _log.info("A topic is closed; its chat gets the messages", extra={"chat": str(address)})
    return True


async def move_chat(address: ChatAddress, new_chat_id: str, *, store: Store) -> None:
    """Give everything that belongs to a chat its new id, in one transaction."""
    platform, old = address.platform, address.chat_id
    async with store.writing() as unit:
        await unit.subscriptions.move(platform, old=old, new=new_chat_id)
        await unit.deliveries.move(platform, old=old, new=new_chat_id)
        await unit.receipts.move(platform, old=old, new=new_chat_id)
        await unit.copies.move(platform, old=old, new=new_chat_id)
        await unit.reminders.move(platform, old=old, new=new_chat_id)
        await unit.guests.move(f"{platform}:{old}", f"{platform}:{new_chat_id}")
    _log.info("A chat has another id now", extra={"chat": str(address), "new_chat": new_chat_id})
