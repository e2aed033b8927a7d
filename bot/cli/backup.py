"""``daybrief backup``: a copy of the database, made while Daybrief runs."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import Database
from bot.cli.progress import Progress
from bot.cli.running import run_here
from bot.cli.texts import write_text


def backup(
    directory: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where backups are kept; by default beside the database.")
    ] = None,
    keep: Annotated[int, typer.Option(min=1, help="How many backups to keep; older ones are removed.")] = 7,
    database: Database = None,
) -> None:
    """Copy the database while Daybrief runs, check the copy, and keep the newest few."""
    write_text(run_here(lambda: _backup(directory, keep, database)) + "\n")


def _backup(directory: Path | None, keep: int, database: str | None) -> str:
    from bot.bootstrap import settings_from  # noqa: PLC0415
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from briefings.adapters.clock import SystemClock  # noqa: PLC0415
    from briefings.adapters.sql.sqlite.backup import back_up  # noqa: PLC0415

    progress = Progress("pages")
    made = back_up(
        settings_from(database).database.url,
        directory,
        keep=keep,
        now=SystemClock().now(),
        progress=lambda done, _: progress.reach(done),
    )
    progress.end()
    t, megabytes = Catalogue(), round(made.size / 1e6, 1)
    told = t("Backed up to {path} ({size} MB, checked).", path=made.path, size=t.number(megabytes))
    removed = t("Removed {names}.", names=t.list(list(made.removed)))
    return f"{told} {removed}" if made.removed else told
