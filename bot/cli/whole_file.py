"""Files that are either whole or not there: written beside their place and moved there at the end."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.cli.texts import write_bytes
from briefings.domain.errors import OperatorError, UserError


@contextmanager
def whole_file(name: str) -> Iterator[Callable[[bytes], None]]:
    """Give what writes to a file, or to standard output for ``-``; the file is for its owner's eyes only.

    Only when the block ends well does the file take its place; else nothing of it is left. A pipe or a device of that
    name is written straight.

    Raises:
        UserError: there can be no such file.
        OperatorError: it cannot be written to its end, as on a full disk.
    """
    if name == "-":
        yield write_bytes
        return
    path = Path(name)
    try:
        path = path.resolve() if path.is_symlink() else path
        straight = path.exists() and not path.is_file()
        part = path if straight else path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")
        flags = os.O_WRONLY if straight else os.O_WRONLY | os.O_CREAT | os.O_EXCL
        descriptor = os.open(part, flags, 0o600)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError("“{name}” cannot be written: {reason}.", name=name, reason=reason) from error
    try:
        with _told(name), os.fdopen(descriptor, "wb") as file:
            yield _telling(file.write, name)
            file.flush()
            if not straight:
                os.fsync(file.fileno())
        if not straight:
            with _told(name):
                part.replace(path)
    except BaseException:
        if not straight:
            with suppress(OSError):
                part.unlink()
        raise


def _telling(write: Callable[[bytes], int], name: str) -> Callable[[bytes], None]:
    def put(data: bytes) -> None:
        with _told(name):
            write(data)

    return put


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OperatorError("“{name}” cannot be written: {reason}.", name=name, reason=reason) from error
