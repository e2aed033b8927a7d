"""Publications that are planned for later."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PlannedPublication:
    """A revision that goes out at ``due_at``; ``planned_by`` names who decided it."""

    briefing_id: str
    revision: int
    due_at: datetime
    planned_by: str
