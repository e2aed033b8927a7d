"""Spans of a source text, and the single lines that are told beside one."""

import re
import unicodedata
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


def carried(text: str) -> str:
    """Return the text without NULs and halves of characters, which not every database and no screen can carry."""
    return _NOT_CARRIED.sub("", text)


def one_line(text: str) -> str:
    """Return a title, name or other detail as one line that every database and screen can carry.

    Control characters (NUL among them), halves of characters and the marks that turn the direction of writing are left
    out; blanks are single. Only for what is told of a text, never for the text itself.
    """
    spaced = (" " if char.isspace() else char for char in carried(text))
    return " ".join(
        "".join(char for char in spaced if char not in _TURNING and unicodedata.category(char) != "Cc").split()
    )


_NOT_CARRIED = re.compile("[\0\ud800-\udfff]")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
