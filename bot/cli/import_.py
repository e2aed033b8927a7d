"""``daybrief import``: an export taken in, all of it or nothing."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from bot.cli.options import Database
from bot.cli.progress import Progress
from bot.cli.running import run
from bot.cli.texts import write_text
from briefings.domain.errors import UserError


def import_command(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="An export, or - for standard input.")],
    database: Database = None,
) -> None:
    """Take in what daybrief export wrote, into an empty database: all of it or nothing."""
    write_text(run(_import(file, database)) + "\n")


async def _import(name: str, database: str | None) -> str:
    from bot.bootstrap import opened_store, settings_from  # noqa: PLC0415
    from bot.bootstrap.program import joined  # noqa: PLC0415
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from bot.console.asking import PERSON  # noqa: PLC0415
    from briefings.services.records.import_archive import import_archive  # noqa: PLC0415

    settings, progress = settings_from(database), Progress("lines")
    with _opened(name) as stream:
        async with opened_store(settings) as store:
            desk = joined(settings, store).desk
            done = await import_archive(
                _lines(stream, name),
                by=PERSON,
                policy=desk.policy,
                store=store,
                clock=desk.clock,
                progress=progress.reach,
            )
    progress.end()
    t = Catalogue()
    if done.known:
        return t("This very export was imported before; nothing was changed.")
    return t("Imported {lines} lines. The audit log names this import: daybrief log.", lines=t.number(done.lines))


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        with _stopping_at_once():
            yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - closed below; only its opening may fail here
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError("“{name}” cannot be opened: {reason}.", name=name, reason=reason) from error
    with file:
        yield file


@contextmanager
def _stopping_at_once() -> Iterator[None]:
    """Let a Ctrl-C end the wait for a line, which asyncio's own handler would not."""

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _lines(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """Yield the lines with their breaks; of a line that is too long, so much that it is seen to be."""
    from briefings.services.records.export_form import MAX_LINE_BYTES  # noqa: PLC0415

    try:
        while line := stream.readline(MAX_LINE_BYTES + 1):
            yield line
    except OSError as error:
        raise UserError("“{name}” cannot be read: {reason}.", name=name, reason=error.strerror or error) from error
