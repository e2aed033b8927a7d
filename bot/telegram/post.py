"""Every message that leaves for Telegram goes through here: one call, one translation of its failure."""

import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from telegram import Bot, ForceReply, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError

from bot.chat.cards.cards import Document
from bot.telegram.failures import (
    NOT_CONNECTED,
    UNREADABLE,
    is_gone,
    is_unmodified,
    is_unreadable_markup,
    translate,
)
from bot.telegram.people import person
from bot.telegram.render import Page, preview_options
from briefings.domain.errors import InDoubtError, TemporaryError
from briefings.domain.people import ChatAddress, Identity

_log = logging.getLogger(__name__)


class Post:
    """Sends, edits and deletes pages; raises the core's errors only.

    ``is_open`` tells whether the bot is signed in: before and after, nothing leaves.
    """

    def __init__(self, bot: Bot, *, is_open: Callable[[], bool] = lambda: True) -> None:
        self._bot = bot
        self._is_open = is_open

    async def send(self, address: ChatAddress, page: Page, *, silent: bool = False, reply_to: str | None = None) -> str:
        """Send a page and return the message's id; ``reply_to`` is a message of the same chat, gone or not."""
        reply = ReplyParameters(int(reply_to), allow_sending_without_reply=True) if reply_to else None

        async def call(text: dict[str, Any]) -> str:
            message = await self._bot.send_message(
                int(address.chat_id),
                message_thread_id=int(address.thread_id) if address.thread_id else None,
                disable_notification=silent,
                reply_parameters=reply,
                reply_markup=page.buttons or (ForceReply(selective=True) if page.asks and reply else None),
                link_preview_options=preview_options(page.preview),
                **text,
            )
            return str(message.message_id)

        return await self._with_fallback(page, call)

    async def show_typing(self, address: ChatAddress) -> None:
        """Show that a message is being written."""
        topic = int(address.thread_id) if address.thread_id else None
        with self._translated():
            await self._bot.send_chat_action(int(address.chat_id), ChatAction.TYPING, message_thread_id=topic)

    async def admins(self, address: ChatAddress) -> tuple[Identity, ...]:
        """The people who are admins of a chat (core.telegram.org/bots/api#getchatadministrators)."""
        if int(address.chat_id) > 0:  # a private chat bears the id of its person
            return ()
        with self._translated():
            members = await self._bot.get_chat_administrators(int(address.chat_id))
        return tuple(person(member.user) for member in members if not member.user.is_bot)

    async def send_file(self, address: ChatAddress, document: Document) -> None:
        """Send a file."""
        with self._translated():
            await self._bot.send_document(
                int(address.chat_id),
                document.data,
                filename=document.name,
                message_thread_id=int(address.thread_id) if address.thread_id else None,
            )

    async def edit(self, address: ChatAddress, message_id: str, page: Page) -> None:
        """Put a page in the place of a message; saying the same again is no error."""

        async def call(text: dict[str, Any]) -> str:
            try:
                await self._bot.edit_message_text(
                    chat_id=int(address.chat_id),
                    message_id=int(message_id),
                    reply_markup=page.buttons,
                    link_preview_options=preview_options(page.preview),
                    **text,
                )
            except TelegramError as error:
                if not is_unmodified(error):
                    raise
            return message_id

        await self._with_fallback(page, call)

    async def delete(self, address: ChatAddress, message_id: str) -> None:
        """Take a message away; one that is gone already is no error."""
        with self._translated():
            try:
                await self._bot.delete_message(int(address.chat_id), int(message_id))
            except TelegramError as error:
                if not is_gone(error):
                    raise

    async def _with_fallback(self, page: Page, call: Callable[[dict[str, Any]], Awaitable[str]]) -> str:
        """Never lose a message to its formatting: what Telegram cannot read goes once more without any."""
        with self._translated():
            try:
                return await call({"text": page.html, "parse_mode": ParseMode.HTML})
            except TelegramError as error:
                if not is_unreadable_markup(error):
                    raise
                _log.error("Telegram could not read a message's markup; sent it plain", extra={"reason": error.message})
                return await call({"text": page.text})

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Raise the core's errors in place of the library's."""
        if not self._is_open():
            raise TemporaryError(NOT_CONNECTED)
        try:
            yield
        except TelegramError as error:
            raise translate(error) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:  # an answer of a shape that nobody foresaw
            raise InDoubtError(UNREADABLE) from error
