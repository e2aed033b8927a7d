"""Where sentences and brackets begin and end in a paragraph's row of classes."""

REACH = 90
"""How many units a cue is looked for on either side of a quote: more than any sentence of news, and a bound."""


def opening_bracket(classes: str, index: int, low: int) -> int:
    """The index of the bracket that the one at ``index`` closes, or ``low``."""
    return max(classes.rfind("(", low, index), low)


def sentence_start(classes: str, index: int, low: int = 0) -> int:
    """The index after the last full stop before ``index``, at most ``REACH`` units back."""
    low = max(low, index - REACH)
    return max(low, classes.rfind(".", low, index) + 1, classes.rfind("!", low, index) + 1)


def sentence_end(classes: str, at: int, marks: str = ".;") -> int:
    """The index of the first of ``marks`` from ``at`` on, at most ``REACH`` units ahead."""
    high = min(len(classes), at + REACH)
    ends = [where for mark in marks if (where := classes.find(mark, at, high)) >= 0]
    return min(ends, default=high)
