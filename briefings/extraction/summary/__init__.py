"""The summary: the article's own sentences, chosen by lead, coverage and novelty."""

from briefings.extraction.summary.choose import Summary, summarise

__all__ = ["Summary", "summarise"]
