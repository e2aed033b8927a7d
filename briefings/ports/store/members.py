"""The people of the newsroom."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from briefings.domain.people import Identity
from briefings.domain.team import LinkCode, Member


class Members(Protocol):
    """Keeps members with their roles and accounts; an account belongs to one member."""

    async def all(self) -> Sequence[Member]:
        """Every member, by name."""
        ...

    async def get(self, member_id: str) -> Member | None:
        """The member with this id."""
        ...

    async def by_identity(self, identity: Identity) -> Member | None:
        """The member with this account."""
        ...

    async def save(self, member: Member) -> None:
        """Keep a new member, or a member's new state; accounts that were another member's become this one's."""
        ...

    async def remove(self, member_id: str) -> None:
        """Forget a member and the accounts."""
        ...

    async def offer_code(self, code: LinkCode) -> None:
        """Keep a link code in place of an earlier one for the same account."""
        ...

    async def take_code(self, code_hash: str, *, now: datetime) -> LinkCode | None:
        """Use a code up: the code with this hash, if it is still good at ``now``; a second taking finds nothing."""
        ...
