"""What each kind of update does."""

import logging
import time
from dataclasses import replace
from typing import Any

from telegram import CallbackQuery, Message, MessageOriginChannel, Update
from telegram.constants import CallbackQueryLimit, ChatType
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.cards.cards import Card
from bot.chat.input.parsing import Typed
from bot.chat.platform_events import Happenings, Hear
from bot.telegram.answers import Answers
from bot.telegram.asking import Asking, in_private, text_of
from bot.telegram.buttons import read_data
from bot.telegram.characters import one_line
from bot.telegram.inline import results_of
from bot.telegram.markup import plain
from bot.telegram.memberships import Memberships
from bot.telegram.people import address_of
from bot.telegram.progress import Progress
from bot.telegram.render import page_nodes
from briefings.domain.errors import DaybriefError

_log = logging.getLogger(__name__)

UPDATES = (
    Update.MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
_INLINE_SECONDS = 15


class Handlers:
    """Answers every update; edited and forwarded commands, and those sent through another bot, are no commands."""

    def __init__(
        self,
        *,
        asking: Asking,
        answering: Answering,
        answers: Answers,
        memberships: Memberships,
        happenings: Happenings,
        hear: Hear,
    ) -> None:
        self._asking = asking
        self._answering = answering
        self._answers = answers
        self._memberships = memberships
        self._happenings = happenings
        self._hear = hear

    def attach(self, app: "Application[Any, Any, Any, Any, Any, None]") -> None:
        """Register with the application."""
        posts = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
        app.add_handler(MessageHandler(posts, self._on_message))
        app.add_handler(CallbackQueryHandler(self._on_press))
        app.add_handler(InlineQueryHandler(self._on_inline))
        app.add_handler(ChatMemberHandler(self._on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
        app.add_error_handler(_log_failure)

    async def _on_message(self, update: Update, _: object) -> None:
        message = update.effective_message
        if message is None:
            return
        if message.migrate_to_chat_id is not None:
            await self._happenings.moved(address_of(message), str(message.migrate_to_chat_id))
            return
        if message.forum_topic_reopened is not None:
            await self._happenings.regained(address_of(message))
            return
        command = self._command(message)
        ask = self._asking.of_message(message, Typed(command or ""))
        if ask is None:
            return
        if ask.reply is not None:
            await self._answers.arrived(ask.chat)
        in_group = message.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}
        reply_to = str(message.message_id) if in_group else None
        ask = in_private(ask) if await self._is_private(ask) else ask
        progress = Progress(self._answers, ask)
        ask = replace(ask, progress=progress.tell)
        heard = command is not None and self._may_be_an_answer(message, command)
        card = await self._hear(ask, text_of(message)) if heard else None
        if card is None and command is not None:
            ask, card = await self._answer_line(ask, text_of(message))
        elif card is None:
            card = await self._heard(ask, message)
        if card is not None:
            await self._give(ask, card, reply_to=reply_to, instead_of=progress.message_id)

    async def _give(self, ask: Ask, card: Card, *, reply_to: str | None, instead_of: str | None) -> None:
        if ask.asked_in is None:
            await self._answers.give(ask, card, reply_to=reply_to, instead_of=instead_of)
        else:
            said = await self._answers.give_privately(ask, card, instead_of=instead_of)
            await self._answers.hint(ask, said, reply_to=reply_to)

    async def _is_private(self, ask: Ask) -> bool:
        """Whether the answer is the asker's alone; a database that cannot be asked now is told of by the answer."""
        try:
            return await self._answering.is_private(ask)
        except DaybriefError:
            return False

    def _may_be_an_answer(self, message: Message, command: str) -> bool:
        """Whether a line that reads as a command may be the next part of a conversation: "brief …", or "/done"."""
        return not text_of(message).startswith("/") or self._answering.table.get(command) is None

    def _command(self, message: Message) -> str | None:
        if message.forward_origin is not None or message.via_bot is not None:
            return None
        text = text_of(message)
        if message.chat.type != ChatType.PRIVATE and not text.startswith("/"):
            return None
        return self._answering.command_of(text, bot_names=(self._answers.bot_name,))

    async def _heard(self, ask: Ask, message: Message) -> Card | None:
        """Plain words: the next part of a conversation, or in private a person who looks for help.

        A forwarded post of a channel, where nobody waits for one, asks about that channel's digests.
        """
        replied = message.reply_to_message
        to_us = (
            replied is not None
            and replied.from_user is not None
            and replied.from_user.username == self._answers.bot_name
        )
        if not (ask.direct or to_us) or not (message.effective_attachment or text_of(message)):
            return None
        card = await self._hear(ask, text_of(message))
        if card is None and ask.direct and isinstance(message.forward_origin, MessageOriginChannel):
            channel = {"channel": str(message.forward_origin.chat.id)}
            return await self._answer(replace(ask, command="digest", values=channel))
        lost = ask.direct and message.text and message.forward_origin is None and message.via_bot is None
        return card or (await self._answer(replace(ask, command="help")) if lost else None)

    async def _answer_line(self, ask: Ask, line: str) -> tuple[Ask, Card | None]:
        began = time.monotonic()
        ask, card = await self._answering.answer_line(ask, line, bot_names=(self._answers.bot_name,))
        self._happenings.answered(ask.chat.platform, ask.command, time.monotonic() - began)
        return ask, card

    async def _answer(self, ask: Ask) -> Card | None:
        began = time.monotonic()
        card = await self._answering.answer(ask)
        self._happenings.answered(ask.chat.platform, ask.command, time.monotonic() - began)
        return card

    async def _on_press(self, update: Update, _: object) -> None:
        query = update.callback_query
        if query is None:
            return
        alert: str | None = None
        try:
            alert = await self._pressed(query)
        finally:
            await _acknowledge(query, alert)

    async def _pressed(self, query: CallbackQuery) -> str | None:
        """Run the button's line for the presser; a mistake's words are returned for an alert, the message stays."""
        line, replaces = read_data(query.data or "")
        command = self._answering.command_of(line)
        ask = self._asking.of_press(query, Typed(command)) if command else None
        if ask is None or query.message is None:
            return None
        ask = in_private(ask) if await self._is_private(ask) else ask
        ask, card = await self._answer_line(ask, line)
        if card is None:
            return None
        words = one_line(plain(page_nodes(card.blocks)))
        if card.mistake and not card.rows and len(words) <= CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
            return words
        if ask.asked_in is not None or (card.private and not ask.direct):
            return await self._answers.give_privately(ask, card)
        at_hand = isinstance(query.message, Message) and replaces
        await self._answers.give(ask, card, instead_of=str(query.message.message_id) if at_hand else None)
        return None

    async def _on_inline(self, update: Update, _: object) -> None:
        query = update.inline_query
        if query is None:
            return
        ask = self._asking.of_inline(query)
        offers = await self._answering.inline(ask, query.query)
        results = results_of(offers, self._answers.bot_name, ask.t)
        try:
            await query.answer(results, cache_time=_INLINE_SECONDS, is_personal=True)
        except TelegramError as error:
            _log.info("An inline query went unanswered", extra={"reason": error.message})

    async def _on_membership(self, update: Update, _: object) -> None:
        changed = update.my_chat_member
        if changed is not None:
            await self._memberships.changed(changed)


async def _acknowledge(query: CallbackQuery, alert: str | None) -> None:
    """Stop the button's waiting sign; one that is too old has none any more."""
    try:
        await query.answer(alert, show_alert=alert is not None)
    except TelegramError as error:
        _log.info("A pressed button went unacknowledged", extra={"reason": error.message})


async def _log_failure(_: object, context: object) -> None:
    error = getattr(context, "error", None)
    _log.error("An update failed", exc_info=error)
