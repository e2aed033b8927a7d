"""A backup put back in the place of a SQLite database that nobody uses."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefings.adapters.sql.addresses import Address, address_of
from briefings.adapters.sql.private_files import LEFTOVERS, make_private_folder
from briefings.adapters.sql.sqlite.backup_checks import (
    check_not_newer,
    check_whole,
    opened,
    remove,
    unused,
    write_through,
)
from briefings.domain.errors import OperatorError, UserError


@dataclass(frozen=True, slots=True)
class Restoring:
    """The checked copy that will take the database's place, its schema, and where the old file is kept, if any."""

    url: str
    revision: str
    aside: Path | None


@contextmanager
def restoring(url: str, backup: Path, *, now: datetime) -> Iterator[Restoring]:
    """Check a copy of the backup and, when the block ends well, put it in the database's place.

    What the block does to the copy (bringing it up to date, say) counts. The file that stood there is kept beside it,
    under its name with the time. At no moment is there no database: the place changes hands in one step.

    Raises:
        UserError: there is no such backup.
        OperatorError: the database is on PostgreSQL, or in use; the backup is damaged, newer than the program, or
            cannot be copied.
    """
    address = address_of(url)
    target = _target_of(address, backup)
    part = target.with_name(f".{target.name}.restoring")
    with _told(address, backup), _held(target, address):
        make_private_folder(target.parent)
        remove(part)
        try:
            _copy(backup, part)
            revision = check_whole(part)
            check_not_newer(revision, backup.name)
            before = f"{target.name}.before-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
            aside = unused(target.parent, before) if target.exists() else None
            yield Restoring(f"sqlite:///{part}", revision, aside)
            check_whole(part)
            if aside is not None:
                _take_after(part, target)
            write_through(part)
            _swap(part, target, aside)
        except BaseException:
            remove(part)
            raise


def _target_of(address: Address, backup: Path) -> Path:
    file = address.file_or("pg_restore --clean --if-exists --dbname='{url}' daybrief.dump")
    if not backup.is_file():
        raise UserError("There is no backup “{name}”. Check its name and folder.", name=backup)
    if file.exists() and file.samefile(backup):
        raise UserError("“{name}” is the database itself. Name a backup.", name=backup)
    return file.resolve()


def _copy(backup: Path, part: Path) -> None:
    """Copy a backup, with what its last writer left beside it, if it was copied by hand."""
    for ending in ("", "-wal"):
        source = Path(f"{backup}{ending}")
        if source.exists():
            copied = Path(f"{part}{ending}")
            copied.touch(mode=0o600)
            shutil.copyfile(source, copied)


@contextmanager
def _held(target: Path, address: Address) -> Iterator[None]:
    """Keep everybody else out of the old file; a damaged one has nobody in it that could go on.

    To leave the write-ahead log a file must have no other connection, a sleeping one included: that is the test.
    """
    if not target.exists():
        yield
        return
    with opened(target, patience=1.0) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise OperatorError(
                    "The database {database} is in use. Stop Daybrief and every console, and try again.",
                    database=address.shown,
                ) from error
        yield


def _swap(part: Path, target: Path, aside: Path | None) -> None:
    if aside is not None:
        _keep(target, aside)
        for ending in LEFTOVERS:
            beside = Path(f"{target}{ending}")
            if beside.exists() and ending == "-wal":
                beside.replace(f"{aside}{ending}")
            beside.unlink(missing_ok=True)
    part.replace(target)
    write_through(target.parent)


def _keep(target: Path, aside: Path) -> None:
    """Give the old file a second name; where the file system knows no such thing, copy it.

    Opening the old file here and closing it again would drop the lock that keeps others out.
    """
    try:
        os.link(target, aside)
    except OSError:
        aside.touch(mode=0o600)
        shutil.copyfile(target, aside)
        write_through(aside)


def _take_after(part: Path, target: Path) -> None:
    """Give the new file the old one's owner, and that one its rights, so that whoever runs Daybrief can open it."""
    old = target.stat()
    part.chmod(old.st_mode & 0o700)
    with suppress(OSError, AttributeError):  # only root may give files away, and Windows has no such thing
        os.chown(part, old.st_uid, old.st_gid)


@contextmanager
def _told(address: Address, backup: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OperatorError("“{name}” cannot take the place of {database}: {reason}.", name=backup,
                            database=address.shown, reason=error.strerror or error) from error  # fmt: skip
    except sqlite3.Error as error:
        raise OperatorError("“{name}” cannot take the place of {database}: {reason}.", name=backup,
                            database=address.shown, reason=error) from error  # fmt: skip
