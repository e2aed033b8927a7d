"""Asks Telegram how the bot's account is set up, and which rights it lacks where it owes digests."""

import asyncio
from collections.abc import Sequence

from telegram import Bot, User
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.chat.account_check import MOST_CHATS, Examination
from bot.chat.catalogue import Catalogue, entry
from bot.telegram.bot import TelegramAccount, make_bot
from bot.telegram.failures import translate
from bot.telegram.rights import missing_rights
from briefings.domain.errors import TemporaryError

_WITHIN_SECONDS = 10.0


async def examine(account: TelegramAccount, chats: Sequence[str], *, webhook: bool, t: Catalogue) -> Examination:
    """Sign in and look around; changes nothing. ``webhook`` tells whether Telegram shall call the program.

    Raises:
        OperatorError: the token is refused.
        TemporaryError, InDoubtError: Telegram cannot be reached now.
    """
    quick = [HTTPXRequest(connect_timeout=3, read_timeout=5, pool_timeout=3) for _ in range(2)]
    bot = make_bot(account, request=quick[0], polls=quick[1])
    try:
        async with asyncio.timeout(_WITHIN_SECONDS), bot:
            remarks = [*_of_account(bot.bot, t), *await _of_webhook(bot, t, wanted=webhook)]
            for chat_id in chats[:MOST_CHATS]:
                remarks += await _of_chat(bot, int(chat_id), t)
            return Examination(f"@{bot.username}", tuple(remarks))
    except TimeoutError as error:
        raise TemporaryError(entry("Telegram could not be reached.")) from error
    except TelegramError as error:
        raise translate(error) from error


def _of_account(me: User, t: Catalogue) -> list[str]:
    """What @BotFather can change; what the server does not tell counts as well set up."""
    remarks = []
    if me.supports_inline_queries is False:
        remarks.append(t("Inline mode is off: send /setinline to @BotFather, so that people can quote in any chat."))
    if me.can_join_groups is False:
        remarks.append(t("Nobody can add the bot to a group: send /setjoingroups to @BotFather and enable it."))
    if me.can_read_all_group_messages:
        remarks.append(t("Privacy mode is off, which the bot does not need: send /setprivacy to @BotFather, Enable."))
    return remarks


async def _of_webhook(bot: Bot, t: Catalogue, *, wanted: bool) -> list[str]:
    try:
        info = await bot.get_webhook_info()
    except TelegramError:  # a server without webhooks
        return []
    if wanted and info.last_error_message:
        return [t("Telegram could not call the webhook: {reason}.", reason=info.last_error_message.rstrip("."))]
    if not wanted and info.url:
        return [t("A webhook is set for this bot; daybrief run will take it away and poll instead.")]
    return []


async def _of_chat(bot: Bot, chat_id: int, t: Catalogue) -> list[str]:
    rights = await missing_rights(bot, chat_id)
    if rights is None:
        return [t("The chat {chat}, which has a digest, cannot be seen: add the bot again.", chat=chat_id)]
    if not rights:
        return []
    lacking = t.list([t(right) for right in rights])
    return [t("In the chat {chat}, which has a digest, the bot lacks: {rights}.", chat=chat_id, rights=lacking)]
