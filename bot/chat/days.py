"""A run of days that a person asks about."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, both ends included: one day, a week, a month or a year."""

    first: date
    last: date

    @classmethod
    def one(cls, day: date) -> "Days":
        """A single day."""
        return cls(day, day)
