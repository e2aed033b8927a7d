"""What a person asks, as every platform hands it to the command table."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.chat.abilities import PLAIN, Abilities
from bot.chat.catalogue import Catalogue
from bot.chat.days import Days
from briefings.domain.errors import UserError
from briefings.domain.people import ChatAddress, Identity


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; ``size`` in bytes as the platform says it, ``read`` fetches the bytes."""

    name: str
    content_type: str | None
    size: int
    read: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Reply:
    """The message that the asker replied to, or chose from a context menu.

    ``message_id`` is the platform's id, by which receipts tell what a message of ours shows; ``text`` is its plain
    text; ``origin`` is who wrote a forwarded message first.
    """

    message_id: str
    text: str
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class OtherChat:
    """A chat that the asker runs and speaks of from elsewhere, such as a channel; ``title`` is what it is called."""

    address: ChatAddress
    title: str


async def _nowhere(_: str) -> OtherChat:
    raise UserError("Only a Telegram channel can be set up from another chat: its admin asks in our private chat.")


async def _never() -> bool:
    return False


async def _untold(_: str) -> None:
    return


def _unnamed(_: str) -> str | None:
    return None


async def _lacks_nothing() -> tuple[str, ...] | None:
    return ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One command of one person in one chat.

    ``values`` maps option names to what was given: text as typed for a platform that sends text, typed values where the
    platform has them; a command's ``answer`` finds them read already (``values.py``), through the methods below.
    ``page`` counts from 1. ``is_chat_admin`` asks the platform when it is called, so only commands that need it pay for
    it. ``direct`` tells a private chat with the bot, whose person is its admin. ``community`` is the id of what holds
    the chat, a Discord server; None elsewhere. ``missing_rights`` asks the platform which rights the bot lacks in this
    chat, in words of the chat's language; None when the platform does not tell. ``abilities`` are what the platform
    can do here. ``elsewhere`` finds another chat by name whose admin the asker is, or raises UserError.
    ``role_name`` tells what the role of this id is called, where that is known.
    ``asked_in`` is the chat in which a question was asked that is answered in the asker's private chat, None elsewhere.
    ``origin`` is who first wrote what the asker forwarded. ``progress`` shows a sentence while a long answer is on its
    way; the answer takes its place.
    """

    person: Identity
    chat: ChatAddress
    command: str
    t: Catalogue
    values: Mapping[str, object] = field(default_factory=dict)
    page: int = 1
    person_name: str = ""
    direct: bool = False
    community: str | None = None
    asked_in: ChatAddress | None = None
    reply: Reply | None = None
    attachments: tuple[Attachment, ...] = ()
    abilities: Abilities = PLAIN
    origin: str | None = None
    is_chat_admin: Callable[[], Awaitable[bool]] = _never
    elsewhere: Callable[[str], Awaitable[OtherChat]] = _nowhere
    role_name: Callable[[str], str | None] = _unnamed
    progress: Callable[[str], Awaitable[None]] = _untold
    missing_rights: Callable[[], Awaitable[tuple[str, ...] | None]] = _lacks_nothing

    def text(self, name: str) -> str | None:
        """The words given for an option, or None."""
        value = self.values.get(name)
        return None if value is None else str(value)

    def number(self, name: str) -> int | None:
        """The whole number given for an option, or None."""
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def given_number(self, name: str) -> int:
        """The whole number given for an option that the command requires, and so always finds."""
        value = self.values[name]
        if not isinstance(value, int):
            raise TypeError(f"the option {name} is no number")
        return value

    def flag(self, name: str) -> bool:
        """Whether a flag was set."""
        return self.values.get(name) is True

    def days(self, name: str) -> Days | None:
        """The day, month or year given for an option, or None."""
        value = self.values.get(name)
        return value if isinstance(value, Days) else None

    def one_day(self, name: str) -> date | None:
        """The single day given for an option, or None.

        Raises:
            UserError: a month or a year was given.
        """
        days = self.days(name)
        if days is not None and days.first != days.last:
            raise UserError("Name one day, such as 2025-02-23.")
        return days.first if days else None
