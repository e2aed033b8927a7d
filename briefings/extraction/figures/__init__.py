"""Key figures: what a number is worth, what it counts, how sure the source is of it, and who says so."""

from briefings.extraction.figures.abroad import find_figures_abroad
from briefings.extraction.figures.reading import find_figures

__all__ = ["find_figures", "find_figures_abroad"]
