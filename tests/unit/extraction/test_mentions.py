"""Names of people, bodies and places, with every place where the article names them."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.extraction.document import read_document
from briefings.extraction.mentions import Mentions, find_mentions


def read(text: str) -> Mentions:
    return find_mentions(read_document(text))


PEOPLE = [
    ("Ada Lane spoke. Lane left.", ["Ada Lane"]),
    ("President Emmanuel Moreau met Chancellor Ada Lane.", ["Emmanuel Moreau", "Ada Lane"]),
    ("Texas Sen. Tom Reilly spoke.", ["Tom Reilly"]),
    ("But Ada Lane spoke on Monday.", ["Ada Lane"]),
    ("Mr. Trevelyan spoke.", ["Trevelyan"]),
    ("Ursula von der Leyen spoke.", ["Ursula von der Leyen"]),
    ("Volodymyr Zelensky's office called.", ["Volodymyr Zelensky"]),
    ("Michael Green spoke.", ["Michael Green"]),
    ("On Sunday the talks went on.", []),
    ("American and Russian officials met.", []),
]


@pytest.mark.parametrize(("text", "names"), PEOPLE)
def test_people_are_named_without_titles_and_openers(text: str, names: list[str]) -> None:
    assert [person.name for person in read(text).people] == names


OTHERS = [
    ("The Department of Justice sued.", "organisation", "Department of Justice"),
    ("The European Council met.", "organisation", "European Council"),
    ("NATO met.", "organisation", "NATO"),
    ("The State Department answered.", "organisation", "State Department"),
    ("They met in Saudi Arabia.", "place", "Saudi Arabia"),
    ("They met in Türkiye.", "place", "Türkiye"),
    ("They met in Kyiv.", "place", "Kyiv"),
]


@pytest.mark.parametrize(("text", "kind", "name"), OTHERS)
def test_bodies_and_places_are_told_apart(text: str, kind: str, name: str) -> None:
    mentions = read(text)
    assert [(m.kind, m.name) for m in (*mentions.people, *mentions.organisations, *mentions.places)] == [(kind, name)]


LINKED = [
    "Food and Drug Administration",
    "Securities and Exchange Commission",
    "Health and Safety Executive",
    "Department of Health and Social Care",
    "Department for Environment, Food and Rural Affairs",
    "Centers for Disease Control and Prevention",
    "Johnson & Johnson",
    "Hale & Tallis Foundation",
    "National Farmers' Union",
    "Women’s Institute",
    "Save the Children",
    "Reporters Without Borders",
    "Campaign for Nuclear Disarmament",
    "Popular Front for the Liberation of Palestine",
]


@pytest.mark.parametrize("name", LINKED)
def test_small_words_hold_the_name_of_a_body_together(name: str) -> None:
    assert [m.name for m in read(f"It rained. The {name} said so.").organisations] == [name]


APART = [
    ("The World Bank and International Monetary Fund met.", ["World Bank", "International Monetary Fund"]),
    ("The Treasury and Bank of England met.", ["Treasury", "Bank of England"]),
    ("The Transport Secretary and Home Office met.", ["Home Office"]),
    ("The Giants' Eli Tallis met the Democrats' Senate leader.", ["Democrats", "Senate"]),
    ("Harry & Emma met.", []),
    ("Head of Transport for London Andy Tallis spoke.", ["Transport for London"]),
]


@pytest.mark.parametrize(("text", "names"), APART)
def test_names_that_stand_side_by_side_stay_apart(text: str, names: list[str]) -> None:
    assert [m.name for m in read(text).organisations] == names


ROLES = [
    ("Kremlin spokesman Ivan Petrov spoke.", "Kremlin spokesman"),
    ("NATO chief Mark Visser spoke.", "NATO chief"),
    ("U.S. Secretary of State Tom Reilly spoke.", "U.S. Secretary of State"),
    ("Ada Lane, a nurse from Leeds, spoke.", "nurse from Leeds"),
    ("Mr. Tom Reilly spoke.", None),
    ("Ada Lane spoke.", None),
    ("“No,” said Martha Keane, the harbour master.", "harbour master"),
    ("“No,” said Tom Brady, chief executive of the Lorne Fishing Group.", "chief executive of the Lorne Fishing Group"),
    ("“No,” said Rosa Diaz, 43, a teacher.", "teacher"),
    ("“No,” said Tom Brady, pictured, of the Lorne Bakers.", None),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_the_role_is_what_the_article_calls_the_person(text: str, role: str | None) -> None:
    assert read(text).people[0].role == role


GENDERS = [
    ("Tom Reilly spoke.", "m"),
    ("Ada Lane spoke.", "f"),
    ("Spokeswoman Kim Osei spoke.", "f"),
    ("Mrs. Osei spoke.", "f"),
    ("Zxqv Osei, a fan, spoke.", None),
]


@pytest.mark.parametrize(("text", "gender"), GENDERS)
def test_gender_is_told_only_where_known(text: str, gender: str | None) -> None:
    assert [person.gender for person in read(text).people] == [gender]


def test_short_forms_are_occurrences_of_the_full_name() -> None:
    text = "Lane wins again.\n\nAda Lane won. LANE spoke. Mrs. Lane left."
    mentions = read(text)
    assert [text[a:b] for a, b in mentions.people[0].spans] == ["Lane", "Ada Lane", "LANE", "Lane"]
    assert mentions.full_name("lane") == "Ada Lane"
    assert mentions.full_name("Stone") is None


def test_at_gives_the_mention_that_overlaps() -> None:
    text = "Then Ada Lane met Tom Reilly."
    mentions = read(text)
    lane = mentions.at(text.index("Lane"), text.index("Lane") + 1)
    assert lane is not None
    assert lane.name == "Ada Lane"
    assert mentions.at(0, 4) is None
    assert [mention.name for _, _, mention in mentions.within(0, len(text))] == ["Ada Lane", "Tom Reilly"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("AB ab.'’-\n,"), st.characters()), max_size=300))
def test_spans_are_in_bounds_in_order_and_apart(text: str) -> None:
    mentions = read(text)
    spans = [(start, end) for start, end, _ in mentions.occurrences]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
