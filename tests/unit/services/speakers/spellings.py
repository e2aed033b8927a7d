"""Sets of persons as newspapers of many countries spell them, each with strangers who are easily mistaken for them."""

import tomllib
from pathlib import Path
from typing import NamedTuple


class Spellings(NamedTuple):
    """A set: the spellings of each person by name, and the names of others."""

    people: dict[str, tuple[str, ...]]
    strangers: tuple[str, ...]

    def pairs(self) -> list[tuple[str, str]]:
        """Every spelling with the name that it means."""
        return [(spelling, name) for name, listed in self.people.items() for spelling in listed]


SETS = {
    name: Spellings({key: tuple(listed) for key, listed in row["people"].items()}, tuple(row["others"]["strangers"]))
    for name, row in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
