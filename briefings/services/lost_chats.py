"""A chat that cannot be written to keeps all its settings; one that moved keeps them under its new id."""

import logging
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from briefings.domain.deliveries import DeliveryKind, Problem
from briefings.domain.errors import DaybriefError
from briefings.domain.outgoing import Notice
from briefings.domain.people import ChatAddress, Identity
from briefings.domain.subscriptions import Pause, PauseKind, Subscription
from briefings.domain.timing import next_occurrence
from briefings.ports.clock import Clock
from briefings.ports.courier import Courier
from briefings.ports.store import Store, Unit
from briefings.services.note_rest import note_rest
from briefings.services.owe_messages import lay_out, owe

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
    """Let the chat's plan rest, stop what waits for it, and tell the person who set it up, else one of ``tell``.

    Returns False when the chat has no plan or rests for this already.
    """
    now = clock.now()
    listener = await _listener(address, courier, tell, store) if courier is not None else None
    async with store.writing() as unit:
        await unit.deliveries.stop_chat(address.platform, address.chat_id, problem=problem, now=now)
        plan = await unit.subscriptions.of(address.platform, address.chat_id)
        if plan is None or (plan.pause is not None and plan.pause.kind is PauseKind.UNREACHABLE):
            return False
        await note_rest(plan, now, unit=unit)
        resting = tuple(replace(entry, next_run_at=None, next_day=None) for entry in plan.entries)
        pause = Pause(PauseKind.UNREACHABLE, now, reason=str(problem))
        await unit.subscriptions.save(replace(plan, entries=resting, pause=pause))
        if courier is not None and listener is not None:
            await _tell(unit, plan, problem, courier, listener, now)
    _log.warning("A chat cannot be written to; its digests rest", extra={"chat": str(address)})
    return True


async def _listener(
    address: ChatAddress, courier: Courier, tell: Collection[Identity], store: Store
) -> ChatAddress | None:
    """The private chat of the first who can be reached: whoever set the plan up, then those in ``tell``."""
    async with store.reading() as unit:
        plan = await unit.subscriptions.of(address.platform, address.chat_id)
    if plan is None or (plan.pause is not None and plan.pause.kind is PauseKind.UNREACHABLE):
        return None
    people = [plan.set_by, *tell] if plan.set_by is not None else list(tell)
    for person in people:
        if person.platform is courier.platform and person.user_id != address.chat_id:
            try:
                return await courier.private_chat(person)
            except DaybriefError as error:
                facts = {"person": str(person), "reason": error.message}
                _log.warning("Somebody who set up a digest cannot be written to", extra=facts)
    return None


async def _tell(
    unit: Unit, plan: Subscription, problem: Problem, courier: Courier, listener: ChatAddress, now: datetime
) -> None:
    if listener == plan.address:
        return
    values = (("chat", plan.address.chat_id), ("reason", str(problem)))
    notice = Notice(
        "The digests of the chat {chat} rest, because it cannot be written to: {reason} Its settings are kept. "
        "They go on once the bot may write there again; /digest resume there wakes them at once.",
        values,
    )
    await owe(unit, lay_out(notice, courier), [listener], kind=DeliveryKind.NOTICE, now=now)


async def regain_chat(address: ChatAddress, *, store: Store, clock: Clock) -> bool:
    """Wake the plan of a chat that can be written to again; False when it did not rest for that.

    A topic or thread that was opened again wakes only the plan whose digests go there.
    """
    async with store.writing() as unit:
        plan = await unit.subscriptions.of(address.platform, address.chat_id)
        if plan is None or plan.pause is None or plan.pause.kind is not PauseKind.UNREACHABLE:
            return False
        if address.thread_id is not None and address.thread_id != plan.address.thread_id:
            return False
        await note_rest(plan, clock.now(), unit=unit)
        await unit.subscriptions.save(planned_anew(replace(plan, pause=None), clock.now()))
    _log.info("A chat can be written to again; its digests go on", extra={"chat": str(address)})
    return True


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
        plan = await unit.subscriptions.of(address.platform, address.chat_id)
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
