"""Paragraphs and sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.extraction.document import read_document


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in read_document(text).sentences()]


CASES = [
    ("One. Two.", ["One.", "Two."]),
    ("Mr. Reilly met Sen. Lane. They left.", ["Mr. Reilly met Sen. Lane.", "They left."]),
    ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
    ("It cost 2.5 million. Fine.", ["It cost 2.5 million.", "Fine."]),
    ('"Stop." She left.', ['"Stop."', "She left."]),
    ("Why? Because! So…", ["Why?", "Because!", "So…"]),
    ("A headline\n\nA text.", ["A headline", "A text."]),
    ("  padded  \n", ["padded"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_paragraph_and_a_sentence_are_found_by_offset() -> None:
    text = "One. Two.\n\nThree."
    document = read_document(text)
    paragraph = document.paragraph_at(text.index("Three"))
    assert paragraph is not None
    assert paragraph.index == 1
    assert document.paragraph_at(9) is None
    assert document.sentence_at(text.index("Two")) == (5, 9)
    assert document.sentence_at(10) == (10, 10)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_sentences_lie_in_their_paragraphs_in_order(text: str) -> None:
    document = read_document(text)
    last = 0
    for paragraph in document.paragraphs:
        assert last <= paragraph.start < paragraph.end <= len(text)
        for start, end in paragraph.sentences:
            assert last <= start < end <= paragraph.end
            last = end
