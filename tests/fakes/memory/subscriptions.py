"""Chats' digest plans in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from briefings.domain.deliveries import OPEN, DeliveryKind
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.subscriptions import AlertMode, PauseKind, Subscription
from tests.fakes.memory.clashes import refuse_taken
from tests.fakes.memory.delivery_state import DeliveryState


class MemorySubscriptions:
    """Keeps one plan a chat, with its entries."""

    def __init__(self, state: DeliveryState) -> None:
        self._plans = state.subscriptions
        self._state = state

    async def of(self, platform: Platform, chat_id: str, *, changing: bool = False) -> Subscription | None:
        """The plan of this chat; transactions follow one another here."""
        return next((plan for plan in self._plans.values() if _is(plan, platform, chat_id)), None)

    async def get(self, subscription_id: str, *, changing: bool = False) -> Subscription | None:
        """The plan with this id."""
        return self._plans.get(subscription_id)

    async def several(self, ids: Collection[str]) -> Sequence[Subscription]:
        """The plans with these ids, without their entries."""
        return [replace(self._plans[known], entries=()) for known in sorted(set(ids)) if known in self._plans]

    async def save(self, subscription: Subscription) -> None:
        """Write the plan and its entries."""
        known = self._plans.get(subscription.id)
        address = subscription.address
        others = [(p.address.platform, p.address.chat_id) for p in self._plans.values() if p.id != subscription.id]
        refuse_taken((address.platform, address.chat_id), others)
        old = {entry.id: entry for entry in known.entries} if known else {}
        entries = old | {entry.id: entry for entry in subscription.entries}
        for entry in entries.values():
            refuse_taken(entry.at, [other.at for other in entries.values() if other.id != entry.id])
        ordered = tuple(sorted(entries.values(), key=lambda e: (e.at, e.id)))
        watermark = known.watermark if known else subscription.watermark
        self._plans[subscription.id] = replace(subscription, entries=ordered, watermark=watermark)

    async def advance(self, subscription_id: str, *, watermark: int) -> None:
        """Raise the watermark."""
        plan = self._plans.get(subscription_id)
        if plan is not None and plan.watermark < watermark:
            self._plans[plan.id] = replace(plan, watermark=watermark)

    async def advance_waiting(self, *, now: datetime, watermark: int) -> int:
        """Raise the watermark of plans that have a time due or a digest on its way."""
        owed = (kept.delivery for kept in self._state.deliveries.values())
        waiting = {d.subscription_id for d in owed if d.state in OPEN and d.kind is DeliveryKind.DIGEST}
        for plan in self._plans.values():
            waiting |= {plan.id for entry in plan.entries if entry.next_run_at and entry.next_run_at <= now}
        raised = [key for key in waiting if key in self._plans and self._plans[key].watermark < watermark]
        for key in raised:
            await self.advance(key or "", watermark=watermark)
        return len(raised)

    async def wanting_alerts(self, *, after: str = "", limit: int = 500) -> Sequence[Subscription]:
        """Plans that want alerts and are not paused, by id."""
        wanting = (p for p in self._plans.values() if p.alerts is not AlertMode.OFF and not p.pause and p.id > after)
        return [replace(plan, entries=()) for plan in sorted(wanting, key=lambda p: p.id)[:limit]]

    async def awake(self, *, after: str = "", limit: int = 100) -> Sequence[Subscription]:
        """Plans that do not rest, by id."""
        awake = (replace(p, entries=()) for p in self._plans.values() if p.pause is None and p.id > after)
        return sorted(awake, key=lambda p: p.id)[:limit]

    async def paused(self, kind: PauseKind, *, after: str = "", limit: int = 100) -> Sequence[Subscription]:
        """Plans at rest for this reason, by id."""
        resting = (p for p in self._plans.values() if p.pause and p.pause.kind is kind and p.id > after)
        return sorted(resting, key=lambda p: p.id)[:limit]

    async def chats(self, platform: Platform, *, limit: int = 100) -> Sequence[str]:
        """The ids of the chats that have a plan on a platform."""
        plans = sorted((p for p in self._plans.values() if p.address.platform is platform), key=lambda p: p.id)
        return [plan.address.chat_id for plan in plans[:limit]]

    async def set_by(self, person: Identity) -> Sequence[Subscription]:
        """The plans that a person set up, by id."""
        return sorted((plan for plan in self._plans.values() if plan.set_by == person), key=lambda p: p.id)

    async def within(self, platform: Platform, community: str) -> Sequence[Subscription]:
        """The plans of the chats that a server holds, by id."""
        there = [p for p in self._plans.values() if (p.address.platform, p.community) == (platform, community)]
        return sorted(there, key=lambda p: p.id)

    async def move(self, platform: Platform, *, old: str, new: str) -> bool:
        """Give the plan another chat id, unless the new chat has one."""
        plan = await self.of(platform, old)
        if plan is None or await self.of(platform, new) is not None:
            return False
        self._plans[plan.id] = replace(plan, address=ChatAddress(platform, new, plan.address.thread_id))
        return True

    async def count(self) -> int:
        """How many plans there are."""
        return len(self._plans)


def _is(plan: Subscription, platform: Platform, chat_id: str) -> bool:
    return plan.address.platform is platform and plan.address.chat_id == chat_id
