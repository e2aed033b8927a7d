"""``docs/data-format.md`` describes exactly the kinds and fields that an export holds."""

import re
from pathlib import Path

import pytest

from briefings.adapters.sql.records.kinds import KINDS, PUBLICATION, Kind
from briefings.domain.audit import Act
from briefings.services.records.export_form import VERSION

PAGE = (Path(__file__).parents[2] / "docs" / "data-format.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"### `(\w+)`\n(.*?)(?=\n##)", PAGE, re.DOTALL))


def described(section: str) -> list[tuple[str, bool]]:
    """The fields in a section's table, and whether each may be null."""
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [(name, mark == "?") for cell in cells for name, mark in re.findall(r"`(\w+)`(\??)", cell)]


def test_the_kinds_stand_in_the_order_of_the_file() -> None:
    assert list(SECTIONS) == [kind.name for kind in KINDS]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_is_described(kind: Kind) -> None:
    if kind.name == PUBLICATION:
        assert described(SECTIONS[kind.name]) == [("briefing_id", False), ("revision", False), ("speakers", False)]
        return
    fields = [(column.name, bool(column.nullable)) for column in kind.columns]
    assert described(SECTIONS[kind.name]) == fields, "Describe the field, and raise VERSION once a release has it."


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.values], ids=lambda kind: kind.name)
def test_every_value_of_a_choice_is_named(kind: Kind) -> None:
    for name, choices in kind.values.items():
        if name != "platform":
            row = next(line for line in SECTIONS[kind.name].splitlines() if line.startswith(f"| `{name}`"))
            assert {f"`{choice.value}`" for choice in choices} <= set(re.findall(r"`[^`]+`", row))


def test_every_act_and_the_version_are_named() -> None:
    assert {f"`{act.value}`" for act in Act} <= set(re.findall(r"`[^`]+`", SECTIONS["audit"]))
    assert f"This is version {VERSION}." in PAGE
