"""The lines of an export: a head, a record each, and an end that seals them. See ``docs/data-format.md``."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from briefings.domain.errors import UserError
from briefings.ports.records import Record

VERSION = 1
"""The version of the format that this program writes; it reads this one and older ones."""

MAX_LINE_BYTES = 64 * 1024 * 1024
"""No record comes near this; what is longer is no line of ours."""

END = "end"


class LineError(ValueError):
    """A line is none of an export's; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What the last line says of the lines before it: how many they are, and the hex SHA-256 of their bytes."""

    lines: int
    sha256: str


class Seal:
    """Counts and hashes lines as they pass."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._lines = 0

    def add(self, line: bytes) -> None:
        """Take the next line in."""
        self._hash.update(line)
        self._lines += 1

    @property
    def ending(self) -> Ending:
        """What the end has to say so far."""
        return Ending(self._lines, self._hash.hexdigest())


def head_line() -> bytes:
    """The first line."""
    return _line({"format": "daybrief", "version": VERSION})


def record_line(kind: str, record: Record) -> bytes:
    """The line of a record."""
    return _line({"record": kind, **record})


def end_line(ending: Ending) -> bytes:
    """The last line."""
    return _line({"record": END, "lines": ending.lines, "sha256": ending.sha256})


def read_head(line: bytes) -> None:
    """Raise UserError unless the line begins an export that this program reads."""
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict) or head.get("format") != "daybrief" or not _is_count(head.get("version")):
        raise UserError("This is no export of Daybrief: its first line does not say so. daybrief export writes one.")
    if head["version"] > VERSION:
        raise UserError(
            "The export is of version {found}, and this Daybrief reads up to {known}. Install a newer Daybrief.",
            found=head["version"],
            known=VERSION,
        )


def read_record(line: bytes) -> tuple[str, Record]:
    """Return a line's kind and its record. Raises LineError with the reason when it is neither."""
    if len(line) > MAX_LINE_BYTES:
        raise LineError(f"it is longer than {MAX_LINE_BYTES} bytes")
    try:
        record = json.loads(line)
        if b"\\u" in line:
            json.dumps(record, ensure_ascii=False).encode()
    except UnicodeError as error:
        raise LineError("it holds characters that no encoding can carry") from error
    except (ValueError, RecursionError) as error:
        raise LineError("it is damaged and no JSON") from error
    kind = record.pop("record", None) if isinstance(record, dict) else None
    if not isinstance(kind, str):
        raise LineError("it is no record: it has no “record”")
    return kind, record


def read_end(record: Record) -> Ending:
    """Read the record of the last line. Raises LineError when it is another."""
    if set(record) != {"lines", "sha256"} or not _is_count(record["lines"]) or not isinstance(record["sha256"], str):
        raise LineError("the end has “lines” and “sha256”")
    return Ending(record["lines"], record["sha256"])


def _line(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1
