"""The bot on Discord between start and stop."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route

from bot.chat.catalogue import Catalogue, entry
from bot.discord.client import DaybriefClient
from bot.discord.courier import DiscordCourier
from bot.discord.failures import FAILURES, translate
from bot.discord.post import Post

_END_SECONDS = 1.0
"""How long a connection that is being opened may take to give up when it is told to."""


@dataclass(frozen=True, slots=True)
class DiscordAccount:
    """The bot's token and the servers it is used at; Discord's own when no address is given."""

    token: str = field(repr=False)
    api_base: str | None = None
    gateway: str | None = None


def point_at(account: DiscordAccount) -> None:
    """Use the account's addresses, for the whole process: the library keeps them on its classes."""
    if account.api_base:
        Route.BASE = account.api_base
    if account.gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(account.gateway)


class DiscordPlatform:
    """Starts, runs and stops a client; each start makes a new one."""

    name = "discord"
    serves = True

    def __init__(
        self, account: DiscordAccount, make_client: Callable[[], DaybriefClient], *, t: Catalogue | None = None
    ) -> None:
        self._account = account
        self._make_client = make_client
        self._t = t or Catalogue()
        self._client: DaybriefClient | None = None
        self._http: HTTPClient | None = None
        self._connecting: asyncio.Task[None] | None = None
        self.post = Post(lambda: self._http)
        self.courier = DiscordCourier(self.post, t=self._t)

    async def start(self) -> None:
        """Sign in, and tell Discord the commands if they changed.

        Raises:
            OperatorError: the token is refused.
            TemporaryError, InDoubtError: Discord cannot be reached now.
        """
        point_at(self._account)
        self._client = client = self._make_client()
        try:
            await client.login(self._account.token)
        except FAILURES as error:
            raise translate(error) from error
        self._http = client.http

    async def run(self) -> None:
        """Keep the gateway's connections until one breaks for good.

        Raises:
            OperatorError: the token was withdrawn, or the shards are too few.
        """
        if self._client is None:
            return
        # a task of its own: the library swallows a cancellation that meets a shard being opened anew
        self._connecting = asyncio.create_task(self._client.connect(reconnect=True), name="discord connection")
        try:
            await asyncio.shield(self._connecting)
        except FAILURES as error:
            raise translate(error) from error

    async def stop(self) -> None:
        """Take no more interactions, answer those that were taken, close every connection."""
        client, self._client, self._http = self._client, None, None
        connecting, self._connecting = self._connecting, None
        if connecting is not None:
            connecting.cancel()
        if client is not None:
            await client.leave()
            with contextlib.suppress(*FAILURES):
                await client.close()
        if connecting is not None:
            await _ended(connecting)

    def problem(self) -> str | None:
        """Why nothing comes in just now; None when all is well."""
        down = self._client is not None and self._client.down
        return self._t(entry("The connection to Discord is down; it is being opened.")) if down else None


async def _ended(task: "asyncio.Task[None]") -> None:
    """Cancel until it helps; what the task ends with was reported already, or matters to nobody any more."""
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=_END_SECONDS)
    if not task.cancelled():
        task.exception()
