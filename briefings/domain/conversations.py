"""Conversations that are open: what a person was asked, and what was answered so far."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from briefings.domain.people import ChatAddress, Identity

CONVERSATION_LIFETIME = timedelta(days=2)
"""An unanswered conversation is closed after this time; what it made (a draft) stays."""

MAX_PARTS = 300
"""The most messages that are joined into one article: 1 MB in Telegram's pieces of 4096 characters, and room."""


@dataclass(frozen=True, slots=True)
class Question:
    """One input that a person is asked for; ``name`` is the command's option that it fills."""

    name: str
    label: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is open between the bot and one person in one chat; a person has at most one a chat.

    ``line`` is the command that runs at the end. While ``questions`` are left, the next message answers the first of
    them into ``answers``; with none, messages are joined into ``parts`` until the person says that this is all.
    """

    person: Identity
    chat: ChatAddress
    line: str
    updated_at: datetime
    questions: tuple[Question, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = ()
