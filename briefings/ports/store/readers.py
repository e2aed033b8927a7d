"""What is kept of people who read."""

from collections.abc import Mapping
from typing import Protocol

from briefings.domain.people import ChatAddress, Identity


class Readers(Protocol):
    """Finds everything that carries a reader's account, wherever it is kept."""

    async def forget(self, person: Identity, *, chat: ChatAddress | None = None) -> int:
        """Erase what is kept of this account and of its private ``chat``; return how many rows that were.

        Gone are open conversations, link codes, invitations and notices, and the private chat's plan, reminders and
        messages, owed ones included. What other people still need keeps its place without the account: reports of
        errors, without the words, and plans and reminders of groups. Roles and accounts of the newsroom, what was
        written for it, and its log are not a reader's.
        """
        ...

    async def key(self) -> str:
        """The secret under which made-up names are made; empty while nobody was forgotten yet."""
        ...

    async def made_key(self) -> str:
        """The same, made where there is none yet."""
        ...

    async def rename(self, person: Mapping[str, str]) -> int:
        """Put made-up names in the place of the keys of a person who once worked for the newsroom.

        Notes of reviews go; published words stay. Returns how many rows that were.
        """
        ...
