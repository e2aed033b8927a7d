"""The outbox as a table for people, and as JSON for machines."""

import json
from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

from bot.chat.catalogue import Catalogue, entry
from briefings.domain.deliveries import Delivery

_COLUMNS = (
    *(entry("number"), entry("owed"), entry("state"), entry("kind"), entry("chat")),
    entry("what became of it"),
)


def as_table(deliveries: Sequence[Delivery], zone: tzinfo) -> str:
    """One line for each message under a line of titles; moments in ``zone``."""
    t = Catalogue()
    if not deliveries:
        return t("No message fits.") + "\n"
    rows = [tuple(map(t, _COLUMNS)), *(_row(delivery, zone, t) for delivery in deliveries)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def _row(delivery: Delivery, zone: tzinfo, t: Catalogue) -> tuple[str, ...]:
    kind = str(delivery.kind) + (f" {delivery.part}/{delivery.parts}" if delivery.parts > 1 else "")
    owed = f"{delivery.created_at.astimezone(zone):%Y-%m-%d %H:%M}"
    return (str(delivery.id), owed, str(delivery.state), kind, str(delivery.address), _outcome(delivery, zone, t))


def _outcome(delivery: Delivery, zone: tzinfo, t: Catalogue) -> str:
    if delivery.sent_at is not None:
        return t("sent {moment}", moment=f"{delivery.sent_at.astimezone(zone):%Y-%m-%d %H:%M:%S}")
    return t(delivery.problem.message, **delivery.problem.values) if delivery.problem else ""


def as_json_text(deliveries: Sequence[Delivery]) -> str:
    """A JSON array; instants in ISO 8601, UTC."""
    return json.dumps([_form(delivery) for delivery in deliveries], ensure_ascii=False, indent=1) + "\n"


def _form(delivery: Delivery) -> dict[str, Any]:
    return {
        "number": delivery.id,
        "platform": delivery.address.platform,
        "chat": delivery.address.chat_id,
        "thread": delivery.address.thread_id,
        "kind": delivery.kind,
        "part": delivery.part,
        "parts": delivery.parts,
        "state": delivery.state,
        "owed_at": delivery.created_at.isoformat(),
        "day": delivery.day.isoformat() if delivery.day else None,
        "sent_at": delivery.sent_at.isoformat() if delivery.sent_at else None,
        "message_id": delivery.message_id,
        "attempts": delivery.attempts,
        "problem": str(delivery.problem) if delivery.problem else None,
    }
