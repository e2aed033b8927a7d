"""Planned local times in SQL: everything that is due is settled by statements over whole groups."""

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.settling import due_entries, open_digest, settle
from briefings.adapters.sql.subscriptions import days_of, mask_of
from briefings.adapters.sql.tables import delivery as tables
from briefings.domain.people import Platform
from briefings.domain.slots import DueGroup, Outcome, Settlement, Slot
from briefings.ports.store.slots import Schedule

_plan, _entry, _slot = tables.subscription, tables.plan_entry, tables.slot


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
        if await self._earliest(now) is None:
            return []
        entry = due_entries()
        keys = (
            entry.c.platform, entry.c.profile, entry.c.watermark, entry.c.held, entry.c.zone,
            entry.c.at, entry.c.days, entry.c.next_run_at, entry.c.next_day,
        )  # fmt: skip
        due = (
            select(*keys, (entry.c.place > 1).label("covered"), entry.c.subscription_id)
            .where(entry.c.platform.in_(sorted(platforms)), ~open_digest(entry.c.subscription_id))
            .subquery()
        )
        columns = [due.c[name] for name in (*(key.name for key in keys), "covered")]
        example, size = func.min(due.c.subscription_id).label("example"), func.count().label("size")
        query = select(*columns, example, size).group_by(*columns)
        rows = await self._connection.execute(query.order_by(due.c.next_run_at, *columns).limit(limit), {"now": now})
        return [_group_of(row) for row in rows]

    async def _earliest(self, now: datetime) -> datetime | None:
        """The first due instant: one look at the index, whatever the database thinks of how much is due."""
        query = select(_entry.c.next_run_at).where(_entry.c.next_run_at <= now)
        return (await self._connection.execute(query.order_by(_entry.c.next_run_at).limit(1))).scalar()

    async def settle(self, decisions: Sequence[tuple[DueGroup, Settlement]]) -> Sequence[int]:
        """Take the groups' entries, write their slots, owe the messages."""
        return await settle(self._connection, decisions)

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
        Platform(row.platform), row.profile, row.watermark, row.held, row.zone, time.fromisoformat(row.at),
        days_of(row.days), row.next_run_at, row.next_day, bool(row.covered), row.example, row.size,
    )  # fmt: skip


def _slot_of(row: Row[Any]) -> Slot:
    return Slot(
        row.entry_id, row.day, row.subscription_id, row.planned_at, row.decided_at, time.fromisoformat(row.at),
        Outcome(row.outcome), row.edition_id,
    )  # fmt: skip
