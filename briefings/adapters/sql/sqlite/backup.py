"""Backups of a SQLite database that is in use: consistent, checked, and either whole or not there."""

import re
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefings.adapters.sql.addresses import Address, address_of
from briefings.adapters.sql.private_files import make_private_folder
from briefings.adapters.sql.sqlite.backup_checks import check_whole, opened, remove, unused, write_through
from briefings.domain.errors import OperatorError

_PAGES = 2_000
"""Pages copied between two looks at Ctrl-C: 8 MB."""

_STALE_SECONDS = 86_400
_NAME = re.compile(r"daybrief-(\d{8}T\d{6}Z)(?:-(\d+))?\.db", re.ASCII)


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A finished backup, its size in bytes, and the names of older ones that were removed for it."""

    path: Path
    size: int
    removed: tuple[str, ...]


def _unwatched(_done: int, _all: int) -> None:
    return None


def back_up(
    url: str, directory: Path | None, *, keep: int, now: datetime, progress: Callable[[int, int], None] = _unwatched
) -> BackedUp:
    """Copy the database as it is now into the directory (``backups`` beside the file), and keep the newest ``keep``.

    Writers go on meanwhile: SQLite's own backup reads one consistent view. ``progress`` is told how many pages of how
    many are copied.

    Raises:
        OperatorError: the database is on PostgreSQL or cannot be read, the directory cannot be written, or the copy is
            not whole.
    """
    address = address_of(url)
    source = _file_of(address)
    directory = directory or source.absolute().parent / "backups"
    stamp = f"daybrief-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    with _told(address, directory):
        make_private_folder(directory)
        _sweep(directory, now)
        part = directory / f".{stamp}-{secrets.token_hex(4)}.part"
        part.touch(mode=0o600, exist_ok=False)
        try:
            _copy(source, part, progress)
            check_whole(part)
            write_through(part)
            path = part.rename(unused(directory, stamp, ".db"))
        except BaseException:
            remove(part)
            raise
        write_through(directory)
        return BackedUp(path, path.stat().st_size, _thinned(directory, keep, path))


def _file_of(address: Address) -> Path:
    file = address.file_or("pg_dump --format=custom --file=daybrief.dump --dbname='{url}'")
    if not file.is_file():
        raise OperatorError("There is no database {database} yet, so there is nothing to back up.",
                            database=address.shown)  # fmt: skip
    return file


def _copy(source: Path, target: Path, progress: Callable[[int, int], None]) -> None:
    with opened(source) as read, opened(target) as written:
        written.execute("PRAGMA synchronous=OFF")  # it is written through once, at the end
        read.execute("BEGIN")
        read.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it reads one view
        read.backup(written, pages=_PAGES, progress=lambda _, left, pages: progress(pages - left, pages))


def _sweep(directory: Path, now: datetime) -> None:
    """Take away what backups left that were killed a day ago or more."""
    for left in directory.glob(".daybrief-*.part*"):
        if now.timestamp() - left.stat().st_mtime > _STALE_SECONDS:
            left.unlink(missing_ok=True)


def _thinned(directory: Path, keep: int, newest: Path) -> tuple[str, ...]:
    ours = {path: match for path in directory.iterdir() if (match := _NAME.fullmatch(path.name)) and path != newest}
    oldest_first = sorted(ours, key=lambda path: (ours[path][1], int(ours[path][2] or 1)))
    gone = oldest_first[: max(0, len(oldest_first) + 1 - keep)]
    for path in gone:
        path.unlink(missing_ok=True)
    return tuple(path.name for path in gone)


@contextmanager
def _told(address: Address, directory: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise OperatorError("“{directory}” is no folder. Name one for the backups.", directory=directory) from error
    except OSError as error:
        raise OperatorError("The backup cannot be written to {directory}: {reason}.",
                            directory=directory, reason=error.strerror or error) from error  # fmt: skip
    except sqlite3.Error as error:
        full = any(word in str(error) for word in ("is full", "disk I/O"))
        reason = "there is no room left" if full else str(error)
        raise OperatorError("The database {database} cannot be backed up to {directory}: {reason}.",
                            database=address.shown, directory=directory, reason=reason) from error  # fmt: skip
