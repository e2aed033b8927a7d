"""Publications as records: which revision of each briefing readers see, and who is who in it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.archive import writing as archive_writing
from briefings.adapters.sql.archive.rows import check_archivable
from briefings.adapters.sql.briefings import BRIEFING_COLUMNS, briefing_of
from briefings.adapters.sql.tables import archive, core
from briefings.domain.briefing import Briefing, Status
from briefings.domain.errors import UserError
from briefings.domain.jsonform import quote_of
from briefings.ports.records import Record, RecordError

_PORTION = 100
_FIELDS = {"briefing_id", "revision", "speakers"}


async def read(connection: AsyncConnection) -> AsyncIterator[Record]:
    """Yield the publications in the order in which readers see them, oldest first."""
    last = -1
    entry = archive.entry
    while True:
        query = select(entry.c.id, entry.c.briefing_id, entry.c.revision).where(entry.c.id > last)
        rows = (await connection.execute(query.order_by(entry.c.id).limit(_PORTION))).all()
        speakers = await _speakers(connection, [row.id for row in rows])
        for row in rows:
            named = dict(sorted(speakers.get(row.id, {}).items()))
            yield {"briefing_id": row.briefing_id, "revision": row.revision, "speakers": named}
        if len(rows) < _PORTION:
            return
        last = rows[-1].id


async def write(connection: AsyncConnection, records: Sequence[Record]) -> None:
    """Put briefings before the readers, in the order given. Raises RecordError for the first that may not."""
    forms = [_checked(record, place) for place, record in enumerate(records)]
    found = await _briefings(connection, [briefing_id for briefing_id, _ in forms])
    known = await _known_speakers(connection, {key for _, speakers in forms for key in speakers.values()})
    items: list[tuple[Briefing, Mapping[str, str]]] = []
    for place, (record, (briefing_id, speakers)) in enumerate(zip(records, forms, strict=True)):
        briefing = found.pop(briefing_id, None)
        if briefing is None or briefing.revision.number != record["revision"]:
            raise RecordError(place, "there is no published briefing with this id and revision, or it stands twice")
        if not known.issuperset(speakers.values()):
            raise RecordError(place, "“speakers” names somebody who is no speaker")
        items.append((briefing, speakers))
    try:
        await archive_writing.publish(connection, items)
    except (UserError, ValueError):  # it looks at all before it writes any; find out which one it is
        for place, (briefing, _) in enumerate(items):
            _check(briefing, place)
        raise


async def check_complete(connection: AsyncConnection) -> None:
    """Raise UserError when a briefing is marked as published that no reader would see."""
    shown = select(archive.entry.c.briefing_id)
    query = select(func.min(core.briefing.c.number)).where(
        core.briefing.c.status == Status.PUBLISHED.value, core.briefing.c.id.not_in(shown)
    )
    number = (await connection.execute(query)).scalar()
    if number is not None:
        raise UserError(
            "Briefing {number} is marked as published, but the file does not publish it. Nothing was imported.",
            number=number,
        )


def _checked(record: Record, place: int) -> tuple[str, dict[str, str]]:
    speakers = record.get("speakers")
    if set(record) != _FIELDS or not isinstance(speakers, dict) or not isinstance(record["briefing_id"], str):
        raise RecordError(place, "a publication has “briefing_id”, “revision” and “speakers”")
    if not all(isinstance(speaker, str) for speaker in speakers.values()):
        raise RecordError(place, "“speakers” maps names to ids")
    if type(record["revision"]) is not int:
        raise RecordError(place, "“revision” is a whole number")
    return record["briefing_id"], speakers


def _check(briefing: Briefing, place: int) -> None:
    try:
        check_archivable(briefing)
    except UserError as error:
        raise RecordError(place, str(error)) from error
    except ValueError as error:
        raise RecordError(place, f"briefing {briefing.number} has no instant of publication") from error


async def _speakers(connection: AsyncConnection, entries: Sequence[int]) -> dict[int, dict[str, str]]:
    """For each entry, the speakers' ids by the names that its quotes give them."""
    table = archive.quote
    query = select(table.c.entry_id, table.c.speaker_id, table.c.body).where(table.c.entry_id.in_(entries))
    found: dict[int, dict[str, str]] = {}
    for row in await connection.execute(query.where(table.c.speaker_id.is_not(None))):
        found.setdefault(row.entry_id, {})[quote_of(row.body).speaker or ""] = row.speaker_id
    return found


async def _briefings(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, Briefing]:
    """Published briefings at their published revision that readers do not see yet, by id."""
    at = (core.revision.c.briefing_id == core.briefing.c.id) & (
        core.revision.c.number == core.briefing.c.published_revision
    )
    joined = core.briefing.join(core.source).join(core.revision, at)
    shown = select(archive.entry.c.briefing_id).where(archive.entry.c.briefing_id.in_(ids))
    wanted = core.briefing.c.id.in_(ids) & (core.briefing.c.status == Status.PUBLISHED.value)
    query = select(*BRIEFING_COLUMNS).select_from(joined).where(wanted, core.briefing.c.id.not_in(shown))
    rows: Any = await connection.execute(query)
    return {row.id: briefing_of(row) for row in rows}


async def _known_speakers(connection: AsyncConnection, ids: set[str]) -> set[str]:
    table = core.speaker
    return set((await connection.execute(select(table.c.id).where(table.c.id.in_(ids)))).scalars())
