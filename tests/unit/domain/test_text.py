"""Single lines that are told beside a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.domain.text import carried, one_line


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("A title", "A title"),
        ("  two\n lines\tand  blanks ", "two lines and blanks"),
        ("nul\0 and \x07bell and \x85next", "nul and bell and next"),
        ("half \ud83d a smile", "half a smile"),
        ("turned \u202egnp.exe", "turned gnp.exe"),
        ("🙂 👩‍👩‍👧 Ж é", "🙂 👩‍👩‍👧 Ж é"),
        ("\0\ud800", ""),
    ],
)
def test_what_no_line_can_carry_is_left_out(given_text: str, kept: str) -> None:
    assert one_line(given_text) == kept


@given(st.text(st.characters(categories=None)))
def test_every_line_can_be_written_and_stays_as_it_is(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert "\0" not in line.encode().decode()
    assert len(line.splitlines()) <= 1
    assert one_line(carried(text)) == line
