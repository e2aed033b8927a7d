"""``daybrief stories`` as a script runs it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.program import Home, Ran

FLOOD = (
    "The Blue River flooded 300 houses in Harbour City on Monday, the fire brigade said. Mayor Ines Falk asked the "
    "people of Harbour City to leave the quays before the next tide, which pilots expect at noon."
)
FLOOD_AGAIN = (
    "Mayor Ines Falk told Harbour City on Tuesday that 300 houses had been lost to the Blue River. The fire brigade "
    "pumps water out of cellars along the quays, and the flood is falling."
)
STRIKE = (
    "Pilots of Norda Air walked out in Lima on Monday. Their union leader Paulo Reis wants nine percent more pay; the "
    "airline cancelled 41 flights and offered four."
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def lines(*entries: Any) -> str:
    return "".join(json.dumps(entry) + "\n" for entry in entries)


def answers(done: Ran) -> list[dict[str, Any]]:
    assert (done.code, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


def test_articles_are_grouped_in_the_order_of_the_file(home: Home) -> None:
    given = lines(
        {"id": "a", "text": FLOOD, "date": "2025-02-24", "title": "River floods the quays"},
        {"id": "b", "text": STRIKE, "date": "2025-02-24"},
        {"id": 3, "text": FLOOD_AGAIN, "date": "2025-02-25"},
        {"id": ["d"], "text": f"(Coast Agency) {FLOOD}", "date": "2025-02-25"},
        {"id": "late", "text": STRIKE, "date": "2025-01-02"},
    )
    (home.path / "in.jsonl").write_text(given, encoding="utf-8")
    done = home.run("stories", "--jsonl", "in.jsonl", "out.jsonl")
    assert (done.code, done.out, done.err) == (0, "", "")
    found = [json.loads(line) for line in (home.path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert found == [
        {"id": "a", "story": 1, "copy_of": None},
        {"id": "b", "story": 2, "copy_of": None},
        {"id": 3, "story": 1, "copy_of": None},
        {"id": ["d"], "story": 1, "copy_of": "a"},
        {"id": "late", "story": 3, "copy_of": None},
    ]


def test_a_line_that_is_no_article_is_answered_in_its_place(home: Home) -> None:
    given = lines({"id": "a", "text": FLOOD}) + "no json\n\n[1]\n"
    given += lines({"id": "a", "text": STRIKE}, {"text": STRIKE}, {"id": 2}, {"id": 3, "text": STRIKE, "date": "soon"})
    found = answers(home.run("stories", "--jsonl", "-", "-", typed=given))
    assert [answer["id"] for answer in found] == ["a", None, None, "a", None, 2, 3]
    assert [answer.get("error") for answer in found] == [
        None,
        "The line is no JSON.",
        "The line is no JSON object with “id” and “text”.",
        "Another line before has this “id”.",
        "The line has no “id”.",
        "The line has no “text”.",
        "“soon” is no date. Write it as year-month-day, such as 2025-02-23.",
    ]
    assert all(set(answer) == {"id", "error"} for answer in found[1:])


@pytest.mark.parametrize("words", [("in", "out"), ("--jsonl", "in"), ("--jsonl", "in", "in"), ("--jsonl", "no", "out")])
def test_a_mistake_is_one_sentence(home: Home, words: tuple[str, ...]) -> None:
    (home.path / "in").write_text(lines({"id": 1, "text": FLOOD}), encoding="utf-8")
    done = home.run("stories", *words)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("daybrief: ")
