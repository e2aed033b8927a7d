"""Quotes and their speakers."""

from briefings.extraction.quotes.find import find_quotes

__all__ = ["find_quotes"]
