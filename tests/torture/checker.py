"""Decides, from the planned slots and the platforms' own logs alone, what was lost, doubled or told twice.

It is a pure function of the two: it knows neither the program nor its database. What the program says of itself (the
list of what it holds in doubt) is laid beside the verdict afterwards, and can only make it worse.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.chat.catalogue import Catalogue
from briefings.domain.people import Platform
from tests.torture.servers import Sent

HOLD, RESEND = "hold", "resend"


@dataclass(frozen=True, slots=True)
class PlannedSlot:
    """One planned local date of one chat, and the headline of the story that is published for it."""

    chat_id: str
    day: date
    story: str

    @property
    def heading(self) -> str:
        """The words over its digest, which no other day's has."""
        return f"Digest for {Catalogue().weekday(self.day)}"

    def __str__(self) -> str:
        return f"chat {self.chat_id} on {self.day}"


@dataclass(slots=True)
class Verdict:
    """What came of one platform's slots.

    ``doubled`` counts the digests too many; ``repeated`` are slots whose story came again in a later digest,
    ``uncovered`` those whose story came in none, ``strays`` messages that no slot asked for. ``held`` is what the
    program itself lists as in doubt.
    """

    slots: int = 0
    arrived: int = 0
    doubled: int = 0
    missing: list[PlannedSlot] = field(default_factory=list)
    repeated: list[PlannedSlot] = field(default_factory=list)
    uncovered: list[PlannedSlot] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    held: set[tuple[str, date]] = field(default_factory=set)

    @property
    def listed(self) -> int:
        """How many of the missing ones the program itself lists."""
        return sum((slot.chat_id, slot.day) in self.held for slot in self.missing)

    @property
    def covered(self) -> int:
        """How many of the missing ones had their story in a later digest."""
        return len([slot for slot in self.missing if slot not in self.uncovered])

    def add(self, other: "Verdict") -> None:
        """Count other chats' slots too, of a house whose chats have other ids."""
        self.slots += other.slots
        self.arrived += other.arrived
        self.doubled += other.doubled
        self.missing += other.missing
        self.repeated += other.repeated
        self.uncovered += other.uncovered
        self.strays += other.strays
        self.held |= other.held


def judge(slots: Sequence[PlannedSlot], sent: Sequence[Sent]) -> Verdict:
    """Compare what was planned with what a platform took."""
    verdict = Verdict(slots=len(slots))
    plans: dict[str, list[PlannedSlot]] = {}
    for slot in slots:
        plans.setdefault(slot.chat_id, []).append(slot)
    texts: dict[str, list[str]] = {chat: [] for chat in plans}
    for message in sent:
        if any(slot.heading in message.text for slot in plans.get(message.chat_id, ())):
            texts[message.chat_id].append(message.text)
        else:
            verdict.strays.append(f"chat {message.chat_id} got what no slot asked for: {message.text[:80]!r}")
    for slot in slots:
        _look(slot, texts[slot.chat_id], verdict)
    return verdict


def _look(slot: PlannedSlot, texts: Sequence[str], verdict: Verdict) -> None:
    mine = [text for text in texts if slot.heading in text]
    telling = [text for text in texts if slot.story in text]
    if mine:
        verdict.arrived += 1
        verdict.doubled += len(mine) - 1
    else:
        verdict.missing.append(slot)
    if not telling:
        verdict.uncovered.append(slot)
    if mine and any(text not in mine for text in telling):
        verdict.repeated.append(slot)


def broken(verdict: Verdict, platform: Platform, rule: str) -> list[str]:
    """Every promise that was not kept, in words; nothing when all were.

    Discord, and Telegram where what is in doubt is sent again, lose nothing; Discord and Telegram where it is held
    double nothing. What is missing or told twice where it is held must stand in the program's own list.
    """
    faults = list(verdict.strays)
    faults += [f"{slot} never heard of {slot.story!r}" for slot in verdict.uncovered]
    if platform is Platform.DISCORD or rule == RESEND:
        faults += [f"{slot} got no digest" for slot in verdict.missing]
        faults += [f"{slot} heard of its story in a later digest too" for slot in verdict.repeated]
    else:
        faults += [f"{slot} got no digest, and nobody was told" for slot in _unlisted(verdict.missing, verdict.held)]
        again = _unlisted(verdict.repeated, verdict.held)
        faults += [f"{slot} heard of its story again, and nobody was told of a doubt" for slot in again]
    if verdict.doubled and (platform is Platform.DISCORD or rule == HOLD):
        faults.append(f"{verdict.doubled} digests were doubled")
    return faults


def _unlisted(slots: Sequence[PlannedSlot], held: Collection[tuple[str, date]]) -> list[PlannedSlot]:
    return [slot for slot in slots if (slot.chat_id, slot.day) not in held]
