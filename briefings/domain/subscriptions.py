"""A chat's digest plan and what it wants to hear."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from briefings.domain.people import ChatAddress, Identity
from briefings.domain.timing import EVERY_DAY, zone_or_utc

MAX_ENTRIES = 8
"""The most local times that one chat may have in a day."""

MAX_BRIEFINGS = 20
"""The most briefings that a chat may ask for in one digest."""


MAX_ADMINS = 20
"""The most admins whom a plan remembers."""


class Style(StrEnum):
    """How much of each briefing a digest shows."""

    FULL = "full"
    SHORT = "short"


class WhenEmpty(StrEnum):
    """What to do at a planned time when nothing is new."""

    SKIP = "skip"
    LINE = "line"
    SEND = "send"


class AlertMode(StrEnum):
    """What a chat does with breaking news: nothing, at once outside quiet hours, at once but silently in them."""

    OFF = "off"
    ON = "on"
    SILENT = "silent"


class PauseKind(StrEnum):
    """Why a plan rests: an admin asked for it, or the chat cannot be written to."""

    ASKED = "asked"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Pause:
    """A plan at rest; ``until`` is None for as long as nobody resumes it, ``reason`` a sentence for people."""

    kind: PauseKind
    since: datetime
    until: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One local time of a plan; its ``id`` survives edits, so that an edit never makes a date fire twice.

    ``last_day`` is the last local date that was settled, ``next_run_at`` the next instant and ``next_day`` its local
    date; both are None while the entry rests. A retired entry keeps its id for the day its time is set again.
    """

    id: str
    at: time
    days: frozenset[int] = EVERY_DAY
    next_run_at: datetime | None = None
    next_day: date | None = None
    last_day: date | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Taste:
    """What a chat's digests hold and look like: all that decides, with the news and the day, what is shown.

    ``topics`` are slugs and ``speakers`` ids; with none of either, everything is of interest. ``mention_role`` is the
    numeric id of a role that its admins chose (Discord).
    """

    topics: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    style: Style = Style.FULL
    limit: int = 10
    when_empty: WhenEmpty = WhenEmpty.SKIP
    mention_role: str | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat's plan. ``address`` is where digests go, its thread included; a chat has one plan.

    ``watermark`` is the number of the last release that a confirmed delivery has shown (0: none yet). ``set_by`` is
    the person who set the plan up, told when the chat is lost. ``general`` allows digests to go to the chat itself when
    its topic or thread is closed. ``admins`` decide in the chat as well, and are told where ``set_by`` cannot be.
    ``community`` is the id of what holds the chat, a Discord server.
    """

    id: str
    address: ChatAddress
    zone: str
    created_at: datetime
    entries: tuple[PlanEntry, ...] = ()
    taste: Taste = Taste()
    silent: bool = False
    quiet: tuple[time, time] | None = None
    alerts: AlertMode = AlertMode.OFF
    pause: Pause | None = None
    watermark: int = 0
    set_by: Identity | None = None
    general: bool = False
    admins: tuple[Identity, ...] = ()
    community: str | None = None

    @property
    def zone_info(self) -> ZoneInfo:
        """The chat's time zone; UTC where the zone data knows it no longer, and then no digest is sent."""
        return zone_or_utc(self.zone)

    @property
    def active(self) -> tuple[PlanEntry, ...]:
        """The entries in force, in the order of the day."""
        return tuple(sorted((e for e in self.entries if not e.retired), key=lambda e: (e.at, e.id)))

    @property
    def profile(self) -> str:
        """A fingerprint of all settings that decide what a digest shows: equal profiles show the same."""
        taste = self.taste
        parts = [
            self.address.platform, self.zone, sorted(taste.topics), sorted(taste.speakers), taste.style, taste.limit,
            taste.when_empty, taste.mention_role, [t.isoformat() for t in self.quiet or ()],
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]

    @property
    def next_entry(self) -> PlanEntry | None:
        """The entry that comes next, or None while the plan rests or is empty."""
        waiting = [(e.next_run_at, e.id, e) for e in self.active if e.next_run_at is not None]
        return min(waiting)[2] if waiting else None


def with_times(
    entries: Sequence[PlanEntry], wanted: Sequence[tuple[time, frozenset[int]]], *, new_ids: Sequence[str]
) -> tuple[PlanEntry, ...]:
    """Return the entries for the wanted times, each keeping an old id where one can be found.

    An entry of the same time keeps its id first, retired ones too; what is left over is matched in the order of the
    day, so that moving 07:30 to 08:00 is an edit of one entry. When all have retired (the plan was off), those settled
    last go on, so that turning a plan off and on never makes a date fire twice. Entries without a wanted time retire.
    """
    pool = sorted(entries, key=lambda e: (e.retired, e.at, e.id))
    kept: dict[int, PlanEntry] = {}
    for index, (at, _) in enumerate(wanted):
        match = next((e for e in pool if e.at == at), None)
        if match is not None:
            kept[index] = match
            pool.remove(match)
    spare = [e for e in pool if not e.retired]
    if all(e.retired for e in entries):
        spare = sorted(pool, key=lambda e: (e.last_day or date.min, e.id), reverse=True)
    fresh = list(new_ids)
    result = []
    for index, (at, days) in enumerate(wanted):
        entry = kept.get(index) or (spare.pop(0) if spare else PlanEntry(fresh.pop(0), at))
        pool = [e for e in pool if e.id != entry.id]
        result.append(replace(entry, at=at, days=days, retired=False, next_run_at=None, next_day=None))
    retired = (replace(e, retired=True, next_run_at=None, next_day=None) for e in pool)
    return (*result, *retired)
