"""The tables of ``docs/commands.md`` and ``docs/settings.md``, and ``.env.example``: ``make docs`` writes them."""

from pathlib import Path

from bot.chat.catalogue import Catalogue
from bot.chat.commands.help import usage
from bot.chat.commands.listed import command_table
from config.documentation import env_example, settings_table

PAGES = (Path("docs/commands.md"), Path("docs/settings.md"))
"""The pages with a table, relative to the repository."""


def commands_table() -> str:
    """The commands as a Markdown table, in the table's order."""
    t = Catalogue()
    rows = [
        f"| `{_cell(usage(command))}` | {t(command.help)} | {command.audience.value} |"
        for command in command_table()
        if not command.hidden
    ]
    return "\n".join(("| command | what it does | who may |", "|---|---|---|", *rows))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def with_tables(text: str) -> str:
    """Return the page with the tables between their markers written anew; other text stays as it is."""
    for name, table in (("commands", commands_table()), ("settings", settings_table())):
        before, opened, rest = text.partition(f"<!-- {name} -->\n")
        _, closed, after = rest.partition(f"<!-- /{name} -->")
        if opened and closed:
            text = f"{before}{opened}\n{table}\n\n{closed}{after}"
    return text


def main() -> None:
    """Write the tables of both pages and ``.env.example``."""
    for page in PAGES:
        page.write_text(with_tables(page.read_text(encoding="utf-8")), encoding="utf-8")
    Path(".env.example").write_text(env_example(), encoding="utf-8")


if __name__ == "__main__":
    main()
