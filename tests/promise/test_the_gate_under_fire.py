"""The short form of ``make torture ARGS=gate``, and the proof that its checker finds what a broken gate lets out."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from briefings.extraction import gate
from briefings.extraction.claims_check import Witness, compare
from tests.torture.gate import DOORS, attempt

ATTEMPTS = 2_000


def test_nothing_unsupported_is_published() -> None:
    tally = attempt(ATTEMPTS, seed=3)
    assert tally.broken == []
    assert all(tally.of(door, "refused") > ATTEMPTS / 20 for door in DOORS)
    assert all(tally.of(door, "published") > 10 for door in DOORS)


def test_what_is_honest_passes() -> None:
    tally = attempt(ATTEMPTS // 4, seed=5)
    honest = {key: count for key, count in tally.counts.items() if key[1].startswith("honest")}
    refused = sum(count for (_, _, outcome), count in honest.items() if outcome == "refused")
    assert refused < sum(honest.values()) / 20


def _passes(*_: Any, **__: Any) -> None:
    return None


def _straight_marks_only(sentence: str) -> Iterator[tuple[int, str, bool]]:
    for start, words in enumerate(sentence.split('"')[1::2]):
        yield start, words, False


def _has_anywhere(text: str, words: str, *, negated: bool = False) -> bool:
    return words.strip(" .,") in text and not negated


BROKEN: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "own words are not judged": (gate, "check_own_words", _passes),
    "notes are not judged": (gate, "check_note", _passes),
    "spans are not compared": (gate, "check_verbatim", _passes),
    "items are not judged": (gate, "check_items", _passes),
    "the source is not compared": (gate, "check_source", _passes),
    "digits are taken as they are": (compare, "plain_digits", str),
    "marks are taken as they are": (compare, "plain", str),
    "quotations need straight marks": (compare, "quoted_in", _straight_marks_only),
    "a word may be cut and a not left out": (compare, "has", _has_anywhere),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_the_checker_finds_what_a_broken_gate_lets_out(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, broken = BROKEN[fault]
    if name == "plain":
        monkeypatch.setattr(compare, "quoted_in", _straight_marks_only)
    monkeypatch.setattr(module, name, broken)
    assert attempt(ATTEMPTS // 2, seed=7).broken != []


def test_the_checker_finds_what_a_title_as_witness_lets_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "Witness", lambda text: Witness(f"7,777 boats are “beyond all repair”\n\n{text}"))
    assert any("title's claim" in line for line in attempt(ATTEMPTS // 2, seed=7).broken)
