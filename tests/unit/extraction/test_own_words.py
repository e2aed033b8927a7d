"""An editor's own sentence: nothing wrong gets through, and nothing right is refused for how it is written."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.extraction.claims_check import Witness, not_in_source

RIGHT = [
    ("2 men", "two men"), ("two men", "2 men"), ("twenty-one", "21"), ("a dozen", "12"), ("one man", "1 man"),
    ("March 6", "6 March"), ("6 March", "on March 6th"), ("the 6th of March", "March 6"), ("Feb. 24", "24 February"),
    ("6 March", "March 6, 2025"), ("6 March 2025", "2025-03-06"), ("March 2025", "6 March 2025"), ("in March", "March 6"),
    ("in 2025", "on 6 March 2025"), ("March 6 and 7", "March 6-7"), ("7 March", "March 6 and 7"),
    ("300 people", "On March 6 300 people"), ("From March 9th, 1200 people", "1,200 people from 9 March"), ("Monday’s vote", "on Monday"), ("on Monday", "Monday-night talks"),
    ("1.3 billion", "$1.3bn"), ("$1.3 billion", "1,300,000,000 dollars"), ("2.5 million", "2,500,000"),
    ("1 300 people", "1,300 people"), ("1300 people", "1 300 people"), ("1.50", "1.5"), ("3,000", "three thousand"),
    ("two and a half million", "2.5 million"), ("two-thirds", "two thirds"), ("1,5 Milliarden", "1.5 milliarden"),
    ("five percent", "5%"), ("5 per cent", "5 percent"), ("between 5 and 7 percent", "5% to 7%"), ("80%", "80 %"),
    ("5-7 percent", "5 to 7%"), ("5 percent", "between 5 and 7 percent"), ("minus 15", "-15"), ("-15", "−15"),
    ("2 percentage points", "two percentage points"), ("third anniversary", "3rd anniversary"), ("half", "two halves"),
    ("F16 jets", "F-16 jets"), ("30 kg", "30kg"), ("$20k", "20,000 dollars"), ("20k", "20k"), ("۵", "5"),
    ("No one came, one of them said", "x"), ("He said “ready”", "I am ready for it"), ("it may march on", "x"),
    ("„ready“ he is", "I am ready for it"), ("»ready« he is", "I am ready for it"), ("«ready» he is", "“ready”"),
]  # fmt: skip
WRONG = [
    ("268", "267"), ("26", "267"), ("1.3 people", "1.3 billion"), ("2.5 million", "2.5 billion"), (".5 m", "5 m"),
    ("5", "5 percent"), ("5 percent", "5"), ("2 percentage points", "2 percent"), ("-5", "5"), ("5", "minus 5"),
    ("16 jets", "F-16"), ("20 leaders", "G20 leaders"), ("G7", "7 leaders"), ("1990s", "1990"), ("1,234", "1,234,567"),
    ("20", "twenty-one"), ("250 euros", "1 250 euros"), ("€5", "$5"), ("1.300", "1,300"), ("23", "23.02.2025"),
    ("1,5 Milliarden", "1,5 Millionen"), ("5 million", "a 5m wall"), ("10:30", "10 and 30"), ("2\u200b67", "2 and 67"),
    ("between 3 and 7 percent", "3 ministers, 7 percent"), ("one in five", "two in five"), ("one soldier", "two soldiers"),
    ("fourth", "third"), ("the first", "the third"), ("twelfth", "twelve"), ("three quarters", "three"),
    ("tenfold", "ten"), ("doubled", "x"), ("a decade", "x"), ("thousands", "x"), ("½", "x"), ("五", "x"), ("²", "x"),
    ("March 6", "6 people in March"), ("March 2024", "March 6, 2025. In 2024"), ("6 March 2024", "6 March, and 2024"),
    ("6 March", "March"), ("Monday’s vote", "Sunday"), ("mid-March", "x"), ("Sunday-night talks", "Monday"),
    ("January", "Jan Kowalski"), ("Sunday", "The Sun"), ("tomorrow", "today"),
    ("“art”", "started"), ("“He is a thief", "He is"), ("‹thief›", "x"), ("‘thief’", "x"), ("`thief`", "x"),
    ("»thief« he is", "he is"), ("„thief“ he is", "he is"), ("the “big, bad thief", "the big bad thief"),
]  # fmt: skip
PIECES = (
    "1", "5", "16", "300", "2025", "1.5", "1,300", ".5", "%", "percent", "million", "bn", "m", "one", "two", "thirds",
    "half", "dozens", "third", "March", "may", "Mon", "Sunday", "of", "and", "to", "between", "minus", "-", "–", ":", "/",
    ",", ".", "$", "“", "”", "‘", "’", '"', "word", "F", "\u200b", "½", "٣", "th", "s", " ", " ", "\u00a0",
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "source"), RIGHT)
def test_the_same_in_another_form_is_taken(sentence: str, source: str) -> None:
    assert not_in_source(sentence, Witness(source)) == ()


@pytest.mark.parametrize(("sentence", "source"), WRONG)
def test_anything_else_is_named(sentence: str, source: str) -> None:
    assert not_in_source(sentence, Witness(source)) != ()


def test_what_is_missing_is_named_as_typed_and_in_order() -> None:
    sentence = "On Friday “nobody” saw 300 of the Two Million men, on 7 March."
    assert not_in_source(sentence, Witness("On 6 March")) == ("Friday", "nobody", "300", "Two Million", "7 March")


@settings(max_examples=300, deadline=timedelta(seconds=5))
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join))
def test_a_source_bears_itself_out(text: str) -> None:
    assert not_in_source(text, Witness(f"A title\n\n{text}\n\nThe end.")) == ()


def test_one_reading_of_a_long_source_answers_every_sentence() -> None:
    lines = "\n".join(f"Boat {number} carried {number}.5 tonnes." for number in range(3_000))
    witness = Witness(f"{lines}\nThe last one sank on 6 March, “an old ship”.")
    assert not_in_source("It carried 2,999.5 tonnes.", witness) == ()
    assert not_in_source("It carried 7.5 tonnes, and 3,000.5 tonnes", witness) == ("3,000.5",)
    assert not_in_source("An “old ship” sank on 6 March, a “new ship” on 7 March.", witness) == ("new ship", "7 March")
