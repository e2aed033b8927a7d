"""Files of many articles, one JSON object a line: read and written as a stream, of whatever length."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from bot.cli.texts import harmless_json, parse_day, write_bytes
from briefings.domain.drafting import Article
from briefings.domain.errors import OperatorError, UserError
from briefings.domain.source import MAX_TEXT_BYTES
from briefings.services.articles.read_article import check_article

MAX_LINE_BYTES = 8 * MAX_TEXT_BYTES
"""A text at its limit with every character escaped; a longer line is an error and skipped."""


@contextmanager
def article_lines(source: str, target: str) -> Iterator[tuple[Iterator[bytes | None], Callable[[bytes], object]]]:
    """Give the lines of ``source`` that are not blank and what writes to ``target``; ``-`` stands for the pipes.

    None stands for a line that is too long.

    Raises:
        UserError: a file cannot be opened, or both are the same file.
        OperatorError: the output cannot be written.
    """
    _refuse_same_file(source, target)
    with ExitStack() as stack:
        lines = sys.stdin.buffer if source == "-" else stack.enter_context(_opened(source, "rb"))
        write = write_bytes if target == "-" else stack.enter_context(_written(target))
        yield _lines(lines), write


def answer_line(answer: dict[str, Any]) -> bytes:
    """Return a line of JSON in UTF-8."""
    return harmless_json(json.dumps(answer, ensure_ascii=False)).encode("utf-8", "backslashreplace") + b"\n"


def read_entry(line: bytes | None) -> dict[str, Any]:
    """Read a line's object.

    Raises:
        UserError: it is too long or no JSON object.
    """
    if line is None:
        raise UserError("The line is longer than {most} bytes.", most=MAX_LINE_BYTES)
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UserError("The line is no JSON.") from error
    if not isinstance(entry, dict):
        raise UserError("The line is no JSON object with “id” and “text”.")
    return entry


def article_of(entry: dict[str, Any]) -> Article:
    """Return the article that an object describes.

    Raises:
        UserError: it has no id or no text, or something in it cannot be read.
    """
    if "id" not in entry:
        raise UserError("The line has no “id”.")
    text = entry.get("text")
    if not isinstance(text, str):
        raise UserError("The line has no “text”.")
    return Article(check_article(text), _word(entry, "title"), _word(entry, "publisher"), _day(entry))


def _word(entry: dict[str, Any], key: str) -> str | None:
    value = entry.get(key)
    if value is not None and not isinstance(value, str):
        raise UserError("“{key}” should be text.", key=key)
    return value or None


def _day(entry: dict[str, Any]) -> date | None:
    day = _word(entry, "date")
    return parse_day(day) if day else None


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield each line that is not blank, None for one that is too long; never holds more than one in memory."""
    while line := _read(file):
        if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = _read(file)
            yield None
        elif line.strip():
            yield line


def _read(file: BinaryIO) -> bytes:
    try:
        return file.readline(MAX_LINE_BYTES)
    except OSError as error:
        raise UserError("The input cannot be read: {reason}.", reason=error.strerror or str(error)) from error


@contextmanager
def _written(name: str) -> Iterator[Callable[[bytes], object]]:
    """Give what writes to a file; what is left to write at its close may fail as well."""
    file = _opened(name, "wb")
    try:
        with file:
            yield file.write
    except OSError as error:
        raise OperatorError("The output cannot be written: {reason}.", reason=error.strerror or str(error)) from error


def _opened(name: str, mode: str) -> BinaryIO:
    try:
        file = cast("BinaryIO", Path(name).open(mode))  # noqa: SIM115 - the caller closes it
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError("“{name}” cannot be opened: {reason}.", name=name, reason=reason) from error
    return file


def _refuse_same_file(source: str, target: str) -> None:
    if "-" not in (source, target) and os.path.realpath(source) == os.path.realpath(target):
        raise UserError("IN and OUT are the same file. Name another one for the output.")
