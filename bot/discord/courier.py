"""Carries digests, alerts, reminders and notices to Discord."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace

from bot.chat.cards.outgoing import card_of
from bot.chat.catalogue import Catalogue
from bot.discord.failures import translate
from bot.discord.post import Post
from bot.discord.render import pages, render
from briefings.domain.outgoing import Notice, Outgoing
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.ports.courier import LONGEST_CALL, Message

_TYPING_SECONDS = 5.0


class DiscordCourier:
    """Implements the port ``Courier``. The nonce makes sending again within two minutes safe."""

    platform = Platform.DISCORD

    def __init__(self, post: Post, *, t: Catalogue | None = None) -> None:
        self._post = post
        self._t = t or Catalogue()

    def lay_out(self, outgoing: Outgoing) -> tuple[Message, ...]:
        """Cut and render the content; the first message calls the role, the last one has the buttons."""
        cards = list(pages(card_of(outgoing, self._t), t=self._t))
        cards[:-1] = [replace(card, rows=(), menus=()) for card in cards[:-1]]
        cards[1:] = [replace(card, mention=None) for card in cards[1:]]
        messages = [Message(render(card).payload, card.shows) for card in cards]
        if isinstance(outgoing, Notice) and outgoing.reply_to is not None:
            messages[:1] = [replace(first, payload=_reply(first.payload, outgoing.reply_to)) for first in messages[:1]]
        return tuple(messages)

    async def private_chat(self, person: Identity) -> ChatAddress:
        """The private channel, opened if need be."""
        return await self._post.private_chat(person)

    async def send(self, address: ChatAddress, message: Message, *, nonce: str, silent: bool = False) -> str:
        """Send one message and return Discord's id for it.

        The library tries up to five times within one call and would wait five minutes for each; the nonce is known for
        two.
        """
        try:
            async with asyncio.timeout(LONGEST_CALL.total_seconds()):
                return await self._post.send(address, json.loads(message.payload), nonce=nonce, silent=silent)
        except TimeoutError as error:
            raise translate(error) from error

    async def show_typing(self, address: ChatAddress) -> None:
        """Show the typing indicator (discord.com/developers/docs/resources/channel#trigger-typing-indicator)."""
        try:
            async with asyncio.timeout(_TYPING_SECONDS):
                await self._post.show_typing(address)
        except TimeoutError as error:
            raise translate(error) from error

    async def admins(self, address: ChatAddress) -> Sequence[Identity]:
        """The server's owner: Discord names nobody else to a bot that does not read the members."""
        return await self._post.admins(address)

    async def edit(self, address: ChatAddress, message_id: str, message: Message) -> None:
        """Replace a message that was sent before."""
        await self._post.edit(address, message_id, json.loads(message.payload))

    async def delete(self, address: ChatAddress, message_id: str) -> None:
        """Take a message away."""
        await self._post.delete(address, message_id)


def _reply(payload: str, message_id: str) -> str:
    """The message as a reply that calls nobody, and that is sent even if the old message is gone."""
    body = json.loads(payload)
    body["message_reference"] = {"message_id": message_id, "fail_if_not_exists": False}
    body["allowed_mentions"] = {**body.get("allowed_mentions", {"parse": []}), "replied_user": False}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
