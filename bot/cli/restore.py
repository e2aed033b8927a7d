"""``daybrief restore``: a backup in the place of the database."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Database
from bot.cli.running import run, run_here
from bot.cli.texts import write_text

if TYPE_CHECKING:
    from bot.chat.catalogue import Catalogue
    from briefings.services.digests.resume_after_restore import Waiting
    from config.settings import Settings


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What daybrief backup made.")],
    send_waiting: Annotated[
        bool | None,
        typer.Option(
            "--send-waiting/--no-send-waiting",
            help="Whether what the backup still owes is sent at the next start; asked in a terminal, else it is not.",
            show_default=False,
        ),
    ] = None,
    database: Database = None,
) -> None:
    """Put a backup in the place of the database, while Daybrief is stopped; the old file is kept beside it."""
    write_text(run_here(lambda: _restore(file, send_waiting, database)) + "\n")


def _restore(file: Path, send: bool | None, database: str | None) -> str:
    from bot.bootstrap import heads_of, settings_from  # noqa: PLC0415
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from briefings.adapters.clock import SystemClock  # noqa: PLC0415
    from briefings.adapters.sql.sqlite.restore import restoring  # noqa: PLC0415

    settings, t = settings_from(database), Catalogue()
    with restoring(settings.database.url, file, now=SystemClock().now()) as restored:
        copy = settings_from(restored.url)
        copy.database.heads = heads_of(settings).file
        fate = run(_settle(file.name, copy, send, t))
    told = [t("Restored {file}. The audit log names this restore: daybrief log.", file=file), *fate]
    if restored.aside:
        told.append(t("The file from before is {file}.", file=restored.aside))
    return " ".join(told)


async def _settle(name: str, settings: "Settings", send: bool | None, t: "Catalogue") -> list[str]:
    """Bring the copy up to date, name the restore in its log, and decide on what it still owes."""
    from bot.bootstrap import opened_store  # noqa: PLC0415
    from bot.console.asking import PERSON  # noqa: PLC0415
    from briefings.adapters.clock import SystemClock  # noqa: PLC0415
    from briefings.services.digests.resume_after_restore import take_as_sent, what_waits  # noqa: PLC0415
    from briefings.services.records.note_restore import note_restore  # noqa: PLC0415

    clock = SystemClock()
    async with opened_store(settings) as store:
        waiting = await what_waits(store=store, clock=clock)
        if waiting.total and _shall_send(waiting, send, t):
            fate = [t("What it owes is sent at the next start.")]
        elif waiting.total:
            await take_as_sent(store=store, clock=clock)
            fate = [_owed(waiting, t), t("All of that is taken as sent before; --send-waiting would send it.")]
        else:
            fate = []
        await note_restore(name, by=PERSON, store=store, clock=clock)
    return fate


def _shall_send(waiting: "Waiting", send: bool | None, t: "Catalogue") -> bool:
    if send is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return bool(send)
    question = t("It may have been sent since. Send it again?")
    return typer.confirm(" ".join((_owed(waiting, t), question)), default=False)


def _owed(waiting: "Waiting", t: "Catalogue") -> str:
    return t(
        "The backup still owes: messages {messages}, digests {digests}, reminders {reminders}.",
        messages=waiting.messages,
        digests=waiting.digests,
        reminders=waiting.reminders,
    )
