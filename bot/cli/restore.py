"""``daybrief restore``: a backup in the place of the database."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import Database
from bot.cli.running import run, run_here
from bot.cli.texts import write_text


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What daybrief backup made.")],
    database: Database = None,
) -> None:
    """Put a backup in the place of the database, while Daybrief is stopped; the old file is kept beside it."""
    write_text(run_here(lambda: _restore(file, database)) + "\n")


def _restore(file: Path, database: str | None) -> str:
    from bot.bootstrap import settings_from  # noqa: PLC0415
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from briefings.adapters.clock import SystemClock  # noqa: PLC0415
    from briefings.adapters.sql.restore import restoring  # noqa: PLC0415

    with restoring(settings_from(database).database.url, file, now=SystemClock().now()) as restored:
        run(_note(file.name, restored.url))
    t = Catalogue()
    told = t("Restored {file}. The audit log names this restore: daybrief log.", file=file)
    before = t("The file from before is {file}.", file=restored.aside)
    return f"{told} {before}" if restored.aside else told


async def _note(name: str, url: str) -> None:
    """Bring the copy up to date and name the restore in its log."""
    from bot.bootstrap import opened_store, settings_from  # noqa: PLC0415
    from bot.console.asking import PERSON  # noqa: PLC0415
    from briefings.adapters.clock import SystemClock  # noqa: PLC0415
    from briefings.services.note_restore import note_restore  # noqa: PLC0415

    async with opened_store(settings_from(url)) as store:
        await note_restore(name, by=PERSON, store=store, clock=SystemClock())
