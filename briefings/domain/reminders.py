"""Dates that chats follow."""

from dataclasses import dataclass
from datetime import datetime

from briefings.domain.people import ChatAddress, Identity


@dataclass(frozen=True, slots=True)
class DatedReminder:
    """A chat's wish to be told of a date before it comes.

    The date is the one that begins at code point ``start`` of the briefing's source: what is sent is read from the
    archive when ``due_at`` comes, so that a correction or a withdrawal counts. ``what`` is how it read when it was set.
    """

    id: str
    address: ChatAddress
    briefing_number: int
    start: int
    due_at: datetime
    zone: str
    what: str
    set_by: Identity
