"""Spans of a source text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Excerpt:
    """A span of a source together with the words that stand there.

    Offsets are code points, half open: ``source.text[start:end] == text`` is the law that the verbatim gate checks.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Excerpt":
        """Read the excerpt out of ``text``; the only way extraction makes one."""
        return cls(start, end, text[start:end])
