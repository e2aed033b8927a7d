"""Planned local times in SQL: everything that is due is settled by statements over whole groups."""

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.subscriptions import days_of, mask_of
from briefings.adapters.sql.tables import delivery as tables
from briefings.adapters.sql.tables.columns import Instant
from briefings.domain.deliveries import OPEN, DeliveryKind, DeliveryState, Turn
from briefings.domain.people import Platform
from briefings.domain.slots import DueGroup, Outcome, Settlement, Slot
from briefings.ports.store.slots import Schedule

_plan, _entry, _slot, _delivery = tables.subscription, tables.plan_entry, tables.slot, tables.delivery


def _open_digest() -> ColumnElement[bool]:
    return exists().where(
        _delivery.c.subscription_id == _plan.c.id,
        _delivery.c.state.in_(sorted(OPEN)),
        _delivery.c.kind == DeliveryKind.DIGEST,
    )


def _covered(now: datetime) -> ColumnElement[bool]:
    later = _entry.alias("later")
    after = or_(
        later.c.next_run_at > _entry.c.next_run_at,
        and_(later.c.next_run_at == _entry.c.next_run_at, later.c.id > _entry.c.id),
    )
    return exists().where(later.c.subscription_id == _entry.c.subscription_id, later.c.next_run_at <= now, after)


class SqlSlots:
    """The truth about what is due."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def next_due(self, *, after: datetime) -> datetime | None:
        """The earliest planned instant later than ``after``."""
        query = select(_entry.c.next_run_at).where(_entry.c.next_run_at > after)
        return (await self._connection.execute(query.order_by(_entry.c.next_run_at).limit(1))).scalar()

    async def due(
        self, *, now: datetime, limit: int, platforms: Collection[Platform] = tuple(Platform)
    ) -> Sequence[DueGroup]:
        """What is due, grouped by what it would show."""
        covered = _covered(now).label("covered")
        keys = (
            _plan.c.platform, _plan.c.profile, _plan.c.watermark, _plan.c.zone,
            _entry.c.at, _entry.c.days, _entry.c.next_run_at, _entry.c.next_day,
        )  # fmt: skip
        due = (
            select(*keys, covered, _plan.c.id)
            .join_from(_entry, _plan)
            .where(_entry.c.next_run_at <= now, _plan.c.platform.in_(sorted(platforms)), ~_open_digest())
            .subquery()
        )
        columns = [due.c[name] for name in (*(key.name for key in keys), "covered")]
        query = select(*columns, func.min(due.c.id).label("example"), func.count().label("size")).group_by(*columns)
        rows = await self._connection.execute(query.order_by(due.c.next_run_at, *columns).limit(limit))
        return [_group_of(row) for row in rows]

    async def settle(self, group: DueGroup, settlement: Settlement) -> int:
        """Take the group's entries, write their slots, owe the messages."""
        batch = uuid4().hex
        move = {"next_run_at": settlement.next_run_at, "next_day": settlement.next_day, "last_day": group.day}
        taken = update(_entry).where(_entry.c.id.in_(self._entries(group, settlement.decided_at)))
        settled = (await self._connection.execute(taken.values(move | {"batch": batch}))).rowcount
        if settled:
            await self._connection.execute(self._write_slots(group, settlement, batch))
            for part in range(1, settlement.parts + 1):
                await self._connection.execute(self._owe(group, settlement, batch, part))
        return settled

    def _entries(self, group: DueGroup, now: datetime) -> Select[Any]:
        return (
            select(_entry.c.id)
            .join_from(_entry, _plan)
            .where(
                _entry.c.next_run_at == group.planned_at,
                _entry.c.next_day == group.day,
                _entry.c.at == f"{group.at:%H:%M}",
                _entry.c.days == mask_of(group.days),
                _plan.c.platform == group.platform,
                _plan.c.profile == group.profile,
                _plan.c.watermark == group.watermark,
                _covered(now) if group.covered else ~_covered(now),
                ~_open_digest(),
            )
            .with_for_update(skip_locked=True, of=_entry)
        )

    def _write_slots(self, group: DueGroup, settlement: Settlement, batch: str) -> Any:
        known = _slot.alias("known")
        values = {
            "day": literal(group.day),
            "planned_at": literal(group.planned_at, Instant),
            "decided_at": literal(settlement.decided_at, Instant),
            "at": literal(f"{group.at:%H:%M}"),
            "outcome": literal(str(settlement.outcome)),
            "edition_id": literal(settlement.edition_id) if settlement.edition_id else null(),
            "batch": literal(batch),
        }
        rows = select(_entry.c.id, _entry.c.subscription_id, *values.values()).where(
            _entry.c.batch == batch, ~exists().where(known.c.entry_id == _entry.c.id, known.c.day == group.day)
        )
        return insert(_slot).from_select(["entry_id", "subscription_id", *values], rows)

    def _owe(self, group: DueGroup, settlement: Settlement, batch: str, part: int) -> Any:
        state = DeliveryState.READY if part == 1 else DeliveryState.WAITING
        values = {
            "platform": _plan.c.platform,
            "chat_id": _plan.c.chat_id,
            "thread_id": _plan.c.thread_id,
            "kind": literal(str(DeliveryKind.DIGEST)),
            "turn": literal(int(Turn.DIGEST)),
            "edition_id": literal(settlement.edition_id),
            "part": literal(part),
            "parts": literal(settlement.parts),
            "state": literal(str(state)),
            "created_at": literal(settlement.decided_at, Instant),
            "subscription_id": _plan.c.id,
            "entry_id": _slot.c.entry_id,
            "day": _slot.c.day,
            "watermark": literal(settlement.watermark),
            "silent": literal(True) if settlement.quiet else _plan.c.silent,
            "not_before": literal(settlement.decided_at, Instant),
            "expires_at": literal(settlement.expires_at, Instant),
            "claim": literal(0),
            "attempts": literal(0),
            "series": literal(f"{batch}:") + _slot.c.entry_id,
        }
        rows = (
            select(*values.values())
            .join_from(_entry, _slot, and_(_slot.c.entry_id == _entry.c.id, _slot.c.batch == batch))
            .join(_plan, _plan.c.id == _entry.c.subscription_id)
            .where(_entry.c.batch == batch, _slot.c.day == group.day)
            .order_by(_entry.c.id)
        )
        return insert(_delivery).from_select(list(values), rows)

    async def add(self, slot: Slot) -> bool:
        """Write one slot by itself."""
        known = select(_slot.c.day).where(_slot.c.entry_id == slot.entry_id, _slot.c.day == slot.day)
        if (await self._connection.execute(known)).first() is not None:
            return False
        row = {
            "entry_id": slot.entry_id,
            "day": slot.day,
            "subscription_id": slot.subscription_id,
            "planned_at": slot.planned_at,
            "decided_at": slot.decided_at,
            "at": f"{slot.at:%H:%M}",
            "outcome": slot.outcome,
            "edition_id": slot.edition_id,
        }
        await self._connection.execute(insert(_slot), row)
        return True

    async def latest(self, subscription_id: str, *, limit: int) -> Sequence[Slot]:
        """A plan's slots, the latest planned first."""
        query = select(_slot).where(_slot.c.subscription_id == subscription_id)
        rows = await self._connection.execute(
            query.order_by(_slot.c.planned_at.desc(), _slot.c.entry_id.desc()).limit(limit)
        )
        return [_slot_of(row) for row in rows]

    async def schedules(self) -> Sequence[Schedule]:
        """Every rhythm of entries that wait."""
        columns = (
            _plan.c.zone, _entry.c.at, _entry.c.days, _entry.c.next_run_at, _entry.c.next_day, _entry.c.last_day,
        )  # fmt: skip
        query = select(*columns).join_from(_entry, _plan).where(_entry.c.next_run_at.is_not(None)).distinct()
        return [
            Schedule(
                row.zone, time.fromisoformat(row.at), days_of(row.days), row.next_run_at, row.next_day, row.last_day
            )
            for row in await self._connection.execute(query)
        ]

    async def reschedule(self, schedule: Schedule, *, next_run_at: datetime, next_day: Any) -> int:
        """Move every entry of the rhythm."""
        last = _entry.c.last_day
        matching = (
            select(_entry.c.id)
            .join_from(_entry, _plan)
            .where(
                _plan.c.zone == schedule.zone,
                _entry.c.at == f"{schedule.at:%H:%M}",
                _entry.c.days == mask_of(schedule.days),
                _entry.c.next_run_at == schedule.next_run_at,
                _entry.c.next_day == schedule.next_day,
                last.is_(None) if schedule.last_day is None else last == schedule.last_day,
            )
        )
        moved = update(_entry).where(_entry.c.id.in_(matching)).values(next_run_at=next_run_at, next_day=next_day)
        return (await self._connection.execute(moved)).rowcount

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete slots planned before this instant."""
        old = select(_slot.c.entry_id, _slot.c.day).where(_slot.c.planned_at < before).limit(limit)
        gone = delete(_slot).where(tuple_(_slot.c.entry_id, _slot.c.day).in_(old))
        return (await self._connection.execute(gone)).rowcount


def _group_of(row: Any) -> DueGroup:
    return DueGroup(
        Platform(row.platform), row.profile, row.watermark, row.zone, time.fromisoformat(row.at), days_of(row.days),
        row.next_run_at, row.next_day, bool(row.covered), row.example, row.size,
    )  # fmt: skip


def _slot_of(row: Row[Any]) -> Slot:
    return Slot(
        row.entry_id, row.day, row.subscription_id, row.planned_at, row.decided_at, time.fromisoformat(row.at),
        Outcome(row.outcome), row.edition_id,
    )  # fmt: skip
