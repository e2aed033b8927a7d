"""``daybrief log``: who did what, and whether anybody changed that since."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import Database
from bot.cli.running import run, with_store
from bot.cli.texts import write_json, write_text
from briefings.domain.audit import AuditEntry
from briefings.domain.errors import UserError
from briefings.services.records.verify_log import LogCheck

BROKEN = 1

log_app = typer.Typer(help="Who did what.", invoke_without_command=True)
_ANCHOR = re.compile(r"(\d{1,9}):([0-9a-f]{64})", re.ASCII)


@log_app.callback()
def log(
    context: typer.Context,
    briefing: Annotated[int | None, typer.Option(help="Only of the briefing of this number.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many entries, the newest first.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    database: Database = None,
) -> None:
    """Print the newest entries of the audit log; daybrief log verify checks its chain."""
    if context.invoked_subcommand is not None:
        return
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from briefings.services.records.verify_log import read_log  # noqa: PLC0415

    entries, t = run(with_store(lambda s, _: read_log(limit=limit, briefing=briefing, store=s), database)), Catalogue()
    if not entries and not as_json:
        write_text(t("Nothing was done yet.") + "\n")
    for entry in entries:
        if as_json:
            write_json(_as_json(entry) + "\n")
        else:
            write_text(_as_text(entry) + "\n")


@log_app.command()
def verify(
    against: Annotated[
        str | None, typer.Option(metavar="NUMBER:HASH", help="An entry as this command printed it before.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    database: Database = None,
) -> None:
    """Walk the chain of hashes; an entry that was changed, removed or put in ends with exit code 1."""
    from bot.bootstrap import heads_of, settings_from  # noqa: PLC0415
    from briefings.services.records.verify_log import verify_log  # noqa: PLC0415

    heads = heads_of(settings_from(database))
    noted = heads.read()
    known = {*noted, _anchor(against)} if against is not None else noted
    check = run(with_store(lambda s, _: verify_log(store=s, against=known), database))
    if as_json:
        form = {"entries": check.entries, "broken_at": check.broken_at, "head": check.head}
        write_text(json.dumps(form) + "\n")
    else:
        write_text("".join(f"{line}\n" for line in _told(check, len(noted), heads.file)))
    if check.broken_at is not None:
        raise typer.Exit(BROKEN)


def _told(check: LogCheck, noted: int, file: Path) -> Iterator[str]:
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415

    t = Catalogue()
    if check.broken_at is not None:
        yield t("The chain is broken at entry {number}: somebody changed the log.", number=check.broken_at)
        if noted:
            yield t("It was compared with the heads in {file}, too.", file=file)
        return
    yield t.n("The chain is whole: {n} entry.", "The chain is whole: {n} entries.", check.entries)
    if noted:
        yield t.n("It fits the {n} head noted in {file}.", "It fits the {n} heads noted in {file}.", noted, file=file)
    if check.entries:
        yield t("Its head, to note down elsewhere: {head}", head=f"{check.entries}:{check.head}")


def _anchor(text: str) -> tuple[int, str]:
    match = _ANCHOR.fullmatch(text.strip().lower())
    if match is None:
        raise UserError("“{text}” is no head of a log. Give a number and a hash as daybrief log verify prints them.",
                        text=text)  # fmt: skip
    return int(match[1]), match[2]


def _as_text(entry: AuditEntry) -> str:
    told = f"{entry.number}  {entry.at:%Y-%m-%d %H:%M:%S}Z  {entry.actor}  {entry.act}  {entry.subject}  {entry.detail}"
    return " ".join(told.split("\n")).rstrip()


def _as_json(entry: AuditEntry) -> str:
    form = {
        "number": entry.number,
        "at": entry.at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "actor": entry.actor,
        "act": str(entry.act),
        "subject": entry.subject,
        "detail": entry.detail,
        "previous": entry.previous,
        "hash": entry.hash,
        "keys": entry.keys,
        "marks": entry.marks,
    }
    return json.dumps(form, ensure_ascii=False)
