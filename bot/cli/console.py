"""``daybrief console``: the chat in the terminal, or through a pipe."""

import sys
from typing import TYPE_CHECKING

from bot.cli.options import Database
from bot.cli.running import run

if TYPE_CHECKING:
    from bot.chat.answering import Answering


def console(database: Database = None) -> None:
    """Chat in the terminal: no token and no network needed. Its digests are printed while it is open."""
    run(chat(database))


async def chat(database: str | None) -> None:
    """Open everything and chat until the person leaves."""
    from bot.bootstrap import log_mistakes_only, opened_program, settings_from  # noqa: PLC0415
    from bot.bootstrap.terminal import digests_in_terminal  # noqa: PLC0415
    from bot.cli.first_start import load_sample_once  # noqa: PLC0415

    settings = settings_from(database)
    log_mistakes_only(settings)
    async with opened_program(settings) as program:
        await load_sample_once(program)
        async with digests_in_terminal(program):
            await chat_over(program.answering)


async def chat_over(answering: "Answering") -> None:
    """Chat over a program that is open: in colour in a terminal, plain through a pipe."""
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from bot.console.session import Session  # noqa: PLC0415

    session = Session(answering, Catalogue())
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from bot.console.piped import chat_through_pipe  # noqa: PLC0415

        await chat_through_pipe(session)
        return
    from bot.console.terminal import chat_in_terminal  # noqa: PLC0415
    from config.settings import history_file  # noqa: PLC0415

    await chat_in_terminal(session, history=history_file())
