"""The statements that every message needs, built once: building one costs more than running it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Update, bindparam, func, or_, select, update

from briefings.adapters.sql.tables import delivery as tables
from briefings.adapters.sql.tables.columns import Instant
from briefings.domain.deliveries import LATER_PARTS, DeliveryState

_t = tables.delivery
MINE = (DeliveryState.CLAIMED, DeliveryState.SENDING)
_NOW = bindparam("now", type_=Instant)

_begun = (_t.c.part > 1) & (_t.c.expires_at > bindparam("an_hour_ago", type_=Instant))
USELESS: ColumnElement[bool] = (_t.c.expires_at <= _NOW) & _t.c.sending_at.is_(None) & ~_begun
"""What waited beyond its ``expires_at``; a later part gets an hour more, and what may have arrived is no such."""

READY: ColumnElement[bool] = (
    (_t.c.platform == bindparam("of"))
    & (_t.c.state == DeliveryState.READY)
    & (_t.c.not_before <= _NOW)
    & or_(_t.c.expires_at.is_(None), ~USELESS)
)
"""What may be claimed: nothing that has become useless by waiting."""

ANY_READY = select(_t.c.id).where(READY).limit(1)
OLDEST_READY = select(func.min(_t.c.not_before)).where(READY)


def at(now: datetime) -> dict[str, Any]:
    """What ``READY`` and ``USELESS`` need to know of the time."""
    return {"now": now, "an_hour_ago": now - LATER_PARTS}


def _claim(ready: Select[Any]) -> Update:
    first = ready.order_by(_t.c.turn, _t.c.id).limit(bindparam("most")).with_for_update(skip_locked=True).cte("first")
    taken = update(_t).where(_t.c.id.in_(select(first.c.id)))
    return taken.values(state=DeliveryState.CLAIMED, claim=bindparam("term")).returning(_t)


CLAIMS = (_claim(select(_t.c.id).where(READY, tables.in_doubt)), _claim(select(_t.c.id).where(READY)))
"""Those in doubt go first: after a restart they must go again while Discord still knows their nonce. They have a
statement of their own because an index gives the order of each then, and nothing is sorted."""

_mine = (_t.c.id == bindparam("message")) & (_t.c.claim == bindparam("term"))

BEGIN = (
    update(_t)
    .where(_mine, _t.c.state == DeliveryState.CLAIMED)
    .values(state=DeliveryState.SENDING, sending_at=func.coalesce(_t.c.sending_at, _NOW))
)

COMPLETE = (
    update(_t)
    .where(_mine, _t.c.state.in_(MINE))
    .values(state=DeliveryState.SENT, message_id=bindparam("arrived_as"), sent_at=_NOW, settled_at=_NOW, problem=None)
    .returning(_t.c.series, _t.c.part, _t.c.parts)
)

NEXT_PART = (
    update(_t)
    .where(_t.c.series == bindparam("of"), _t.c.part == bindparam("number"), _t.c.state == DeliveryState.WAITING)
    .values(state=DeliveryState.READY, not_before=_NOW)
)
