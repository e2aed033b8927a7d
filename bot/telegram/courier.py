"""Carries digests, alerts, reminders and notices to Telegram."""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.cards.outgoing import card_of
from bot.chat.cards.paging import cut
from bot.chat.catalogue import Catalogue
from bot.telegram.post import Post
from bot.telegram.render import Page, fits, render
from briefings.domain.outgoing import Notice, Outgoing
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.ports.courier import Message


class TelegramCourier:
    """Implements the port ``Courier``. Telegram knows no idempotency key, so ``nonce`` goes unused."""

    platform = Platform.TELEGRAM

    def __init__(self, post: Post, *, t: Catalogue | None = None) -> None:
        self._post = post
        self._t = t or Catalogue()

    def lay_out(self, outgoing: Outgoing) -> tuple[Message, ...]:
        """Cut and render the content; the first message has the link preview, the last one the buttons."""
        card = card_of(outgoing, self._t)
        pages = list(cut(card, fits, t=self._t))
        pages[:-1] = [replace(page, rows=(), menus=()) for page in pages[:-1]]
        pages[1:] = [replace(page, preview=None) for page in pages[1:]]
        rendered = [render(page) for page in pages]
        if isinstance(outgoing, Notice):
            rendered[:1] = [replace(page, reply_to=outgoing.reply_to) for page in rendered[:1]]
        return tuple(Message(said.payload(), page.shows) for said, page in zip(rendered, pages, strict=True))

    async def private_chat(self, person: Identity) -> ChatAddress:
        """The private chat, which has the person's own id."""
        return ChatAddress(Platform.TELEGRAM, person.user_id)

    async def send(self, address: ChatAddress, message: Message, *, nonce: str, silent: bool = False) -> str:  # noqa: ARG002 - the port's
        """Send one message and return Telegram's id for it."""
        page = Page.of_payload(message.payload)
        return await self._post.send(address, page, silent=silent, reply_to=page.reply_to)

    async def show_typing(self, address: ChatAddress) -> None:
        """Show "typing" (core.telegram.org/bots/api#sendchataction)."""
        await self._post.show_typing(address)

    async def admins(self, address: ChatAddress) -> Sequence[Identity]:
        """The people among the admins of a group or channel; the bot must be there still."""
        return await self._post.admins(address)

    async def edit(self, address: ChatAddress, message_id: str, message: Message) -> None:
        """Replace a message that was sent before."""
        await self._post.edit(address, message_id, Page.of_payload(message.payload))

    async def delete(self, address: ChatAddress, message_id: str) -> None:
        """Take a message away."""
        await self._post.delete(address, message_id)
