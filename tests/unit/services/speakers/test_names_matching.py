"""Names in many spellings and scripts find their person, and nobody else's."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.services.speakers.names import MatchKind, NameIndex, match_name
from config.speakers import shipped_aliases
from tests.unit.services.speakers.spellings import SETS

LEADERS, OTHERS = SETS["leaders"].people, SETS["others"].people


def index(*names: str) -> NameIndex:
    return NameIndex({name: (name,) for name in names}, shipped_aliases())


LEADERS_INDEX = index(*LEADERS)
OTHERS_INDEX = index(*OTHERS)


def key_of(name: str, known: NameIndex) -> str | None:
    match = match_name(name, known).match
    return match.key if match else None


def spellings(people: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(spelling, person) for person, listed in people.items() for spelling in (person, *listed)]


@pytest.mark.parametrize(("spelling", "person"), spellings(LEADERS))
def test_every_spelling_of_a_leader_is_recognised(spelling: str, person: str) -> None:
    assert key_of(spelling, LEADERS_INDEX) == person


def test_nearly_every_spelling_is_recognised_without_the_hand_kept_list() -> None:
    cases = spellings(OTHERS)
    right = sum(key_of(spelling, OTHERS_INDEX) == person for spelling, person in cases)
    assert right >= 0.94 * len(cases)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Volodymyr Zelnesky", "Volodymyr Zelensky"),
        ("zelenksy", "Volodymyr Zelensky"),
        ("Emanuel Macorn", "Emmanuel Macron"),
        ("dmitry peksov", "Dmitry Peskov"),
        ("Gutteres", "António Guterres"),
        ("NETANYAHU", "Benjamin Netanyahu"),
        ("  keir   starmer ", "Keir Starmer"),
        ("Lukashenkо", "Alexander Lukashenko"),
    ],
)
def test_a_slip_of_the_pen_is_forgiven(typed: str, meant: str) -> None:
    assert key_of(typed, LEADERS_INDEX) == meant


def test_the_kind_tells_how_a_name_was_recognised() -> None:
    kinds = {
        name: match.kind
        for name in ("volodymyr zelensky", "泽连斯基", "Volodymyr Zelenskyi", "Volodymyr Zelnesky")
        if (match := match_name(name, LEADERS_INDEX).match)
    }
    assert list(kinds.values()) == [MatchKind.EXACT, MatchKind.ALIAS, MatchKind.SPELLING, MatchKind.TYPO]


def test_two_people_of_one_surname_are_asked_apart() -> None:
    known = index("Vitali Klitschko", "Wladimir Klitschko")
    assert match_name("Klitschko", known).ambiguous == ("Vitali Klitschko", "Wladimir Klitschko")
    assert key_of("V. Klitschko", known) is None
    assert key_of("Vitaliy Klychko", known) == "Vitali Klitschko"
    assert key_of("Wladimir Klitschko", known) == "Wladimir Klitschko"


@pytest.mark.parametrize(
    ("surname", "people"),
    [
        ("smith", ("Ada Smith", "Ben Smith")),
        ("koval", ("Ben Koval", "Olena Koval")),
        ("gore", ("Al Gore", "Kristin Gore")),
        ("jones", ("Alex Jones", "Van Jones")),
    ],
)
def test_a_given_name_that_could_be_a_particle_is_a_name(surname: str, people: tuple[str, str]) -> None:
    known = index(*people)
    assert match_name(surname, known).ambiguous == people
    assert [key_of(person, known) for person in people] == list(people)
    assert key_of(people[0], index(people[1])) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ben Gvir", "Itamar Ben-Gvir"),
        ("Ben-Gvir", "Itamar Ben-Gvir"),
        ("El Hadad", "Samir al-Hadad"),
        ("Al Hadad", "Samir al-Hadad"),
        ("Van Rompuy", "Herman Van Rompuy"),
        ("Herman Van Rompuy", "Van Rompuy"),
    ],
)
def test_a_particle_at_the_head_is_one_where_the_full_name_has_it(typed: str, meant: str) -> None:
    assert key_of(typed, index(meant)) == meant


def test_an_unknown_name_answers_with_the_nearest_ones() -> None:
    matched = match_name("Zelinger", LEADERS_INDEX)
    assert matched.match is None
    assert "Volodymyr Zelensky" in matched.nearest


def test_a_name_still_being_typed_finds_those_that_begin_so() -> None:
    assert LEADERS_INDEX.beginning("zelensk") == ["Volodymyr Zelensky"]
    assert LEADERS_INDEX.beginning("Зеленс") == ["Volodymyr Zelensky"]
    assert LEADERS_INDEX.beginning("") == []


def test_own_spellings_of_a_speaker_count() -> None:
    known = NameIndex({"7": ("Edson Arantes do Nascimento", "Pelé")})
    assert key_of("pele", known) == "7"


def test_ten_thousand_known_names_are_searched_in_milliseconds() -> None:
    parts = "ka lo mi ter son berg ov ski en ra ti du mar vel hof".split()
    surnames = [a + b + c for a in parts for b in parts for c in parts][:2500]
    givens = ("Anna", "Boris", "Carlos", "Denise")
    known = NameIndex({f"{given} {name}": (f"{given} {name}",) for given in givens for name in surnames})
    asked = ["Anna Kalomi", "Борис Тертерсон", "Karlos Milosonn", "nobody at all", "Denise Velvelvell", "Kaloterr"]
    start = time.perf_counter()
    for _ in range(5):
        for name in asked:
            match_name(name, known)
    assert (time.perf_counter() - start) / (5 * len(asked)) < 0.05


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    matched = match_name(text, LEADERS_INDEX)
    assert matched.match is None or matched.match.key in LEADERS


@given(st.sampled_from(sorted(OTHERS)), st.sampled_from(sorted(OTHERS)))
def test_a_known_name_is_itself_and_nobody_else(name: str, other: str) -> None:
    assert key_of(name, OTHERS_INDEX) == name
    assert (key_of(name.upper(), OTHERS_INDEX) == other) == (name == other)
