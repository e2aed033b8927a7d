"""Every message that leaves for a channel goes through here: one call, one translation of its failure."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from discord.http import HTTPClient, Route

from bot.chat.catalogue import entry
from bot.discord.controls import JSON
from bot.discord.failures import FAILURES, GONE, UNREADABLE, translate
from briefings.domain.errors import InDoubtError, TemporaryError
from briefings.domain.people import ChatAddress, Identity, Platform

SILENT = 1 << 12
"""The message flag that keeps phones quiet (SUPPRESS_NOTIFICATIONS)."""


class Post:
    """Sends, edits and deletes messages as Discord's own JSON; raises the core's errors only.

    ``http`` gives the library's client once it is signed in, None before and after.
    """

    def __init__(self, http: Callable[[], HTTPClient | None]) -> None:
        self._http = http

    async def send(self, address: ChatAddress, body: JSON, *, nonce: str | None = None, silent: bool = False) -> str:
        """Send a message and return its id. The same ``nonce`` within two minutes gives the first message's id."""
        if silent:
            body = {**body, "flags": int(body.get("flags", 0)) | SILENT}
        if nonce is not None:
            body = {**body, "nonce": nonce, "enforce_nonce": True}
        message = await self._call("POST", "/channels/{channel_id}/messages", address, json=body)
        try:
            return str(message["id"])
        except (TypeError, KeyError) as error:
            raise InDoubtError(UNREADABLE) from error

    async def show_typing(self, address: ChatAddress) -> None:
        """Show that a message is being written."""
        await self._call("POST", "/channels/{channel_id}/typing", address)

    async def admins(self, address: ChatAddress) -> tuple[Identity, ...]:
        """The owner of the server that a channel belongs to; nobody of a private channel."""
        channel = await self._call("GET", "/channels/{channel_id}", replace(address, thread_id=None))
        try:
            guild_id = channel.get("guild_id")
            if guild_id is None:
                return ()
            guild = await self._signed_in().get_guild(int(guild_id), with_counts=False)
            return (Identity(Platform.DISCORD, str(int(guild["owner_id"]))),)
        except FAILURES as error:
            raise translate(error) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise InDoubtError(UNREADABLE) from error

    async def edit(self, address: ChatAddress, message_id: str, body: JSON) -> None:
        """Put a body in the place of a message."""
        path = "/channels/{channel_id}/messages/{message_id}"
        await self._call("PATCH", path, address, message_id=message_id, json=body)

    async def delete(self, address: ChatAddress, message_id: str) -> None:
        """Take a message away; one that is gone already is no error."""
        path = "/channels/{channel_id}/messages/{message_id}"
        await self._call("DELETE", path, address, message_id=message_id, missing_ok=True)

    async def private_chat(self, person: Identity) -> ChatAddress:
        """The private channel with a person, opened if need be."""
        try:
            channel = await self._signed_in().start_private_message(int(person.user_id))
            return ChatAddress(Platform.DISCORD, str(channel["id"]))
        except FAILURES as error:
            raise translate(error) from error
        except (TypeError, KeyError, ValueError) as error:
            raise InDoubtError(UNREADABLE) from error

    async def _call(
        self,
        method: str,
        path: str,
        address: ChatAddress,
        *,
        message_id: str | None = None,
        missing_ok: bool = False,
        **sent: Any,
    ) -> Any:
        ids: dict[str, Any] = {"channel_id": int(address.thread_id or address.chat_id)}
        if message_id is not None:
            ids["message_id"] = int(message_id)
        try:
            return await self._signed_in().request(Route(method, path, **ids), **sent)
        except ValueError as error:  # an answer that is no JSON
            raise InDoubtError(UNREADABLE) from error
        except FAILURES as error:
            if missing_ok and getattr(error, "code", None) in GONE:
                return None
            raise translate(error, in_thread=address.thread_id is not None) from error

    def _signed_in(self) -> HTTPClient:
        http = self._http()
        if http is None:
            raise TemporaryError(entry("Discord is not connected yet."))
        return http
