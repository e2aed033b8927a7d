"""The audit log: every editorial act, each entry chained to the one before by its hash."""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

GENESIS = "0" * 64
"""The hash that stands before the first entry."""

SYSTEM = "daybrief"
"""Who notes changed settings: they are changed outside, by whom nobody here can tell."""


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
    FORGET = "forget"


_FORGOTTEN = r"forgotten-[0-9a-f]{16}"
_ERASED = (re.compile(_FORGOTTEN), re.compile(rf"(?:guest )?{_FORGOTTEN}"), re.compile(r"(?:r\d{1,9})?", re.ASCII))
"""What stands for an actor, a subject and a detail that were erased; of a detail the revision is left."""


def is_alias(key: str) -> bool:
    """Whether a key is the made-up name of somebody who was forgotten."""
    return _ERASED[0].fullmatch(key) is not None


_REVISION = re.compile(r"(?:r\d{1,9}\b)?", re.ASCII)


def alias_of(account: str, *, key: str) -> str:
    """The made-up name of a forgotten account ("telegram:7"): without the key nobody can try out whose it is."""
    return f"forgotten-{_mark(key, account)[:16]}"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act: who did what to which subject ("briefing 12"), when, with a short detail.

    ``number`` counts from 1 without a gap; ``act`` is text where this version knows no such act. ``marks`` has a keyed
    hash (hex HMAC-SHA256) of actor, subject and detail each, with dots between them, and ``keys`` their keys. ``hash``
    is the hex SHA-256 of number, instant, act, marks and ``previous``, so that changing, removing or inserting a past
    entry shows at that entry. To forget a person, an actor, subject or detail is erased with its key: its mark stays,
    so that the chain holds, and nobody can try out whom it was made of.
    """

    number: int
    at: datetime
    actor: str
    act: Act | str
    subject: str
    detail: str
    previous: str
    hash: str
    keys: str
    marks: str

    @classmethod
    def after(
        cls, last: "AuditEntry | None", *, at: datetime, actor: str, act: Act, subject: str, detail: str = ""
    ) -> "AuditEntry":
        """Make the entry that follows ``last``."""
        number = last.number + 1 if last else 1
        previous = last.hash if last else GENESIS
        texts = (actor, subject, detail)
        keys = [secrets.token_hex(16) for _ in texts]
        marks = ".".join(_mark(key, text) for key, text in zip(keys, texts, strict=True))
        seal = _seal(number, at, act, marks, previous)
        return cls(number, at, actor, act, subject, detail, previous, seal, ".".join(keys), marks)

    @property
    def sealed(self) -> bool:
        """Whether hash and marks still fit what the entry says, or what is erased says nothing."""
        keys, marks = self.keys.split("."), self.marks.split(".")
        if len(keys) != len(_ERASED) or len(marks) != len(_ERASED):
            return False
        parts = zip(keys, marks, (self.actor, self.subject, self.detail), _ERASED, strict=True)
        whole = all(_mark(key, text) == mark if key else erased.fullmatch(text) for key, mark, text, erased in parts)
        return whole and self.hash == _seal(self.number, self.at, self.act, self.marks, self.previous)

    @property
    def erased(self) -> bool:
        """Whether anything of the entry is erased."""
        return not all(self.keys.split("."))

    def without(self, person: Mapping[str, str]) -> "AuditEntry":
        """The entry with nothing that names a person or that the person wrote; the person's keys have made-up names."""
        keys, actor, subject, detail = self.keys.split("."), self.actor, self.subject, self.detail
        if actor in person:
            keys[0], actor = "", person[actor]
        if (named := subject.removeprefix("guest ")) in person:
            keys[1], subject = "", subject.replace(named, person[named])
        if not keys[0] or not keys[1] or any(word in person for word in detail.split()):
            known = _REVISION.match(detail)
            keys[2], detail = "", known[0] if known else ""
        return replace(self, keys=".".join(keys), actor=actor, subject=subject, detail=detail)


def follows(entry: AuditEntry, last: AuditEntry | None) -> bool:
    """Whether the entry is the untouched successor of ``last``; the chain is whole when every one is."""
    number, previous = (last.number, last.hash) if last else (0, GENESIS)
    return entry.number == number + 1 and entry.previous == previous and entry.sealed


class Erasures:
    """What was erased, and what a later entry of the log says was erased, as the chain is walked."""

    def __init__(self) -> None:
        self._untold: set[int] = set()

    def add(self, entry: AuditEntry) -> None:
        """Take the next entry in."""
        if entry.act is Act.FORGET:
            self._untold -= {int(number) for number in re.findall(r"\d{1,9}", entry.detail)}
        if entry.erased:
            self._untold.add(entry.number)

    @property
    def untold(self) -> int | None:
        """The first entry of which something was erased without a word of it in the log."""
        return min(self._untold, default=None)


def _mark(key: str, text: str) -> str:
    return hmac.new(key.encode(), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _seal(number: int, at: datetime, act: str, marks: str, previous: str) -> str:
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    form = json.dumps([number, instant, str(act), marks, previous], ensure_ascii=False)
    return hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()


def briefing_number(subject: str) -> int | None:
    """The number of the briefing that a subject of the log names; None for another subject."""
    word, _, number = subject.partition(" ")
    return int(number) if word == "briefing" and number.isdecimal() else None


def briefing_subject(number: int) -> str:
    """How the log names a briefing."""
    return f"briefing {number}"
