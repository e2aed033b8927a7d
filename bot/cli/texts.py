"""Text in and out of the command line: files and pipes, always UTF-8, whatever the terminal thinks."""

import re
import sys
from datetime import date
from pathlib import Path

from briefings.domain.errors import OperatorError, UserError
from briefings.domain.source import MAX_TEXT_BYTES
from briefings.ports.intake import MAX_FILE_BYTES

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that move a terminal's cursor, change its colours or title, or turn the order of words around."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_bytes(name: str) -> bytes:
    """Read a file, or standard input for ``-``, one byte further than the largest file at most.

    Raises:
        UserError: there is no such file, or it cannot be read.
    """
    if name == "-":
        return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise UserError("There is no file “{name}”. Check its name and folder.", name=name) from error
    except IsADirectoryError as error:
        raise UserError("“{name}” is a folder. Name a text file in it.", name=name) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError("“{name}” cannot be read: {reason}.", name=name, reason=reason) from error


def read_names(name: str) -> list[str]:
    """Read a file of names, one a line, without what stands around each; a line end at the close begins no other.

    Raises:
        UserError: it cannot be read, is larger than ``MAX_TEXT_BYTES``, binary, or not in UTF-8.
    """
    data = read_bytes(name)
    if len(data) > MAX_TEXT_BYTES:
        raise UserError("“{name}” is larger than {limit}. Give fewer names at a time.", name=name, limit="1 MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            "“{name}” is not in UTF-8 (byte {offset}). Save it as UTF-8 and try again.", name=name, offset=error.start
        ) from error
    if "\0" in text:
        raise UserError("“{name}” is no text file. Give one with a name on each line.", name=name)
    lines = text.removesuffix("\n").split("\n") if text else []
    return [line.strip() for line in lines]


def parse_day(text: str) -> date:
    """Read a day as YYYY-MM-DD.

    Raises:
        UserError: it is written otherwise, or there is no such day.
    """
    if not _DAY.fullmatch(text):
        raise UserError("“{text}” is no date. Write it as year-month-day, such as 2025-02-23.", text=text)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError("There is no day {text} in the calendar. Check the month and the day.", text=text) from error


def write_text(text: str) -> None:
    """Write to standard output in UTF-8, without anything that a terminal would obey; see ``harmless``.

    A reader who stops early ends the program quietly.

    Raises:
        OperatorError: the output cannot be written.
    """
    write_bytes(harmless(text).encode("utf-8", "backslashreplace"))


def write_json(text: str) -> None:
    """Write JSON as ``write_text`` does, with what a terminal would obey written as escapes: it reads back the same."""
    write_bytes(harmless_json(text).encode("utf-8", "backslashreplace"))


def complain(text: str) -> None:
    """Write to standard error as ``write_text`` does."""
    sys.stderr.write(harmless(text))
    sys.stderr.flush()


def harmless(text: str) -> str:
    """The text without control characters and bidi controls; line ends and tabs stay."""
    return _OBEYED.sub("", text)


def harmless_json(text: str) -> str:
    """JSON with the same characters as escapes; those below U+0020 are escaped in any JSON."""
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def write_bytes(data: bytes) -> None:
    """Write bytes to standard output as ``write_text`` does."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        sys.stdout = None  # nothing is left to flush at exit
        raise SystemExit(0) from None
    except OSError as error:
        raise OperatorError("The output cannot be written: {reason}.", reason=error.strerror or str(error)) from error
