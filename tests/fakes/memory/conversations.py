"""Open conversations, in memory."""

from collections.abc import Sequence
from datetime import datetime

from briefings.domain.conversations import Conversation
from briefings.domain.people import ChatAddress, Identity
from tests.fakes.memory.newsroom_state import NewsroomState


class MemoryConversations:
    """Keeps at most one open conversation for a person in a chat."""

    def __init__(self, state: NewsroomState) -> None:
        self._state = state

    async def get(self, person: Identity, chat: ChatAddress) -> Conversation | None:
        """The open conversation."""
        return self._state.conversations.get((person, chat))

    async def save(self, conversation: Conversation) -> None:
        """Open a conversation, or keep its new state."""
        self._state.conversations[conversation.person, conversation.chat] = conversation

    async def close(self, person: Identity, chat: ChatAddress) -> None:
        """Close the conversation."""
        self._state.conversations.pop((person, chat), None)

    async def of(self, person: Identity) -> Sequence[Conversation]:
        """Every open conversation of a person, the latest first."""
        mine = [kept for key, kept in self._state.conversations.items() if key[0] == person]
        return sorted(mine, key=lambda kept: (kept.updated_at, str(kept.chat)), reverse=True)

    async def forget(self, person: Identity) -> int:
        """Close all of a person's conversations."""
        return self._drop([key for key in self._state.conversations if key[0] == person])

    async def close_older(self, before: datetime) -> int:
        """Close the conversations that nobody went on with since."""
        return self._drop([key for key, kept in self._state.conversations.items() if kept.updated_at < before])

    def _drop(self, keys: list[tuple[Identity, ChatAddress]]) -> int:
        for key in keys:
            del self._state.conversations[key]
        return len(keys)
