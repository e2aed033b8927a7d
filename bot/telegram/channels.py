"""Channels that people set up from their private chat with the bot; Telegram is asked who runs them."""

import re

from telegram import Bot
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.chat.asking import OtherChat
from bot.telegram.people import Admins
from bot.telegram.rights import lacked, may_write
from briefings.domain.errors import UserError
from briefings.domain.people import ChatAddress, Platform

_NAME = re.compile(r"(?:https?://)?(?:t\.me/|@)?([A-Za-z]\w{3,31})", re.ASCII)
_ID = re.compile(r"-100\d{1,15}", re.ASCII)


async def find_channel(name: str, user_id: int, *, bot: Bot, admins: Admins) -> OtherChat:
    """The channel or group that a person means, whose admin they are, and in which the bot may write.

    Raises:
        UserError: no such chat, the bot is not in it or may not write, or the person does not run it.
    """
    wanted = _wanted(name)
    try:
        chat = await bot.get_chat(wanted)
        member = await bot.get_chat_member(chat.id, bot.id)
    except TelegramError as error:
        raise UserError(
            "I cannot see the channel “{name}”. Add me to it as an admin who may post, then try again.", name=name
        ) from error
    if chat.type == ChatType.PRIVATE or not await admins.is_admin(chat.id, user_id):
        raise UserError("Only an admin of “{name}” can set it up.", name=name)
    if not may_write(lacked(chat.type, member, chat.permissions)):
        raise UserError("I may not post in “{name}” yet. Give me that right, then try again.", name=name)
    return OtherChat(ChatAddress(Platform.TELEGRAM, str(chat.id)), chat.title or name)


def _wanted(name: str) -> str | int:
    name = name.strip()
    if _ID.fullmatch(name):
        return int(name)
    if match := _NAME.fullmatch(name):
        return f"@{match[1]}"
    raise UserError("Name the channel as @name or by its id, such as -1001234567890.")
