"""The command menus, one for each kind of people (core.telegram.org/bots/api#botcommandscope).

Telegram is asked what it shows already, and only what differs is set: a restart changes nothing, and a menu that
somebody changed by hand is put right.
"""

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.constants import BotCommandLimit
from telegram.error import TelegramError

from bot.chat.catalogue import Catalogue
from bot.chat.table import Audience, CommandTable
from briefings.domain.people import Role

_log = logging.getLogger(__name__)

Staff = Callable[[], Awaitable[Mapping[str, frozenset[Role]]]]
"""The numeric ids of the newsroom's people on Telegram and their roles; no role for who has none any more."""

_READERS = frozenset({Audience.EVERYONE})
_ADMINS = frozenset({Audience.EVERYONE, Audience.CHAT_ADMIN})
_BY_ROLE = {
    Role.EDITOR: frozenset({Audience.EDITOR, Audience.NEWSROOM}),
    Role.REVIEWER: frozenset({Audience.REVIEWER, Audience.NEWSROOM}),
    Role.OWNER: frozenset(Audience),
}


async def nobody() -> Mapping[str, frozenset[Role]]:
    """The staff of a newsroom without any."""
    return {}


async def set_menus(bot: Bot, table: CommandTable, t: Catalogue, staff: Staff) -> None:
    """Bring every menu up to date; a person who never opened the bot's chat has none to set."""
    menus: list[tuple[BotCommandScope, Collection[Audience]]] = [
        (BotCommandScopeDefault(), _READERS),
        (BotCommandScopeAllPrivateChats(), _ADMINS),
        (BotCommandScopeAllChatAdministrators(), _ADMINS),
    ]
    for user_id, roles in (await staff()).items():
        theirs = _ADMINS.union(*(_BY_ROLE[role] for role in roles)) if roles else ()
        menus.append((BotCommandScopeChat(int(user_id)), theirs))
    for scope, audiences in menus:
        try:
            await _set_menu(bot, scope, _commands(table, t, audiences))
        except (TelegramError, AttributeError, KeyError, TypeError) as error:  # an answer that cannot be read, too
            _log.info("A command menu could not be set", extra={"scope": scope.type, "reason": str(error)})


async def _set_menu(bot: Bot, scope: BotCommandScope, commands: tuple[BotCommand, ...]) -> None:
    """Set what differs; no commands at all take the menu away, so that the next wider one shows."""
    if await _shown(bot, scope) == commands:
        return
    if commands:
        await bot.set_my_commands(commands, scope=scope)
    else:
        await bot.delete_my_commands(scope=scope)


async def _shown(bot: Bot, scope: BotCommandScope) -> tuple[BotCommand, ...] | None:
    """What Telegram shows now; None where the server does not say."""
    try:
        return tuple(await bot.get_my_commands(scope=scope))
    except TelegramError:
        return None


def _commands(table: CommandTable, t: Catalogue, audiences: Collection[Audience]) -> tuple[BotCommand, ...]:
    shown = [command for command in table if not command.hidden and command.audience in audiences]
    return tuple(BotCommand(command.name, t(command.help)) for command in shown)[: BotCommandLimit.MAX_COMMAND_NUMBER]
