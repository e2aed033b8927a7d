"""Lines that stand above or between running text: titles, section headings, place lines."""

from briefings.extraction.document import Paragraph

MAX_HEADING = 160
"""A longer line is running text even when its full stop is missing."""

_STOPS = frozenset(".!?…:;。！？।؟።")
_CLOSING = frozenset("\"”’»'）)]」』")


def ends_as_sentence(line: str) -> bool:
    """Tell whether the line ends with a stop, closing marks after it left aside."""
    for character in reversed(line[-4:]):
        if character in _STOPS:
            return True
        if character not in _CLOSING:
            return False
    return False


def is_heading(text: str, paragraph: Paragraph) -> bool:
    """Tell whether the paragraph is a title, a section heading or a place line: short, and it does not end."""
    if paragraph.end - paragraph.start > MAX_HEADING or len(paragraph.sentences) > 2:
        return False
    line = text[paragraph.start : paragraph.end]
    return line.isupper() or not ends_as_sentence(line)
