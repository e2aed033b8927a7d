"""Dates: which words name a day, which day that is, and what is left open."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.domain.agenda import DatedEvent
from briefings.extraction.dates import find_dates
from briefings.extraction.document import read_document
from tests.unit.extraction.dates_gold import CASES, PUBLISHED

Gold = tuple[str, str, str, str]
_PIECES = st.sampled_from(
    "March May 6 31 30 February 2025 2025-03-06 06/03/2025 Monday Sunday to and between from - – on at in the next last "
    "this week month year two days ago weeks today 11 p.m. 18:00 GMT noon will said , . ( ) \n İ ² 9999 0 Christmas Day".split(
        " "
    )
)
_NEWSLIKE = st.lists(_PIECES, max_size=40).map(" ".join) | st.lists(_PIECES, max_size=40).map("".join)


def read(text: str, published: date | None = PUBLISHED) -> tuple[DatedEvent, ...]:
    return find_dates(read_document(text), published)


def _row(event: DatedEvent) -> Gold:
    first = event.resolved.isoformat() if event.resolved else "?"
    return (
        event.excerpt.text,
        first,
        event.resolved_end.isoformat() if event.resolved_end else "",
        event.precision.value,
    )


@pytest.mark.parametrize(("text", "gold"), CASES, ids=[text[:50] for text, _ in CASES])
def test_every_date_of_a_sentence_gets_its_day(text: str, gold: tuple[Gold, ...]) -> None:
    assert tuple(_row(event) for event in read(text)) == gold


@pytest.mark.parametrize(("text", "gold"), CASES, ids=[text[:50] for text, _ in CASES])
def test_without_the_articles_day_only_years_that_are_named_resolve(text: str, gold: tuple[Gold, ...]) -> None:
    for event in read(text, None):
        named = any(str(year) in event.excerpt.text for year in range(1900, 2100))
        assert event.resolved is None or named
        assert event.resolved is not None or event.why.startswith("unresolved: ")


@pytest.mark.parametrize(
    ("published", "words", "first"),
    [
        (date(2025, 2, 23), "this week", date(2025, 2, 24)),
        (date(2025, 2, 23), "last week", date(2025, 2, 17)),
        (date(2025, 2, 21), "this week", date(2025, 2, 17)),
        (date(2025, 2, 21), "next month", date(2025, 3, 1)),
        (date(2024, 12, 30), "next month", date(2025, 1, 1)),
        (date(2025, 1, 1), "yesterday", date(2024, 12, 31)),
    ],
)
def test_words_are_counted_from_the_day_of_publication(published: date, words: str, first: date) -> None:
    (event,) = read(f"The two will talk {words}.", published)
    assert event.resolved == first


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "Costa announced a special European summit on the war for March 6.",
            "Costa announced a special European summit on the war",
        ),
        ("On Thursday, the court will hear the case.", "court will hear the case"),
        ("The agency said that U.S. and Russian envoys would meet next week.", "U.S. and Russian envoys would meet"),
        ("The port will close for a week from 2 March.", "The port will close"),
    ],
)
def test_a_date_says_what_happens_then(text: str, what: str) -> None:
    (event,) = read(text)
    assert event.what is not None
    assert event.what.text == what


def test_a_calendar_that_ends_leaves_a_date_unresolved() -> None:
    (event,) = read("It will open next year.", date(9999, 12, 31))
    assert event.resolved is None
    assert event.why.startswith("unresolved: ")


@settings(max_examples=150, deadline=None)
@given(_NEWSLIKE | st.text(max_size=120), st.none() | st.dates())
def test_every_date_is_a_span_of_the_text_in_order(text: str, published: date | None) -> None:
    end = 0
    for event in read(text, published):
        excerpt = event.excerpt
        assert end <= excerpt.start < excerpt.end <= len(text)
        for span in (excerpt, event.sentence, *((event.what,) if event.what else ())):
            assert span.text == text[span.start : span.end] != ""
        assert event.resolved_end is None or (event.resolved is not None and event.resolved < event.resolved_end)
        assert event.why
        end = excerpt.end
