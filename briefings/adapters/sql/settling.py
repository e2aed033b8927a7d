"""Settling what is due in SQL: the same four statements for any number of groups and entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    CTE,
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    Insert,
    Integer,
    Select,
    String,
    Update,
    and_,
    bindparam,
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
)
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.json_rows import given_rows, rows_form
from briefings.adapters.sql.subscriptions import mask_of
from briefings.adapters.sql.tables import delivery as tables
from briefings.adapters.sql.tables.columns import Instant
from briefings.domain.deliveries import LOST, OPEN, DeliveryKind, DeliveryState, Turn
from briefings.domain.slots import DueGroup, Settlement

_plan, _entry, _slot, _delivery = tables.subscription, tables.plan_entry, tables.slot, tables.delivery

Decision = tuple[DueGroup, Settlement]

_WORK = (
    column("mark", String), column("platform", String), column("profile", String), column("seen", BigInteger),
    column("held", BigInteger), column("at", String), column("days", Integer), column("planned_at", Instant),
    column("day", Date),
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


def _held() -> Any:
    """The last release that a digest of the plan was to show which did not arrive for certain, above the watermark."""
    lost = select(func.max(_delivery.c.watermark)).where(
        _delivery.c.subscription_id == _plan.c.id,
        _delivery.c.state.in_(sorted(LOST)),
        _delivery.c.kind == DeliveryKind.DIGEST,
        _delivery.c.watermark > _plan.c.watermark,
    )
    return func.coalesce(lost.correlate(_plan).scalar_subquery(), 0)


def due_entries(*, locked: bool = False) -> CTE:
    """Every entry whose time has come ``now`` (a parameter), with its plan and its ``place`` in it: 1 is the latest.

    The latest sends for all. Read once and joined to by value, all of a group at once: a database that has no idea yet
    how many are due would look the same index up for each of them otherwise. ``locked`` leaves out what somebody else
    is settling or changing.
    """
    due = (
        select(
            _entry.c.id, _entry.c.subscription_id, _entry.c.at, _entry.c.days, _entry.c.next_run_at, _entry.c.next_day,
            _plan.c.platform, _plan.c.profile, _plan.c.watermark, _held().label("held"), _plan.c.zone,
        )
        .join_from(_entry, _plan, _plan.c.id == _entry.c.subscription_id)
        .where(_entry.c.next_run_at <= bindparam("now", type_=Instant))
    )  # fmt: skip
    found = (due.with_for_update(skip_locked=True, of=_entry) if locked else due).cte("found")
    order = (found.c.next_run_at.desc(), found.c.id.desc())
    place = func.row_number().over(partition_by=found.c.subscription_id, order_by=order).label("place")
    return select(found, place).cte("due")


async def settle(connection: AsyncConnection, decisions: Sequence[Decision]) -> Sequence[int]:
    """Take the groups' entries, write their slots, owe the messages; return how many entries each group had."""
    if not decisions:
        return []
    statements = _statements(connection.dialect.name)
    batch = uuid4().hex[:24]
    rows = [_row(f"{batch}-{number}", *decision) for number, decision in enumerate(decisions)]
    work = rows_form(rows)
    now = max(settlement.decided_at for _, settlement in decisions)
    await connection.execute(statements.take, {"work": work, "now": now})
    taken = await connection.execute(statements.count, {"work": work})
    counts: dict[str, int] = {row.batch: row.entries for row in taken}
    if counts:
        await connection.execute(statements.write_slots, {"work": work})
        parts = max(settlement.parts for _, settlement in decisions)
        if parts:
            numbers = rows_form({"number": number} for number in range(1, parts + 1))
            await connection.execute(statements.owe, {"work": work, "part": numbers})
    return [counts.get(str(row["mark"]), 0) for row in rows]


def _row(mark: str, group: DueGroup, settlement: Settlement) -> dict[str, object]:
    return {
        "mark": mark,
        "platform": group.platform,
        "profile": group.profile,
        "seen": group.watermark,
        "held": group.held,
        "at": f"{group.at:%H:%M}",
        "days": mask_of(group.days),
        "planned_at": group.planned_at,
        "day": group.day,
        "covered": group.covered,
        "outcome": settlement.outcome,
        "decided_at": settlement.decided_at,
        "next_run_at": settlement.next_run_at,
        "next_day": settlement.next_day,
        "edition_id": settlement.edition_id,
        "parts": settlement.parts,
        "watermark": settlement.watermark,
        "quiet": settlement.quiet,
        "expires_at": settlement.expires_at,
    }


@dataclass(frozen=True, slots=True)
class _Statements:
    """What settles, in this order; each wants the rows of ``work``."""

    take: Update
    count: Select[Any]
    write_slots: Insert
    owe: Insert


@cache
def _statements(dialect: str) -> _Statements:
    work = given_rows("work", _WORK, dialect=dialect)
    part = given_rows("part", [column("number", Integer)], dialect=dialect)
    return _Statements(_take(work), _count(work), _write_slots(work), _owe(work, part))


def _take(work: CTE) -> Update:
    """Move every entry on that still belongs to its group and that nobody else is settling."""
    due = due_entries(locked=True)
    moves = {"next_run_at": work.c.next_run_at, "next_day": work.c.next_day, "last_day": work.c.day}
    return (
        update(_entry)
        .values(moves | {"batch": work.c.mark})
        .where(
            _entry.c.id == due.c.id,
            due.c.platform == work.c.platform,
            due.c.profile == work.c.profile,
            due.c.watermark == work.c.seen,
            due.c.held == work.c.held,
            due.c.at == work.c.at,
            due.c.days == work.c.days,
            due.c.next_run_at == work.c.planned_at,
            due.c.next_day == work.c.day,
            (due.c.place > 1) == work.c.covered,
            ~open_digest(due.c.subscription_id).correlate(due),
        )
    )


def _count(work: CTE) -> Select[Any]:
    taken = select(_entry.c.batch, func.count().label("entries")).join_from(work, _entry, _entry.c.batch == work.c.mark)
    return taken.group_by(_entry.c.batch)


def _write_slots(work: CTE) -> Insert:
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


def _owe(work: CTE, part: CTE) -> Insert:
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
