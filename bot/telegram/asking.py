"""Telegram's updates as questions to the command table."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram import (
    Bot,
    CallbackQuery,
    Document,
    InlineQuery,
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.chat.abilities import Abilities
from bot.chat.asking import Ask, Attachment, OtherChat, Reply
from bot.chat.catalogue import Catalogue
from bot.chat.input.parsing import Typed
from bot.telegram.channels import find_channel
from bot.telegram.failures import translate
from bot.telegram.people import Admins, address_of, person, speaks_for_chat, writer_of
from bot.telegram.rights import missing_rights
from briefings.domain.people import ChatAddress, Platform

ABILITIES = Abilities(hears=True, channels=True)


class Asking:
    """Makes an ``Ask`` of each kind of update."""

    def __init__(self, bot: Bot, admins: Admins, t: Catalogue) -> None:
        self._bot = bot
        self._admins = admins
        self._t = t

    def of_message(self, message: Message, typed: Typed) -> Ask | None:
        """The question of a message; None when nobody wrote it."""
        writer = writer_of(message)
        if writer is None:
            return None
        chat_id, user_id = message.chat.id, int(writer.user_id)

        async def is_chat_admin() -> bool:
            if message.sender_chat is not None:
                return speaks_for_chat(message)
            return await self._admins.is_admin(chat_id, user_id)

        return Ask(
            person=writer,
            chat=address_of(message),
            command=typed.command,
            values=typed.values,
            page=typed.page,
            t=self._t,
            person_name=message.from_user.full_name if message.from_user else "",
            direct=message.chat.type == ChatType.PRIVATE,
            reply=_reply(message),
            attachments=self._attachments(message.document),
            origin=_origin(message),
            is_chat_admin=is_chat_admin,
            abilities=ABILITIES,
            elsewhere=self._elsewhere(user_id),
            missing_rights=self._missing_in(chat_id),
        )

    def of_press(self, query: CallbackQuery, typed: Typed) -> Ask | None:
        """The question behind a pressed button: the presser asks, whoever got the message; None without a chat."""
        message = query.message
        if message is None:
            return None
        chat = message.chat
        address = address_of(message) if isinstance(message, Message) else _address(chat.id)

        async def is_chat_admin() -> bool:
            return await self._admins.is_admin(chat.id, query.from_user.id)

        return Ask(
            person=person(query.from_user),
            chat=address,
            command=typed.command,
            values=typed.values,
            page=typed.page,
            t=self._t,
            person_name=query.from_user.full_name,
            direct=chat.type == ChatType.PRIVATE,
            is_chat_admin=is_chat_admin,
            abilities=ABILITIES,
            elsewhere=self._elsewhere(query.from_user.id),
            missing_rights=self._missing_in(chat.id),
        )

    def of_inline(self, query: InlineQuery) -> Ask:
        """The question of an inline query, as if asked in private."""
        asker = person(query.from_user)
        return Ask(person=asker, chat=_address(query.from_user.id), command="", t=self._t, direct=True)

    def _elsewhere(self, user_id: int) -> Callable[[str], Awaitable[OtherChat]]:
        async def found(name: str) -> OtherChat:
            return await find_channel(name, user_id, bot=self._bot, admins=self._admins)

        return found

    def _missing_in(self, chat_id: int) -> Callable[[], Awaitable[tuple[str, ...] | None]]:
        async def missing() -> tuple[str, ...] | None:
            rights = await missing_rights(self._bot, chat_id)
            return None if rights is None else tuple(self._t(right) for right in rights)

        return missing

    def _attachments(self, document: Document | None) -> tuple[Attachment, ...]:
        if document is None:
            return ()

        async def read() -> bytes:
            try:
                file = await self._bot.get_file(document.file_id)
                return bytes(await file.download_as_bytearray())
            except TelegramError as error:
                raise translate(error) from error

        return (Attachment(document.file_name or "", document.mime_type, document.file_size or 0, read),)


def in_private(ask: Ask) -> Ask:
    """The same question as if asked in the person's private chat with the bot."""
    return replace(ask, chat=_address(int(ask.person.user_id)), direct=True, asked_in=ask.chat)


def in_public(ask: Ask) -> Ask:
    """The same question where it was asked."""
    return ask if ask.asked_in is None else replace(ask, chat=ask.asked_in, direct=False, asked_in=None)


def text_of(message: Message) -> str:
    """A message's words: its text, or the caption of its file."""
    return message.text or message.caption or ""


def _address(chat_id: int) -> ChatAddress:
    return ChatAddress(Platform.TELEGRAM, str(chat_id))


def _reply(message: Message) -> Reply | None:
    """The message replied to; where the person marked a part of it, only that part's words."""
    marked = message.quote.text if message.quote else None
    replied = message.reply_to_message
    if replied is not None and replied.forum_topic_created is None:
        return Reply(str(replied.message_id), marked or text_of(replied), _origin(replied))
    if marked is not None and message.external_reply is not None:
        return Reply(str(message.external_reply.message_id or 0), marked)
    return None


def _origin(message: Message) -> str | None:
    match message.forward_origin:
        case MessageOriginChannel(chat=chat):
            return chat.title
        case MessageOriginChat(sender_chat=chat):
            return chat.title
        case MessageOriginUser(sender_user=user):
            return user.full_name
        case MessageOriginHiddenUser(sender_user_name=name):
            return name
        case _:
            return None
