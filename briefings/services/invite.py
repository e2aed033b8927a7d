"""Lets people and chats into an invite-only bot, and shuts them out again."""

import re

from briefings.domain.errors import UserError
from briefings.ports.store import Store

_KEY = re.compile(r"(telegram:-?\d{1,20}|discord:\d{1,20})", re.ASCII)


async def invite(key: str, *, store: Store) -> None:
    """Let a person, chat or server in, named by platform and numeric id ("telegram:7").

    Raises:
        UserError: that is no such name.
    """
    async with store.writing() as unit:
        await unit.guests.add(_checked(key))


async def shut_out(key: str, *, store: Store) -> bool:
    """Take an invitation back; False when there was none.

    Raises:
        UserError: that is no such name.
    """
    async with store.writing() as unit:
        return await unit.guests.remove(_checked(key))


async def list_guests(*, store: Store) -> tuple[str, ...]:
    """Everybody who was let in, in order."""
    async with store.reading() as unit:
        return tuple(await unit.guests.all())


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise UserError("“{key}” names nobody. Write the platform and the numeric id, such as telegram:7.", key=key)
    return key
