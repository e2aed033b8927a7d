"""The article that the first figures were measured on, read by the command line: what must hold for it."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
ARTICLE = SHARED / "seed" / "article.txt"
GOLD = SHARED / "data" / "quotes-seed.jsonl"

pytestmark = pytest.mark.skipif(
    not (ARTICLE.exists() and GOLD.exists()), reason="the seed article is not in ../shared, where it is kept apart"
)

Item = dict[str, Any]


@cache
def seed(*words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "extract", str(ARTICLE), "--json", *words],
        capture_output=True,
        timeout=60,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def text() -> str:
    return ARTICLE.read_text(encoding="utf-8-sig")


def gold() -> list[Item]:
    quotes: list[Item] = json.loads(GOLD.read_text(encoding="utf-8"))["quotes"]
    return quotes


def by(speaker: str) -> list[Item]:
    return [quote for quote in seed()["quotes"] if quote["speaker"] == speaker]


def dated(words: str, *options: str) -> list[Item]:
    return [event for event in seed(*options)["dates"] if event["text"] == words]


def test_every_quote_is_found_with_its_speaker_and_nothing_else() -> None:
    stripped = {(q["start"], q["end"], q["speaker"]) for q in seed()["quotes"]}
    assert stripped == {(q["start"], q["end"], q["speaker"]) for q in gold()}


def test_full_quotes_and_fragments_are_told_apart() -> None:
    kinds = [quote["kind"] for quote in seed()["quotes"]]
    assert (len(kinds), kinds.count("full"), kinds.count("fragment")) == (23, 11, 12)


def test_the_offer_is_one_split_quote() -> None:
    spans = by("Volodymyr Zelensky")
    assert len(spans) == 7
    assert len({quote["group"] for quote in spans}) == 6
    offer = [quote for quote in spans if quote["group"] == spans[0]["group"]]
    assert [quote["text"].split()[-1] for quote in offer] == ["ready,", "NATO."]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("After Donald Trump's statements", "Friedrich Merz"),
        ("It's vital that Europe", "Mark Rutte"),
        ("No one will ever sell off", "Dmitry Peskov"),
        ("Fate willed it so", "Vladimir Putin"),
        ("progress", "Volodymyr Zelensky"),
        ("extraordinary", "Dmitry Peskov"),
        ("promising", "Kremlin"),
        ("started", "Donald Trump"),
    ],
)
def test_the_traps_are_seen(words: str, speaker: str) -> None:
    (quote,) = [quote for quote in seed()["quotes"] if quote["text"].startswith(words)]
    assert quote["speaker"] == speaker
    assert quote["why"]


def test_the_drones_are_a_record_with_their_claimant_and_window() -> None:
    (drones,) = [figure for figure in seed()["figures"] if figure["value"] == 267]
    assert drones["what"] == "attack drones"
    assert drones["qualifier"] == "record"
    assert "air force" in drones["claimant"]
    assert drones["window"] == "overnight Saturday to Sunday"
    assert "267 attack drones" in drones["text"]


def test_three_years_and_the_third_anniversary_are_no_third() -> None:
    assert [(figure["value"], figure["shown"]) for figure in seed()["figures"]] == [(3, False), (267, True)]


def test_without_a_day_nothing_is_resolved_and_says_so() -> None:
    assert seed()["source"]["date"] is None
    named = {event["text"] for event in seed()["dates"]}
    assert {"March 6", "Sunday", "this week", "Monday", "last week", "in the next week"} <= named
    for event in seed()["dates"]:
        assert event["resolved"] is None
        assert "unresolved" in event["why"]


def test_with_a_day_the_summit_and_monday_are_resolved() -> None:
    day = ("--date", "2025-02-23")
    (summit,) = dated("March 6", *day)
    assert (summit["resolved"], summit["precision"]) == ("2025-03-06", "day")
    assert "summit" in summit["what"]
    (monday,) = dated("Monday", *day)
    assert monday["resolved"] == "2025-02-24"
    assert {event["resolved"] for event in dated("Sunday", *day)} == {"2025-02-23"}


def test_the_summary_is_three_verbatim_sentences_of_the_article() -> None:
    answer = seed()
    assert len(answer["summary"]) == 3
    assert answer["summary"][0]["text"].startswith("Volodymyr Zelensky said Sunday")
    assert answer["news"] == answer["summary"][0]


def test_every_span_is_the_text_at_its_place() -> None:
    answer, source = seed("--date", "2025-02-23"), text()
    for part in ("summary", "quotes", "other_quoted", "figures", "dates"):
        for item in answer[part]:
            assert source[item["start"] : item["end"]] == item["text"]


def test_title_headings_and_topics() -> None:
    answer = seed()
    assert answer["source"]["title"].startswith("Zelensky offers to resign")
    assert [other["kind"] for other in answer["other_quoted"]] == ["heading", "heading"]
    assert {"Ukraine", "Russia", "NATO", "Volodymyr Zelensky", "Donald Trump"} <= set(answer["topics"])
