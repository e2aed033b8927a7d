"""How a checked quote and the source's words are laid side by side."""

import pytest

from briefings.domain.wordings import compare, most_alike, plain_words

OFFER = (
    "If there is peace for Ukraine, if you really need me to leave my post, I am ready. I can exchange it for NATO, "
    "if there is that condition, immediately."
)


def shown(asked: str, said: str = OFFER) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "come": "[+{}+]"}
    return " ".join(marks[change.kind].format(change.text) for change in compare(plain_words(asked), plain_words(said)))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("I will exchange it for NATO", "I [-will-] [+can+] exchange it for NATO"),
        ("I can exchange it for NATO, if there is that condition, tomorrow.",
         "I can exchange it for NATO, if there is that condition, [-tomorrow.-] [+immediately.+]"),
        ("I can never exchange it for NATO, if there is that condition",
         "I can [-never-] exchange it for NATO, if there is that condition"),
        ("if you need me to leave my post, I am ready",
         "if you [+really+] need me to leave my post, I am ready"),
        ("I cam exchange it for NATO", "I [-cam-] [+can+] exchange it for NATO"),
    ],
)  # fmt: skip
def test_the_part_is_found_and_only_the_changes_are_marked(asked: str, expected: str) -> None:
    assert shown(asked) == expected


@pytest.mark.parametrize("asked", ["xod", "Gxd", "Gox", "Godd", "Go"])
def test_one_changed_letter_of_a_short_word_is_a_change(asked: str) -> None:
    assert most_alike([asked], [["mission"], ["God"]]) == 1


def test_a_short_word_with_two_other_letters_is_another_word() -> None:
    assert most_alike(["Gas"], [["God"]]) is None


def test_words_that_match_far_away_do_not_stretch_the_part() -> None:
    said = "I know. I know it well, and what I know is that the ships will come on Monday."
    assert shown("I know the ships will come on Monday", said).endswith("the ships will come on Monday")
    assert "well" not in shown("I know the ships will come on Monday", said)
