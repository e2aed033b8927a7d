"""The bot on Telegram: the real application between start and stop."""

import asyncio
import contextlib
import json
import logging
import math
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Protocol

from telegram import Update
from telegram.error import Conflict, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.chat.answering import Answering
from bot.chat.catalogue import Catalogue, entry
from bot.chat.platform_events import Happenings, Hear, Pace, hear_nothing
from bot.telegram.answers import Answers
from bot.telegram.asking import Asking
from bot.telegram.bot import TelegramAccount, make_bot
from bot.telegram.courier import TelegramCourier
from bot.telegram.failures import CURES, translate
from bot.telegram.handlers import UPDATES, Handlers
from bot.telegram.memberships import Memberships
from bot.telegram.menus import Staff, nobody, set_menus
from bot.telegram.order import InOrder
from bot.telegram.people import Admins
from bot.telegram.polling import LONGEST_WAIT, MyTurn, PollRequest, always
from bot.telegram.post import Post
from briefings.domain.errors import TemporaryError
from briefings.domain.people import Platform

_log = logging.getLogger(__name__)

_AT_ONCE = 256
"""Updates that are worked on at the same time; one slow answer holds up nobody else."""
_POLL_SECONDS = 10
_SILENT_SECONDS = 60.0
_LAST_POLL_SECONDS = 2.0
_MENUS_AGAIN_SECONDS = 10.0
DISPUTE_SECONDS = 15.0
"""A dispute that lasts so long is told to the owners: a process that is being replaced polls for a moment more."""
_TELL_AGAIN_SECONDS = 6 * 3600.0
_LAST_ANSWERS_SECONDS = 2.0


class Receiver(Protocol):
    """Takes updates over HTTP: the webhook's own server."""

    url: str
    secret: str

    async def start(self, take: Callable[[bytes], Awaitable[None]]) -> None:
        """Listen; each body that proved the secret goes to ``take``."""
        ...

    async def stop(self) -> None:
        """Stop listening; once stopped, stopping again is no error."""
        ...


class TelegramPlatform:
    """Starts, runs and stops the application; can be started again after a stop."""

    name = "telegram"
    serves = True

    def __init__(
        self,
        account: TelegramAccount,
        answering: Answering,
        *,
        happenings: Happenings | None = None,
        hear: Hear = hear_nothing,
        pace: Pace | None = None,
        staff: Staff = nobody,
        receiver: Receiver | None = None,
        my_turn: MyTurn = always,
        longest_wait: timedelta = LONGEST_WAIT,
        dispute_seconds: float = DISPUTE_SECONDS,
        t: Catalogue | None = None,
    ) -> None:
        self._answering = answering
        self._staff = staff
        self._receiver = receiver
        self._t = t or Catalogue()
        self._dispute_seconds = dispute_seconds
        self._staff_changed = asyncio.Event()
        self._polls = PollRequest(
            my_turn=my_turn, longest_wait=longest_wait, connection_pool_size=1, connect_timeout=5, read_timeout=5
        )
        self._app = _application(account, self._polls)
        self._is_open = False
        post = Post(self._app.bot, is_open=lambda: self._is_open)
        self.courier = TelegramCourier(post, t=self._t)
        self._happenings = happenings = happenings or Happenings()
        self._answers = Answers(post, answering, happenings=happenings, pace=pace)
        Handlers(
            asking=Asking(self._app.bot, Admins(self._app.bot), self._t),
            answering=answering,
            answers=self._answers,
            memberships=Memberships(
                self._app.bot, answering=answering, answers=self._answers, happenings=happenings, t=self._t
            ),
            happenings=happenings,
            hear=hear,
        ).attach(self._app)

    async def start(self) -> None:
        """Sign in and begin to take updates.

        Raises:
            OperatorError: the token is refused.
            TemporaryError, InDoubtError: Telegram cannot be reached now.
        """
        self._polls.begin()
        try:
            await self._app.initialize()
            self._is_open = True
            self._answers.bot_name = self._app.bot.username
            await self._app.start()
            await self._take_updates()
        except TelegramError as error:
            raise translate(error) from error

    async def run(self) -> None:
        """Run until the token is refused; everything else about polling is waited out.

        Raises:
            OperatorError: the token was withdrawn.
        """
        broken = self._polls.broken
        telling = asyncio.create_task(self._tell_disputes(), name="telegram disputes")
        menus = asyncio.create_task(self._keep_menus(), name="telegram menus")
        try:
            if broken is not None:
                await asyncio.wait({broken, telling, menus}, return_when=asyncio.FIRST_COMPLETED)
                for ended in (broken, telling, menus):
                    if ended.done():
                        ended.result()
        finally:
            for task in (telling, menus):
                task.cancel()
            await asyncio.gather(telling, menus, return_exceptions=True)

    async def _keep_menus(self) -> None:
        """Bring the menus up to date at the start and whenever the newsroom's people change."""
        while True:
            self._staff_changed.clear()
            try:
                await set_menus(self._app.bot, self._answering.table, self._t, self._staff)
            except TemporaryError as error:
                _log.warning("The command menus could not be looked at", extra={"reason": str(error)})
                await asyncio.sleep(_MENUS_AGAIN_SECONDS)
                continue
            await self._staff_changed.wait()

    async def _tell_disputes(self) -> None:
        """Tell the owners of each dispute that lasts, and again while it goes on."""
        told_at = -math.inf
        while True:
            await asyncio.sleep(self._dispute_seconds)
            since, now = self._polls.disputed_since, time.monotonic()
            if since is not None and now - since >= self._dispute_seconds and now - told_at > _TELL_AGAIN_SECONDS:
                told_at = now
                await self._happenings.troubled(Platform.TELEGRAM, CURES[Conflict])

    def refresh_menus(self) -> None:
        """Show everybody of the newsroom the commands that are theirs now."""
        self._staff_changed.set()

    async def stop(self) -> None:
        """Take no more updates, answer those that were taken, close every connection."""
        if self._receiver is not None:
            await self._receiver.stop()
        self._polls.close()
        updater = self._app.updater
        if updater is not None and updater.running:
            with contextlib.suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(_LAST_POLL_SECONDS):
                    await updater.stop()
        if self._app.running:
            with contextlib.suppress(TimeoutError):  # an answer may have to wait for minutes, as Telegram asked
                async with asyncio.timeout(_LAST_ANSWERS_SECONDS):
                    await self._app.stop()
        self._is_open = False
        await self._app.shutdown()
        if self._polls.broken is not None and not self._polls.broken.done():
            self._polls.broken.cancel()

    def problem(self) -> str | None:
        """Why nothing comes in just now; None when all is well."""
        if self._receiver is not None or self._polls.stands_by:
            return None
        if self._polls.disputed_since is not None:
            return self._t(CURES[Conflict])
        quiet = time.monotonic() - self._polls.answered_at > _SILENT_SECONDS
        return self._t(entry("Telegram has not answered for a minute.")) if quiet else None

    async def _take_updates(self) -> None:
        if self._receiver is not None:
            await self._receiver.start(self._take)
            await self._app.bot.set_webhook(
                self._receiver.url, secret_token=self._receiver.secret, allowed_updates=UPDATES
            )
        elif self._app.updater is not None:
            await self._app.updater.start_polling(
                timeout=_POLL_SECONDS, allowed_updates=UPDATES, error_callback=_log_poll
            )

    async def _take(self, body: bytes) -> None:
        """Queue an update that came by the webhook; one that cannot be read is logged and let go."""
        try:
            update = Update.de_json(json.loads(body), self._app.bot)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            _log.error("Telegram sent an update that cannot be read", extra={"reason": repr(error)[:200]})
            return
        await self._app.update_queue.put(update)


def _application(account: TelegramAccount, polls: PollRequest) -> "Application[Any, Any, Any, Any, Any, None]":
    """Build the application; a job queue of its own would start a second scheduler.

    Raises:
        OperatorError: what was given is no token at all.
    """
    bot = make_bot(account, polls=polls)
    return ApplicationBuilder().bot(bot).job_queue(None).concurrent_updates(InOrder(_AT_ONCE)).build()


def _log_poll(error: TelegramError) -> None:
    _log.warning("Telegram could not be polled", extra={"reason": type(error).__name__})
