"""Conversations that are open."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from briefings.domain.conversations import Conversation
from briefings.domain.people import ChatAddress, Identity


class Conversations(Protocol):
    """Keeps at most one open conversation for a person in a chat, so that a restart loses no answer."""

    async def get(self, person: Identity, chat: ChatAddress) -> Conversation | None:
        """The open conversation."""
        ...

    async def save(self, conversation: Conversation) -> None:
        """Open a conversation, or keep its new state."""
        ...

    async def close(self, person: Identity, chat: ChatAddress) -> None:
        """Close the conversation; none is no error."""
        ...

    async def of(self, person: Identity) -> Sequence[Conversation]:
        """Every open conversation of a person, the latest first."""
        ...

    async def forget(self, person: Identity) -> int:
        """Close all of a person's conversations; return how many."""
        ...

    async def close_older(self, before: datetime) -> int:
        """Close the conversations that nobody went on with since; return how many."""
        ...
