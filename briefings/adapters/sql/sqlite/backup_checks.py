"""Is a SQLite file a whole database of Daybrief's? Asked of every backup that is made or comes back."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from briefings.adapters.sql.migrating import known_revisions
from briefings.adapters.sql.private_files import LEFTOVERS
from briefings.domain.errors import OperatorError


def unused(directory: Path, name: str, ending: str = "") -> Path:
    """The file of this name and ending, or where there is one, the first with a number between them that is free."""
    path, number = directory / f"{name}{ending}", 1
    while path.exists():
        number += 1
        path = directory / f"{name}-{number}{ending}"
    return path


@contextmanager
def opened(path: Path, *, patience: float = 5.0) -> Iterator[sqlite3.Connection]:
    """Open a file that is there; statements outside a transaction stand alone."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=patience)) as connection:
        connection.isolation_level = None
        yield connection


def check_whole(path: Path) -> str:
    """Return the schema revision of a whole database, and leave it a single file.

    Raises:
        OperatorError: it is no database, damaged, or not of Daybrief.
    """
    try:
        with opened(path) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found == "ok" and connection.execute("PRAGMA foreign_key_check").fetchone():
                found = "rows refer to what is not there"
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone() if tables else None
    except sqlite3.Error as error:
        found, revision = str(error), None
    if found == "no such table: alembic_version":
        found, revision = "ok", None
    if found != "ok":
        raise OperatorError("“{name}” is damaged: {reason}. Use another backup.", name=path.name, reason=found)
    if revision is None:
        raise OperatorError("“{name}” is no database of Daybrief. Name a file that daybrief backup made.",
                            name=path.name)  # fmt: skip
    return str(revision[0])


def check_not_newer(revision: str, name: str) -> None:
    """Raise OperatorError when a schema is none that this program knows."""
    if revision not in known_revisions():
        raise OperatorError(
            "“{name}” was made by a newer Daybrief (schema {found}, this one knows {known}). Install that version.",
            name=name,
            found=revision,
            known=known_revisions()[-1],
        )


def write_through(path: Path) -> None:
    """Have a file, or a directory's entries, on the disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Take a database file away with what SQLite keeps beside it; what is gone already is no error."""
    for name in (path, *(Path(f"{path}{ending}") for ending in LEFTOVERS)):
        with suppress(FileNotFoundError):
            name.unlink()
