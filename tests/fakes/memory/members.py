"""The people of the newsroom, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from briefings.domain.people import Identity
from briefings.domain.team import LinkCode, Member
from tests.fakes.memory.newsroom_state import NewsroomState


class MemoryMembers:
    """Keeps members with their roles and accounts."""

    def __init__(self, state: NewsroomState) -> None:
        self._state = state

    async def all(self) -> Sequence[Member]:
        """Every member, by name."""
        return sorted(self._state.members.values(), key=lambda member: (member.name, member.id))

    async def get(self, member_id: str) -> Member | None:
        """The member with this id."""
        return self._state.members.get(member_id)

    async def by_identity(self, identity: Identity) -> Member | None:
        """The member with this account."""
        return next((member for member in self._state.members.values() if identity in member.identities), None)

    async def save(self, member: Member) -> None:
        """Keep a new member, or a member's new state."""
        for other in [kept for kept in self._state.members.values() if kept.id != member.id]:
            left = tuple(identity for identity in other.identities if identity not in member.identities)
            self._state.members[other.id] = replace(other, identities=left)
        self._state.members[member.id] = member

    async def remove(self, member_id: str) -> None:
        """Forget a member and the accounts."""
        self._state.members.pop(member_id, None)

    async def offer_code(self, code: LinkCode) -> None:
        """Keep a link code in place of an earlier one for the same account."""
        self._state.link_codes[code.identity] = code

    async def take_code(self, code_hash: str, *, now: datetime) -> LinkCode | None:
        """Use a code up."""
        code = next((kept for kept in self._state.link_codes.values() if kept.code_hash == code_hash), None)
        if code is not None:
            del self._state.link_codes[code.identity]
        return code if code is not None and code.expires_at > now else None
