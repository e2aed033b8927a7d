"""Answers an interaction: at once where the answer is quick, deferred where it is not; always within three seconds."""

import asyncio
import io
import logging
import time
from dataclasses import replace
from typing import Any

import discord

from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Card, Note
from bot.chat.cards.paging import line_with_page
from bot.chat.platform_events import Happenings
from bot.discord.asking import AnyInteraction, is_at_home
from bot.discord.failures import FAILURES
from bot.discord.memberships import lacked
from bot.discord.native import FormWindow, Layout
from bot.discord.render import Page, one_page, turned
from briefings.domain.errors import DaybriefError

_log = logging.getLogger(__name__)

QUICK_SECONDS = 1.5
"""An answer that takes longer is announced first: Discord waits three seconds for the first word, then 15 minutes."""


class Answers:
    """Sends the answers of one bot; what takes longer than ``quick_seconds`` is announced first."""

    def __init__(
        self, answering: Answering, *, happenings: Happenings | None = None, quick_seconds: float = QUICK_SECONDS
    ) -> None:
        self._answering = answering
        self._happenings = happenings or Happenings()
        self._quick_seconds = quick_seconds
        self._at_work: set[asyncio.Task[Any]] = set()

    async def drain(self, within: float) -> None:
        """Wait for the answers that are on their way, but no longer than so many seconds; give up the rest."""
        if not self._at_work:
            return
        _, late = await asyncio.wait(self._at_work, timeout=within)
        for task in late:
            task.cancel()
        if late:
            _log.warning("Answers were given up because the program stops", extra={"answers": len(late)})
            await asyncio.wait(late)

    async def answer(
        self, interaction: AnyInteraction, ask: Ask, *, replaces: bool = False, private: bool = False
    ) -> None:
        """Run the command and show its card; ``replaces`` puts it in the place of the message that was pressed."""
        work = asyncio.current_task()
        if work is not None:
            self._at_work.add(work)
        try:
            await self._answer(interaction, ask, replaces=replaces, private=private)
        except FAILURES as error:
            reason = f"{getattr(error, 'code', '')} {type(error).__name__}".strip()
            _log.warning("An answer could not be sent", extra={"chat": str(ask.chat), "reason": reason})
        finally:
            if work is not None:
                self._at_work.discard(work)

    async def _answer(self, interaction: AnyInteraction, ask: Ask, *, replaces: bool, private: bool) -> None:
        began = time.monotonic()
        own = _is_private(interaction)
        if await self._is_private(ask):
            private, replaces = private or not (own and replaces), replaces and own
        announcement = _Announcement(interaction, private=private, replaces=replaces)
        announcement.begin_in(self._quick_seconds)
        try:
            card = await self._answering.answer(ask)
        finally:
            await announcement.settled()
        self._happenings.answered(ask.chat.platform, ask.command, time.monotonic() - began)
        await self._show(interaction, ask, card, replaces=replaces, private=private)

    async def _show(
        self, interaction: AnyInteraction, ask: Ask, card: Card | None, *, replaces: bool, private: bool
    ) -> None:
        deferred = interaction.response.is_done()
        if card is None:
            await _say_nothing(interaction, replaces=replaces, deferred=deferred)
            return
        of_a_form = interaction.type is discord.InteractionType.modal_submit  # which no other form may answer
        if card.form is not None and not deferred and not of_a_form:
            await interaction.response.send_modal(FormWindow(card.form))
            return
        card = _with_door(ask, card)
        alone = private or card.private or card.mistake
        in_place = replaces and not card.mistake and (not alone or (_is_private(interaction) and not private))
        layout, mentions = _sendable(await self._page(ask, card))
        if not deferred:
            message_id = await _at_once(interaction, layout, mentions, alone=alone, in_place=in_place)
        else:
            message_id = await _later(
                interaction, layout, mentions, hidden=alone and not in_place and not private, replaces=replaces
            )
        if (card.shows or in_place) and message_id is not None and not alone and is_at_home(interaction):
            line = line_with_page(await self._answering.line_of(ask, card), ask.page)
            await self._happenings.shown(ask.chat, str(message_id), card.shows, line)
        if interaction.guild_id is not None and is_at_home(interaction) and not lacked(interaction.app_permissions):
            await self._happenings.wrote(ask.chat)  # an answer alone proves nothing: it needs no right to write
        if card.document is not None and not replaces:
            file = discord.File(io.BytesIO(card.document.data), card.document.name)
            await interaction.followup.send(file=file, ephemeral=alone)

    async def _is_private(self, ask: Ask) -> bool:
        """Whether the answer is the asker's alone; a database that cannot be asked now is told of by the answer."""
        try:
            return await self._answering.is_private(ask)
        except DaybriefError:
            return True

    async def _page(self, ask: Ask, card: Card) -> Page:
        return one_page(card) or turned(card, ask.page, await self._answering.line_of(ask, card), ask.t)


class _Announcement:
    """Tells Discord that the answer comes later, unless it is there in time."""

    def __init__(self, interaction: AnyInteraction, *, private: bool, replaces: bool) -> None:
        self._interaction = interaction
        self._private = private
        self._replaces = replaces
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[object] | None = None

    def begin_in(self, seconds: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(seconds, self._begin)

    def _begin(self) -> None:
        deferral = self._interaction.response.defer(ephemeral=self._private, thinking=not self._replaces)
        self._task = asyncio.create_task(deferral)

    async def settled(self) -> None:
        """Announce nothing any more; an announcement that is on its way arrives before the answer."""
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            await self._task


def _is_private(interaction: AnyInteraction) -> bool:
    """Whether the message that was pressed is shown to the presser alone."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def _with_door(ask: Ask, card: Card) -> Card:
    """A form cannot open after a deferral: a button asks for it again."""
    if card.form is None:
        return card
    blocks = card.blocks or (Note(ask.t("The form is ready.")),)
    return replace(card, blocks=blocks, rows=(*card.rows, (Action(ask.t("Open the form"), card.form.line),)))


def _sendable(page: Page) -> tuple[Layout, discord.AllowedMentions]:
    mentions = discord.AllowedMentions.none()
    if page.role is not None:
        mentions.roles = [discord.Object(int(page.role))]
    return Layout(page), mentions


async def _at_once(
    interaction: AnyInteraction, layout: Layout, mentions: discord.AllowedMentions, *, alone: bool, in_place: bool
) -> int | None:
    if in_place:
        await interaction.response.edit_message(view=layout, allowed_mentions=mentions)
        return interaction.message.id if interaction.message else None
    sent = await interaction.response.send_message(view=layout, allowed_mentions=mentions, ephemeral=alone)
    return sent.message_id


async def _later(
    interaction: AnyInteraction, layout: Layout, mentions: discord.AllowedMentions, *, hidden: bool, replaces: bool
) -> int | None:
    """Put the answer where it was announced; what nobody else may see comes as a message of its own."""
    if not hidden:
        return (await interaction.edit_original_response(view=layout, allowed_mentions=mentions)).id
    if not replaces:
        await interaction.delete_original_response()
    sent = await interaction.followup.send(view=layout, allowed_mentions=mentions, ephemeral=True, wait=True)
    return sent.id


async def _say_nothing(interaction: AnyInteraction, *, replaces: bool, deferred: bool) -> None:
    """Stay silent in a way that leaves no "thinking" message behind."""
    if deferred and not replaces:
        await interaction.delete_original_response()
    elif not deferred and interaction.message is not None:
        await interaction.response.defer()
