"""The README's tables and .env.example say what the program does; ``make docs`` writes them."""

from pathlib import Path

from bot.cli.tables import commands_table, with_tables
from config.documentation import env_example, settings_table

ROOT = Path(__file__).parents[2]


def test_the_readme_lists_every_command_and_setting() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for marker in ("<!-- commands -->", "<!-- /commands -->", "<!-- settings -->", "<!-- /settings -->"):
        assert marker in readme
    assert with_tables(readme) == readme, "Run make docs."


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
