"""Which rights the bot lacks in a chat, as Telegram itself tells them (core.telegram.org/bots/api#chatmember)."""

from telegram import Bot, ChatMember, ChatMemberMember, ChatMemberRestricted, ChatPermissions
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot.chat.catalogue import entry

_AWAY = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})
_MEMBERSHIP = entry("to be a member here")
_POST = entry("to be an admin with the right to post messages")
_WRITE = entry("the right to write messages")
_PREVIEWS = entry("the right to add link previews")


async def missing_rights(bot: Bot, chat_id: int) -> tuple[str, ...] | None:
    """The rights that the bot lacks in a chat, as catalogue entries; None when Telegram does not tell."""
    if chat_id > 0:
        return ()
    try:
        chat = await bot.get_chat(chat_id)
        member = await bot.get_chat_member(chat_id, bot.id)
    except TelegramError:
        return None
    return lacked(chat.type, member, chat.permissions)


def lacked(chat_type: str, member: ChatMember, everybody: ChatPermissions | None = None) -> tuple[str, ...]:
    """The rights that the bot, being this member, lacks; ``everybody`` is what plain members of the chat may do."""
    if member.status in _AWAY:
        return (_MEMBERSHIP,)
    if chat_type == ChatType.CHANNEL:
        return () if getattr(member, "can_post_messages", False) else (_POST,)
    if isinstance(member, ChatMemberRestricted):
        if not member.is_member:
            return (_MEMBERSHIP,)
        return _of(writes=member.can_send_messages, previews=member.can_add_web_page_previews)
    if isinstance(member, ChatMemberMember) and everybody is not None:
        return _of(writes=everybody.can_send_messages, previews=everybody.can_add_web_page_previews)
    return ()


def may_write(lacking: tuple[str, ...]) -> bool:
    """Whether the bot, lacking these rights, may write all the same."""
    return not set(lacking) & {_MEMBERSHIP, _POST, _WRITE}


def _of(*, writes: bool | None, previews: bool | None) -> tuple[str, ...]:
    """What Telegram leaves out counts as given."""
    if writes is False:
        return (_WRITE,)
    return (_PREVIEWS,) if previews is False else ()
