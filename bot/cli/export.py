"""``daybrief export``: everything in one file that any database takes in again."""

from typing import Annotated

import typer

from bot.cli.options import Database
from bot.cli.progress import Progress
from bot.cli.running import run
from bot.cli.texts import complain, write_text


def export(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="Where to write, or - for standard output.")],
    database: Database = None,
) -> None:
    """Write everything that is kept into one file, a JSON object a line; daybrief import reads it on any database."""
    told, warning = run(_export(file, database))
    if warning:
        complain(f"{warning}\n")
    if file != "-":
        write_text(f"{told}\n")


async def _export(name: str, database: str | None) -> tuple[str, str]:
    """Write the file; return what was done, and a warning when no import would take it."""
    from bot.bootstrap import opened_store, settings_from  # noqa: PLC0415
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from bot.cli.whole_file import whole_file  # noqa: PLC0415
    from briefings.services.records.export_archive import export_archive  # noqa: PLC0415
    from briefings.services.records.verify_log import verify_log  # noqa: PLC0415

    progress = Progress("lines")
    async with opened_store(settings_from(database)) as store:
        check = await verify_log(store=store)
        with whole_file(name) as write:
            ending = await export_archive(write, store=store, progress=progress.reach)
    progress.end()
    t, warning = Catalogue(), ""
    if check.broken_at is not None:
        warning = t("The audit log is broken at entry {number}: daybrief import will not take this file.",
                    number=check.broken_at)  # fmt: skip
    return t("Exported {lines} lines to {name} (SHA-256 {sha256}).",
             lines=t.number(ending.lines), name=name, sha256=ending.sha256), warning  # fmt: skip
