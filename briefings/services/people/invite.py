"""Lets people and chats into an invite-only bot, and shuts them out again."""

import re

from briefings.domain.audit import Act
from briefings.domain.errors import UserError
from briefings.domain.people import Identity
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.people.roles import person_key

_KEY = re.compile(r"(telegram:-?\d{1,20}|discord:\d{1,20})", re.ASCII)


async def invite(key: str, *, by: Identity, store: Store, clock: Clock) -> None:
    """Let a person, chat or server in, named by platform and numeric id ("telegram:7"); twice changes nothing.

    Raises:
        UserError: that is no such name.
    """
    async with store.writing() as unit:
        if not await unit.guests.any_of([_checked(key)]):
            await unit.guests.add(key)
            await _note(key, "let in", by=by, unit=unit, clock=clock)


async def shut_out(key: str, *, by: Identity, store: Store, clock: Clock) -> bool:
    """Take an invitation back; False when there was none.

    Raises:
        UserError: that is no such name.
    """
    async with store.writing() as unit:
        gone = await unit.guests.remove(_checked(key))
        if gone:
            await _note(key, "shut out", by=by, unit=unit, clock=clock)
    return gone


async def list_guests(*, store: Store) -> tuple[str, ...]:
    """Everybody who was let in, in order."""
    async with store.reading() as unit:
        return tuple(await unit.guests.all())


async def _note(key: str, detail: str, *, by: Identity, unit: Unit, clock: Clock) -> None:
    actor = await person_key(by, unit=unit)
    await unit.audit.append(at=clock.now(), actor=actor, act=Act.SETTING, subject=f"guest {key}", detail=detail)


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise UserError("“{key}” names nobody. Write the platform and the numeric id, such as telegram:7.", key=key)
    return key
