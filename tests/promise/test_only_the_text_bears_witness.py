"""What is typed beside an article bears nothing out: only the article's own text does."""

from datetime import UTC, datetime

import pytest

from briefings.domain.briefing import Content, SummaryPoint
from briefings.domain.errors import UserError
from briefings.domain.source import Source, fingerprint
from briefings.extraction.claims_check import Witness, not_in_source
from briefings.extraction.gate import check_note, check_own_words

TEXT = "The mayor spoke on Monday. “We have lost 30 houses,” he said, and “I will not resign”."
SOURCE = Source(
    id="s",
    text=TEXT,
    sha256=fingerprint(TEXT),
    added_at=datetime(2025, 2, 24, tzinfo=UTC),
    title="900 houses lost, says “furious” mayor on Friday",
    publisher="The 400 Times, “a daily”",
    url="https://example.org/500-houses",
)


@pytest.mark.parametrize("words", ["900 houses are lost", "A “furious” mayor", "On Friday", "400", "“a daily”", "500"])
def test_the_title_publisher_and_address_are_no_witness(words: str) -> None:
    with pytest.raises(UserError):
        check_own_words(Content(words), SOURCE)
    with pytest.raises(UserError):
        check_own_words(Content("Flood", (SummaryPoint(words),)), SOURCE)
    with pytest.raises(UserError):
        check_note(words, SOURCE)


@pytest.mark.parametrize("words", ["30 houses are lost", "He “will not resign”", "He spoke on Monday"])
def test_the_text_is(words: str) -> None:
    check_own_words(Content(words, (SummaryPoint(words),)), SOURCE)
    check_note(words, SOURCE)


PAIRS = (
    '""', "“”", "””", "““", "”“", "„“", "„”", "«»", "»«", "‹›", "「」", "『』", "｢｣", "〝〞", "❝❞", "《》", "〈〉",
    "″″", "‴‴",    "ʺʺ", "🙶🙷", "⹂⹂", "＂＂", "❮❯",
    "‘’", "’’", "’‘",
    "‚‘", "''", "``", "´´", "`´", "′′", "❛❜", "＇＇", "ʼʼ", "“’’",
    "⸂⸃", "“»", "«\"",
)  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("shape", ["Mayor {}deeply wounded{} now", "{}deeply wounded{}", "He is {} deeply wounded {}.",
                                   "So:{}deeply wounded{}", "A {}\u200bdeeply wounded\u2060{} man"])  # fmt: skip
def test_quoted_words_are_found_in_any_marks(pair: str, shape: str) -> None:
    sentence = shape.format(pair[0], pair[1:])
    assert not_in_source(sentence, Witness(TEXT)) != ()
    assert not_in_source(sentence, Witness("He was deeply wounded by it.")) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "He said “ ”deeply wounded“ ”", "He was “deeply wounded", "He was ‘deeply wounded",
        "“We” “deeply wounded” “lost”",
        "''deeply wounded''", "''deeply wounded”", "<<deeply wounded>>", ",,deeply wounded''",
        "said,“ deeply wounded ”",
        "”deeply wounded",
    ],
)  # fmt: skip
def test_marks_that_do_not_fit_hide_nothing(sentence: str) -> None:
    assert not_in_source(sentence, Witness(TEXT)) != ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor’s houses and the workers’ houses", "« We have lost » des maisons, « he said »", "It’s the mayor's",
        "“We have lost”, he says: “I will not resign”", "“We have lost 30 houses,” he said", "'We have lost' houses",
        "Rock 'n' roll for the mayor", "’Tis the mayor",
    ],
)  # fmt: skip
def test_apostrophes_and_marks_that_fit_are_no_offence(sentence: str) -> None:
    assert not_in_source(sentence, Witness(TEXT)) == ()


FALSE_NUMBERS = (
    "٣١", "３１", "³¹", "3️⃣1️⃣", "𝟑𝟏", "➌➊", "thirty\u00ad-one", "thir\u00adty-one", "thirty‑one",
    "t\u200bhirty-one", "𝐭𝐡𝐢𝐫𝐭𝐲-𝐨𝐧𝐞",
    "thіrty-one", "t̲hirty-one", "XXXI", "ⅩⅩⅩⅠ", "🅣🅦🅞", "ᴛᴡᴏ", "30‰", "30‱", "30 bp", "30 basis points", "30％",
    "30٪", "30﹪",
    "30 per cent", "30 per mille", "–30", "−30", "-30", "➖30", "－30", "⁻30", "− 30", "minus 30", "30½", "30⁶", "30^6",
    "3O", "3l",
    "30e6", "30'000", "30’000", "30_000", "30·5", "30٫5", "30 000", "30\u2009000", "🔟", "三十", "30 thousand", "30k",
    "30²",
)  # fmt: skip


@pytest.mark.parametrize("number", FALSE_NUMBERS)
def test_a_number_of_another_worth_is_found_in_any_form(number: str) -> None:
    assert not_in_source(f"The mayor says {number} houses are lost", Witness(TEXT)) != ()


@pytest.mark.parametrize("number", ["30", "３０", "٣٠", "𝟑𝟎", "3️⃣0️⃣", "thirty", "thir\u00adty", "³⁰"])
def test_the_same_number_in_any_form_is_taken(number: str) -> None:
    assert not_in_source(f"The mayor says {number} houses are lost", Witness(TEXT)) == ()


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("“I will” “resign”", "“I will not resign,” he said."),
        ("Mayor: “resign”", "“I will not resign,” he said."),
        ("Mayor: “I will”", "“I will not resign,” he said."),
        ("Mayor: “resign”", "“I will not, come what may, resign,” he said."),
        ("Mayor: “resign”", "“I won’t resign,” he said."),
        ("“a deal”", "There is no such thing as a deal."),
        ("“we will win”", "I do not think that we will win."),
        ("“Wir gehen”", "Wir gehen nicht."),
        ("“il part”", "Non, dit-il, il part pas."),
        ("“уйдёт”", "Он не уйдёт."),
    ],
)
def test_a_fragment_that_leaves_out_a_negation_is_no_quotation(sentence: str, source: str) -> None:
    assert not_in_source(sentence, Witness(source)) != ()


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("“I will not resign”", "“I will not resign,” he said."),
        ("He will not “resign”", "“I will not resign,” he said."),
        ("“I will not” “resign”", "“I will not resign,” he said."),
        ("“I stay”", "I do not leave, I stay."),
        ("“I stay”", "I do not leave but I stay."),
        ("“the war goes on”", "He did not resign and the war goes on."),
        ("“resign”", "“I will not resign,” he said. Later: “I resign.”"),
        ("“we won”", "Not only we won."),
    ],
)
def test_a_fragment_whose_own_clause_has_none_is_one(sentence: str, source: str) -> None:
    assert not_in_source(sentence, Witness(source)) == ()
