"""Folding: what counts as the same word in a search, and what stays apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.domain.folding import MAX_QUERY_WORDS, MAX_WORD, fold, query_words, words_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ÉCOLE", "ecole"),
        ("e\u0301cole", "ecole"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Ørsted, Æther, Œuvre", "orsted, aether, oeuvre"),
        ("İstanbul", "istanbul"),
        ("Zelenskyy’s “offer” – now", 'zelenskyy\'s "offer" - now'),
        ("ＮＡＴＯ", "nato"),
        ("ﬁne", "fine"),
        ("Зеленський", "зеленськии"),
        ("Ёлка", "елка"),
        ("`quoted´", "'quoted "),
    ],
)
def test_case_accents_and_forms_are_folded(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'm ready: 267 drones!", ["i", "m", "ready", "267", "drones"]),
        ("C++ and A.I.", ["c", "and", "a", "i"]),
        ("和平 now", ["和", "平", "now"]),
        ("ひらな", ["ひ", "ら", "な"]),
        ("สวัสดี", ["สวัสดี"]),
        ("snake_case", ["snake", "case"]),
        ("🙂 !?", []),
        ("", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_word_and_a_query_have_a_limit() -> None:
    assert [len(word) for word in words_of("a" * 1000)] == [MAX_WORD]
    assert len(query_words(str(number) for number in range(100))) == MAX_QUERY_WORDS
    assert query_words(["Peace", "peace!", "PEACE"]) == ("peace",)


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    once = [word for word in words_of(text) if len(word) < MAX_WORD]
    assert [again for word in once for again in words_of(word)] == once


@given(st.text(alphabet="abcxyzéüñçåøłßжщ "))
def test_case_makes_no_difference(text: str) -> None:
    assert words_of(text) == words_of(text.upper())
