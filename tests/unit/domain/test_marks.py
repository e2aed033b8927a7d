"""Marks, digits and letters in many forms come down to one."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.domain.marks import plain_digits, plain_marks, seen


def marks_of_unicode() -> list[str]:
    """Every character of Unicode's quotation categories, and those whose names say quotation mark or prime."""
    found = []
    for char in map(chr, range(sys.maxunicode + 1)):
        category = unicodedata.category(char)
        if category in {"Pi", "Pf"}:
            found.append(char)
        elif category in {"Po", "Ps", "Pe", "Sk", "So", "Lm"}:
            name = unicodedata.name(char, "")
            if "QUOTATION MARK" in name or name.endswith(("PRIME", "APOSTROPHE")):
                found.append(char)
    return found


def test_every_quotation_mark_of_unicode_becomes_a_plain_one() -> None:
    marks = marks_of_unicode()
    assert [char for char in marks if set(plain_marks(f"a {char}b{char}")) - set("ab \"'")] == []
    assert len(marks) > 50


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("''", "''"),
        ("``", "´´"),
        ("‘‘", "’’"),
        ("<<", ">>"),
        ("»", "«"),
        (",,", "''"),
        ("”", "”"),
        ("〝", "〞"),
        ("《", "》"),
    ],
)
def test_a_double_mark_of_any_kind_is_double(before: str, after: str) -> None:
    assert plain_marks(f"{before}words{after}") == '"words"'


@pytest.mark.parametrize("marks", ["‘’", "’’", "‚‘", "`´", "′′", "❛❜", "＇＇", "ʻʼ"])
def test_a_single_mark_of_any_kind_is_single(marks: str) -> None:
    assert plain_marks(f"{marks[0]}words{marks[1]}") == "'words'"


@pytest.mark.parametrize(
    "written",
    [
        "２６７",
        "٢٦٧",
        "۲۶۷",
        "२६७",
        "²⁶⁷",
        "₂₆₇",
        "2️⃣6️⃣7️⃣",
        "𝟐𝟔𝟕",
        "𝟚𝟞𝟟",
        "➋➏➐",
        "②⑥⑦",
        "2\u00ad6\u200b7",
        "2̲6̲7̲",
        "2\u20606\u034f7",
    ],
)
def test_digits_of_every_form_are_the_same_number(written: str) -> None:
    assert plain_digits(written) == "267"


@pytest.mark.parametrize(
    "written",
    [
        "fi\u00adve",
        "f\u200bive",
        "ｆｉｖｅ",
        "𝐟𝐢𝐯𝐞",
        "fіve",
        "ﬁve",
        "f\u0332i\u0332v\u0332e",
        "fíve",
        "ꜰɪᴠᴇ",
        "🅕🅘🅥🅔",
        "🅵🅸🆅🅴",
        "ⓕⓘⓥⓔ",
    ],
)
def test_a_number_word_in_disguise_is_read(written: str) -> None:
    assert plain_digits(written).casefold() == "five"


@pytest.mark.parametrize(
    ("written", "read"),
    [("5٪", "5%"), ("5％", "5%"), ("5﹪", "5%"), ("5؉", "5‰"), ("5؊", "5‱"), ("٣٫٥", "3.5"), ("3·5", "3.5"),
     ("−5", "−5"), ("－5", "-5"), ("➖5", "−5"), ("10⁶", "10^6"), ("5½", "5½"), ("🔟", "10"),
     ("1⁄2", "1/2"), ("CO₂", "CO2")],
)  # fmt: skip
def test_signs_beside_digits_have_one_form(written: str, read: str) -> None:
    assert plain_digits(written) == read


@pytest.mark.parametrize("text", ["Мільйон людей", "Это не он", "東京 二百", "Ärger für François"])
def test_other_scripts_keep_their_letters_between_marks(text: str) -> None:
    assert plain_marks(text) == text


def test_cyrillic_words_are_not_made_latin() -> None:
    assert plain_digits("мільйон йод") == "мільйон йод"


@given(st.text())
def test_folding_twice_changes_nothing_that_is_seen(text: str) -> None:
    assert seen(seen(text)) == seen(text)
    assert "\u00ad" not in plain_marks(text)
