"""Errors that readers report."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from briefings.domain.people import Identity

MAX_REASON = 1_000
"""The longest reason, in characters."""

REPORTS_A_DAY = 5
REPORT_WINDOW = timedelta(days=1)
"""A reader may report ``REPORTS_A_DAY`` errors in this time."""


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """What a reader thinks is wrong; ``reporter`` is None once the reader asked to be forgotten."""

    id: int
    briefing_number: int
    reason: str
    at: datetime
    reporter: Identity | None = None
    settled_at: datetime | None = None
    settled_by: str | None = None
