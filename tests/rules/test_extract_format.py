"""``docs/extract-format.md`` names exactly the keys that ``daybrief extract`` prints, in their order."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefings.domain.agenda import Precision
from briefings.domain.drafting import Article
from briefings.domain.quotes import OtherKind, QuoteKind
from briefings.extraction.extract import extract
from briefings.services.articles.draft_json import draft_as_json

PAGE = (Path(__file__).parents[2] / "docs" / "extract-format.md").read_text(encoding="utf-8")
ARTICLE = Article(
    "Ferry sails again\n\n"
    "“We sail on March 6,” Mayor Ines Falk told reporters. More than 300 passengers came to the “Sea and Us” show.\n",
    published=date(2025, 2, 23),
)


def keys(heading: str) -> list[str]:
    """The keys in the first column of a section's table."""
    section = PAGE.split(heading, 1)[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [key for cell in cells for key in re.findall(r"`(\w+)`", cell)]


def inner(key: str) -> list[str]:
    """The keys of an object that a row of the first table describes."""
    (row,) = re.findall(rf"^\| `{key}` \| (.*) \|$", PAGE, re.MULTILINE)
    return [name for name in re.findall(r"`(\w+)`", row) if name not in {"null", "YYYY"}]


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    return draft_as_json(extract(ARTICLE))


def test_the_keys_stand_in_the_order_of_the_page(answer: dict[str, Any]) -> None:
    assert list(answer) == keys("# What `daybrief extract` prints")


@pytest.mark.parametrize("key", ["quotes", "figures", "dates"])
def test_every_key_of_an_item_is_described(answer: dict[str, Any], key: str) -> None:
    assert [list(item) for item in answer[key]] == [keys(f"## {key.title()}")] * len(answer[key])
    assert answer[key]


@pytest.mark.parametrize("key", ["source", "news", "summary", "other_quoted", "entities"])
def test_every_key_of_an_object_is_described(answer: dict[str, Any], key: str) -> None:
    items = answer[key] if isinstance(answer[key], list) else [answer[key]]
    assert [list(item) for item in items] == [inner(key)] * len(items)
    assert items


def test_every_word_of_a_choice_is_named() -> None:
    named = set(re.findall(r"`([a-z]+)`", PAGE))
    assert {word.value for word in (*QuoteKind, *OtherKind, *Precision)} <= named
