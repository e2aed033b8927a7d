"""Quotes, speakers and quoted words that nobody said, over labelled passages of eleven registers."""

import pytest

from tests.unit.extraction.registers_score import RegisterScore, is_right, read_passages, score


@pytest.fixture(scope="module", params=["worked_on", "held_back"])
def scored(request: pytest.FixtureRequest) -> RegisterScore:
    return score(read_passages(request.param))


def test_speech_is_found_in_every_register(scored: RegisterScore) -> None:
    assert scored.spans >= 0.96, "\n".join(scored.faults)


def test_speakers_are_named_in_every_register(scored: RegisterScore) -> None:
    assert scored.speakers >= 0.90, "\n".join(scored.faults)


def test_signs_titles_and_terms_are_not_taken_for_speech(scored: RegisterScore) -> None:
    assert scored.other_taken <= 0.13 * scored.other, "\n".join(scored.faults)


def test_what_is_sure_is_right(scored: RegisterScore) -> None:
    assert scored.shown_right >= 0.92 * scored.shown, "\n".join(scored.faults)


def test_labels_are_compared_by_first_or_last_name_or_by_word() -> None:
    assert is_right("Quiñones", "Marta Quiñones")
    assert is_right("witness", "the second witness")
    assert not is_right("Ott", "Lane Ott Reyes")
    assert not is_right("Lane", None)
