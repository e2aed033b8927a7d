"""The hand-kept spellings that ship in ``speakers.toml``."""

import tomllib
from functools import cache
from pathlib import Path

_SHIPPED = Path(__file__).with_name("speakers.toml")


@cache
def shipped_aliases() -> tuple[tuple[str, ...], ...]:
    """The groups of spellings of one person or body, the English name first."""
    tables: dict[str, dict[str, str]] = tomllib.loads(_SHIPPED.read_text(encoding="utf-8"))
    return tuple(
        (name, *(spelling.strip() for spelling in listed.split(";")))
        for table in tables.values()
        for name, listed in table.items()
    )
