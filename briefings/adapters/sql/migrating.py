"""Bringing a database's tables up to date, and telling in what state they are.

Alembic is slow to import (0.2 s) and loaded only when there is something to bring up to date: the revisions are known
by the file names of the migrations, which are their ids in order.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.addresses import Address, address_of
from briefings.adapters.sql.engine import engines
from briefings.adapters.sql.failures import CANNOT_OPEN, READ_ONLY, translated
from briefings.adapters.sql.private_files import make_private_file, make_private_folder
from briefings.adapters.sql.tables import metadata
from briefings.domain.errors import OperatorError

_LOCK = 7_239_485_112
"""The advisory lock on PostgreSQL that lets one program migrate at a time; any number that nobody else uses."""

_PATIENCE = 60.0
"""How many seconds to wait for another program that migrates the same SQLite file."""


class Fitness(StrEnum):
    """How the database's schema stands to this program's."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class SchemaState:
    """The database's schema revision (None while there are no tables), the program's, and how they fit."""

    database: str
    found: str | None
    expected: str
    fitness: Fitness


async def migrate(url: str) -> SchemaState:
    """Bring the tables up to date and return the state from which they were brought. Raises as ``open_store`` does."""
    return await upgrade(address_of(url))


async def schema_state(url: str) -> SchemaState:
    """Tell the schema's state and change nothing; a SQLite file that is not there yet is not made."""
    address = address_of(url)
    _refuse_unwritable(address)
    return await _look(address)


async def _look(address: Address) -> SchemaState:
    if address.file is not None and not address.file.exists():
        return _state(address, None)
    async with _connected(address, writing=False) as connection:
        return _state(address, await connection.run_sync(_revision))


async def check_schema(address: Address) -> None:
    """Raise OperatorError unless the tables are of exactly this program's version."""
    state = await _look(address)
    _refuse_newer(state)
    if state.fitness is not Fitness.CURRENT:
        raise OperatorError("The database {database} is not up to date. Run daybrief migrate.", database=state.database)


async def upgrade(address: Address) -> SchemaState:
    """Bring the tables up to date; programs that start together do it one after the other, in one transaction.

    Where nothing is to be done, nobody is waited for: another program may be writing for long.
    """
    _make_directory(address)
    _refuse_unwritable(address)
    if address.file is not None:
        make_private_file(address.file)
    state = await _look(address)
    _refuse_newer(state)
    if state.fitness is Fitness.CURRENT:
        return state
    async with _connected(address, writing=True) as connection:
        if address.file is None:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        state = _state(address, await connection.run_sync(_revision))
        _refuse_newer(state)
        if state.fitness is not Fitness.CURRENT:
            await connection.run_sync(_run)
    return state


@asynccontextmanager
async def _connected(address: Address, *, writing: bool) -> AsyncIterator[AsyncConnection]:
    pools = engines(address, busy_seconds=_PATIENCE)
    try:
        with translated(address, starting=True):
            async with (pools.writer if writing else pools.reader).begin() as connection:
                yield connection
    finally:
        await pools.dispose()


def _make_directory(address: Address) -> None:
    if address.file is None:
        return
    try:
        make_private_folder(address.file.parent)
    except OSError as error:
        raise OperatorError(
            "The directory {directory} cannot be made: {reason}. Make it or name another in DAYBRIEF_DATABASE_URL.",
            directory=address.file.parent,
            reason=error.strerror,
        ) from error


def _refuse_unwritable(address: Address) -> None:
    """Raise OperatorError for a file that may not be written, or made: whoever reads only would not notice."""
    if address.file is None:
        return
    if address.file.exists():
        writable, sentence = os.access(address.file, os.W_OK), READ_ONLY
    else:
        there = next(folder for folder in address.file.absolute().parents if folder.exists())
        writable, sentence = there.is_dir() and os.access(there, os.W_OK | os.X_OK), CANNOT_OPEN
    if not writable:
        raise OperatorError(sentence, database=address.shown)


_MIGRATIONS = Path(__file__).parent / "migrations"


def known_revisions() -> list[str]:
    """The ids of this program's migrations, oldest first."""
    return sorted(path.stem for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _state(address: Address, found: str | None) -> SchemaState:
    known = known_revisions()
    expected = known[-1]
    if found is None:
        fitness = Fitness.EMPTY
    elif found == expected:
        fitness = Fitness.CURRENT
    else:
        fitness = Fitness.OLDER if found in known else Fitness.NEWER
    return SchemaState(address.shown, found, expected, fitness)


def _refuse_newer(state: SchemaState) -> None:
    if state.fitness is Fitness.NEWER:
        raise OperatorError(
            "The database {database} was made by a newer Daybrief (schema {found}, this one knows {expected}). Install "
            "that version, or restore an older backup.",
            database=state.database,
            found=state.found,
            expected=state.expected,
        )


def _run(connection: Connection) -> None:
    from alembic.config import Config  # noqa: PLC0415
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: Any) -> Any:
        return scripts._upgrade_revs("head", revision)  # noqa: SLF001 - what alembic's own env.py templates call

    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection, target_metadata=metadata)
        environment.run_migrations()
