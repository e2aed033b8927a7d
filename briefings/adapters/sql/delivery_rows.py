"""Messages that are owed, as rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from briefings.adapters.sql.chat_columns import chat_of, chat_values
from briefings.domain.deliveries import Delivery, DeliveryKind, DeliveryState, NewDelivery, Problem, Turn


def problem_form(problem: Problem) -> dict[str, Any]:
    """A problem as it is kept."""
    return {"message": problem.message, "values": problem.values}


def new_row(new: NewDelivery, series: str, now: datetime) -> dict[str, Any]:
    """The row of a message to be owed; ``series`` ties its parts together."""
    return {
        **chat_values(new.address),
        "kind": new.kind,
        "turn": int(new.turn),
        "edition_id": new.edition_id,
        "part": new.part,
        "parts": new.parts,
        "state": DeliveryState.READY if new.part == 1 else DeliveryState.WAITING,
        "created_at": now,
        "subscription_id": new.subscription_id,
        "entry_id": new.entry_id,
        "day": new.day,
        "watermark": new.watermark,
        "silent": new.silent,
        "not_before": new.not_before or now,
        "expires_at": new.expires_at,
        "claim": 0,
        "attempts": 0,
        "series": series,
    }


def delivery_of(row: Row[Any]) -> Delivery:
    """The message that a row holds."""
    problem = row.problem
    return Delivery(
        id=row.id,
        address=chat_of(row),
        kind=DeliveryKind(row.kind),
        turn=Turn(row.turn),
        edition_id=row.edition_id,
        part=row.part,
        parts=row.parts,
        state=DeliveryState(row.state),
        created_at=row.created_at,
        subscription_id=row.subscription_id,
        entry_id=row.entry_id,
        day=row.day,
        watermark=row.watermark,
        silent=row.silent,
        not_before=row.not_before,
        expires_at=row.expires_at,
        claim=row.claim,
        attempts=row.attempts,
        sending_at=row.sending_at,
        sent_at=row.sent_at,
        message_id=row.message_id,
        problem=Problem(problem["message"], problem["values"]) if problem else None,
    )
