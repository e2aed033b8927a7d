"""Statements for SQLite's own driver: compiled once, with the values of their columns and parameters turned as ever.

SQLAlchemy runs them as well, but what it does around each one costs ten times what a small one takes.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.types import TypeEngine

_DIALECT = dialect(paramstyle="named")

Turn = Callable[[Any], Any]


class Prepared:
    """A statement of which only the values of its parameters are still missing."""

    def __init__(self, statement: Select[Any]) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        columns = statement.selected_columns
        self.sql = compiled.string
        self._row_of = _row_maker([column.name for column in columns])
        self._read = [_result_turn(column.type) for column in columns]
        self._write = {name: _bind_turn(bound.type) for name, bound in compiled.binds.items()}
        self._constant = {name: bound.value for name, bound in compiled.binds.items() if not bound.required}

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters as the driver takes them."""
        told = {**self._constant, **given}
        return {name: turn(told[name]) if turn else told[name] for name, turn in self._write.items()}

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        """What the driver found, as rows whose columns have names."""
        read, row = self._read, self._row_of
        return [row([turn(value) if turn else value for turn, value in zip(read, one, strict=True)]) for one in found]


@cache
def prepared(statement: Select[Any]) -> Prepared:
    """The prepared form of a statement that is built once."""
    return Prepared(statement)


def _row_maker(names: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    named: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - the statement names them
    make: Callable[[Sequence[Any]], Any] = named._make
    return make


def _result_turn(kind: TypeEngine[Any]) -> Turn | None:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


def _bind_turn(kind: TypeEngine[Any]) -> Turn | None:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)
