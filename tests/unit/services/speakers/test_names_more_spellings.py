"""Sets of people, spelt as many countries' papers spell them, and strangers with names like theirs."""

import pytest

from briefings.services.speakers.names import NameIndex, match_name
from config.speakers import shipped_aliases
from tests.unit.services.speakers.spellings import SETS, Spellings

AT_LEAST = {"leaders": 1.0, "others": 0.93, "statesmen": 1.0, "officials": 0.96, "premiers": 0.97, "scholars": 0.85,
            "athletes": 0.88}  # fmt: skip
"""The part of a set's spellings that is found; people who are no politicians have no line in the hand-kept list."""


def key_of(name: str, known: NameIndex) -> str | None:
    match = match_name(name, known).match
    return match.key if match else None


def index(*sets: Spellings) -> NameIndex:
    return NameIndex({name: (name,) for each in sets for name in each.people}, shipped_aliases())


@pytest.mark.parametrize("name", SETS)
def test_nearly_every_spelling_finds_its_person_and_none_somebody_else(name: str) -> None:
    known = index(SETS[name])
    found = {spelling: (key_of(spelling, known), meant) for spelling, meant in SETS[name].pairs()}
    assert {spelling: key for spelling, (key, meant) in found.items() if key not in {meant, None}} == {}
    assert sum(key == meant for key, meant in found.values()) >= AT_LEAST[name] * len(found)


@pytest.mark.parametrize("name", SETS)
def test_a_stranger_is_nobody(name: str) -> None:
    known = index(SETS[name])
    assert {stranger: key for stranger in SETS[name].strangers if (key := key_of(stranger, known))} == {}


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("بوتين", "Vladimir Putin"),
        ("بايدن", "Joe Biden"),
        ("C. Ramaphosa", "Cyril Ramaphosa"),
        ("Уильям Руто", "William Ruto"),
        ("فيتسو", "Robert Fico"),
    ],
)
def test_a_bare_surname_or_an_initial_finds_the_closer_of_two(spelling: str, name: str) -> None:
    assert key_of(spelling, index(SETS["statesmen"], SETS["officials"])) == name


@pytest.mark.parametrize(
    ("typed", "known", "same"),
    [
        ("Вучич", "Aleksandar Vučić", True),
        ("ألكسندر فوتشيتش", "Aleksandar Vučić", True),
        ("bin Salman", "Mohammed bin Salman", True),
        ("Crown Prince Mohammed bin Salman", "Mohammed bin Salman", True),
        ("King Salman", "Mohammed bin Salman", False),
        ("Ben Laden", "Osama bin Laden", True),
        ("Xi Yuanping", "Xi Jinping", False),
        ("Peter Orpo", "Petteri Orpo", False),
        ("Moon Kook-jin", "Moon Jae-in", False),
        ("Moon Jaein", "Moon Jae-in", True),
        ("Paul Kagan", "Paul Kagame", False),
        ("Анджей Дуда", "Andrzej Duda", True),
    ],
)
def test_fathers_and_given_names_of_others_are_told_apart(typed: str, known: str, *, same: bool) -> None:
    assert key_of(typed, NameIndex({known: (known,)})) == (known if same else None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("John Major", "John Major"),
        ("Captain John Major", "John Major"),
        ("Cardinal Ayo Bello", "Ayo Bello"),
        ("Stephen King", "Stephen King"),
        ("Stephen", None),
    ],
)
def test_a_title_before_the_name_is_no_part_of_it_but_a_surname_is(typed: str, meant: str | None) -> None:
    assert key_of(typed, NameIndex({name: (name,) for name in ("John Major", "Ayo Bello", "Stephen King")})) == meant


def test_an_emoji_is_no_name_and_beside_one_it_is_nothing() -> None:
    known = NameIndex({"grin": ["Jon Grinning"], "merz": ["Friedrich Merz"]})
    assert match_name("😀", known).nearest == ()
    found = match_name("merz 😀", known).match
    assert found is not None
    assert found.key == "merz"
