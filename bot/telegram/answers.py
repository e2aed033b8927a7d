"""Puts a card into a chat: the page asked for, its buttons, in place of a message or as a new one."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.cards.cards import Card, Link, Note
from bot.chat.cards.paging import cut, line_with_page
from bot.chat.platform_events import AtOnce, Happenings, Pace
from bot.telegram.asking import in_private, in_public
from bot.telegram.post import Post
from bot.telegram.render import fits, render, turned
from briefings.domain.errors import (
    ChatMovedError,
    ChatUnreachableError,
    DaybriefError,
    PermanentError,
    TemporaryError,
    TopicClosedError,
)
from briefings.domain.people import ChatAddress

_log = logging.getLogger(__name__)

_LONGEST_WAIT = timedelta(seconds=60)
_ATTEMPTS = 3
_MOMENT_SECONDS = 1.0


class Answers:
    """Sends the answers of one bot."""

    def __init__(
        self,
        post: Post,
        answering: Answering,
        *,
        happenings: Happenings,
        bot_name: str = "",
        pace: Pace | None = None,
    ) -> None:
        self._post = post
        self._answering = answering
        self._happenings = happenings
        self._pace = pace or AtOnce()
        self._on_their_way: dict[str, set[asyncio.Future[None]]] = {}
        self.bot_name = bot_name

    async def arrived(self, chat: ChatAddress) -> None:
        """Wait a moment until what is on its way to a chat is there and noted: who replies to it has seen it."""
        if on_their_way := self._on_their_way.get(chat.chat_id):
            await asyncio.wait(on_their_way, timeout=_MOMENT_SECONDS)

    async def give(
        self, ask: Ask, card: Card, *, reply_to: str | None = None, instead_of: str | None = None
    ) -> str | None:
        """Answer in the chat and return the message's id; ``instead_of`` is a message of ours that the answer replaces.

        A private card goes to the asker's own chat, and a hint to where it was asked.

        What cannot be sent is logged and told to the program: nobody is left to tell in the chat.
        """
        if card.private and not ask.direct:
            await self.hint(ask, await self.give_privately(ask, card), reply_to=reply_to)
            return None
        try:
            with self._on_its_way(ask.chat):
                return await self._give(ask, card, reply_to, instead_of)
        except TopicClosedError as error:
            _log.warning("An answer found its topic closed", extra={"chat": str(ask.chat), "reason": str(error)})
        except ChatUnreachableError as error:
            await self._happenings.lost(ask.chat, str(error))
        except DaybriefError as error:
            _log.warning("An answer could not be sent", extra={"chat": str(ask.chat), "reason": str(error)})
        return None

    @contextmanager
    def _on_its_way(self, chat: ChatAddress) -> Iterator[None]:
        there = asyncio.get_running_loop().create_future()
        others = self._on_their_way.setdefault(chat.chat_id, set())
        others.add(there)
        try:
            yield
        finally:
            there.set_result(None)
            others.discard(there)
            if not others:
                self._on_their_way.pop(chat.chat_id, None)

    async def _give(self, ask: Ask, card: Card, reply_to: str | None, instead_of: str | None) -> str | None:
        page, file = await self._page(ask, card), card.document if instead_of is None else None
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                if file is not None:  # before the words that announce it, and never twice
                    async with self._pace.turn(ask.chat):
                        await self._post.send_file(ask.chat, file)
                    file = None
                async with self._pace.turn(ask.chat):
                    message_id = await self._put(ask.chat, page, reply_to, instead_of)
            except ChatMovedError as error:
                await self._happenings.moved(ask.chat, error.new_chat_id)
                ask = replace(ask, chat=replace(ask.chat, chat_id=error.new_chat_id))
            except TemporaryError as error:
                if error.retry_after is not None:
                    self._pace.refused(ask.chat, error.retry_after)
                wait = error.retry_after or timedelta(seconds=attempt)
                if attempt == _ATTEMPTS or wait > _LONGEST_WAIT:
                    raise
                await asyncio.sleep(wait.total_seconds())
            else:
                if page.shows or instead_of is not None:
                    line = line_with_page(await self._answering.line_of(ask, card), ask.page)
                    await self._happenings.shown(ask.chat, message_id, page.shows, line)
                await self._happenings.wrote(ask.chat)
                return message_id
        return None

    async def _put(self, chat: ChatAddress, page: Card, reply_to: str | None, instead_of: str | None) -> str:
        rendered = render(page)
        if instead_of is not None:
            try:
                await self._post.edit(chat, instead_of, rendered)
            except ChatUnreachableError:
                raise
            except PermanentError:  # too old or gone: the answer comes as a new message
                return await self._post.send(chat, rendered)
            return instead_of
        return await self._post.send(chat, rendered, reply_to=reply_to)

    async def _page(self, ask: Ask, card: Card) -> Card:
        pages = cut(card, fits, t=ask.t)
        return pages[0] if len(pages) == 1 else turned(pages, ask.page, await self._answering.line_of(ask, card), ask.t)

    async def give_privately(self, ask: Ask, card: Card, *, instead_of: str | None = None) -> str:
        """Answer in the asker's own chat; returns what to say of that where the question was asked."""
        alone = ask if ask.asked_in is not None else in_private(ask)
        reached = await self.give(alone, card, instead_of=instead_of) is not None
        here = ask.t("The answer is in our private chat.")
        return here if reached else ask.t("This answer is for you alone. Open our private chat once, then ask again.")

    async def hint(self, ask: Ask, sentence: str, *, reply_to: str | None = None) -> None:
        """Say where a private answer is, with a button that opens the private chat."""
        door = Link(ask.t("Open our chat"), f"https://t.me/{self.bot_name}?start=hello")
        await self.give(in_public(ask), Card((Note(sentence),), rows=((door,),)), reply_to=reply_to)
