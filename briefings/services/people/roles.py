"""Who somebody is in the newsroom."""

from collections.abc import Collection, Iterable

from briefings.domain.audit import alias_of
from briefings.domain.people import SHELL, Identity, Platform, Role
from briefings.domain.team import Member
from briefings.ports.store import Store, Unit


async def find_roles(identity: Identity, *, owners: Collection[Identity] = (), store: Store) -> frozenset[Role]:
    """The roles that this account has now; asked anew for every act, so that a dismissal works at once.

    ``owners`` are the accounts that the settings name: whoever linked another account to one of them is the same owner.
    """
    async with store.reading() as unit:
        member = await unit.members.by_identity(identity)
    return roles_of(member, owners) if member else frozenset()


def roles_of(member: Member, owners: Collection[Identity]) -> frozenset[Role]:
    """What a member may do; all of it where the settings name one of the member's accounts."""
    named = any(account in owners for account in member.identities)
    return frozenset(Role) if named else member.roles


async def is_in_newsroom(person: str, owners: Collection[Identity], *, unit: Unit) -> bool:
    """Whether the person of this key may act for the newsroom now."""
    member = await _member_of(person, unit=unit)
    if member is not None and roles_of(member, owners):
        return True
    account = _account_of(person)
    return account is not None and (account.platform.is_own or account in owners)


async def person_key(identity: Identity, *, unit: Unit) -> str:
    """Name the person behind an account: the same for all of a member's accounts, so that four eyes are two people."""
    member = await unit.members.by_identity(identity)
    return member.id if member else str(identity)


async def keys_of(people: Iterable[str], *, owners: Collection[Identity] = (), unit: Unit) -> frozenset[str]:
    """Every key under which these people act, or acted before they were appointed, linked, left or were forgotten.

    The keys of an owner's other accounts are among them, as long as nothing tells that those are somebody else's.
    """
    keys: set[str] = set()
    for person in people:
        member, account = await _member_of(person, unit=unit), _account_of(person)
        accounts = {*(member.identities if member else ()), *([account] if account else [])}
        keys |= {person} | ({member.id} if member else set())
        for known in accounts | await _undecided(accounts, member, owners, unit=unit):
            keys |= {str(known), f"m-{known}"}
            other = await unit.members.by_identity(known)
            keys |= {other.id} if other else set()
    secret = await unit.readers.key()
    return frozenset(keys | {alias_of(account_in(key), key=secret) for key in keys} if secret else keys)


def account_in(key: str) -> str:
    """The account that a person's key was made of."""
    return key.removeprefix("m-")


async def _undecided(
    accounts: Collection[Identity], member: Member | None, owners: Collection[Identity], *, unit: Unit
) -> set[Identity]:
    """Owners' accounts that may be the same person's as these.

    Owners of different platforms, the command line among them, are two people only where both are members, or where
    each has an account on a platform of the other: a person has one account on each.
    """
    circle = {*owners, SHELL} if owners else set()
    if not circle & set(accounts):
        return set()
    mine, found = {account.platform for account in accounts}, set()
    for owner in circle - set(accounts):
        other = await unit.members.by_identity(owner)
        theirs = {account.platform for account in other.identities} if other else {owner.platform}
        if not mine & theirs and (member is None or other is None):
            found.add(owner)
    return found


async def _member_of(person: str, *, unit: Unit) -> Member | None:
    member, account = await unit.members.get(person), _account_of(person)
    if member is None and account is not None:
        return await unit.members.by_identity(account)
    return member


def _account_of(person: str) -> Identity | None:
    platform, _, user_id = account_in(person).partition(":")
    return Identity(Platform(platform), user_id) if platform in tuple(Platform) else None


async def person_name(key: str, *, unit: Unit) -> str:
    """The name that people know a person by; the key itself for one who is no member (any more)."""
    member = await unit.members.get(key)
    return member.name if member else key
