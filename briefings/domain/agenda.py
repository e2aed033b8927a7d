"""Days and times that a source names."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefings.domain.text import Excerpt


class Precision(StrEnum):
    """How exactly the source names a moment."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A day or time that the source names, and what happens then.

    ``resolved`` is the first day meant and ``resolved_end`` the last (inclusive; None for a single day); both are None
    when the source's own day is unknown or the words leave it open: such a date is shown as unresolved, never guessed.
    ``what`` is what happens then, a span of the source in its own words where one could be found. ``confidence``, from
    0 to 1, is how sure reading is of the day and that it belongs to an agenda. ``held`` keeps the date in the draft and
    out of what readers see, until an editor keeps it. ``edited_in`` is the number of the revision whose author made the
    date what it is, None for one as it was read.
    """

    excerpt: Excerpt
    sentence: Excerpt
    resolved: date | None = None
    resolved_end: date | None = None
    precision: Precision = Precision.DAY
    what: Excerpt | None = None
    why: str = ""
    confidence: float = 1.0
    held: bool = False
    edited_in: int | None = None

    @property
    def last_day(self) -> date | None:
        """The last day meant, or None when unresolved."""
        return self.resolved_end or self.resolved
