"""People who talk to the bot, and the chats where they do."""

from dataclasses import dataclass
from enum import StrEnum


class Platform(StrEnum):
    """Where a chat lives."""

    TELEGRAM = "telegram"
    DISCORD = "discord"
    CONSOLE = "console"

    @property
    def is_own(self) -> bool:
        """Whether it is the terminal of the machine itself: whoever sits there runs the bot."""
        return self is Platform.CONSOLE

    @property
    def keeps_nonces(self) -> bool:
        """Whether a message that is sent again within minutes under the same nonce arrives once."""
        return self is Platform.DISCORD

    @property
    def numbers_private_chats_as_people(self) -> bool:
        """Whether the private chat with a person has that person's id."""
        return self is Platform.TELEGRAM


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """A person's account on one platform; only the numeric id proves who somebody is, a name proves nothing."""

    platform: Platform
    user_id: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.user_id}"


SHELL = Identity(Platform.CONSOLE, "owner")
"""Whoever sits at the terminal of the machine, or has its command line."""


@dataclass(frozen=True, slots=True, order=True)
class ChatAddress:
    """Where messages go. ``thread_id`` is a Telegram forum topic or a Discord thread, None for the chat itself."""

    platform: Platform
    chat_id: str
    thread_id: str | None = None

    def __str__(self) -> str:
        return ":".join(part for part in (self.platform, self.chat_id, self.thread_id) if part)


class Role(StrEnum):
    """What a person may do for the whole newsroom; chat admins come from the platform, readers are everyone."""

    OWNER = "owner"
    EDITOR = "editor"
    REVIEWER = "reviewer"
