"""Database URLs as people write them, and as the drivers want them."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from briefings.domain.errors import OperatorError, entry

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where the database is. ``shown`` names it without its password; ``file`` is None on a server."""

    url: URL
    shown: str
    file: Path | None

    def file_or(self, command: str) -> Path:
        """The database's file; ``command`` does the same on PostgreSQL, with ``{url}`` for where.

        Raises:
            OperatorError: there is no file; it tells the command.
        """
        if self.file is None:
            url = self.url.set(drivername="postgresql")._replace(password=None).render_as_string()
            raise OperatorError(
                "The database is on PostgreSQL, which has a tool of its own for this: {command}",
                command=command.format(url=url),
            )
        return self.file


def address_of(url: str) -> Address:
    """Read ``sqlite:///relative``, ``sqlite:////absolute`` or ``postgresql://user@host/name``; the driver is ours.

    Raises:
        OperatorError: it is no such URL.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise OperatorError(_UNREADABLE) from None
    kind = parsed.drivername.partition("+")[0]
    if kind not in _DRIVERS:
        raise OperatorError(_UNREADABLE)
    parsed = parsed.set(drivername=_DRIVERS[kind])
    if kind != "sqlite":
        return Address(parsed, parsed.set(drivername="postgresql").render_as_string(hide_password=True), None)
    if not parsed.database or parsed.database == ":memory:":
        raise OperatorError(
            "The database must be a file: write DAYBRIEF_DATABASE_URL as sqlite:///path/to/daybrief.db."
        )
    return Address(parsed, f"sqlite:///{parsed.database}", Path(parsed.database))


_UNREADABLE = entry(
    "DAYBRIEF_DATABASE_URL cannot be read: write it as sqlite:///path/to/daybrief.db or postgresql://user@host/name."
)
