"""Is the file that was opened still the one in its place?

A database that was deleted or replaced keeps taking what is written, as long as somebody has it open, and loses all of
it at the end.
"""

from dataclasses import dataclass, field
from pathlib import Path

from briefings.domain.errors import TemporaryError, entry

_NOT_IN_PLACE = entry(
    "The database {database} was deleted or replaced while Daybrief runs, so nothing can be saved. Put the file back, "
    "or start Daybrief again."
)


@dataclass(slots=True)
class InPlace:
    """Knows a database file by its device and inode, and the log that SQLite keeps beside it by being there."""

    file: Path
    shown: str
    _identity: tuple[int, int] | None = None
    _log: Path = field(init=False)
    _logs: bool = False

    def __post_init__(self) -> None:
        self._identity = _identity_of(self.file)
        self._log = Path(f"{self.file}-wal")

    def check(self, *, written: bool = False) -> None:
        """Raise TemporaryError when another file, or none, is in the place; ``written`` just after a commit.

        Whoever has the database open and has written keeps a write-ahead log beside it, where the file system knows
        one: once it was seen, a commit after which it is gone went into a deleted log.
        """
        found = _identity_of(self.file)
        self._identity = self._identity or found
        has_log = not written or self._log.exists()
        if found is None or found != self._identity or (self._logs and not has_log):
            raise TemporaryError(_NOT_IN_PLACE, database=self.shown)
        self._logs = self._logs or (written and has_log)


def _identity_of(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
