"""A number or a date as a text states it, in a form that does not depend on how it is written."""

from collections.abc import Iterable
from dataclasses import dataclass

Key = tuple[object, ...]
"""What is stated, such as ``("number", Decimal(2), "%")`` or ``("day", 3, 6)``."""

BLANK = "\x00"
"""Stands where something was read already; no pattern reads across it."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement: where it stands, how it is written, and what it says.

    Any of ``keys`` in a source bears it out; in a source it bears out ``also`` besides, which says less exactly.
    """

    start: int
    words: str
    keys: tuple[Key, ...]
    also: tuple[Key, ...] = ()


def blanked(text: str, read: Iterable[Stated]) -> str:
    """The text without what was read, every place kept."""
    letters = list(text)
    for one in read:
        letters[one.start : one.start + len(one.words)] = BLANK * len(one.words)
    return "".join(letters)
