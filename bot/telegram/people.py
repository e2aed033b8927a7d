"""Who somebody is: by numeric ids only, and from the platform itself."""

import time
from collections import OrderedDict
from collections.abc import Callable

from telegram import Bot, Message, User
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from briefings.domain.people import ChatAddress, Identity, Platform

REMEMBERED_SECONDS = 60.0
_MOST_REMEMBERED = 10_000
_ADMINS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


def writer_of(message: Message) -> Identity | None:
    """Who wrote a message.

    Anonymous admins share one account and channels another, so for them the id of the chat that they write as counts.
    """
    if message.sender_chat is not None:
        return Identity(Platform.TELEGRAM, str(message.sender_chat.id))
    return person(message.from_user) if message.from_user is not None else None


def person(user: User) -> Identity:
    """The identity of an account."""
    return Identity(Platform.TELEGRAM, str(user.id))


def address_of(message: Message) -> ChatAddress:
    """Where the answer to a message belongs; a reply thread outside a forum is no topic."""
    topic = message.message_thread_id if message.is_topic_message else None
    return ChatAddress(Platform.TELEGRAM, str(message.chat.id), str(topic) if topic is not None else None)


def speaks_for_chat(message: Message) -> bool:
    """Whether an anonymous admin or the channel itself wrote: ``sender_chat`` is the chat; nothing else proves it."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


class Admins:
    """Asks Telegram who decides in a chat; an answer is believed for a minute at most."""

    def __init__(self, bot: Bot, *, now: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._now = now
        self._known: OrderedDict[tuple[int, int], tuple[float, bool]] = OrderedDict()

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Whether the person is an admin of the chat now; no when Telegram does not say so."""
        at, known = self._known.get((chat_id, user_id), (float("-inf"), False))
        if self._now() - at < REMEMBERED_SECONDS:
            return known
        try:
            member = await self._bot.get_chat_member(chat_id, user_id)
        except TelegramError:
            return False
        answer = member.status in _ADMINS
        self._known[chat_id, user_id] = (self._now(), answer)
        if len(self._known) > _MOST_REMEMBERED:
            self._known.popitem(last=False)
        return answer
