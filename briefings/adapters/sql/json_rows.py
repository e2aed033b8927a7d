"""Rows given to a statement as one parameter: its text stays the same, and is prepared once, however many they are."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, JSON, ColumnClause, Text, bindparam, cast, func, select, type_coerce

from briefings.adapters.sql.tables.columns import micros


def given_rows(name: str, columns: Sequence[ColumnClause[Any]], *, dialect: str) -> CTE:
    """The rows that are in the parameter of this name, as ``rows_form`` writes them, for a database's dialect.

    The text is read once: left to themselves, databases may read it again for each row that they join it to.
    """
    given = bindparam(name, type_=Text)
    if dialect == "postgresql":
        rows = func.json_to_recordset(cast(given, JSON)).table_valued(*columns).render_derived(with_types=True)
        query = select(rows)
    else:
        each = func.json_each(given).table_valued("value").c.value
        query = select(*(type_coerce(func.json_extract(each, f"$.{c.name}"), c.type).label(c.name) for c in columns))
    return query.cte(name).prefix_with("MATERIALIZED")


def rows_form(rows: Iterable[Mapping[str, object]]) -> str:
    """Write rows, their instants and dates as columns keep them."""
    return json.dumps(list(rows), default=_plain, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return micros(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no column keeps {value!r}")
