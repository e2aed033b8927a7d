"""The bot is added to a server, thrown out, given or refused a right."""

import logging
from collections.abc import Iterable

import discord

from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.cards.greeting import greeting
from bot.chat.catalogue import Catalogue, entry
from bot.chat.platform_events import Happenings
from bot.discord.post import Post
from bot.discord.render import render
from briefings.domain.errors import DaybriefError
from briefings.domain.people import ChatAddress, Identity, Platform

_log = logging.getLogger(__name__)

_REMOVED = entry("The bot was removed from the server.")
_DELETED = entry("The channel was deleted.")
_NO_RIGHT = entry("The bot has no right to write in the channel.")
_NEEDED = {
    "view_channel": entry("the right “View Channel”"),
    "send_messages": entry("the right “Send Messages”"),
    "send_messages_in_threads": entry("the right “Send Messages in Threads”"),
}


class Memberships:
    """Greets a server once, and tells the program which channels can be written to."""

    def __init__(self, *, post: Post, answering: Answering, happenings: Happenings, t: Catalogue) -> None:
        self._post = post
        self._answering = answering
        self._happenings = happenings
        self._t = t

    async def joined(self, guild: discord.Guild) -> None:
        """Say what the bot does where everybody reads it; where it may write nowhere, tell the server's owner."""
        for channel in guild.text_channels:
            if may_write(channel):
                await self._happenings.regained(address(channel))
        greeted = greeted_channel(guild)
        owner = Identity(Platform.DISCORD, str(guild.owner_id))
        try:
            where = address(greeted) if greeted else await self._post.private_chat(owner)
            ask = Ask(
                person=owner, chat=where, command="start", t=self._t, direct=greeted is None, community=str(guild.id)
            )
            card = await self._answering.answer(ask)
            if card is not None:
                missing = missing_rights(greeted) if greeted else list(_NEEDED.values())
                shown = card if card.mistake else greeting(self._t, missing=[self._t(right) for right in missing])
                await self._post.send(where, render(shown).body())
        except DaybriefError as error:
            _log.warning("A new server could not be greeted", extra={"guild": guild.id, "reason": str(error)})

    async def removed(self, guild: discord.Guild) -> None:
        """No channel of the server can be written to any more."""
        await self._lost(guild.text_channels, _REMOVED)

    async def deleted(self, channel: discord.abc.GuildChannel) -> None:
        """One channel is gone."""
        await self._lost([channel], _DELETED)

    async def changed(self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """A channel's own permissions changed."""
        if isinstance(after, discord.TextChannel) and isinstance(before, discord.TextChannel):
            await self._compare(after, could=may_write(before))

    async def opened(self, thread: discord.Thread) -> None:
        """A thread that was archived or locked is open again."""
        if not (thread.archived or thread.locked):
            here = ChatAddress(Platform.DISCORD, str(thread.parent_id), str(thread.id))
            await self._happenings.regained(here)

    async def reviewed(self, guild: discord.Guild) -> None:
        """A role changed, the bot's own perhaps: look at every channel."""
        for channel in guild.text_channels:
            await self._compare(channel, could=None)

    async def _compare(self, channel: discord.TextChannel, *, could: bool | None) -> None:
        can = may_write(channel)
        if can == could:
            return
        if can:
            await self._happenings.regained(address(channel))
        else:
            await self._happenings.lost(address(channel), _NO_RIGHT)

    async def _lost(self, channels: Iterable[discord.abc.GuildChannel], reason: str) -> None:
        for channel in channels:
            await self._happenings.lost(address(channel), reason)


def address(channel: discord.abc.GuildChannel) -> ChatAddress:
    """A channel as a chat."""
    return ChatAddress(Platform.DISCORD, str(channel.id))


def missing_rights(channel: discord.TextChannel) -> list[str]:
    """The rights that the bot lacks in a channel, as catalogue entries."""
    return lacked(channel.permissions_for(channel.guild.me))


def lacked(has: discord.Permissions) -> list[str]:
    """The rights that are missing among these, as catalogue entries."""
    return [name for right, name in _NEEDED.items() if not getattr(has, right)]


def may_write(channel: discord.TextChannel) -> bool:
    """Whether the bot sees the channel and may write there."""
    has = channel.permissions_for(channel.guild.me)
    return has.view_channel and has.send_messages


def greeted_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """The system channel, or the first one that the bot may write in."""
    system = guild.system_channel
    channels = [system, *guild.text_channels] if system else list(guild.text_channels)
    return next((channel for channel in channels if may_write(channel)), None)
