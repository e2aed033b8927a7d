"""What the archive's rows say: the statements that read whole items with their source, and the values in their rows.

Each statement is built once and lacks only which rows: the ids of a page, chosen by a small query of their own.
"""

from dataclasses import fields
from typing import Any

from sqlalchemy import Row, Select, Table, select

from briefings.adapters.sql.briefings import BRIEFING_COLUMNS
from briefings.adapters.sql.briefings import briefing_of as whole_briefing_of
from briefings.adapters.sql.tables import archive, core
from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote, Reference
from briefings.domain.briefing import Briefing
from briefings.domain.jsonform import event_of, figure_of, quote_of

__all__ = ["BRIEFINGS", "ITEMS", "briefing_of", "date_of_row", "figure_of_row", "quote_of_row"]

_ENTRY = archive.entry
_REFERENCE_FIELDS = tuple(field.name for field in fields(Reference))
_REFERENCE = {
    **{name: _ENTRY.c[name] for name in ("briefing_id", "number", "revision", "headline", "published_at", "sample")},
    **{name: core.source.c[name] for name in ("title", "publisher", "url")},
    "source_day": core.source.c.published,
}

BRIEFINGS = select(*BRIEFING_COLUMNS).select_from(
    _ENTRY.join(core.briefing, core.briefing.c.id == _ENTRY.c.briefing_id)
    .join(core.source, core.source.c.id == _ENTRY.c.source_id)
    .join(
        core.revision,
        (core.revision.c.briefing_id == _ENTRY.c.briefing_id) & (core.revision.c.number == _ENTRY.c.revision),
    )
)
"""Published briefings at their published revision, for ``briefing_of``."""


def _whole(table: Table, *columns: str) -> Select[Any]:
    reference = (column.label(f"reference_{name}") for name, column in _REFERENCE.items())
    return select(table.c.id, *(table.c[name] for name in columns), table.c.body, *reference).select_from(
        table.join(_ENTRY, _ENTRY.c.id == table.c.entry_id).join(core.source, core.source.c.id == _ENTRY.c.source_id)
    )


ITEMS = {
    archive.quote.name: _whole(archive.quote, "key", "speaker_id"),
    archive.figure.name: _whole(archive.figure),
    archive.dated.name: _whole(archive.dated),
}
"""Items with their source by the name of their table."""


def briefing_of(row: Row[Any]) -> Briefing:
    """Read a published briefing as readers get it."""
    return whole_briefing_of(row).for_readers


def quote_of_row(row: Row[Any]) -> ArchivedQuote:
    """Read a quote and where it comes from."""
    return ArchivedQuote(row.key, quote_of(row.body), row.speaker_id, _reference_of(row))


def figure_of_row(row: Row[Any]) -> ArchivedFigure:
    """Read a figure and where it comes from."""
    return ArchivedFigure(figure_of(row.body), _reference_of(row))


def date_of_row(row: Row[Any]) -> ArchivedDate:
    """Read a date and where it comes from."""
    return ArchivedDate(event_of(row.body), _reference_of(row))


def _reference_of(row: Row[Any]) -> Reference:
    return Reference(**{name: getattr(row, f"reference_{name}") for name in _REFERENCE_FIELDS})
