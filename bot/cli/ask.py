"""``daybrief ask``: one command, its card as plain text."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Database
from bot.cli.running import run
from bot.cli.stopping import USER_MISTAKE
from bot.cli.texts import complain, write_text

if TYPE_CHECKING:
    from bot.chat.cards.cards import Card


def ask(
    line: Annotated[str, typer.Argument(metavar="LINE", help='What to ask, such as "/quote zelensky".')],
    database: Database = None,
) -> None:
    """Run one command and print its answer as plain text."""
    if not run(_ask(line, database)):
        raise typer.Exit(USER_MISTAKE)


async def _ask(line: str, database: str | None) -> bool:
    """Print the answer; False when it answers a mistake."""
    from bot.bootstrap import log_mistakes_only, opened_program, settings_from  # noqa: PLC0415
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from bot.chat.input.parsing import Typed  # noqa: PLC0415
    from bot.cli.first_start import load_sample_once  # noqa: PLC0415
    from bot.console.asking import console_ask  # noqa: PLC0415

    settings = settings_from(database)
    log_mistakes_only(settings)
    async with opened_program(settings) as program:
        await load_sample_once(program)
        typed = program.answering.parse(line) or Typed(line.strip().lstrip("/").split(" ")[0][:32] or "help")
        card = await program.answering.answer(console_ask(typed, Catalogue()))
    if card is None:
        return True
    _print(card)
    return not card.mistake


def _print(card: "Card") -> None:
    """Print the card; a file that comes with it stands alone on standard output, so that it can be kept."""
    from bot.cli.texts import write_bytes  # noqa: PLC0415
    from bot.console.render import beside_file, file_lines, plain  # noqa: PLC0415

    if card.document is None:
        write_text(plain(card) + "\n")
        return
    complain(plain(beside_file(card)) + "\n")
    shown = "\n".join(file_lines(card)).encode()
    write_bytes(shown if sys.stdout.isatty() else card.document.data)
