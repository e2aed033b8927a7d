"""Writes everything that is kept as lines that ``import_archive`` reads on any database."""

from collections.abc import Callable

from briefings.ports.records import RecordStore
from briefings.services.records.export_form import Ending, Seal, end_line, head_line, record_line


def _unwatched(_: int) -> None:
    return None


async def export_archive(
    write: Callable[[bytes], None], *, store: RecordStore, progress: Callable[[int], None] = _unwatched
) -> Ending:
    """Write the head, a line for each record and the end, all of one moment; return what the end says.

    One portion of records is in memory at a time. ``progress`` is told how many lines were written.
    """
    seal = Seal()

    def put(line: bytes) -> None:
        seal.add(line)
        write(line)
        progress(seal.ending.lines)

    async with store.reading() as unit:
        put(head_line())
        for kind in unit.records.kinds:
            async for record in unit.records.read(kind):
                put(record_line(kind, record))
    ending = seal.ending
    write(end_line(ending))
    return ending
