"""The outbox in SQL: one statement a move, the same on both databases."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, func, insert, select, tuple_, update
from sqlalchemy import delete as delete_rows
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql import delivery_moves as moves
from briefings.adapters.sql.delivery_rows import delivery_of, new_row, problem_form
from briefings.adapters.sql.tables import delivery as tables
from briefings.domain.deliveries import (
    OPEN,
    Backlog,
    Delivery,
    DeliveryState,
    NewDelivery,
    Problem,
)
from briefings.domain.people import ChatAddress, Platform

_t = tables.delivery
_this = _t.alias("this")
_SETTLED = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN)


class SqlDeliveries:
    """Every change names the sending term that makes it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def owe(self, deliveries: Sequence[NewDelivery], *, now: datetime) -> None:
        """Owe messages; the parts of one edition to one chat stand together and form a series."""
        rows, series = [], ""
        for new in deliveries:
            series = uuid4().hex if new.part == 1 or not series else series
            rows.append(new_row(new, series, now))
        if rows:
            await self._connection.execute(insert(_t), rows)

    async def claim(self, platform: Platform, *, term: int, now: datetime, limit: int) -> Sequence[Delivery]:
        """Take ready messages: those in doubt first, then by turn, then the oldest."""
        claimed: list[Delivery] = []
        for claim in moves.CLAIMS:
            known = {"of": platform, "term": term, "most": limit - len(claimed), **moves.at(now)}
            taken = [delivery_of(row) for row in await self._connection.execute(claim, known)]
            claimed += sorted(taken, key=lambda delivery: (delivery.turn, delivery.id))
        return claimed

    async def has_ready(self, platform: Platform, *, now: datetime) -> bool:
        """Tell whether there is anything to claim."""
        ready = await self._connection.execute(moves.ANY_READY, {"of": platform, **moves.at(now)})
        return ready.first() is not None

    async def begin(self, delivery_id: int, *, term: int, now: datetime) -> bool:
        """Mark a claimed message as being sent."""
        known = {"message": delivery_id, "term": term, "now": now}
        return bool((await self._connection.execute(moves.BEGIN, known)).rowcount)

    async def complete(self, delivery_id: int, *, term: int, message_id: str, now: datetime, next_at: datetime) -> bool:
        """Mark a message as sent; its next part becomes ready at ``next_at``."""
        known = {"message": delivery_id, "term": term, "arrived_as": message_id, "now": now}
        done = (await self._connection.execute(moves.COMPLETE, known)).first()
        if done is not None and done.part < done.parts:
            following = {"of": done.series, "number": done.part + 1, "now": next_at}
            await self._connection.execute(moves.NEXT_PART, following)
        return done is not None

    async def postpone(
        self,
        delivery_id: int,
        *,
        term: int,
        not_before: datetime,
        in_doubt: bool,
        attempts: int,
        problem: Problem | None,
    ) -> bool:
        """Put a message back until ``not_before``."""
        values: dict[str, Any] = {"state": DeliveryState.READY, "not_before": not_before, "attempts": attempts}
        if not in_doubt:
            values["sending_at"] = None
        if problem is not None:
            values["problem"] = problem_form(problem)
        return await self._change(self._mine(delivery_id, term), **values)

    async def give_up(
        self, delivery_id: int, *, term: int, state: DeliveryState, problem: Problem, now: datetime
    ) -> bool:
        """Settle a message as failed or unknown; its later parts fail with it."""
        values = {"settled_at": now, "problem": problem_form(problem)}
        done = await self._change(self._mine(delivery_id, term), state=state, **values)
        if done:
            await self._change(
                self._later_parts(delivery_id, DeliveryState.WAITING), state=DeliveryState.FAILED, **values
            )
        return done

    async def abandoned(self, platform: Platform, *, term: int) -> Sequence[Delivery]:
        """Messages that earlier terms left claimed or sending."""
        left = (_t.c.platform == platform) & _t.c.state.in_(moves.MINE) & (_t.c.claim < term)
        return await self._where(left, _t.c.id, limit=1000)

    async def adopt(self, delivery_id: int, *, old_term: int, term: int) -> bool:
        """Make an abandoned message this term's."""
        return await self._change(self._mine(delivery_id, old_term), claim=term)

    async def resend(self, delivery_id: int, *, now: datetime) -> bool:
        """Owe a failed or unknown message again, its later parts with it."""
        lost = _t.c.state.in_((DeliveryState.FAILED, DeliveryState.UNKNOWN))
        values = {"settled_at": None, "problem": None, "attempts": 0, "expires_at": None, "sending_at": None}
        done = await self._change((_t.c.id == delivery_id) & lost, state=DeliveryState.READY, not_before=now, **values)
        if done:
            later = self._later_parts(delivery_id, DeliveryState.FAILED)
            await self._change(later, state=DeliveryState.WAITING, not_before=now, **values)
        return done

    async def get(self, delivery_id: int) -> Delivery | None:
        """One message."""
        found = await self._where(_t.c.id == delivery_id, _t.c.id, limit=1)
        return found[0] if found else None

    async def find(
        self,
        *,
        states: Collection[DeliveryState] | None = None,
        platform: Platform | None = None,
        chat_id: str | None = None,
        subscription_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 50,
    ) -> Sequence[Delivery]:
        """Messages, the newest first."""
        wanted: list[ColumnElement[bool]] = [_t.c.id > 0]
        wanted += [_t.c.state.in_(sorted(states))] if states is not None else []
        wanted += [_t.c.platform == platform] if platform is not None else []
        wanted += [_t.c.chat_id == chat_id] if chat_id is not None else []
        wanted += [_t.c.subscription_id == subscription_id] if subscription_id is not None else []
        wanted += [_t.c.created_at >= since] if since is not None else []
        wanted += [_t.c.created_at < until] if until is not None else []
        return await self._where(and_(*wanted), _t.c.id.desc(), limit=limit)

    async def of_message(self, address: ChatAddress, message_id: str) -> Delivery | None:
        """The delivery that became this message."""
        here = and_(_t.c.platform == address.platform, _t.c.chat_id == address.chat_id, _t.c.message_id == message_id)
        found = await self._where(here, _t.c.id.desc(), limit=1)
        return found[0] if found else None

    async def of_slots(self, slots: Collection[tuple[str, date]]) -> Sequence[Delivery]:
        """The messages of these slots, by id."""
        if not slots:
            return []
        return await self._where(tuple_(_t.c.entry_id, _t.c.day).in_(list(slots)), _t.c.id, limit=1000)

    async def expire(self, *, now: datetime, problem: Problem, limit: int) -> int:
        """Fail what waited beyond its ``expires_at``, its later parts with it."""
        late = select(_t.c.id, _t.c.series).where(_t.c.state == DeliveryState.READY, moves.USELESS).order_by(_t.c.id)
        late = late.limit(limit).with_for_update(skip_locked=True)
        rows = (await self._connection.execute(late, moves.at(now))).all()
        if rows:
            series = _t.c.series.in_([row.series for row in rows]) & (_t.c.state == DeliveryState.WAITING)
            failed = {"state": DeliveryState.FAILED, "settled_at": now, "problem": problem_form(problem)}
            await self._change(_t.c.id.in_([row.id for row in rows]) | series, **failed)
        return len(rows)

    async def stop_chat(self, platform: Platform, chat_id: str, *, problem: Problem, now: datetime) -> int:
        """Fail everything that still waits for this chat."""
        waiting = _t.c.state.in_((DeliveryState.WAITING, DeliveryState.READY, DeliveryState.CLAIMED))
        chat = (_t.c.platform == platform) & (_t.c.chat_id == chat_id)
        values = {"state": DeliveryState.FAILED, "settled_at": now, "problem": problem_form(problem)}
        return (await self._connection.execute(update(_t).where(chat & waiting).values(values))).rowcount

    async def give_up_all(self, *, problem: Problem, now: datetime) -> int:
        """Settle everything that is on its way as unknown."""
        values = {"state": DeliveryState.UNKNOWN, "settled_at": now, "problem": problem_form(problem)}
        given_up = update(_t).where(_t.c.state.in_(sorted(OPEN))).values(values)
        return (await self._connection.execute(given_up)).rowcount

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give messages that are still open another chat id."""
        moving = (_t.c.platform == platform) & (_t.c.chat_id == old) & _t.c.state.in_(sorted(OPEN))
        await self._connection.execute(update(_t).where(moving).values(chat_id=new))

    async def leave_thread(self, address: ChatAddress) -> None:
        """Send what is still open for this topic or thread to the chat itself."""
        there = (_t.c.platform == address.platform) & (_t.c.chat_id == address.chat_id)
        there &= (_t.c.thread_id == address.thread_id) & _t.c.state.in_(sorted(OPEN))
        await self._connection.execute(update(_t).where(there).values(thread_id=None))

    async def backlog(self, *, now: datetime) -> Sequence[Backlog]:
        """How each platform's outbox stands: an index answers both questions, however much is kept."""
        grouped = select(_t.c.platform, _t.c.state, func.count().label("n")).group_by(_t.c.platform, _t.c.state)
        counts: dict[Platform, dict[DeliveryState, int]] = {}
        for row in await self._connection.execute(grouped):
            counts.setdefault(Platform(row.platform), {})[DeliveryState(row.state)] = row.n
        found = []
        for platform in sorted(counts):
            oldest = await self._connection.execute(moves.OLDEST_READY, {"of": platform, **moves.at(now)})
            found.append(Backlog(platform, counts[platform], oldest.scalar()))
        return found

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete messages settled before this instant."""
        old = select(_t.c.id).where(_t.c.settled_at < before, _t.c.state.in_(_SETTLED)).limit(limit)
        return (await self._connection.execute(delete_rows(_t).where(_t.c.id.in_(old)))).rowcount

    def _mine(self, delivery_id: int, term: int) -> ColumnElement[bool]:
        return and_(_t.c.id == delivery_id, _t.c.claim == term, _t.c.state.in_(moves.MINE))

    def _later_parts(self, delivery_id: int, state: DeliveryState) -> ColumnElement[bool]:
        series = select(_this.c.series).where(_this.c.id == delivery_id).scalar_subquery()
        part = select(_this.c.part).where(_this.c.id == delivery_id).scalar_subquery()
        return and_(_t.c.series == series, _t.c.part > part, _t.c.state == state)

    async def _change(self, condition: ColumnElement[bool], **values: Any) -> bool:
        return bool((await self._connection.execute(update(_t).where(condition).values(values))).rowcount)

    async def _where(self, condition: ColumnElement[bool], order: Any, *, limit: int) -> Sequence[Delivery]:
        rows = await self._connection.execute(select(_t).where(condition).order_by(order).limit(limit))
        return [delivery_of(row) for row in rows]
