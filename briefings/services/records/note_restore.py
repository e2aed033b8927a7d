"""Names a restore in the log of the database that came back."""

from briefings.domain.audit import Act
from briefings.domain.people import Identity
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.people.roles import person_key


async def note_restore(backup: str, *, by: Identity, store: Store, clock: Clock) -> None:
    """Chain one more entry to the backup's own log: everything after its last one was lost or is in the old file."""
    async with store.writing() as unit:
        actor = await person_key(by, unit=unit)
        await unit.audit.append(at=clock.now(), actor=actor, act=Act.RESTORE, subject="database", detail=backup)
