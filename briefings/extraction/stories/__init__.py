"""Which articles tell the same story: by their names, numbers and rare words, offline and as they come in."""

from briefings.extraction.stories.grouping import Placement, Stories

__all__ = ["Placement", "Stories"]
