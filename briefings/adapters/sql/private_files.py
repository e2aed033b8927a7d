"""Files that only the user who runs Daybrief may read: they hold drafts, people's ids and what they asked for."""

import os
from contextlib import suppress
from pathlib import Path

LEFTOVERS = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database file: https://sqlite.org/tempfiles.html."""

_OWN = 0o600
_FOLDER = 0o700


def make_private_folder(folder: Path) -> None:
    """Make a folder, unless it is there, for its owner's eyes only, and those above it as they usually are.

    Raises:
        OSError: it cannot be made.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=_FOLDER, exist_ok=True)


def make_private_file(file: Path) -> None:
    """Make an empty file, or take everybody else's rights from one that is there. SQLite's files beside it follow it.

    A file of somebody else keeps its rights, and whether there can be one is told by whoever opens it.
    """
    with suppress(OSError):
        os.close(os.open(file, os.O_RDONLY | os.O_CREAT, _OWN))
    for path in (file, *(Path(f"{file}{ending}") for ending in LEFTOVERS)):
        with suppress(OSError):
            if path.stat().st_mode & 0o077:
                path.chmod(_OWN)
