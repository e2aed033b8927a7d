"""Who somebody is in the newsroom."""

from briefings.domain.people import Identity, Role
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


async def person_name(key: str, *, unit: Unit) -> str:
    """The name that people know a person by; the key itself for one who is no member (any more)."""
    member = await unit.members.get(key)
    return member.name if member else key
