"""Slash commands and the message menu, made from the command table."""

import inspect
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import discord
from discord import app_commands

from bot.chat.catalogue import Catalogue, entry
from bot.chat.table import Act, Audience, Command, CommandTable, Option, OptionKind
from bot.discord.asking import AnyInteraction

PRIVATE = "private"
"""The option by which a reader keeps an answer to themselves."""

Run = Callable[[AnyInteraction, Command, dict[str, Any]], Awaitable[None]]
Complete = Callable[[AnyInteraction, Command, Option, str], Awaitable[list[app_commands.Choice[str]]]]
Check = Callable[[AnyInteraction, discord.Message], Awaitable[None]]

_MOST_CHOICES, _LONGEST_HELP = 25, 100
_COMPLETED = frozenset(
    {OptionKind.SPEAKER, OptionKind.TOPIC, OptionKind.BRIEFING, OptionKind.ZONE, OptionKind.DAY, OptionKind.CHOICE}
)
_TYPES: dict[OptionKind, Any] = {
    OptionKind.NUMBER: int,
    OptionKind.FLAG: bool,
    OptionKind.FILE: discord.Attachment,
    OptionKind.ROLE: discord.Role,
}
_INSTALLS = app_commands.AppInstallationType(guild=True, user=True)
_ANYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)


def slash_commands(
    table: CommandTable, t: Catalogue, *, run: Run, complete: Complete
) -> Iterator[app_commands.Command[Any, ..., None] | app_commands.Group]:
    """Make one slash command, or a group of them, of each command that people may be told of."""
    for command in table:
        if not command.hidden:
            yield _group(command, t, run, complete) if command.acts else _slash(command, t, run, complete)


def check_menu(t: Catalogue, check: Check) -> app_commands.ContextMenu:
    """The entry "Check this quote" in the menu of every message."""

    async def callback(interaction: discord.Interaction, message: discord.Message) -> None:
        await check(interaction, message)

    return app_commands.ContextMenu(
        name=t(entry("Check this quote")),
        callback=callback,
        allowed_contexts=_ANYWHERE,
        allowed_installs=_INSTALLS,
    )


def _group(command: Command, t: Catalogue, run: Run, complete: Complete) -> app_commands.Group:
    group = app_commands.Group(
        name=command.name,
        description=t(command.help)[:_LONGEST_HELP],
        allowed_contexts=_ANYWHERE,
        allowed_installs=_INSTALLS,
        default_permissions=_permissions(command),
    )
    for act in command.acts:
        group.add_command(_slash(command, t, run, complete, act=act))
    return group


def _slash(
    command: Command, t: Catalogue, run: Run, complete: Complete, *, act: Act | None = None
) -> app_commands.Command[Any, ..., None]:
    named = [command.option(name) for name in act.options] if act else command.options
    shown = [option for option in named if option is not None and not option.hidden]
    options = {f"option_{option.name}": option for option in shown}
    has_private = command.audience is Audience.EVERYONE and command.option(PRIVATE) is None
    fixed = {command.options[0].name: act.value} if act and act.value else {}

    async def callback(interaction: discord.Interaction, **given: Any) -> None:
        values = {options[name].name: value for name, value in given.items() if name in options and value is not None}
        private = {PRIVATE: given.get(PRIVATE, False)} if has_private else {}
        await run(interaction, command, {**fixed, **values, **private})

    helps = {name: t(option.help)[:_LONGEST_HELP] for name, option in options.items()}
    parameters = [_parameter(name, option) for name, option in options.items()]
    if has_private:
        parameters.append(_optional(PRIVATE, bool))
        helps[PRIVATE] = t(entry("Show the answer only to me."))
    callback.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # the options, for the library to inspect
        [
            inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction),
            *sorted(parameters, key=lambda parameter: parameter.default is None),
        ]
    )
    app_commands.describe(**helps)(callback)
    app_commands.rename(**{name: option.name for name, option in options.items()})(callback)
    app_commands.choices(**{name: _choices(option) for name, option in options.items() if _is_listed(option)})(callback)
    slash: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=act.name if act else command.name,
        description=t(act.help if act else command.help)[:_LONGEST_HELP],
        callback=callback,
        allowed_contexts=None if act else _ANYWHERE,
        allowed_installs=None if act else _INSTALLS,
    )
    if act is None:
        slash.default_permissions = _permissions(command)
    for name, option in options.items():
        if option.kind in _COMPLETED and not _is_listed(option):
            slash.autocomplete(name)(_completer(command, option, complete))
    return slash


def _permissions(command: Command) -> discord.Permissions | None:
    """Who sees the command in a server, whose admins can override it, so rights are checked again when it is run.

    Nobody but admins sees what is the newsroom's own; in a private chat with the bot it is there for everybody.
    """
    if command.private:
        return discord.Permissions.none()
    return discord.Permissions(manage_guild=True) if command.audience is Audience.CHAT_ADMIN else None


def _completer(command: Command, option: Option, complete: Complete) -> Any:
    async def suggest(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await complete(interaction, command, option, typed)

    return suggest


def _parameter(name: str, option: Option) -> inspect.Parameter:
    kind = _TYPES.get(option.kind, str)
    if option.required:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind)
    return _optional(name, kind)


def _optional(name: str, kind: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind | None, default=None)


def _is_listed(option: Option) -> bool:
    return option.kind is OptionKind.CHOICE and len(option.choices) <= _MOST_CHOICES


def _choices(option: Option) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=choice, value=choice) for choice in option.choices]
