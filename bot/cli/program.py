"""The ``daybrief`` program: its commands, and the one place where an error becomes a sentence and an exit code."""

import sys
from io import TextIOWrapper

import typer

from bot.cli.add import add
from bot.cli.ask import ask
from bot.cli.backup import backup
from bot.cli.check import check
from bot.cli.console import console
from bot.cli.deliveries import deliveries_app
from bot.cli.export import export
from bot.cli.extract import extract_command
from bot.cli.import_ import import_command
from bot.cli.log import log_app
from bot.cli.migrate import migrate
from bot.cli.options import Database
from bot.cli.restore import restore
from bot.cli.run import run
from bot.cli.speakers import speakers_app
from bot.cli.stopping import CANNOT_RUN, USER_MISTAKE
from bot.cli.stories import stories_command
from bot.cli.team import team_app
from bot.cli.texts import complain
from briefings.domain.errors import DaybriefError, UserError

app = typer.Typer(name="daybrief", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def daybrief(database: Database = None) -> None:
    """News briefings for Telegram and Discord: every word can be traced to its source."""


for command in (run, console, ask, add, check, migrate, export, backup, restore):
    app.command()(command)
app.command("extract")(extract_command)
app.command("stories")(stories_command)
app.command("import")(import_command)
app.add_typer(speakers_app, name="speakers")
app.add_typer(team_app, name="team")
app.add_typer(log_app, name="log")
app.add_typer(deliveries_app, name="deliveries")


def main() -> None:
    """Run the command line; a mistake ends with exit code 1, a program that cannot run with 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except UserError as error:
        _fail(error, USER_MISTAKE)
    except DaybriefError as error:
        _fail(error, CANNOT_RUN)


def _fail(error: DaybriefError, code: int) -> None:
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415

    complain(f"daybrief: {Catalogue().error(error)}\n")
    raise SystemExit(code)
