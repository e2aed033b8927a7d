"""Join a person's accounts on several platforms by a one-time code."""

import secrets
from collections.abc import Collection

from briefings.domain.audit import Act
from briefings.domain.errors import UserError
from briefings.domain.people import Identity
from briefings.domain.team import LINK_CODE_LIFETIME, LinkCode, Member, hash_of_code
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.people.roles import person_key

_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and digits that nobody mistakes for each other."""


async def offer_link(identity: Identity, *, name: str, store: Store, clock: Clock) -> str:
    """Make a code that links another account to this one's person; it replaces an earlier code of the same account."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    code = LinkCode(hash_of_code(letters), identity, name, clock.now() + LINK_CODE_LIFETIME)
    async with store.writing() as unit:
        await unit.members.offer_code(code)
    return f"{letters[:5]}-{letters[5:]}"


async def accept_link(
    code: str,
    identity: Identity,
    *,
    by: Identity | None = None,
    owners: Collection[Identity] = (),
    store: Store,
    clock: Clock,
) -> Member:
    """Join this account to the person who made the code, with the roles of that person.

    ``by`` is whoever does it for them, at the command line; by default they do it themselves. ``owners`` are the
    accounts that the settings name: one of them can be joined to another, and to nobody else.

    Raises UserError for a code that is unknown, used up or too old, for one's own code, and for an account that has
    roles: else whoever talks an editor into typing a code would have the editor's roles.
    """
    now = clock.now()
    async with store.writing() as unit:
        offered = await unit.members.take_code(hash_of_code(code), now=now)
        if offered is None:
            raise UserError(
                "This code is unknown, used up or too old. Ask for a new one with /link on the other account."
            )
        if offered.identity == identity:
            raise UserError("This code was made here. Type it on your other account.")
        member = await unit.members.by_identity(offered.identity)
        if member is None:
            name = offered.name or str(offered.identity)
            member = Member(f"m-{offered.identity}", name, frozenset(), (offered.identity,), now)
        other = await unit.members.by_identity(identity)
        apart = other is not None and other.id != member.id and other.roles
        if apart or (identity in owners and not any(account in owners for account in member.identities)):
            raise UserError(
                "This account has a role of its own. Make the code here, and type it on your other account."
            )
        member = member.with_identity(identity)
        await unit.members.save(member)
        actor = member.id if by is None else await person_key(by, unit=unit)
        await unit.audit.append(at=now, actor=actor, act=Act.LINK, subject=member.id, detail=str(identity))
    return member
