"""A stretch of quoted words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """Quoted words, marks excluded, within one paragraph. ``outer_start`` and ``outer_end`` include the marks.

    ``single`` tells single marks, ``open_ended`` a region whose closing mark never comes in its paragraph, ``dialogue``
    a line that a dash opens: the next one may be the other side's.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    single: bool = False
    open_ended: bool = False
    dialogue: bool = False


def make_region(
    text: str, outer_start: int, start: int, end: int, outer_end: int, paragraph: int, *, single: bool = False
) -> Region | None:
    """Trim white space inside the marks; None when nothing is left. Open-ended when no mark stands at the end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    return Region(start, end, outer_start, outer_end, paragraph, single=single, open_ended=outer_end == end)
