"""Telegram's refusals as the five errors of the core.

Telegram gives no codes, only words (github.com/tdlib/telegram-bot-api, ``Client.cpp``); they are compared in
lower case.
"""

from datetime import timedelta
from types import MappingProxyType

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.chat.catalogue import entry
from briefings.domain.errors import (
    ChatMovedError,
    ChatNotFoundError,
    ChatUnreachableError,
    DaybriefError,
    InDoubtError,
    OperatorError,
    PermanentError,
    TemporaryError,
    TopicClosedError,
)

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_CLOSED_CLIENT = "not initialized"
"""The library's request object refuses to work before it is opened and after it was closed."""
_FORBIDDEN = MappingProxyType(
    {
        "blocked by the user": entry("The person has blocked the bot."),
        "user is deactivated": entry("The person's Telegram account is deactivated."),
        "initiate conversation": entry("The person has not started the bot yet."),
        "kicked": entry("The bot was removed from the chat."),
        "not a member": entry("The bot is not a member of the chat."),
    }
)
_UNREACHABLE = MappingProxyType(
    {
        "not enough rights": entry("The bot has no right to write in this chat."),
        "have no rights to send": entry("The bot has no right to write in this chat."),
        "chat_write_forbidden": entry("The bot has no right to write in this chat."),
        "chat_send_plain_forbidden": entry("The bot has no right to write in this chat."),
        "need administrator rights": entry("The bot must be an admin of the channel."),
        "chat_restricted": entry("Telegram has restricted this chat."),
        "user_is_blocked": entry("The person has blocked the bot."),
        "group chat was deactivated": entry("The group was closed."),
        "peer_id_invalid": entry("Telegram does not know this chat."),
    }
)
CURES: MappingProxyType[type[TelegramError], str] = MappingProxyType(
    {
        InvalidToken: entry(
            "Telegram refuses the bot's token: set DAYBRIEF_TELEGRAM_TOKEN to the token that @BotFather gave."
        ),
        Conflict: entry("Another program reads this Telegram bot's updates: stop it, or give each its own bot token."),
    }
)
UNREADABLE = entry("Telegram's answer cannot be read; the message may have arrived.")
NOT_CONNECTED = entry("Telegram is not connected yet.")
_TOPIC = ("topic_closed", "topic_deleted", "topic_id_invalid", "message thread not found")
_SLOW_MODE = "slowmode_wait_"
_TOO_MANY = "too many requests"


def translate(error: TelegramError) -> DaybriefError:
    """The core's error for one of the library's; raise it ``from`` the library's."""
    if isinstance(error, BadRequest):  # before its base class NetworkError
        return _bad_request(error)
    if _TOO_MANY in error.message.lower():  # where a server does not say how long to wait, this is no RetryAfter
        return TemporaryError(entry("Telegram asks the bot to wait."), retry_after=_told_in_words(error.message))
    if isinstance(error, NetworkError):
        return _network(error)
    if isinstance(error, RetryAfter):
        return TemporaryError(entry("Telegram asks the bot to wait."), retry_after=_wait(error.retry_after))
    if isinstance(error, Conflict):
        return TemporaryError(CURES[Conflict])
    if isinstance(error, InvalidToken):
        return OperatorError(CURES[InvalidToken])
    if isinstance(error.__cause__, ValueError):  # the library could not read an answer that said all is well
        return InDoubtError(UNREADABLE)
    return _refused(error)


def is_unreadable_markup(error: TelegramError) -> bool:
    """Whether Telegram could not read the formatting; the same text without any may still go."""
    return isinstance(error, BadRequest) and "can't parse entities" in error.message.lower()


def is_unmodified(error: TelegramError) -> bool:
    """Whether the message says so already."""
    return isinstance(error, BadRequest) and "not modified" in error.message.lower()


def is_gone(error: TelegramError) -> bool:
    """Whether the message to be deleted is not there any more."""
    return isinstance(error, BadRequest) and "message to delete not found" in error.message.lower()


def _refused(error: TelegramError) -> DaybriefError:
    match error:
        case ChatMigrated():
            moved = entry("The group became a supergroup and has another id now.")
            return ChatMovedError(moved, new_chat_id=str(error.new_chat_id))
        case Forbidden():
            return ChatUnreachableError(_among(_FORBIDDEN, error) or entry("The bot may not write to this chat."))
        case _:
            return PermanentError(entry("Telegram refuses the message: {reason}."), reason=error.message)


def _bad_request(error: BadRequest) -> DaybriefError:
    words = error.message.lower()
    if "chat not found" in words:
        return ChatNotFoundError(entry("Telegram does not know this chat."))
    if any(sign in words for sign in _TOPIC):
        return TopicClosedError(entry("The forum topic is closed or was deleted."))
    if _SLOW_MODE in words:
        digits = words.partition(_SLOW_MODE)[2].split()[0].rstrip(".")
        wait = timedelta(seconds=int(digits)) if digits.isdigit() else None
        return TemporaryError(entry("The chat is in slow mode."), retry_after=wait)
    if message := _among(_UNREACHABLE, error):
        return ChatUnreachableError(message)
    return PermanentError(entry("Telegram refuses the message: {reason}."), reason=error.message)


def _network(error: NetworkError) -> DaybriefError:
    """Only what was never written to the socket is certain; the library's own error is the same for both."""
    cause = error.__cause__
    if isinstance(cause, _NEVER_SENT) or (isinstance(cause, RuntimeError) and _CLOSED_CLIENT in str(cause)):
        return TemporaryError(entry("Telegram could not be reached."))
    return InDoubtError(entry("The connection to Telegram broke; the message may have arrived."))


def _told_in_words(message: str) -> timedelta:
    seconds = message.lower().partition("retry after ")[2].split(" ")[0]
    return timedelta(seconds=int(seconds) if seconds.isdigit() else 1)


def _wait(told: int | timedelta) -> timedelta:
    return told if isinstance(told, timedelta) else timedelta(seconds=told)


def _among(table: MappingProxyType[str, str], error: TelegramError) -> str | None:
    words = error.message.lower()
    return next((message for sign, message in table.items() if sign in words), None)
