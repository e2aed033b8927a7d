"""Delivered copies of a briefing, and the edits that a correction owes to them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefings.domain.people import ChatAddress


class CopyState(StrEnum):
    """What became of one copy's edit."""

    OWED = "owed"
    EDITED = "edited"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class CopyEdit:
    """One message that has to say something else now, because a briefing that it shows was corrected or withdrawn.

    ``revision`` is the newest revision of the briefing (0 for a withdrawal, less by one for each reason given later).
    One row for each message and briefing: a later correction takes the place of an earlier one that was
    not done yet, and a rerun finds nothing owed.
    ``problem`` says in plain words why a copy is only listed.
    """

    briefing_id: str
    revision: int
    address: ChatAddress
    message_id: str
    state: CopyState
    attempts: int = 0
    due_at: datetime | None = None
    done_at: datetime | None = None
    problem: str | None = None


def is_newer(revision: int, known: int) -> bool:
    """Whether a revision comes after another one; a withdrawal (0 or less) comes after everything."""
    return known > 0 and (revision <= 0 or revision > known)
