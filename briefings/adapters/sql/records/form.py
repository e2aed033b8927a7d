"""The rows of a kind as plain JSON values, and back, checked against the columns."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, String

from briefings.adapters.sql.records.kinds import Kind
from briefings.adapters.sql.tables.columns import Instant, Json
from briefings.ports.records import Record

_INSTANT_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"
_LIMITS = {BigInteger: 1 << 63, Integer: 1 << 31}
"""Whole numbers that PostgreSQL takes: https://www.postgresql.org/docs/current/datatype-numeric.html."""


class FormError(ValueError):
    """A record is not of its kind; the sentence says which field and why."""


def form_of(kind: Kind, row: Mapping[str, Any]) -> Record:
    """Return a row as plain JSON values."""
    return {column.name: _plain(column, row[column.name]) for column in kind.columns}


def row_of(kind: Kind, form: Record) -> dict[str, Any]:
    """Read a row back: the inverse of ``form_of``.

    Raises:
        FormError: a field lacks, is unknown, or holds what its column cannot.
    """
    names = [column.name for column in kind.columns]
    for name in names:
        if name not in form:
            raise FormError(f"“{name}” is missing")
    for name in form:
        if name not in names:
            raise FormError(f"“{name}” is no field of the kind {kind.name}")
    row = {column.name: _value(kind, column, form[column.name]) for column in kind.columns}
    return {**row, **kind.filled}


def _plain(column: Column[Any], value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return bool(value) if isinstance(column.type, Boolean) else value


def _value(kind: Kind, column: Column[Any], value: Any) -> Any:
    if value is None:
        if not column.nullable:
            raise FormError(f"“{column.name}” may not be null")
        return None
    read = _READERS.get(type(column.type))
    value = read(value) if read else _checked(column, value)
    if value is None:
        raise FormError(f"“{column.name}” is not what it should be")
    allowed = kind.values.get(column.name)
    if allowed is not None and value not in {str(member.value) for member in allowed}:
        raise FormError(f"“{column.name}” has a value that this version does not know")
    return value


def _checked(column: Column[Any], value: Any) -> Any:
    """The value when its column takes it, else None."""
    if isinstance(column.type, String):
        fits = isinstance(value, str) and "\0" not in value and len(value) <= (column.type.length or len(value))
        return value if fits else None
    limit = _LIMITS[BigInteger if isinstance(column.type, BigInteger) else Integer]
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and -limit <= value < limit else None


def _instant(value: Any) -> datetime | None:
    try:
        return datetime.strptime(value, _INSTANT_FORM).replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except (TypeError, ValueError):
        return None


def _json(value: Any) -> Any:
    return value if isinstance(value, dict | list) else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


_READERS = {Instant: _instant, Date: _day, Json: _json, Boolean: _flag}
