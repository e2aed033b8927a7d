"""What a person asks, as every platform hands it to the command table."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.chat.catalogue import Catalogue
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


async def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Ask:
    """One command of one person in one chat.

    ``values`` maps option names to what was given: text as typed for a platform that sends text, typed values where the
    platform has them. ``page`` counts from 1. ``is_chat_admin`` asks the platform when it is called, so only commands
    that need it pay for it. ``direct`` tells a private chat with the bot, whose person is its admin.
    """

    person: Identity
    chat: ChatAddress
    command: str
    t: Catalogue
    values: Mapping[str, object] = field(default_factory=dict)
    page: int = 1
    person_name: str = ""
    direct: bool = False
    reply: Reply | None = None
    attachments: tuple[Attachment, ...] = ()
    is_chat_admin: Callable[[], Awaitable[bool]] = _never
