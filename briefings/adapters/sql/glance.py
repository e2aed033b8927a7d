"""A look at a SQLite file from the event loop's own thread, for the one small question that comes before every answer.

A trip to a connection's thread and back costs a hundred times what this question does, and on a busy machine far more.
Whoever reads a file with a write-ahead log waits for no writer (sqlite.org/wal.html), so nobody is held up by it here.
"""

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy.dialects.sqlite import dialect

from briefings.adapters.sql import archive_pages, archive_writing
from briefings.adapters.sql.tables.columns import micros

_VERSION = archive_pages.version(archive_writing.VERSION).compile(dialect=dialect(paramstyle="named"))


class Glance:
    """A connection that is opened with the first look."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def archive_version(self, now: datetime) -> int | None:
        """The archive's version, as whoever reads next would find it; None where the file does not let us look."""
        try:
            return self._look(_VERSION.construct_params({"now": micros(now)}))
        except sqlite3.Error:
            self.close()
            return None

    def close(self) -> None:
        """Close the connection; a later look opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _look(self, parameters: Mapping[str, object]) -> int:
        if self._connection is None:
            address = f"{self._path.absolute().as_uri()}?mode=rw"  # a file that is gone is not made anew
            self._connection = sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)
        return archive_pages.version_of(*self._connection.execute(_VERSION.string, parameters).fetchone())
