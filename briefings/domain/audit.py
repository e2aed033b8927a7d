"""The audit log: every editorial act, each entry chained to the one before by its hash."""

import hashlib
import json
from collections.abc import Iterable
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
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act: who did what to which subject ("briefing 12"), when, with a short detail.

    ``number`` counts from 1 without a gap. ``hash`` is the hex SHA-256 of everything else, ``previous`` included, so
    that changing, removing or inserting a past entry shows at that entry.
    """

    number: int
    at: datetime
    actor: str
    act: Act
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


def first_broken(entries: Iterable[AuditEntry]) -> int | None:
    """Return the number where the chain breaks (oldest first), or None for a whole chain.

    A missing entry is reported by the number that should stand there.
    """
    expected, previous = 1, GENESIS
    for entry in entries:
        if entry.number != expected or entry.previous != previous or not entry.sealed:
            return expected
        expected, previous = entry.number + 1, entry.hash
    return None


def _seal(number: int, at: datetime, actor: str, act: str, subject: str, detail: str, previous: str) -> str:
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    form = json.dumps([number, instant, actor, str(act), subject, detail, previous], ensure_ascii=False)
    return hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()
