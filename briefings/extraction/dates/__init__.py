"""Dates: the days and times that a source names, resolved only against a day that is known."""

from briefings.extraction.dates.abroad import find_dates_abroad
from briefings.extraction.dates.finding import find_dates

__all__ = ["find_dates", "find_dates_abroad"]
