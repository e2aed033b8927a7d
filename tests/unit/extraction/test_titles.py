"""Titles without the name of their site."""

import pytest

from briefings.domain.drafting import Article
from briefings.extraction.extract import extract
from briefings.extraction.titles import without_site


@pytest.mark.parametrize(
    ("title", "publisher", "clean"),
    [
        ("Dam bursts - Harbour News", "Harbour News", "Dam bursts"),
        ("Dam bursts | The Harbour News", "Harbour News", "Dam bursts"),
        ("Harbour News: Dam bursts", "Harbour News", "Harbour News: Dam bursts"),
        ("HARBOURNEWS.com | Dam bursts", "HarbourNews.com", "Dam bursts"),
        ("Dam bursts - again", "Harbour News", "Dam bursts - again"),
        ("Dam bursts - Harbour News", None, "Dam bursts - Harbour News"),
        ("Harbour News", "Harbour News", "Harbour News"),
        ("BBC - and what comes after it", "Harbour News", "BBC - and what comes after it"),
    ],
)
def test_the_site_goes_and_the_title_stays(title: str, publisher: str | None, clean: str) -> None:
    assert without_site(title, publisher) == clean


def test_a_draft_takes_the_clean_title() -> None:
    draft = extract(Article("The dam burst on Monday.", "Dam bursts - Harbour News", "Harbour News"))
    assert draft.title == "Dam bursts"
