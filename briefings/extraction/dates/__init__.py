"""Dates: the days and times that a source names, resolved only against a day that is known."""

from briefings.extraction.dates.finding import find_dates

__all__ = ["find_dates"]
