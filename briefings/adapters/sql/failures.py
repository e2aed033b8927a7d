"""What goes wrong with a database, in plain sentences: the one place where its errors are translated."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from briefings.adapters.sql.addresses import Address
from briefings.domain.errors import DaybriefError, OperatorError, TemporaryError, entry

_CLASH = entry("Somebody else stored the same thing at the same moment. Try again.")
_BUSY = entry("The database {database} is busy: another program holds it. Try again.")
_DAMAGED = entry(
    "The database {database} is damaged or is no SQLite file. Restore a backup with daybrief restore, or name another "
    "file."
)
READ_ONLY = entry("The database {database} may not be written. Give the user who runs Daybrief the right to write it.")
CANNOT_OPEN = entry("The database {database} cannot be opened. Check that its directory exists and may be written.")
_FULL = entry("There is no room left for the database {database}. Free some space and try again.")
_DISK = entry("The disk under the database {database} reports an error. Check the disk, and try again.")
_TROUBLE = entry("The database {database} cannot be used at the moment. Try again.")
_NO_TABLES = entry("The database {database} lacks tables of this version. Run daybrief migrate.")
_UNREACHABLE = entry(
    "The database server of {database} cannot be reached. Check that it runs and that the URL is right."
)
_REFUSED = entry("The database server refuses the user or the password of {database}. Check DAYBRIEF_DATABASE_URL.")
_NO_DATABASE = entry("The server has no such database: {database}. Create it with createdb and start again.")
_GONE = entry("The database server of {database} went away. Try again.")

_SQLITE: tuple[tuple[str, type[DaybriefError], str], ...] = (
    ("unique constraint", TemporaryError, _CLASH),
    ("locked", TemporaryError, _BUSY),
    ("not a database", OperatorError, _DAMAGED),
    ("malformed", OperatorError, _DAMAGED),
    ("could not decode", OperatorError, _DAMAGED),
    ("disk i/o error", OperatorError, _DISK),
    ("readonly", OperatorError, READ_ONLY),
    ("unable to open", OperatorError, CANNOT_OPEN),
    ("is full", OperatorError, _FULL),
    ("no such table", OperatorError, _NO_TABLES),
    ("no such column", OperatorError, _NO_TABLES),
)
"""Parts of SQLite's own messages: https://sqlite.org/rescode.html."""

_POSTGRES: tuple[tuple[str, type[DaybriefError], str], ...] = (
    ("23505", TemporaryError, _CLASH),
    ("XX000", OperatorError, _TROUBLE),
    ("40", TemporaryError, _CLASH),
    ("55P03", TemporaryError, _BUSY),
    ("53300", TemporaryError, _BUSY),
    ("53", OperatorError, _FULL),
    ("28", OperatorError, _REFUSED),
    ("3D", OperatorError, _NO_DATABASE),
    ("42P01", OperatorError, _NO_TABLES),
    ("42703", OperatorError, _NO_TABLES),
    ("42501", OperatorError, READ_ONLY),
    ("25006", OperatorError, READ_ONLY),
    ("58", OperatorError, _DISK),
    ("XX00", OperatorError, _DAMAGED),
    ("25P03", TemporaryError, _GONE),
    ("08", TemporaryError, _GONE),
    ("57P", TemporaryError, _GONE),
)
"""Beginnings of SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html."""


@contextmanager
def translated(address: Address, *, starting: bool = False) -> Iterator[None]:
    """Turn what a database raises into one plain sentence without the password; ``starting`` while it is opened.

    Only then is it an OperatorError. A program that runs already tries again: whatever the trouble is, whoever runs it
    may end it meanwhile.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        ours = _translate(error, address, starting=starting)
        if ours is None:
            raise
        raise ours from error


def _translate(error: Exception, address: Address, *, starting: bool) -> DaybriefError | None:
    found = _on_server(error, starting=starting) if address.file is None else _in_file(error)
    if found is None:
        return None
    kind, sentence = found
    lasting = kind is OperatorError and starting
    return (
        OperatorError(sentence, database=address.shown) if lasting else TemporaryError(sentence, database=address.shown)
    )


def _in_file(error: Exception) -> tuple[type[DaybriefError], str] | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    message = str(cause).lower()
    for part, kind, sentence in _SQLITE:
        if part in message:
            return kind, sentence
    if isinstance(error, OSError):
        return OperatorError, CANNOT_OPEN
    return (OperatorError, _TROUBLE) if isinstance(cause, sqlite3.OperationalError) and _passes(cause) else None


def _passes(error: sqlite3.OperationalError) -> bool:
    """Whether SQLite blames the machine; SQLITE_ERROR alone blames the statement."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) != sqlite3.SQLITE_ERROR


def _on_server(error: Exception, *, starting: bool) -> tuple[type[DaybriefError], str] | None:
    code = _sqlstate(error)
    for beginning, kind, sentence in _POSTGRES:
        if code.startswith(beginning):
            return kind, sentence
    lost = isinstance(error, OSError | asyncpg.InterfaceError)
    if lost or (isinstance(error, DBAPIError) and error.connection_invalidated):
        return (OperatorError, _UNREACHABLE) if starting else (TemporaryError, _GONE)
    return None


def _sqlstate(error: BaseException | None) -> str:
    while error is not None:
        code = getattr(error, "sqlstate", None) or getattr(getattr(error, "orig", None), "sqlstate", None)
        if isinstance(code, str):
            return code
        error = error.__cause__
    return ""
