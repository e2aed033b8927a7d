"""The people of the newsroom, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables.editorial import link_code, member, member_identity
from briefings.domain.people import Identity, Platform, Role
from briefings.domain.team import LinkCode, Member


class SqlMembers:
    """Keeps members with their roles and accounts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> Sequence[Member]:
        """Every member, by name."""
        return sorted(await self._where(member.c.id.is_not(None)), key=lambda found: (found.name, found.id))

    async def get(self, member_id: str) -> Member | None:
        """The member with this id."""
        return next(iter(await self._where(member.c.id == member_id)), None)

    async def by_identity(self, identity: Identity) -> Member | None:
        """The member with this account."""
        owner = select(member_identity.c.member_id).where(_is(identity))
        return next(iter(await self._where(member.c.id.in_(owner))), None)

    async def save(self, saved: Member) -> None:
        """Keep a new member, or a member's new state."""
        row = {"name": saved.name, "roles": sorted(saved.roles), "since": saved.since}
        done = await self._connection.execute(update(member).where(member.c.id == saved.id).values(row))
        if done.rowcount == 0:
            await self._connection.execute(insert(member), {"id": saved.id, **row})
        await self._connection.execute(delete(member_identity).where(member_identity.c.member_id == saved.id))
        for place, identity in enumerate(saved.identities):
            await self._connection.execute(delete(member_identity).where(_is(identity)))
            account = {"platform": identity.platform.value, "user_id": identity.user_id}
            await self._connection.execute(insert(member_identity), {**account, "member_id": saved.id, "place": place})

    async def remove(self, member_id: str) -> None:
        """Forget a member and the accounts."""
        await self._connection.execute(delete(member_identity).where(member_identity.c.member_id == member_id))
        await self._connection.execute(delete(member).where(member.c.id == member_id))

    async def offer_code(self, code: LinkCode) -> None:
        """Keep a link code in place of an earlier one for the same account."""
        account = {"platform": code.identity.platform.value, "user_id": code.identity.user_id}
        mine = and_(*(link_code.c[name] == value for name, value in account.items()))
        await self._connection.execute(delete(link_code).where(mine))
        row = {**account, "code_hash": code.code_hash, "name": code.name, "expires_at": code.expires_at}
        await self._connection.execute(insert(link_code), row)

    async def take_code(self, code_hash: str, *, now: datetime) -> LinkCode | None:
        """Use a code up."""
        taken = delete(link_code).where(link_code.c.code_hash == code_hash).returning(*link_code.c)
        row = (await self._connection.execute(taken)).one_or_none()
        if row is None or row.expires_at <= now:
            return None
        return LinkCode(row.code_hash, Identity(Platform(row.platform), row.user_id), row.name, row.expires_at)

    async def _where(self, condition: ColumnElement[bool]) -> list[Member]:
        accounts: dict[str, list[Identity]] = {}
        joined = select(member_identity).join_from(member_identity, member).where(condition)
        for row in await self._connection.execute(joined.order_by(member_identity.c.place)):
            accounts.setdefault(row.member_id, []).append(Identity(Platform(row.platform), row.user_id))
        rows = await self._connection.execute(select(member).where(condition))
        return [
            Member(row.id, row.name, frozenset(map(Role, row.roles)), tuple(accounts.get(row.id, ())), row.since)
            for row in rows
        ]


def _is(identity: Identity) -> ColumnElement[bool]:
    return and_(member_identity.c.platform == identity.platform.value, member_identity.c.user_id == identity.user_id)
