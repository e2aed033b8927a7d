"""What happened to a chat's last slots, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefings.domain.deliveries import OPEN, Delivery, DeliveryState, Problem
from briefings.domain.people import ChatAddress
from briefings.domain.slots import Outcome, Slot
from briefings.domain.subscriptions import Subscription
from briefings.ports.store import Store

SLOTS = 10


class Fate(StrEnum):
    """How a slot ended, or where it stands."""

    SENT = "sent"
    WAITING = "waiting"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EMPTY = "empty"
    MISSED = "missed"
    COVERED = "covered"
    SKIPPED = "skipped"
    NO_ZONE = "no_zone"
    PAUSED = "paused"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Story:
    """One slot with its messages; ``problem`` is the last thing that went wrong with them."""

    slot: Slot
    fate: Fate
    deliveries: tuple[Delivery, ...] = ()
    problem: Problem | None = None


_FATES = {
    Outcome.EMPTY: Fate.EMPTY,
    Outcome.MISSED: Fate.MISSED,
    Outcome.COVERED: Fate.COVERED,
    Outcome.SKIPPED: Fate.SKIPPED,
    Outcome.NO_ZONE: Fate.NO_ZONE,
    Outcome.PAUSED: Fate.PAUSED,
    Outcome.UNREACHABLE: Fate.UNREACHABLE,
}


async def explain_slots(
    chat: ChatAddress, *, store: Store, limit: int = SLOTS
) -> tuple[Subscription | None, Sequence[Story]]:
    """The chat's plan and the stories of its last slots, the latest planned first."""
    async with store.reading() as unit:
        plan = await unit.subscriptions.of(chat.platform, chat.chat_id)
        if plan is None:
            return None, ()
        slots = await unit.slots.latest(plan.id, limit=limit)
        owed = await unit.deliveries.of_slots([(slot.entry_id, slot.day) for slot in slots])
    return plan, [_story(slot, [d for d in owed if (d.entry_id, d.day) == (slot.entry_id, slot.day)]) for slot in slots]


def _story(slot: Slot, deliveries: Sequence[Delivery]) -> Story:
    if slot.outcome in _FATES:
        return Story(slot, _FATES[slot.outcome])
    states = {delivery.state for delivery in deliveries}
    if DeliveryState.UNKNOWN in states:
        fate = Fate.UNKNOWN
    elif DeliveryState.FAILED in states:
        fate = Fate.FAILED
    else:
        fate = Fate.WAITING if states & OPEN else Fate.SENT
    problems = [delivery.problem for delivery in deliveries if delivery.problem is not None]
    return Story(slot, fate, tuple(deliveries), problems[0] if problems and fate is not Fate.SENT else None)
