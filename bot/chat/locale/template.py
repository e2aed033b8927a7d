"""Writes the catalogue's template, ``daybrief.pot``, from which translations are made: ``make messages``."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.chat.commands.listed import command_table

TEMPLATE = Path(__file__).with_name("daybrief.pot")
ROOT = Path(__file__).parents[3]

_FIRST = (
    *("t", "_t", "entry", "Notice", "Problem", "__init__"),
    *("UserError", "TemporaryError", "PermanentError", "InDoubtError", "OperatorError"),
    *("ChatUnreachableError", "ChatMovedError", "TermLostError", "UnreadableError"),
)
_KEYWORDS: dict[str, tuple[int, ...] | None] = {**dict.fromkeys(_FIRST, (1,)), "n": (1, 2)}

Message = str | tuple[str, ...]


def messages() -> set[Message]:
    """Every sentence that a person may see: those marked in the code, and those of the command table."""
    found: set[Message] = {message for room in ("bot", "briefings") for message in _marked(ROOT / room)}
    for command in command_table():
        found |= {command.help, *(option.help for option in command.options)}
        found |= {command.group} if command.group else set()
    return found


def _marked(folder: Path) -> Iterator[Message]:
    for _file, _line, message, _comments, _context in extract_from_dir(
        folder, [("**.py", "python")], keywords=_KEYWORDS
    ):
        if message:
            yield message


def written() -> set[Message]:
    """The sentences of the template as it stands in the repository."""
    with TEMPLATE.open("rb") as file:
        found = (message.id for message in read_po(file) if message.id)
        return {message if isinstance(message, str) else tuple(message) for message in found}


def render() -> bytes:
    """The template's text; without places and dates, so that it changes only when a sentence does."""
    catalogue = Catalog(project="Daybrief", version="1", charset="utf-8", fuzzy=False)
    for message in sorted(messages(), key=str):
        catalogue.add(message)
    out = BytesIO()
    write_po(out, catalogue, no_location=True, omit_header=True, width=120)
    return out.getvalue()


def main() -> None:
    """Write the template."""
    TEMPLATE.write_bytes(render())


if __name__ == "__main__":
    main()
