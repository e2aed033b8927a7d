"""Appoint and dismiss the people of the newsroom."""

from collections.abc import Sequence
from dataclasses import replace

from briefings.domain.audit import Act
from briefings.domain.errors import UserError
from briefings.domain.people import Identity, Role
from briefings.domain.team import Member
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.people.roles import person_key


async def appoint(identity: Identity, role: Role, *, name: str, by: Identity, store: Store, clock: Clock) -> Member:
    """Give an account's person one more role; a new member is made where there is none yet."""
    now = clock.now()
    async with store.writing() as unit:
        member = await unit.members.by_identity(identity)
        if member is None:
            member = Member(f"m-{identity}", name or str(identity), frozenset(), (identity,), now)
        if role in member.roles:
            raise UserError("{name} is {role} already.", name=member.name, role=role.value)
        member = replace(member, roles=member.roles | {role}, name=name or member.name)
        await unit.members.save(member)
        actor = await person_key(by, unit=unit)
        await unit.audit.append(at=now, actor=actor, act=Act.APPOINT, subject=member.id, detail=f"{role} {member.name}")
    return member


async def dismiss(identity: Identity, role: Role | None, *, by: Identity, store: Store, clock: Clock) -> Member:
    """Take one role, or all of them, away from an account's person; a member without roles stays, with its accounts."""
    async with store.writing() as unit:
        member = await unit.members.by_identity(identity)
        if member is None or not member.roles or (role is not None and role not in member.roles):
            raise UserError("{person} has no such role. /team lists everybody who has one.", person=str(identity))
        left = member.roles - {role} if role else frozenset()
        gone = role.value if role else ", ".join(sorted(member.roles))
        member = replace(member, roles=left)
        await unit.members.save(member)
        actor = await person_key(by, unit=unit)
        subject, detail = member.id, f"{gone} {member.name}"
        await unit.audit.append(at=clock.now(), actor=actor, act=Act.DISMISS, subject=subject, detail=detail)
    return member


async def list_members(*, store: Store) -> Sequence[Member]:
    """Everybody of the newsroom, by name."""
    async with store.reading() as unit:
        return await unit.members.all()
