"""Conversations that are open: what a person was asked, and what was answered so far."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from briefings.domain.people import ChatAddress, Identity

CONVERSATION_LIFETIME = timedelta(days=2)
"""An unanswered conversation is closed after this time; what it made (a draft) stays."""

MAX_PARTS = 300
"""The most messages that are joined into one article: 1 MB in Telegram's pieces of 4096 characters, and room."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is open between the bot and one person in one chat; a person has at most one a chat.

    ``line`` is the command that runs at the end. Messages are joined into ``parts`` until the person says that this is
    all.
    """

    person: Identity
    chat: ChatAddress
    line: str
    updated_at: datetime
    parts: tuple[str, ...] = ()
