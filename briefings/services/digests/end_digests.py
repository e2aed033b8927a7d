"""Ends what the bot sends to chats that it serves no more."""

from collections.abc import Collection
from dataclasses import replace

from briefings.domain.deliveries import Problem
from briefings.domain.errors import entry
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.subscriptions import AlertMode, Subscription, with_times
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit

_SHUT_OUT = Problem(entry("The owner of the bot has shut this chat out."))


async def end_digests(key: str, *, elsewhere: bool, store: Store, clock: Clock) -> int:
    """End digests, alerts and reminders of the chat, server or person of this key ("telegram:7").

    With ``elsewhere``, what the person set up in other chats ends too. A chat that was let in by a name of its own, or
    by its server's, keeps everything. All settings are kept but for the times. Returns how many chats had any.
    """
    name, _, number = key.partition(":")
    platform = Platform(name)
    async with store.writing() as unit:
        found = [await unit.subscriptions.of(platform, number), *await unit.subscriptions.within(platform, number)]
        plans = {plan.id: plan for plan in found if plan is not None}
        for plan in await unit.subscriptions.set_by(Identity(platform, number)) if elsewhere else ():
            plans[plan.id] = plan
        chats = {ChatAddress(platform, number), *(replace(p.address, thread_id=None) for p in plans.values())}
        shut = [plan for plan in plans.values() if not await unit.guests.any_of(_keys(plan))]
        ended = {plan.address.chat_id for plan in shut if await _end(plan, unit=unit, clock=clock)}
        kept = {plan.address.chat_id for plan in plans.values() if plan not in shut}
        for chat in chats:
            if chat.chat_id not in kept and await _end_reminders(chat, unit=unit):
                ended.add(chat.chat_id)
    return len(ended)


def _keys(plan: Subscription) -> Collection[str]:
    platform = plan.address.platform
    return [f"{platform}:{name}" for name in (plan.address.chat_id, plan.community) if name]


async def _end(plan: Subscription, *, unit: Unit, clock: Clock) -> bool:
    had = bool(plan.active) or plan.alerts is not AlertMode.OFF
    address, now = plan.address, clock.now()
    await unit.subscriptions.save(replace(plan, entries=with_times(plan.entries, (), new_ids=()), alerts=AlertMode.OFF))
    await unit.deliveries.stop_chat(address.platform, address.chat_id, problem=_SHUT_OUT, now=now)
    return had


async def _end_reminders(chat: ChatAddress, *, unit: Unit) -> bool:
    reminders = await unit.reminders.of_chat(chat.platform, chat.chat_id)
    for reminder in reminders:
        await unit.reminders.remove(reminder.id)
    return bool(reminders)
