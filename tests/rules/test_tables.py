"""The tables of the pages and .env.example say what the program does; ``make docs`` writes them."""

from pathlib import Path

import pytest

from bot.cli.tables import PAGES, commands_table, with_tables
from config.documentation import env_example, settings_table

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("page", "name"), list(zip(PAGES, ("commands", "settings"), strict=True)))
def test_a_page_lists_every_command_or_setting(page: Path, name: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for marker in (f"<!-- {name} -->", f"<!-- /{name} -->"):
        assert marker in text
    assert with_tables(text) == text, "Run make docs."


def test_the_readme_is_two_screens_long() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 90


def test_the_example_of_settings_is_up_to_date() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == env_example(), "Run make docs."


def test_tables_are_written_between_their_markers() -> None:
    text = "Before\n<!-- commands -->\nOutdated row\n<!-- /commands -->\n<!-- settings -->\n<!-- /settings -->\nAfter\n"
    written = with_tables(text)
    assert commands_table() in written
    assert settings_table() in written
    assert "Outdated row" not in written
    assert written.startswith("Before\n")
    assert written.endswith("After\n")
    assert with_tables(written) == written


def test_no_row_of_a_table_is_broken() -> None:
    for table in (commands_table(), settings_table()):
        rows = table.splitlines()
        assert {row.replace("\\|", "").count("|") for row in rows} == {4}
