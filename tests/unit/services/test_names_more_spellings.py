"""Two further sets of people, spelt as many countries' papers spell them, and strangers with names like theirs."""

import pytest

from briefings.services.names import NameIndex, match_name
from config.speakers import shipped_aliases
from tests.unit.services.spellings_more import (
    OFFICIALS,
    STATESMEN,
    STRANGERS_TO_OFFICIALS,
    STRANGERS_TO_STATESMEN,
)


def key_of(name: str, known: NameIndex) -> str | None:
    match = match_name(name, known).match
    return match.key if match else None


def index(people: dict[str, tuple[str, ...]]) -> NameIndex:
    return NameIndex({name: (name,) for name in people}, shipped_aliases())


@pytest.mark.parametrize("people", [STATESMEN, OFFICIALS], ids=["statesmen", "officials"])
def test_nearly_every_spelling_finds_its_person(people: dict[str, tuple[str, ...]]) -> None:
    known = index(people)
    found = [key_of(spelling, known) == name for name, listed in people.items() for spelling in listed]
    assert sum(found) >= 0.96 * len(found)


@pytest.mark.parametrize("people", [STATESMEN, OFFICIALS], ids=["statesmen", "officials"])
def test_no_spelling_finds_somebody_else(people: dict[str, tuple[str, ...]]) -> None:
    known = index(people)
    wrong = {
        spelling: key
        for name, listed in people.items()
        for spelling in listed
        if (key := key_of(spelling, known)) not in {name, None}
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("people", "strangers"),
    [(STATESMEN, STRANGERS_TO_STATESMEN), (OFFICIALS, STRANGERS_TO_OFFICIALS)],
    ids=["statesmen", "officials"],
)
def test_a_stranger_is_nobody(people: dict[str, tuple[str, ...]], strangers: tuple[str, ...]) -> None:
    known = index(people)
    assert {name: key for name in strangers if (key := key_of(name, known))} == {}


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
    assert key_of(spelling, index({**STATESMEN, **OFFICIALS})) == name
