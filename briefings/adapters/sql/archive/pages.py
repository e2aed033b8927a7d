"""The statements that read pages of the archive, each built once for every set of filters that is asked for.

Building a statement and finding its compiled form again costs more than most of them take to run. Each function's
``filters`` are the names of the parameters that narrow the page; with them come ``now`` (microseconds) and ``limit``.
A small query chooses the ids of the page in the order of an index; the whole rows are read for those alone.
"""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Table, and_, bindparam, func, select

from briefings.adapters.sql.archive import search
from briefings.adapters.sql.archive.reading import BRIEFINGS, ITEMS
from briefings.adapters.sql.tables import archive, core

_ENTRY, _QUOTE, _FIGURE, _DATE, _LINK = archive.entry, archive.quote, archive.figure, archive.dated, archive.entry_topic
_LIMIT = bindparam("limit", type_=Integer)
_OF_BRIEFING = select(_ENTRY.c.id).where(_ENTRY.c.number == bindparam("briefing")).scalar_subquery()
_KNOWN = archive.quote.alias("known")
_PLACE = select(func.max(_KNOWN.c.id)).where(_KNOWN.c.key == bindparam("before")).scalar_subquery()

Filters = frozenset[str]

_NARROWED: dict[str, dict[str, ColumnElement[bool]]] = {
    _ENTRY.name: {
        "number": _ENTRY.c.number == bindparam("number"),
        "since": and_(_ENTRY.c.id >= bindparam("since_key"), _ENTRY.c.published_at >= bindparam("since")),
        "until": and_(_ENTRY.c.id <= bindparam("until_key"), _ENTRY.c.published_at < bindparam("until")),
        "sample": _ENTRY.c.sample == bindparam("sample"),
    },
    _QUOTE.name: {
        "key": _QUOTE.c.key == bindparam("key"),
        "speaker": _QUOTE.c.speaker_id == bindparam("speaker"),
        "since": _QUOTE.c.day >= bindparam("since"),
        "until": _QUOTE.c.day <= bindparam("until"),
        "briefing": _QUOTE.c.entry_id == _OF_BRIEFING,
        "before": _QUOTE.c.id < _PLACE,
    },
    _FIGURE.name: {"briefing": _FIGURE.c.entry_id == _OF_BRIEFING},
    _DATE.name: {
        "ahead": _DATE.c.last_day >= bindparam("ahead"),
        "since": _DATE.c.first_day >= bindparam("since"),
        "past": _DATE.c.last_day < bindparam("past"),
        "unresolved": _DATE.c.last_day.is_(None),
        "briefing": _DATE.c.entry_id == _OF_BRIEFING,
    },
}


@cache
def briefings(filters: Filters, *, postgres: bool) -> Select[Any]:
    """Briefings, newest first; ``topic`` is a slug, ``match`` what the full-text index is asked."""
    newest: ColumnElement[Any] = _ENTRY.c.id
    page = _page(_ENTRY, filters)
    if "topic" in filters:
        page, newest = page.join(_LINK).where(_LINK.c.slug == bindparam("topic")), _LINK.c.entry_id
    if "match" in filters:
        index = search.search_briefing
        page = page.join(index, index.c.rowid == _ENTRY.c.id).where(search.matching(index, postgres=postgres))
        newest = index.c.rowid
    chosen = page.order_by(newest.desc()).limit(_LIMIT)
    return BRIEFINGS.where(_ENTRY.c.id.in_(chosen)).order_by(_ENTRY.c.id.desc())


@cache
def quotes(filters: Filters, *, postgres: bool) -> Select[Any]:
    """Quotes, newest first."""
    newest: ColumnElement[Any] = _QUOTE.c.id
    page = _page(_QUOTE, filters)
    if "match" in filters:
        index = search.search_quote
        page = page.join(index, index.c.rowid == _QUOTE.c.id).where(search.matching(index, postgres=postgres))
        newest = index.c.rowid
    return _whole(_QUOTE, page, [newest.desc()], [_QUOTE.c.id.desc()])


@cache
def figures(filters: Filters) -> Select[Any]:
    """Figures, newest first."""
    newest: list[ColumnElement[Any]] = [_FIGURE.c.id.desc()]
    chosen = [_LINK.c.entry_id.desc(), *newest] if "topic" in filters else newest
    return _whole(_FIGURE, _of_topic(_FIGURE, filters), chosen, newest)


@cache
def dates(filters: Filters) -> Select[Any]:
    """Dates: those ahead the soonest first, those past the latest first, unresolved ones newest first."""
    order: list[ColumnElement[Any]] = [_DATE.c.id.desc()]
    if "ahead" in filters:  # not the index's order: it would read all that is past instead of the few that are ahead
        order = [func.coalesce(_DATE.c.first_day, _DATE.c.last_day), *order]
    elif "past" in filters:
        order = [_DATE.c.last_day.desc(), *order]
    soonest = {"ahead", "topic"} <= filters
    return _whole(_DATE, _soonest_of_topic(filters) if soonest else _of_topic(_DATE, filters), order, order)


@cache
def topics() -> Select[Any]:
    """Topics with how many briefings show them at ``now``."""
    held = select(_ENTRY.c.id).where(_ENTRY.c.visible_at > bindparam("now"))
    hidden = select(_LINK.c.slug, func.count().label("briefings")).where(_LINK.c.entry_id.in_(held))
    under = hidden.group_by(_LINK.c.slug).subquery("hidden")
    table = archive.topic
    shown = (table.c.briefings - func.coalesce(under.c.briefings, 0)).label("shown")
    query = select(table.c.slug, table.c.name, shown).outerjoin_from(table, under, under.c.slug == table.c.slug)
    return query.where(shown > 0)


@cache
def version(counter: str) -> Select[Any]:
    """A counter's value and the end of the last embargo that is over at ``now``, for ``version_of``."""
    changes = select(core.counter.c.value).where(core.counter.c.name == counter).scalar_subquery()
    over = func.max(_ENTRY.c.visible_at)
    last = select(over).where(_ENTRY.c.visible_at.between(1, bindparam("now"))).scalar_subquery()
    return select(func.coalesce(changes, 0), func.coalesce(last, 0))


def version_of(changes: int, last_embargo: int) -> int:
    """One number that grows with either; changes weigh more, as one may take an embargo away."""
    return changes << 64 | last_embargo


def _page(table: Table, filters: Filters) -> Select[Any]:
    narrowed = _NARROWED[table.name]
    conditions = [narrowed[name] for name in sorted(filters & narrowed.keys())]
    return select(table.c.id).where(table.c.visible_at <= bindparam("now"), *conditions)


def _of_topic(table: Table, filters: Filters) -> Select[Any]:
    page = _page(table, filters)
    if "topic" not in filters:
        return page
    return page.join(_LINK, _LINK.c.entry_id == table.c.entry_id).where(_LINK.c.slug == bindparam("topic"))


def _soonest_of_topic(filters: Filters) -> Select[Any]:
    """The few dates ahead, each looked up in the topic: joined, SQLite would read every date of the topic instead."""
    mine = select(_LINK.c.slug).where(_LINK.c.slug == bindparam("topic"), _LINK.c.entry_id == _DATE.c.entry_id)
    return _page(_DATE, filters).where(mine.exists())


def _whole(
    table: Table, page: Select[Any], chosen: list[ColumnElement[Any]], order: list[ColumnElement[Any]]
) -> Select[Any]:
    ids = page.order_by(*chosen).limit(_LIMIT)
    return ITEMS[table.name].where(table.c.id.in_(ids)).order_by(*order)
