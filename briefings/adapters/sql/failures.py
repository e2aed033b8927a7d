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
_FULL = entry("There is no room left for the database {database}. Free some space and start again.")
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
    ("disk i/o error", OperatorError, _DAMAGED),
    ("readonly", OperatorError, READ_ONLY),
    ("unable to open", OperatorError, CANNOT_OPEN),
    ("is full", OperatorError, _FULL),
    ("no such table", OperatorError, _NO_TABLES),
    ("no such column", OperatorError, _NO_TABLES),
)
"""Parts of SQLite's own messages: https://sqlite.org/rescode.html."""

_POSTGRES: tuple[tuple[str, type[DaybriefError], str], ...] = (
    ("23505", TemporaryError, _CLASH),
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
    ("25P03", TemporaryError, _GONE),
    ("08", TemporaryError, _GONE),
    ("57P", TemporaryError, _GONE),
)
"""Beginnings of SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html."""


@contextmanager
def translated(address: Address, *, starting: bool = False) -> Iterator[None]:
    """Turn what a database raises into one plain sentence without the password; ``starting`` while it is opened."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        ours = _translate(error, address, starting=starting)
        if ours is None:
            raise
        raise ours from error


def _translate(error: Exception, address: Address, *, starting: bool) -> DaybriefError | None:
    if address.file is None:
        return _translate_postgres(error, address, starting=starting)
    cause = error.orig if isinstance(error, DBAPIError) else error
    message = str(cause).lower()
    for part, kind, sentence in _SQLITE:
        if part in message:
            return kind(sentence, database=address.shown)
    return OperatorError(CANNOT_OPEN, database=address.shown) if isinstance(error, OSError) else None


def _translate_postgres(error: Exception, address: Address, *, starting: bool) -> DaybriefError | None:
    code = _sqlstate(error)
    for beginning, kind, sentence in _POSTGRES:
        if code.startswith(beginning):
            return kind(sentence, database=address.shown)
    lost = isinstance(error, OSError | asyncpg.InterfaceError)
    if lost or (isinstance(error, DBAPIError) and error.connection_invalidated):
        kind, sentence = (OperatorError, _UNREACHABLE) if starting else (TemporaryError, _GONE)
        return kind(sentence, database=address.shown)
    return None


def _sqlstate(error: BaseException | None) -> str:
    while error is not None:
        code = getattr(error, "sqlstate", None) or getattr(getattr(error, "orig", None), "sqlstate", None)
        if isinstance(code, str):
            return code
        error = error.__cause__
    return ""
