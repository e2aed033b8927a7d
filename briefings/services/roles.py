"""Who somebody is in the newsroom."""

from collections.abc import Iterable

from briefings.domain.audit import alias_of
from briefings.domain.people import Identity, Platform, Role
from briefings.ports.store import Store, Unit


async def find_roles(identity: Identity, *, store: Store) -> frozenset[Role]:
    """The roles that this account has now; asked anew for every act, so that a dismissal works at once."""
    async with store.reading() as unit:
        member = await unit.members.by_identity(identity)
    return member.roles if member else frozenset()


async def person_key(identity: Identity, *, unit: Unit) -> str:
    """Name the person behind an account: the same for all of a member's accounts, so that four eyes are two people."""
    member = await unit.members.by_identity(identity)
    return member.id if member else str(identity)


async def keys_of(people: Iterable[str], *, unit: Unit) -> frozenset[str]:
    """Every key under which these people act, or acted before they were appointed, linked, left or were forgotten."""
    keys: set[str] = set()
    for person in people:
        account = account_in(person)
        platform, _, user_id = account.partition(":")
        member = await unit.members.get(person)
        if member is None and platform in tuple(Platform):
            member = await unit.members.by_identity(Identity(Platform(platform), user_id))
        accounts = {account, *(str(identity) for identity in member.identities)} if member else {account}
        keys |= {person, *accounts, *(f"m-{known}" for known in accounts)}
        keys |= {member.id} if member else set()
    secret = await unit.readers.key()
    return frozenset(keys | {alias_of(account_in(key), key=secret) for key in keys} if secret else keys)


def account_in(key: str) -> str:
    """The account that a person's key was made of."""
    return key.removeprefix("m-")


async def person_name(key: str, *, unit: Unit) -> str:
    """The name that people know a person by; the key itself for one who is no member (any more)."""
    member = await unit.members.get(key)
    return member.name if member else key
