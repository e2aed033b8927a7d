"""Takes in what ``export_archive`` wrote: all of it or nothing, into an empty database."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from briefings.domain.audit import Act
from briefings.domain.errors import UserError
from briefings.domain.people import Identity
from briefings.domain.policy import EditorialPolicy
from briefings.ports.clock import Clock
from briefings.ports.records import Record, RecordError, RecordStore, RecordUnit
from briefings.services.people.roles import person_key
from briefings.services.records.export_form import END, Ending, LineError, Seal, read_end, read_head, read_record
from briefings.services.records.import_proofs import Chain, UnprovenError, check_proven, check_source

_TOGETHER = 100
_TOGETHER_BYTES = 4_000_000
_PROVEN = ("review", "planned_publication", "publication")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; ``known`` when the same file was imported before, and nothing was done."""

    lines: int
    sha256: str
    known: bool = False


def _unwatched(_: int) -> None:
    return None


async def import_archive(
    lines: Iterable[bytes],
    *,
    by: Identity,
    policy: EditorialPolicy,
    store: RecordStore,
    clock: Clock,
    progress: Callable[[int], None] = _unwatched,
) -> Imported:
    """Write every record in one transaction, and the import itself into the audit log.

    The file's log goes on as it is: it is the proof of who approved and published what, and anything that it does not
    bear out is refused. ``lines`` keep their line breaks; a few hundred are in memory at a time.

    Raises:
        UserError: the file is no whole export, is newer than the program, or a record of it cannot be taken (the
            sentence names the line); or the database is not empty and has not had this very file.
    """
    numbered = _counted(lines, progress)
    seal = Seal()
    first = next(numbered, (1, b""))[1]
    read_head(first)
    seal.add(first)
    async with store.writing() as unit:
        if not await unit.records.is_empty():
            return await _known(_ending(numbered, seal), unit=unit)
        taking = _Taking(unit, policy)
        ending = await taking.take(numbered, seal)
        await unit.records.finish()
        subject, actor = _subject(ending), await person_key(by, unit=unit)
        await unit.audit.append(at=clock.now(), actor=actor, act=Act.IMPORT, subject=subject, detail=taking.summary)
    return Imported(ending.lines, ending.sha256)


class _Taking:
    """Gathers records of one kind and writes them together."""

    def __init__(self, unit: RecordUnit, policy: EditorialPolicy) -> None:
        self._unit = unit
        self._policy = policy
        self._chain = Chain()
        self._kind = ""
        self._waiting: list[tuple[int, Record]] = []
        self._size = 0
        self._counts: dict[str, int] = {}

    @property
    def summary(self) -> str:
        """What came in, for the log."""
        counted = ((name, self._counts.get(name, 0)) for name in ("source", "briefing", "publication"))
        rule = "four eyes asked for" if self._policy.four_eyes else "four eyes not asked for"
        return ", ".join((*(f"{count} {name}" for name, count in counted), rule))

    async def take(self, numbered: Iterator[tuple[int, bytes]], seal: Seal) -> Ending:
        """Take every line up to the end."""
        kinds = list(self._unit.records.kinds)
        for number, line in numbered:
            kind, record = _read(number, line)
            if kind == END:
                await self._write()
                try:
                    self._chain.end()
                except UnprovenError as error:
                    raise _refusal(number, str(error)) from error
                return _checked_end(number, record, seal, numbered)
            if kind not in kinds:
                later = kind in self._unit.records.kinds
                reason = "its kind stands too late" if later else f"this version knows no kind “{kind[:40]}”"
                raise _refusal(number, reason)
            seal.add(line)
            if kind != self._kind or len(self._waiting) >= _TOGETHER or self._size > _TOGETHER_BYTES:
                await self._write()
                del kinds[: kinds.index(kind)]
            self._kind = kind
            self._waiting.append((number, record))
            self._size += len(line)
        raise UserError("The export is not whole: its end is missing. Nothing was imported. Export it again.")

    async def _write(self) -> None:
        waiting, self._waiting, self._size = self._waiting, [], 0
        if not waiting:
            return
        self._counts[self._kind] = self._counts.get(self._kind, 0) + len(waiting)
        for number, record in waiting:
            try:
                await self._prove(record)
            except UnprovenError as error:
                raise _refusal(number, str(error)) from error
        try:
            await self._unit.records.write(self._kind, [record for _, record in waiting])
        except RecordError as error:
            raise _refusal(waiting[error.place][0], str(error)) from error

    async def _prove(self, record: Record) -> None:
        if self._kind == "source":
            check_source(record)
        elif self._kind == "audit":
            self._chain.add(record)
        elif self._kind in _PROVEN:
            await check_proven(self._kind, record, policy=self._policy, unit=self._unit)


def _counted(lines: Iterable[bytes], progress: Callable[[int], None]) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(lines, 1):
        progress(number)
        yield number, line


def _read(number: int, line: bytes) -> tuple[str, Record]:
    try:
        return read_record(line)
    except LineError as error:
        raise _refusal(number, str(error)) from error


def _checked_end(number: int, record: Record, seal: Seal, rest: Iterator[tuple[int, bytes]]) -> Ending:
    try:
        ending = read_end(record)
    except LineError as error:
        raise _refusal(number, str(error)) from error
    if ending != seal.ending:
        raise UserError("The export was changed after it was written. Nothing was imported. Export it again.")
    if next(rest, None) is not None:
        raise _refusal(number + 1, "it stands behind the end")
    return ending


def _ending(numbered: Iterator[tuple[int, bytes]], seal: Seal) -> Ending:
    """Read on to the end and take nothing."""
    for number, line in numbered:
        kind, record = _read(number, line)
        if kind == END:
            return _checked_end(number, record, seal, numbered)
        seal.add(line)
    return seal.ending


async def _known(ending: Ending, *, unit: RecordUnit) -> Imported:
    if not await unit.audit.latest(limit=1, subject=_subject(ending)):
        raise UserError(
            "This database holds something already, and an import needs an empty one. Name a new one with --database."
        )
    return Imported(ending.lines, ending.sha256, known=True)


def _subject(ending: Ending) -> str:
    return f"import {ending.sha256}"


def _refusal(number: int, reason: str) -> UserError:
    return UserError("Line {line} of the export cannot be taken: {reason}. Nothing was imported.",
                     line=number, reason=reason)  # fmt: skip
