"""Chats' digest plans in SQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, Text, bindparam, func, insert, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.chat_columns import chat_of, chat_values
from briefings.adapters.sql.tables import delivery
from briefings.domain.deliveries import OPEN, DeliveryKind
from briefings.domain.people import Identity, Platform
from briefings.domain.subscriptions import (
    AlertMode,
    Pause,
    PauseKind,
    PlanEntry,
    Style,
    Subscription,
    Taste,
    WhenEmpty,
)

_plan, _entry = delivery.subscription, delivery.plan_entry

_ADVANCE = (
    update(_plan)
    .where(_plan.c.id == bindparam("plan"), _plan.c.watermark < bindparam("reached"))
    .values(watermark=bindparam("reached"))
)
"""Built once: every digest that arrives runs it."""


def days_of(mask: int) -> frozenset[int]:
    """Read weekdays out of their bits."""
    return frozenset(day for day in range(7) if mask >> day & 1)


def mask_of(days: frozenset[int]) -> int:
    """Write weekdays as bits."""
    return sum(1 << day for day in days)


def settings_form(plan: Subscription) -> dict[str, Any]:
    """Write what no statement asks for as plain values; also how the settings are exported."""
    taste, pause, quiet = plan.taste, plan.pause, plan.quiet
    return {
        "topics": list(taste.topics),
        "speakers": list(taste.speakers),
        "style": taste.style,
        "limit": taste.limit,
        "when_empty": taste.when_empty,
        "mention_role": taste.mention_role,
        "quiet": [moment.isoformat("minutes") for moment in quiet] if quiet else None,
        "general": plan.general,
        "community": plan.community,
        "set_by": [plan.set_by.platform, plan.set_by.user_id] if plan.set_by else None,
        "admins": [[admin.platform, admin.user_id] for admin in plan.admins],
        "pause": pause
        and {
            "kind": pause.kind,
            "since": pause.since.isoformat(),
            "until": pause.until.isoformat() if pause.until else None,
            "reason": pause.reason,
        },
    }


def _taste(form: Mapping[str, Any]) -> Taste:
    return Taste(
        tuple(form["topics"]),
        tuple(form["speakers"]),
        Style(form["style"]),
        form["limit"],
        WhenEmpty(form["when_empty"]),
        form["mention_role"],
    )


def _pause(form: Mapping[str, Any] | None) -> Pause | None:
    if form is None:
        return None
    until = form["until"]
    return Pause(
        PauseKind(form["kind"]),
        datetime.fromisoformat(form["since"]).astimezone(UTC),
        datetime.fromisoformat(until).astimezone(UTC) if until else None,
        form["reason"],
    )


def settings_of(form: Mapping[str, Any]) -> dict[str, Any]:
    """Read what ``settings_form`` wrote, as fields of a subscription. Raises KeyError, TypeError, ValueError."""
    quiet, set_by = form["quiet"], form["set_by"]
    return {
        "taste": _taste(form),
        "quiet": (time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1])) if quiet else None,
        "pause": _pause(form["pause"]),
        "set_by": Identity(Platform(set_by[0]), set_by[1]) if set_by else None,
        "general": form.get("general", False),
        "admins": tuple(Identity(Platform(platform), user_id) for platform, user_id in form.get("admins", ())),
        "community": form.get("community"),
    }


def _subscription(row: Row[Any], entries: Sequence[PlanEntry]) -> Subscription:
    return Subscription(
        id=row.id,
        address=chat_of(row),
        zone=row.zone,
        created_at=row.created_at,
        entries=tuple(entries),
        silent=row.silent,
        alerts=AlertMode(row.alerts),
        watermark=row.watermark,
        **settings_of(row.settings),
    )


class SqlSubscriptions:
    """Keeps one plan a chat, with its entries."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, platform: Platform, chat_id: str, *, changing: bool = False) -> Subscription | None:
        """The plan of this chat."""
        mine = (_plan.c.platform == platform) & (_plan.c.chat_id == chat_id)
        found = await self._where(mine, locked=changing)
        return found[0] if found else None

    async def get(self, subscription_id: str, *, changing: bool = False) -> Subscription | None:
        """The plan with this id."""
        found = await self._where(_plan.c.id == subscription_id, locked=changing)
        return found[0] if found else None

    async def several(self, ids: Collection[str]) -> Sequence[Subscription]:
        """The plans with these ids, without their entries."""
        return await self._where(_plan.c.id.in_(sorted(set(ids))), limit=len(ids), entries=False)

    async def save(self, subscription: Subscription) -> None:
        """Write the plan and its entries."""
        plan = subscription
        row = {
            **chat_values(plan.address),
            "zone": plan.zone,
            "profile": plan.profile,
            "silent": plan.silent,
            "alerts": plan.alerts,
            "paused": plan.pause.kind if plan.pause else None,
            "settings": settings_form(plan),
        }
        changed = await self._connection.execute(update(_plan).where(_plan.c.id == plan.id).values(row))
        if not changed.rowcount:
            fresh = row | {"id": plan.id, "created_at": plan.created_at, "watermark": plan.watermark}
            await self._connection.execute(insert(_plan), fresh)
        for entry in plan.entries:
            await self._save_entry(plan.id, entry)

    async def _save_entry(self, subscription_id: str, entry: PlanEntry) -> None:
        row = {
            "subscription_id": subscription_id,
            "at": f"{entry.at:%H:%M}",
            "days": mask_of(entry.days),
            "next_run_at": entry.next_run_at,
            "next_day": entry.next_day,
            "last_day": entry.last_day,
            "retired": entry.retired,
        }
        changed = await self._connection.execute(update(_entry).where(_entry.c.id == entry.id).values(row))
        if not changed.rowcount:
            await self._connection.execute(insert(_entry), row | {"id": entry.id})

    async def advance(self, subscription_id: str, *, watermark: int) -> None:
        """Raise the watermark."""
        await self._connection.execute(_ADVANCE, {"plan": subscription_id, "reached": watermark})

    async def advance_waiting(self, *, now: datetime, watermark: int) -> int:
        """Raise the watermark of plans that have a time due or a digest on its way."""
        owed = delivery.delivery
        due = select(_entry.c.subscription_id).where(_entry.c.next_run_at <= now)
        sent = select(owed.c.subscription_id).where(owed.c.state.in_(sorted(OPEN)), owed.c.kind == DeliveryKind.DIGEST)
        waiting = update(_plan).where(_plan.c.id.in_(due) | _plan.c.id.in_(sent), _plan.c.watermark < watermark)
        return (await self._connection.execute(waiting.values(watermark=watermark))).rowcount

    async def wanting_alerts(self, *, after: str = "", limit: int = 500) -> Sequence[Subscription]:
        """Plans that want alerts and are not paused, by id."""
        wanted = (_plan.c.alerts != AlertMode.OFF) & _plan.c.paused.is_(None) & (_plan.c.id > after)
        return await self._where(wanted, limit=limit, entries=False)

    async def paused(self, kind: PauseKind, *, after: str = "", limit: int = 100) -> Sequence[Subscription]:
        """Plans at rest for this reason, by id."""
        return await self._where((_plan.c.paused == kind) & (_plan.c.id > after), limit=limit)

    async def awake(self, *, after: str = "", limit: int = 100) -> Sequence[Subscription]:
        """Plans that do not rest, by id."""
        return await self._where(_plan.c.paused.is_(None) & (_plan.c.id > after), limit=limit, entries=False)

    async def chats(self, platform: Platform, *, limit: int = 100) -> Sequence[str]:
        """The ids of the chats that have a plan on a platform."""
        wanted = select(_plan.c.chat_id).where(_plan.c.platform == platform).order_by(_plan.c.id).limit(limit)
        return (await self._connection.execute(wanted)).scalars().all()

    async def set_by(self, person: Identity) -> Sequence[Subscription]:
        """The plans that a person set up, by id."""
        return await self._marked(f'"set_by":["{person.platform.value}","{person.user_id}"]')

    async def within(self, platform: Platform, community: str) -> Sequence[Subscription]:
        """The plans of the chats that a server holds, by id."""
        found = await self._marked(f'"community":"{community}"')
        return [plan for plan in found if plan.address.platform is platform]

    async def _marked(self, mark: str) -> Sequence[Subscription]:
        """The plans whose settings hold this JSON."""
        holding = select(_plan.c.id).where(type_coerce(_plan.c.settings, Text).contains(mark))
        wanted = list((await self._connection.execute(holding)).scalars())
        return await self._where(_plan.c.id.in_(wanted), limit=len(wanted)) if wanted else []

    async def move(self, platform: Platform, *, old: str, new: str) -> bool:
        """Give the plan another chat id, unless the new chat has one."""
        if await self.of(platform, new) is not None:
            return False
        moving = (_plan.c.platform == platform) & (_plan.c.chat_id == old)
        changed = await self._connection.execute(update(_plan).where(moving).values(chat_id=new))
        return bool(changed.rowcount)

    async def count(self) -> int:
        """How many plans there are."""
        return int((await self._connection.execute(select(func.count()).select_from(_plan))).scalar_one())

    async def _where(
        self, condition: ColumnElement[bool], *, limit: int = 1, entries: bool = True, locked: bool = False
    ) -> Sequence[Subscription]:
        """Read plans; ``locked`` waits on PostgreSQL for whoever changes one. SQLite has one writer at a time."""
        query = select(_plan).where(condition).order_by(_plan.c.id).limit(limit)
        query = query.with_for_update() if locked else query
        rows = (await self._connection.execute(query)).all()
        found: dict[str, list[PlanEntry]] = {row.id: [] for row in rows}
        if entries and found:
            query = select(_entry).where(_entry.c.subscription_id.in_(found)).order_by(_entry.c.at, _entry.c.id)
            query = query.with_for_update() if locked else query
            for row in await self._connection.execute(query):
                found[row.subscription_id].append(_entry_of(row))
        return [_subscription(row, found[row.id]) for row in rows]


def _entry_of(row: Row[Any]) -> PlanEntry:
    return PlanEntry(
        row.id, time.fromisoformat(row.at), days_of(row.days), row.next_run_at, row.next_day, row.last_day, row.retired
    )
