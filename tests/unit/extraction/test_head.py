"""Title, publisher and day are read from the text's own head when it states them, and only then."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.extraction.document import read_document
from briefings.extraction.head import Head, dates_in, read_head

BODY = "\n\nThe river rose by two metres on Monday, the mayor said."


def head_of(text: str) -> Head:
    return read_head(read_document(text))


@pytest.mark.parametrize(
    ("head", "title", "publisher", "published"),
    [
        ("Flood reaches the old town", "Flood reaches the old town", None, None),
        ("Will the dam hold?", "Will the dam hold?", None, None),
        ("Flood reaches the old town | Harbour News", "Flood reaches the old town", "Harbour News", None),
        ("Flood reaches the old town - The Harbour Times", "Flood reaches the old town", "The Harbour Times", None),
        ("Talks stall - and nobody knows why", "Talks stall - and nobody knows why", None, None),
        ("Flood\n23 February 2025", "Flood", None, date(2025, 2, 23)),
        ("Flood\nFebruary 23, 2025", "Flood", None, date(2025, 2, 23)),
        ("Flood\nSunday, 23rd Feb 2025, 10:32 GMT", "Flood", None, date(2025, 2, 23)),
        ("Flood\nPublished: 2025-02-23", "Flood", None, date(2025, 2, 23)),
        ("Flood\nLast updated Feb. 23, 2025 at 9:15 am", "Flood", None, date(2025, 2, 23)),
        ("Flood\n2025-02-23T10:32:00Z", "Flood", None, date(2025, 2, 23)),
        ("Flood\nBy Jane Doe, 23 February 2025", "Flood", None, date(2025, 2, 23)),
        ("Flood\nHarbour City, 23 February 2025", "Flood", None, date(2025, 2, 23)),
        ("Flood\n23.02.2025", "Flood", None, date(2025, 2, 23)),
        ("Flood\n25/02/2025", "Flood", None, date(2025, 2, 25)),
        ("Title: Flood\nDate: 2025-02-23\nPublisher: Harbour Times", "Flood", "Harbour Times", date(2025, 2, 23)),
        ("Flood\nSource: Harbour Agency", "Flood", "Harbour Agency", None),
        ("Flood\nBy Jane Doe, Harbour News\n23 February 2025", "Flood", "Harbour News", date(2025, 2, 23)),
        ("Flood\nBy Jane Doe, Health Editor", "Flood", None, None),
        ("# Flood\n\n*The Harbour Times, 23 February 2025*", "Flood", "The Harbour Times", date(2025, 2, 23)),
        ("Flood\nPosted on February 23, 2025 by admin", "Flood", None, date(2025, 2, 23)),
        ("The Harbour Bureau\nUpdated - February 23, 2025 10:15 pm IST", None, None, date(2025, 2, 23)),
        ("© 2025 Harbour Times", None, None, None),
        ("BBC News\n\nFlood\n\n23 February 2025", "Flood", "BBC News", date(2025, 2, 23)),
        ("Flood\nAFP\nSunday, February 23, 2025", "Flood", "AFP", date(2025, 2, 23)),
        ("Flood reaches the old town - Al Jazeera", "Flood reaches the old town", "Al Jazeera", None),
        ("Flood\n*The Hindu* · February 23, 2025 11:20 pm", "Flood", "The Hindu", date(2025, 2, 23)),
        ("Breaking News", "Breaking News", None, None),
        ("Flut\n23. Februar 2025", "Flut", None, date(2025, 2, 23)),
        ("Inondation\n1er mars 2025", "Inondation", None, date(2025, 3, 1)),
    ],
)
def test_what_a_head_states(head: str, title: str | None, publisher: str | None, published: date | None) -> None:
    found = head_of(head + BODY)
    assert (found.title, found.publisher, found.published) == (title, publisher, published)
    assert bool(found.why) == (published is not None)
    assert found.end == len(head)


@pytest.mark.parametrize(
    "line",
    [
        "Flood\n03/04/2025",
        "Flood\n31 February 2025",
        "Flood\n23 February",
        "Flood\n2025",
        "Summit set for March 6, 2025",
        "Vote on 6 March 2025 could topple the cabinet",
        "The flood of 23 February 2025 was the worst, she said.",
    ],
)
def test_a_day_that_is_not_the_articles_own_is_not_taken(line: str) -> None:
    assert head_of(line + BODY).published is None


@pytest.mark.parametrize(
    ("opening", "publisher", "published"),
    [
        ("HARBOUR CITY, Feb 23, 2025 (Reuters) - The river rose.", "Reuters", date(2025, 2, 23)),
        ("HARBOUR CITY, Feb 23 (Reuters) - The river rose.", "Reuters", None),
        ("HARBOUR CITY (AP) — The river rose.", "AP", None),
        ("(CNN) The river rose.", "CNN", None),
        ("Harbour City — The river rose.", None, None),
        ("The river (the Blue) rose.", None, None),
    ],
)
def test_a_dateline_states_agency_and_day(opening: str, publisher: str | None, published: date | None) -> None:
    found = head_of("Flood reaches the old town\n\n" + opening)
    assert (found.publisher, found.published) == (publisher, published)


def test_running_text_has_no_head() -> None:
    found = head_of("The river rose. It fell again.\nBy Friday it was calm.")
    assert (found.title, found.end, found.lines) == (None, 0, ())


def test_a_text_of_headings_keeps_its_words() -> None:
    assert head_of("Flood reaches the old town").end == 0


def test_the_first_day_of_the_head_counts() -> None:
    found = head_of("Flood\nPublished 23 February 2025\nUpdated 25 February 2025" + BODY)
    assert found.published == date(2025, 2, 23)


def test_numeric_dates_count_when_one_reading_exists() -> None:
    assert list(dates_in("05/05/2025")) == [date(2025, 5, 5)]
    assert list(dates_in("13/12/2025 or 12/13/2025")) == [date(2025, 12, 13)] * 2
    assert list(dates_in("05/06/2025")) == []


@given(st.text(max_size=400))
def test_any_text_has_a_head_within_it(text: str) -> None:
    found = head_of(text)
    assert 0 <= found.end <= len(text)
    assert all(0 <= start < end <= len(text) for start, end in found.lines)


@pytest.mark.parametrize(
    ("opening", "publisher", "published"),
    [
        ("KYIV. March 3 (Harbour-Wire) – ", "Harbour-Wire", None),
        ("PARIS, 3 mars 2025 (AFP) - ", "AFP", date(2025, 3, 3)),
        ("Berlin (dpa) - ", "dpa", None),
        ("NAIROBI, March 3, 2025 (Xinhua) -- ", "Xinhua", date(2025, 3, 3)),
    ],
)
def test_datelines_of_many_wires(opening: str, publisher: str, published: date | None) -> None:
    found = head_of(f"{opening}The river rose by two metres on Monday, the mayor said.")
    assert (found.publisher, found.published) == (publisher, published)


@pytest.mark.parametrize(
    "title", ["Staff fear cuts at the harbour", "Copyrights of old songs end", "Share prices fall"]
)
def test_a_title_that_opens_like_furniture_is_a_title(title: str) -> None:
    assert head_of(title + BODY).title == title
