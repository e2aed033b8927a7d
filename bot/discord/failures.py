"""Discord's refusals as the five errors of the core.

Codes: discord.com/developers/docs/topics/opcodes-and-status-codes.
"""

from datetime import timedelta
from types import MappingProxyType

import aiohttp
import discord

from bot.chat.catalogue import entry
from briefings.domain.errors import (
    ChatUnreachableError,
    DaybriefError,
    InDoubtError,
    OperatorError,
    PermanentError,
    TemporaryError,
    TopicClosedError,
)

Failure = discord.DiscordException | aiohttp.ClientError | OSError | TimeoutError
FAILURES = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""Everything that a call of the library may raise."""

GONE = frozenset({10008})
"""Unknown message: what should be deleted is not there any more."""

_UNKNOWN_CHANNEL = 10003
_UNREACHABLE = MappingProxyType(
    {
        50001: entry("The bot cannot see the channel."),
        50013: entry("The bot has no right to write in the channel."),
        _UNKNOWN_CHANNEL: entry("The channel was deleted."),
        10004: entry("The server was deleted, or the bot was removed from it."),
        50007: entry("The person does not take private messages from the bot."),
    }
)
_CLOSED_THREAD = frozenset({50083, 160005})
_REFUSED_TOKEN = entry(
    "Discord refuses the bot's token: set DAYBRIEF_DISCORD_TOKEN to the token on the Bot page of the developer portal."
)
_CLOSE_CODES = MappingProxyType(
    {
        4004: _REFUSED_TOKEN,
        4010: entry("Discord refuses the number of shards: set DAYBRIEF_DISCORD_SHARD_COUNT to a higher number."),
        4011: entry("The bot is in too many servers for its shards: set DAYBRIEF_DISCORD_SHARD_COUNT higher."),
    }
)
_OUTDATED = entry("Discord does not accept this version of Daybrief any more: install a newer one.")

_MAY_NOT_WRITE = entry("The bot may not write in the channel.")
_FAULT = entry("Discord had a fault of its own; the message may have arrived.")
UNREADABLE = entry("Discord's answer cannot be read; the message may have arrived.")
_UNREACHED = entry("Discord could not be reached.")
_BROKEN = entry("The connection to Discord broke; the message may have arrived.")
_NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, discord.GatewayNotFound)


def translate(error: Failure, *, in_thread: bool = False) -> DaybriefError:
    """The core's error for one of the library's; raise it ``from`` the library's.

    ``in_thread`` tells that the call went to a thread: one that was deleted leaves its channel as it was.
    """
    match error:
        case discord.LoginFailure():
            return OperatorError(_REFUSED_TOKEN)
        case discord.PrivilegedIntentsRequired():
            return OperatorError(_OUTDATED)
        case discord.ConnectionClosed():
            return _closed(error)
        case discord.RateLimited():
            return _wait(error.retry_after)
        case discord.HTTPException():
            return _refused(error, in_thread) if error.status < 500 else InDoubtError(_FAULT)
        case _:
            never_sent = isinstance(error, _NEVER_SENT)
            return TemporaryError(_UNREACHED) if never_sent else InDoubtError(_BROKEN)


def _refused(error: discord.HTTPException, in_thread: bool) -> DaybriefError:
    if error.status == 401:
        return OperatorError(_REFUSED_TOKEN)
    if error.status == 429:
        return _wait(None)
    if error.code in _CLOSED_THREAD:
        return TopicClosedError(entry("The thread is closed."))
    if in_thread and error.code == _UNKNOWN_CHANNEL:
        return TopicClosedError(entry("The thread was deleted."))
    if error.code in _UNREACHABLE or error.status == 403:
        return ChatUnreachableError(_UNREACHABLE.get(error.code, _MAY_NOT_WRITE))
    return PermanentError(entry("Discord refuses the message: {reason}."), reason=f"{error.code} {error.text}"[:200])


def _closed(error: discord.ConnectionClosed) -> DaybriefError:
    if error.code in _CLOSE_CODES:
        return OperatorError(_CLOSE_CODES[error.code])
    if error.code in (4012, 4013, 4014):
        return OperatorError(_OUTDATED)
    return TemporaryError(entry("Discord closed the connection."))


def _wait(seconds: float | None) -> TemporaryError:
    told = timedelta(seconds=seconds) if seconds is not None else None
    return TemporaryError(entry("Discord asks the bot to wait."), retry_after=told)
