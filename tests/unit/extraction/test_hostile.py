"""Hostile text costs names and quotes no more than a multiple of its length: calls are counted, not seconds."""

import sys
from types import FrameType

import pytest

from briefings.extraction.document import read_document
from briefings.extraction.mentions import find_mentions
from briefings.extraction.quotes import find_quotes

SHAPES = [
    '"',
    "“",
    "'",
    '"a" ',
    "'a' ",
    "A",
    "Ab ",
    "Ab Cd. ",
    "A.",
    "A-",
    "said ",
    'said "a" ',
    '"A b," he said. ',
    '"A b," he said.\n',
    '"A," said Bob Hope.\n',
    "Bob Hope, who said, ",
    'it said "a", ',
    '"a b" the president ',
    "Bank of England of ",
    "Q: a b c d\nAB: c d e f\n",
    "(((((",
    ",",
    ". ",
    "— ",
]


def calls(text: str) -> int:
    """Count the Python and C calls of one reading."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        document = read_document(text)
        find_quotes(document, find_mentions(document))
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_text_costs_about_four_times_the_calls(shape: str) -> None:
    small, large = calls(shape * (4_000 // len(shape))), calls(shape * (16_000 // len(shape)))
    assert large < 5.5 * small + 2_000
