"""Discord's interactions as questions to the command table."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.chat.abilities import Abilities
from bot.chat.asking import Ask, Attachment, Reply
from bot.chat.catalogue import Catalogue, entry
from bot.chat.input.parsing import Typed
from bot.discord.controls import JSON
from bot.discord.failures import FAILURES, translate
from bot.discord.memberships import lacked
from bot.discord.render import walk
from briefings.domain.people import ChatAddress, Identity, Platform

AnyInteraction = discord.Interaction[Any]

ABILITIES = Abilities(forms=True, whispers=True, roles=True)
_ESCAPE = re.compile(r"\\([^\w\s])")
_TEXT_DISPLAY = 10
_ONLY_BROUGHT_ALONG = entry("to be a member of this server, and not only an app of yours")


def ask_of(
    interaction: AnyInteraction,
    typed: Typed,
    t: Catalogue,
    *,
    reply: Reply | None = None,
    files: Sequence[discord.Attachment] = (),
) -> Ask:
    """The question behind an interaction: whoever ran, pressed, chose or sent it asks."""

    async def is_chat_admin() -> bool:
        return runs_chat(interaction)

    async def missing_rights() -> tuple[str, ...]:
        return tuple(t(right) for right in _lacked(interaction))

    def role_name(role_id: str) -> str | None:
        role = interaction.guild.get_role(int(role_id)) if interaction.guild else None
        return role.name if role else None

    return Ask(
        person=Identity(Platform.DISCORD, str(interaction.user.id)),
        chat=address_of(interaction),
        command=typed.command,
        values=typed.values,
        page=typed.page,
        t=t,
        person_name=interaction.user.display_name,
        direct=is_direct(interaction),
        community=str(interaction.guild_id) if interaction.guild_id else None,
        reply=reply,
        attachments=tuple(_attachment(file) for file in files),
        abilities=ABILITIES,
        role_name=role_name,
        is_chat_admin=is_chat_admin,
        missing_rights=missing_rights,
    )


def _lacked(interaction: AnyInteraction) -> Sequence[str]:
    if interaction.guild_id is None:
        return ()
    return lacked(interaction.app_permissions) if is_at_home(interaction) else (_ONLY_BROUGHT_ALONG,)


def address_of(interaction: AnyInteraction) -> ChatAddress:
    """Where the interaction happened; a thread belongs to its channel."""
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        return ChatAddress(Platform.DISCORD, str(channel.parent_id), str(channel.id))
    return ChatAddress(Platform.DISCORD, str(interaction.channel_id or interaction.user.id))


def is_direct(interaction: AnyInteraction) -> bool:
    """Whether this is the private chat of one person and the bot."""
    return interaction.guild_id is None and not interaction.context.private_channel


def is_at_home(interaction: AnyInteraction) -> bool:
    """Whether the bot itself is in the chat: a person may have brought it along as their own app only."""
    if interaction.guild_id is None:
        return is_direct(interaction)
    return interaction.is_guild_integration() or not interaction.is_user_integration()


def runs_chat(interaction: AnyInteraction) -> bool:
    """Whether the asker runs the server's channels, by the permissions that Discord itself sends along."""
    may = interaction.permissions
    return is_at_home(interaction) and interaction.guild_id is not None and (may.administrator or may.manage_guild)


def reply_of(message: discord.Message) -> Reply:
    """A message chosen from the context menu."""
    return Reply(str(message.id), text_of(message))


def text_of(message: discord.Message) -> str:
    """A message's words: its text, its text displays, the texts of its embeds."""
    shown = [message.content]
    parts: list[JSON] = [dict(component.to_dict()) for component in message.components]
    shown += [_ESCAPE.sub(r"\1", str(p["content"])) for p in walk(parts) if p.get("type") == _TEXT_DISPLAY]
    shown += [embed.description or "" for embed in message.embeds]
    return "\n".join(text for text in shown if text)


def plain_value(value: object) -> object:
    """An option's value without Discord's own types: a role is its numeric id."""
    return str(value.id) if isinstance(value, discord.Role) else value


def form_values(data: Mapping[str, Any]) -> tuple[dict[str, object], list[str]]:
    """What was put into a form: texts by the option's name, and the ids of uploaded files."""
    values: dict[str, object] = {}
    files: list[str] = []
    for row in data.get("components", ()):
        for part in [row["component"]] if "component" in row else row.get("components", ()):
            if "values" in part:
                files += part["values"]
            elif part.get("value"):
                values[part["custom_id"]] = part["value"]
    return values, files


def _attachment(file: discord.Attachment) -> Attachment:
    async def read() -> bytes:
        try:
            return await file.read()
        except FAILURES as error:
            raise translate(error) from error

    return Attachment(file.filename, file.content_type, file.size, read)
