"""The client: discord.py's own, with the table's commands, and buttons that outlive it."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import timedelta
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat.answering import Answering
from bot.chat.catalogue import Catalogue
from bot.chat.input.parsing import Typed
from bot.chat.platform_events import Happenings
from bot.chat.table import Command, CommandTable, Option
from bot.discord.answers import QUICK_SECONDS, Answers
from bot.discord.asking import AnyInteraction, ask_of, form_values, plain_value, reply_of
from bot.discord.buckets import wait_nowhere
from bot.discord.buttons import LineButton, LineMenu
from bot.discord.commands import PRIVATE, check_menu, slash_commands
from bot.discord.memberships import Memberships
from bot.discord.native import FORM_MARK
from bot.discord.post import Post
from bot.discord.reconnecting import LONGEST_WAIT, reconnect_soon
from bot.discord.tree import Tree, tell_change
from briefings.domain.errors import DaybriefError

_log = logging.getLogger(__name__)

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody misses a voice here

_GUILDS_COME_WITHIN = 0.5
"""Seconds without another server before the client counts as ready."""

_LAST_ANSWERS_SECONDS = 5.0
_GOODBYE_SECONDS = 1.5
_CHOICES_SECONDS = 2.0
"""Choices that come later than three seconds after the question are refused; none at all are better."""

Opening = Callable[[], AbstractAsyncContextManager[Answering]]
"""Opens what answers; entered before the first command can come, left when the client closes."""


class DaybriefClient(discord.AutoShardedClient):
    """Answers commands, buttons, menus, forms and completions; built without any connection."""

    def __init__(
        self,
        table: CommandTable,
        opening: Opening,
        *,
        shard_count: int = 1,
        happenings: Happenings | None = None,
        quick_seconds: float = QUICK_SECONDS,
        asks_gateway: bool = True,
        longest_wait: timedelta = LONGEST_WAIT,
        t: Catalogue | None = None,
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            shard_count=shard_count,
            guild_ready_timeout=_GUILDS_COME_WITHIN,
            max_messages=None,
        )
        wait_nowhere(self.http)
        reconnect_soon(longest_wait)
        self.tree = Tree(self)
        self._connected: set[int] = set()
        self._lost: set[int] = set()
        self._is_begun = False
        self._is_open = False
        self._t = t or Catalogue()
        self._opening = opening
        self._happenings = happenings or Happenings()
        self._quick_seconds = quick_seconds
        self._asks_gateway = asks_gateway
        self._stack = AsyncExitStack()
        for command in slash_commands(table, self._t, run=self._run, complete=self._complete):
            self.tree.add_command(command)
        self.tree.add_command(check_menu(self._t, self._check))

    async def login(self, token: str) -> None:
        """Sign in and run ``setup_hook``."""
        self._is_begun = True
        await super().login(token)

    async def setup_hook(self) -> None:
        """Open what answers, take back old buttons, and tell Discord the commands if they changed."""
        await self._stack.aclose()  # a client may sign in again
        self._answering = await self._stack.enter_async_context(self._opening())
        self._answers = Answers(self._answering, happenings=self._happenings, quick_seconds=self._quick_seconds)
        self._memberships = Memberships(
            post=Post(lambda: self.http), answering=self._answering, happenings=self._happenings, t=self._t
        )
        self._is_open = True
        self.add_dynamic_items(LineButton, LineMenu)
        await self.tree.sync_if_changed()

    async def connect(self, *, reconnect: bool = True) -> None:
        """Open the gateway's connections; where it is, the REST address says unless a setting does."""
        if self._asks_gateway:
            answer = await self.http.request(Route("GET", "/gateway"))
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(answer["url"])
        await super().connect(reconnect=reconnect)

    async def leave(self) -> None:
        """Leave the gateway, so that nothing more comes in, and wait a while for the answers that are on their way."""
        with contextlib.suppress(TimeoutError):  # a gateway that does not say goodbye is left all the same
            async with asyncio.timeout(_GOODBYE_SECONDS):
                await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()), return_exceptions=True)
        if self._is_open:
            await self._answers.drain(_LAST_ANSWERS_SECONDS)

    async def close(self) -> None:
        """Close the connections, then what answers."""
        if self._is_begun:  # the library's own trips over a client that was never started
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_GOODBYE_SECONDS):
                    await super().close()
            await self.http.close()
        waiting = list(self._connection._ready_tasks.values())  # noqa: SLF001 - the library leaves them behind
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await self._stack.aclose()

    async def pressed(self, interaction: AnyInteraction, line: str, *, replaces: bool) -> None:
        """Run a button's line for whoever pressed it."""
        typed = self._answering.parse(line)
        if typed is None:  # no button of ours says such a thing now
            await tell_change(interaction)
            return
        await self._answers.answer(interaction, ask_of(interaction, typed, self._t), replaces=replaces)

    async def on_interaction(self, interaction: AnyInteraction) -> None:
        """Take forms that were sent off; the library itself forgets them with a restart."""
        data: dict[str, Any] = {**(interaction.data or {})}
        mark = str(data.get("custom_id", ""))
        if interaction.type is not discord.InteractionType.modal_submit or not mark.startswith(FORM_MARK):
            return
        typed = self._answering.parse(mark.removeprefix(FORM_MARK))
        if typed is None:
            await tell_change(interaction)
            return
        values, file_ids = form_values(data)
        sent = data.get("resolved", {}).get("attachments", {})
        files = [discord.Attachment(data=sent[i], state=self._connection) for i in file_ids if i in sent]
        filled = Typed(typed.command, {**typed.values, **values}, typed.page)
        await self._answers.answer(interaction, ask_of(interaction, filled, self._t, files=files))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Greet the server."""
        await self._memberships.joined(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Tell the program that its channels are lost."""
        await self._memberships.removed(guild)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Tell the program that the channel is lost."""
        await self._memberships.deleted(channel)

    async def on_guild_channel_update(self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """Tell the program whether the channel can be written to."""
        await self._memberships.changed(before, after)

    async def on_thread_join(self, thread: discord.Thread) -> None:
        """Tell the program that the thread can be written to: this is how the library says that it was reopened."""
        await self._memberships.opened(thread)

    async def on_thread_update(self, _: discord.Thread, after: discord.Thread) -> None:
        """Tell the program when a lock is taken away."""
        await self._memberships.opened(after)

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """Look at the bot's rights again when a role of its own changed."""
        if before.permissions != after.permissions and after in after.guild.me.roles:
            await self._memberships.reviewed(after.guild)

    @property
    def down(self) -> bool:
        """Whether nothing comes in for some servers, or for any."""
        return not self._connected or bool(self._lost)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Remember that nothing comes in."""
        self._lost.add(shard_id)

    async def on_shard_connect(self, shard_id: int) -> None:
        """Remember that all is well."""
        self._connected.add(shard_id)
        self._lost.discard(shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Remember that all is well again."""
        self._lost.discard(shard_id)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Log a fault of ours in one line."""
        _log.exception("An event of Discord's could not be handled", extra={"event": event_method})

    async def _run(self, interaction: AnyInteraction, command: Command, given: dict[str, Any]) -> None:
        private = given.pop(PRIVATE, None) is True and command.option(PRIVATE) is None
        files = [value for value in given.values() if isinstance(value, discord.Attachment)]
        values = {name: plain_value(value) for name, value in given.items() if value not in files}
        ask = ask_of(interaction, Typed(command.name, values), self._t, files=files)
        await self._answers.answer(interaction, ask, private=private)

    async def _complete(
        self, interaction: AnyInteraction, command: Command, option: Option, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Never raises: whoever types on has lost nothing."""
        try:
            ask = ask_of(interaction, Typed(command.name), self._t)
            async with asyncio.timeout(_CHOICES_SECONDS):
                choices = await self._answering.complete(ask, option.name, typed)
        except (DaybriefError, TimeoutError) as error:
            reason = str(error) or "it took too long"
            _log.warning("Choices could not be offered", extra={"command": command.name, "reason": reason})
            return []
        return [app_commands.Choice(name=choice.label, value=choice.value) for choice in choices]

    async def _check(self, interaction: AnyInteraction, message: discord.Message) -> None:
        ask = ask_of(interaction, Typed("check"), self._t, reply=reply_of(message))
        await self._answers.answer(interaction, ask, private=True)
