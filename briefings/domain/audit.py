"""The audit log: every editorial act, each entry chained to the one before by its hash."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

GENESIS = "0" * 64
"""The hash that stands before the first entry."""


class Act(StrEnum):
    """What somebody did."""

    ADD = "add"
    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    APPOINT = "appoint"
    DISMISS = "dismiss"
    LINK = "link"
    SETTING = "setting"
    IMPORT = "import"
    RESOLVE = "resolve"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act: who did what to which subject ("briefing 12"), when, with a short detail.

    ``number`` counts from 1 without a gap; ``act`` is text where this version knows no such act. ``hash`` is the hex
    SHA-256 of everything else, ``previous`` included, so that changing, removing or inserting a past entry shows at
    that entry.
    """

    number: int
    at: datetime
    actor: str
    act: Act | str
    subject: str
    detail: str
    previous: str
    hash: str

    @classmethod
    def after(
        cls, last: "AuditEntry | None", *, at: datetime, actor: str, act: Act, subject: str, detail: str = ""
    ) -> "AuditEntry":
        """Make the entry that follows ``last``."""
        number = last.number + 1 if last else 1
        previous = last.hash if last else GENESIS
        seal = _seal(number, at, actor, act, subject, detail, previous)
        return cls(number, at, actor, act, subject, detail, previous, seal)

    @property
    def sealed(self) -> bool:
        """Whether the hash still fits what the entry says."""
        return self.hash == _seal(self.number, self.at, self.actor, self.act, self.subject, self.detail, self.previous)


def follows(entry: AuditEntry, last: AuditEntry | None) -> bool:
    """Whether the entry is the untouched successor of ``last``; the chain is whole when every one is."""
    number, previous = (last.number, last.hash) if last else (0, GENESIS)
    return entry.number == number + 1 and entry.previous == previous and entry.sealed


def _seal(number: int, at: datetime, actor: str, act: str, subject: str, detail: str, previous: str) -> str:
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    form = json.dumps([number, instant, actor, str(act), subject, detail, previous], ensure_ascii=False)
    return hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()
