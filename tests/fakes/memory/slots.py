"""Planned local times in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from briefings.domain import deliveries as owed
from briefings.domain.deliveries import LOST, OPEN, Delivery, DeliveryKind, Turn
from briefings.domain.people import Platform
from briefings.domain.slots import DueGroup, Settlement, Slot
from briefings.domain.subscriptions import PlanEntry, Subscription
from briefings.ports.store.slots import Schedule
from tests.fakes.memory.delivery_state import DeliveryState, Owed


class MemorySlots:
    """The truth about what is due."""

    def __init__(self, state: DeliveryState) -> None:
        self._state = state

    async def next_due(self, *, after: datetime) -> datetime | None:
        """The earliest planned instant later than ``after``."""
        instants = (entry.next_run_at for _, entry in self._waiting())
        return min((instant for instant in instants if instant and instant > after), default=None)

    async def due(
        self, *, now: datetime, limit: int, platforms: Collection[Platform] = tuple(Platform)
    ) -> Sequence[DueGroup]:
        """What is due, grouped by what it would show."""
        found: dict[DueGroup, list[str]] = defaultdict(list)
        for plan, entry in self._due(now):
            if plan.address.platform in platforms:
                found[self._group(plan, entry, now)].append(plan.id)
        groups = [replace(group, example=min(ids), size=len(ids)) for group, ids in found.items()]
        return sorted(groups, key=lambda g: (g.planned_at, g.platform, g.profile, g.watermark, g.at))[:limit]

    async def settle(self, decisions: Sequence[tuple[DueGroup, Settlement]]) -> Sequence[int]:
        """Take the groups' entries, write their slots, owe the messages."""
        taken = [(group, settlement, self._members(group, settlement)) for group, settlement in decisions]
        for group, settlement, members in taken:
            self._settle(group, settlement, members)
        return [len(members) for _, _, members in taken]

    def _members(self, group: DueGroup, settlement: Settlement) -> list[tuple[Subscription, PlanEntry]]:
        wanted = replace(group, example="", size=0)
        return [
            (plan, entry)
            for plan, entry in self._due(settlement.decided_at)
            if self._group(plan, entry, settlement.decided_at) == wanted
        ]

    def _settle(
        self, group: DueGroup, settlement: Settlement, members: Sequence[tuple[Subscription, PlanEntry]]
    ) -> None:
        for plan, entry in sorted(members, key=lambda pair: pair[1].id):
            moved = replace(entry, next_run_at=settlement.next_run_at, next_day=settlement.next_day, last_day=group.day)
            self._replace(plan.id, moved)
            if (entry.id, group.day) not in self._state.slots:
                self._state.slots[entry.id, group.day] = _slot(plan, entry, group, settlement)
                self._owe(plan, entry, group, settlement)

    def _owe(self, plan: Subscription, entry: PlanEntry, group: DueGroup, settlement: Settlement) -> None:
        series = self._state.number("series")
        for part in range(1, settlement.parts + 1):
            delivery = Delivery(
                id=self._state.number("delivery"),
                address=plan.address,
                kind=DeliveryKind.DIGEST,
                turn=Turn.DIGEST,
                edition_id=settlement.edition_id or "",
                part=part,
                parts=settlement.parts,
                state=owed.DeliveryState.READY if part == 1 else owed.DeliveryState.WAITING,
                created_at=settlement.decided_at,
                subscription_id=plan.id,
                entry_id=entry.id,
                day=group.day,
                watermark=settlement.watermark,
                silent=settlement.quiet or plan.silent,
                not_before=settlement.decided_at,
                expires_at=settlement.expires_at,
            )
            self._state.deliveries[delivery.id] = Owed(delivery, series)

    async def add(self, slot: Slot) -> bool:
        """Write one slot by itself."""
        if (slot.entry_id, slot.day) in self._state.slots:
            return False
        self._state.slots[slot.entry_id, slot.day] = slot
        return True

    async def latest(self, subscription_id: str, *, limit: int) -> Sequence[Slot]:
        """A plan's slots, the latest planned first."""
        mine = (slot for slot in self._state.slots.values() if slot.subscription_id == subscription_id)
        return sorted(mine, key=lambda slot: (slot.planned_at, slot.entry_id), reverse=True)[:limit]

    async def schedules(self) -> Sequence[Schedule]:
        """Every rhythm of entries that wait."""
        return list(dict.fromkeys(_schedule(plan, entry) for plan, entry in self._waiting()))

    async def reschedule(self, schedule: Schedule, *, next_run_at: datetime, next_day: date) -> int:
        """Move every entry of the rhythm."""
        matching = [(plan, entry) for plan, entry in self._waiting() if _schedule(plan, entry) == schedule]
        for plan, entry in matching:
            self._replace(plan.id, replace(entry, next_run_at=next_run_at, next_day=next_day))
        return len(matching)

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete slots planned before this instant."""
        old = [key for key, slot in self._state.slots.items() if slot.planned_at < before][:limit]
        for key in old:
            del self._state.slots[key]
        return len(old)

    def _waiting(self) -> Iterator[tuple[Subscription, PlanEntry]]:
        for plan in list(self._state.subscriptions.values()):
            yield from ((plan, entry) for entry in plan.entries if entry.next_run_at is not None)

    def _due(self, now: datetime) -> Iterator[tuple[Subscription, PlanEntry]]:
        on_their_way = {
            kept.delivery.subscription_id
            for kept in self._state.deliveries.values()
            if kept.delivery.state in OPEN and kept.delivery.kind is DeliveryKind.DIGEST
        }
        for plan, entry in self._waiting():
            if entry.next_run_at is not None and entry.next_run_at <= now and plan.id not in on_their_way:
                yield plan, entry

    def _group(self, plan: Subscription, entry: PlanEntry, now: datetime) -> DueGroup:
        if entry.next_run_at is None or entry.next_day is None:
            raise ValueError("an entry that rests belongs to no group")
        mine = (entry.next_run_at, entry.id)
        covered = any(e.next_run_at and e.next_run_at <= now and (e.next_run_at, e.id) > mine for e in plan.entries)
        return DueGroup(
            plan.address.platform, plan.profile, plan.watermark, self._held(plan), plan.zone, entry.at, entry.days,
            entry.next_run_at, entry.next_day, covered, "", 0,
        )  # fmt: skip

    def _held(self, plan: Subscription) -> int:
        lost = (
            kept.delivery.watermark
            for kept in self._state.deliveries.values()
            if kept.delivery.subscription_id == plan.id
            and kept.delivery.kind is DeliveryKind.DIGEST
            and kept.delivery.state in LOST
            and kept.delivery.watermark > plan.watermark
        )
        return max(lost, default=0)

    def _replace(self, subscription_id: str, entry: PlanEntry) -> None:
        plan = self._state.subscriptions[subscription_id]
        entries = tuple(entry if old.id == entry.id else old for old in plan.entries)
        self._state.subscriptions[plan.id] = replace(plan, entries=entries)


def _slot(plan: Subscription, entry: PlanEntry, group: DueGroup, settlement: Settlement) -> Slot:
    return Slot(
        entry.id, group.day, plan.id, group.planned_at, settlement.decided_at, group.at, settlement.outcome,
        settlement.edition_id,
    )  # fmt: skip


def _schedule(plan: Subscription, entry: PlanEntry) -> Schedule:
    if entry.next_run_at is None or entry.next_day is None:
        raise ValueError("an entry that rests has no schedule")
    return Schedule(plan.zone, entry.at, entry.days, entry.next_run_at, entry.next_day, entry.last_day)
