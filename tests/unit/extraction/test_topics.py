"""Topics carry the same label in every article, whatever words the article uses for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.extraction.document import read_document
from briefings.extraction.mentions import find_mentions
from briefings.extraction.topics import MOST, suggest_topics


def topics_of(text: str, title: str | None = None) -> tuple[str, ...]:
    document = read_document(text)
    return suggest_topics(document, find_mentions(document), title=title)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kyiv said Ukrainian drones flew over Ukraine.", "Ukraine"),
        ("Kiev said the Ukrainian army would hold.", "Ukraine"),
        ("Moscow said the Kremlin was ready.", "Russia"),
        ("Germans went to the polls and Berlin waited.", "Germany"),
        ("The U.S. sent envoys and Washington waited.", "United States"),
        ("The UK and British ministers met.", "Britain"),
        ("Ankara and Turkish officials met.", "Türkiye"),
        ("The North Korean army fired; Pyongyang said nothing.", "North Korea"),
        ("South Korea and the South Korean fleet sailed.", "South Korea"),
        ("The EU met in Brussels.", "European Union"),
        ("The European Commission spoke for the European Union.", "European Union"),
        ("The UN Security Council met at the United Nations.", "United Nations"),
        ("NATO will grow, and NATO knows it.", "NATO"),
        ("Voters cast ballots in the election.", "Elections"),
        ("A ceasefire was negotiated in peace talks.", "Peace talks"),
        ("Inflation rose while the economy shrank.", "Economy"),
        ("Floods and an earthquake hit the coast.", "Disasters"),
        ("New tariffs will hurt exports and trade.", "Trade"),
        ("The artificial intelligence firm made AI chips.", "Artificial intelligence"),
        ("The striker scored two goals in the match.", "Sport"),
    ],
)
def test_words_meet_under_one_label(text: str, label: str) -> None:
    assert label in topics_of(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("They told us to meet us there with us.", "United States"),
        ("The un-American thing was un and un.", "United Nations"),
        ("Chad Smith and Chad Brown met Jordan Lee.", "Chad"),
        ("One mention of Peru is not enough in a text.", "Elections"),
    ],
)
def test_other_words_are_no_topic(text: str, label: str) -> None:
    assert label not in topics_of(text)


def test_people_who_matter_are_topics() -> None:
    text = "Ines Falk ordered the evacuation. Falk asked for soldiers. Falk thanked the neighbours. Falk slept."
    assert "Ines Falk" in topics_of(text)


def test_the_title_weighs_more() -> None:
    text = "Officials met on Monday in Lima to talk."
    assert "Peru" not in topics_of(text)
    assert "Peru" in topics_of(text, title="Peru waits for an answer")


def test_there_are_few_and_no_doubles() -> None:
    text = "Ukraine Russia China India France Spain Italy NATO EU UN war election trade health school police " * 5
    found = topics_of(text)
    assert len(found) <= MOST
    assert len(set(found)) == len(found)


@given(st.text(max_size=500), st.none() | st.text(max_size=50))
def test_any_text_is_read(text: str, title: str | None) -> None:
    assert len(topics_of(text, title)) <= MOST
    assert topics_of(text, title) == topics_of(text, title)


def test_a_dateline_is_no_topic() -> None:
    assert "Spain" not in topics_of("MADRID (Reuters) - Brazil and Brazilian clubs won every match, Brazil said.")


def test_one_word_makes_no_theme_and_one_demonym_no_place() -> None:
    text = "The dam burst at the end of a match. A Portuguese tourist was rescued from the water by the fire brigade."
    assert topics_of(text) == ()
