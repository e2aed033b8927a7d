"""Settling what is due in SQL: the same four statements for any number of groups and entries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    CTE,
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    Integer,
    String,
    and_,
    case,
    cast,
    column,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
    values,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.subscriptions import mask_of
from briefings.adapters.sql.tables import delivery as tables
from briefings.adapters.sql.tables.columns import Instant
from briefings.domain.deliveries import OPEN, DeliveryKind, DeliveryState, Turn
from briefings.domain.slots import DueGroup, Settlement

_plan, _entry, _slot, _delivery = tables.subscription, tables.plan_entry, tables.slot, tables.delivery

Decision = tuple[DueGroup, Settlement]

_WORK = (
    column("mark", String), column("platform", String), column("profile", String), column("seen", BigInteger),
    column("at", String), column("days", Integer), column("planned_at", Instant), column("day", Date),
    column("covered", Boolean), column("outcome", String), column("decided_at", Instant),
    column("next_run_at", Instant), column("next_day", Date), column("edition_id", String), column("parts", Integer),
    column("watermark", BigInteger), column("quiet", Boolean), column("expires_at", Instant),
)  # fmt: skip


def open_digest(subscription_id: ColumnElement[str]) -> Any:
    """Whether a digest of the plan is still on its way."""
    return exists().where(
        _delivery.c.subscription_id == subscription_id,
        _delivery.c.state.in_(sorted(OPEN)),
        _delivery.c.kind == DeliveryKind.DIGEST,
    )


def due_entries(now: datetime, *, locked: bool = False) -> CTE:
    """Every entry whose time has come, with its plan, and its ``place`` in it: 1 is the latest, which sends for all.

    Read once and joined to by value, all of a group at once: a database that has no idea yet how many are due would
    look the same index up for each of them otherwise. ``locked`` leaves out what somebody else is settling or changing.
    """
    due = (
        select(
            _entry.c.id, _entry.c.subscription_id, _entry.c.at, _entry.c.days, _entry.c.next_run_at, _entry.c.next_day,
            _plan.c.platform, _plan.c.profile, _plan.c.watermark, _plan.c.zone,
        )
        .join_from(_entry, _plan, _plan.c.id == _entry.c.subscription_id)
        .where(_entry.c.next_run_at <= now)
    )  # fmt: skip
    found = (due.with_for_update(skip_locked=True, of=_entry) if locked else due).cte("found")
    order = (found.c.next_run_at.desc(), found.c.id.desc())
    place = func.row_number().over(partition_by=found.c.subscription_id, order_by=order).label("place")
    return select(found, place).cte("due")


async def settle(connection: AsyncConnection, decisions: Sequence[Decision]) -> Sequence[int]:
    """Take the groups' entries, write their slots, owe the messages; return how many entries each group had."""
    if not decisions:
        return []
    batch = uuid4().hex[:24]
    marks = [f"{batch}-{number}" for number in range(len(decisions))]
    work = values(*_WORK).data([_row(mark, *decision) for mark, decision in zip(marks, decisions, strict=True)])
    table = work.cte("work")
    await connection.execute(_take(table, max(settlement.decided_at for _, settlement in decisions)))
    counting = (
        select(_entry.c.batch, func.count().label("entries")).where(_entry.c.batch.in_(marks)).group_by(_entry.c.batch)
    )
    counts: dict[str, int] = {row.batch: row.entries for row in await connection.execute(counting)}
    if counts:
        await connection.execute(_write_slots(table))
        parts = max(settlement.parts for _, settlement in decisions)
        if parts:
            await connection.execute(_owe(table, parts))
    return [counts.get(mark, 0) for mark in marks]


def _row(mark: str, group: DueGroup, settlement: Settlement) -> tuple[object, ...]:
    return (
        mark, str(group.platform), group.profile, group.watermark,
        f"{group.at:%H:%M}", mask_of(group.days), group.planned_at, group.day,
        group.covered, str(settlement.outcome), settlement.decided_at,
        settlement.next_run_at, settlement.next_day, settlement.edition_id, settlement.parts,
        settlement.watermark, settlement.quiet, settlement.expires_at,
    )  # fmt: skip


def _take(work: CTE, now: datetime) -> Any:
    """Move every entry on that still belongs to its group and that nobody else is settling."""
    due = due_entries(now, locked=True)
    moves = {"next_run_at": work.c.next_run_at, "next_day": work.c.next_day, "last_day": work.c.day}
    return (
        update(_entry)
        .values(moves | {"batch": work.c.mark})
        .where(
            _entry.c.id == due.c.id,
            due.c.platform == work.c.platform,
            due.c.profile == work.c.profile,
            due.c.watermark == work.c.seen,
            due.c.at == work.c.at,
            due.c.days == work.c.days,
            due.c.next_run_at == work.c.planned_at,
            due.c.next_day == work.c.day,
            (due.c.place > 1) == work.c.covered,
            ~open_digest(due.c.subscription_id).correlate(due),
        )
    )


def _write_slots(work: CTE) -> Any:
    known = _slot.alias("known")
    row = {
        "entry_id": _entry.c.id,
        "subscription_id": _entry.c.subscription_id,
        "day": work.c.day,
        "planned_at": work.c.planned_at,
        "decided_at": work.c.decided_at,
        "at": work.c.at,
        "outcome": work.c.outcome,
        "edition_id": cast(work.c.edition_id, String),
        "batch": work.c.mark,
    }
    is_known = exists().where(known.c.entry_id == _entry.c.id, known.c.day == work.c.day)
    rows = select(*row.values()).join_from(_entry, work, _entry.c.batch == work.c.mark).where(~is_known)
    return insert(_slot).from_select(list(row), rows)


def _owe(work: CTE, parts: int) -> Any:
    part = values(column("number", Integer)).data([(number,) for number in range(1, parts + 1)]).cte("part")
    first = part.c.number == 1
    row = {
        "platform": _plan.c.platform,
        "chat_id": _plan.c.chat_id,
        "thread_id": _plan.c.thread_id,
        "kind": literal(str(DeliveryKind.DIGEST)),
        "turn": literal(int(Turn.DIGEST)),
        "edition_id": cast(work.c.edition_id, String),
        "part": part.c.number,
        "parts": work.c.parts,
        "state": case((first, literal(str(DeliveryState.READY))), else_=literal(str(DeliveryState.WAITING))),
        "created_at": work.c.decided_at,
        "subscription_id": _plan.c.id,
        "entry_id": _slot.c.entry_id,
        "day": _slot.c.day,
        "watermark": work.c.watermark,
        "silent": or_(work.c.quiet, _plan.c.silent),
        "not_before": work.c.decided_at,
        "expires_at": cast(work.c.expires_at, Instant),
        "claim": literal(0),
        "attempts": literal(0),
        "series": work.c.mark + ":" + _slot.c.entry_id,
    }
    mine = and_(_slot.c.entry_id == _entry.c.id, _slot.c.day == work.c.day, _slot.c.batch == work.c.mark)
    rows = (
        select(*row.values())
        .join_from(_entry, work, _entry.c.batch == work.c.mark)
        .join(_slot, mine)
        .join(_plan, _plan.c.id == _entry.c.subscription_id)
        .join(part, part.c.number <= work.c.parts)
        .order_by(_entry.c.id, part.c.number)
    )
    return insert(_delivery).from_select(list(row), rows)
