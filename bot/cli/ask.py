"""``daybrief ask``: one command, its card as plain text."""

import sys
from typing import Annotated

import typer

from bot.cli.options import Database
from bot.cli.running import run

USER_MISTAKE = 1


def ask(
    line: Annotated[str, typer.Argument(help='What to ask, such as "/quote zelensky".')],
    database: Database = None,
) -> None:
    """Run one command and print its answer as plain text."""
    if not run(_ask(line, database)):
        raise typer.Exit(USER_MISTAKE)


async def _ask(line: str, database: str | None) -> bool:
    """Print the answer; False when it answers a mistake."""
    from bot.bootstrap import log_mistakes_only, opened_program, settings_from  # noqa: PLC0415
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from bot.chat.parsing import Typed  # noqa: PLC0415
    from bot.cli.first_start import load_sample_once  # noqa: PLC0415
    from bot.console.asking import console_ask  # noqa: PLC0415
    from bot.console.render import plain  # noqa: PLC0415

    settings = settings_from(database)
    log_mistakes_only(settings)
    async with opened_program(settings) as program:
        await load_sample_once(program)
        typed = program.answering.parse(line) or Typed(line.strip().lstrip("/").split(" ")[0][:32] or "help")
        card = await program.answering.answer(console_ask(typed, Catalogue()))
    if card is None:
        return True
    sys.stdout.write(plain(card) + "\n")
    return not card.mistake
