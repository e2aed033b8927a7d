"""What a command is given by file or by option, read with one plain sentence for every mistake."""

import re
import sys
from datetime import date
from pathlib import Path

from briefings.domain.errors import UserError
from briefings.domain.source import MAX_TEXT_BYTES
from briefings.services.read_article import decode_article

STANDARD_INPUT = Path("-")


def read_file(path: Path) -> str:
    """Read an article from a file, or from standard input for ``-``; never more than the limit is taken in.

    Raises:
        UserError: the file cannot be read, or holds no article.
    """
    if path == STANDARD_INPUT:
        return decode_article(sys.stdin.buffer.read(MAX_TEXT_BYTES + 1))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_TEXT_BYTES + 1)
    except FileNotFoundError:
        raise UserError("There is no file {path}. Look at the name and the folder.", path=path) from None
    except IsADirectoryError:
        raise UserError("{path} is a folder. Name one file.", path=path) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(
            "{path} cannot be read ({reason}). Make it readable and try again.", path=path, reason=reason
        ) from None
    return decode_article(data)


def read_day(text: str | None) -> date | None:
    """Read YYYY-MM-DD.

    Raises:
        UserError: it is written otherwise, or the calendar has no such day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else _refuse(text)
    except ValueError:
        return _refuse(text)


def _refuse(text: str) -> date:
    raise UserError("“{text}” is no day of the calendar. Write it as 2025-02-23.", text=text) from None
