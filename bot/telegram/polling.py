"""Long polling that no single update can block, that waits out every trouble, and that stands by where it is told to.

The library parses a whole batch at once: one update that it cannot read would come back with every poll and hold up all
behind it. Where updates come back although they were given before, each is tried alone, and one that cannot be read is
replaced by an empty one of the same number, which is read, ignored and confirmed.

What passes (no connection, a fault of the server's, another program that polls with the same token) is waited out here:
the library's own waits grow to half a minute.
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest, RequestData

from bot.telegram.failures import CURES
from briefings.domain.errors import OperatorError

_log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(seconds=10)
"""How long to wait after the first failure, and at most; each wait is twice the one before."""

MyTurn = Callable[[], Awaitable[None]]
"""Waits until this process, of all that share the token, is the one to poll."""

_LOUD_EVERY = 20
"""Of the failures in a row, the first is logged, and then every so many-th."""

_NONE = b'{"ok": true, "result": []}'
_NOTHING = len(_NONE)
_TOKEN_REFUSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND})


async def always() -> None:
    """Where there is one process only."""


class PollRequest(HTTPXRequest):
    """The request object for getUpdates; ``broken`` fails when polling can only be mended by the operator."""

    def __init__(
        self,
        *,
        my_turn: MyTurn = always,
        longest_wait: timedelta = LONGEST_WAIT,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        **values: Any,
    ) -> None:
        super().__init__(**values)
        self._my_turn = my_turn
        self._longest_wait = longest_wait
        self._now = now
        self._sleep = sleep
        self.broken: asyncio.Future[None] | None = None
        self.answered_at = now()
        self.disputed_since: float | None = None
        self.stands_by = False
        self._is_closing = False
        self._given: object = None

    def begin(self) -> None:
        """Get ready for polls after a start."""
        self._is_closing = False
        self.answered_at, self.disputed_since = self._now(), None
        self.broken = asyncio.get_running_loop().create_future()

    def close(self) -> None:
        """Wait for nothing any more: the next call is the last, which confirms what was taken."""
        self._is_closing = True

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        """Poll until there is an answer, and look at what came back."""
        failures = 0
        while True:
            if not await self._may_poll():
                return HTTPStatus.OK, _NONE
            try:
                code, payload = await super().do_request(url, method, request_data, *args, **kwargs)
            except TelegramError as error:
                if self._is_closing:
                    raise
                trouble = type(error).__name__
            else:
                if self._is_closing or not (trouble := self._trouble(code, payload)):
                    return code, self._looked_at(request_data, payload) if code == HTTPStatus.OK else payload
            failures += 1
            if failures % _LOUD_EVERY == 1:
                _log.warning("Telegram could not be polled", extra={"reason": trouble, "failures": failures})
            await self._sleep(min(FIRST_WAIT * 2 ** min(failures - 1, 30), self._longest_wait).total_seconds())

    async def _may_poll(self) -> bool:
        """Wait for this process's turn; a process that ends without one has nothing to confirm."""
        if self._is_closing:
            return not self.stands_by
        self.stands_by = True
        await self._my_turn()
        if self.stands_by:
            self.stands_by, self.answered_at = False, self._now()
        return True

    def _trouble(self, code: int, payload: bytes) -> str:
        """What is wrong with an answer that will pass; nothing where the library can take it."""
        if code == HTTPStatus.CONFLICT:
            self.disputed_since = self._now() if self.disputed_since is None else self.disputed_since
            return "Conflict"
        if code in _TOKEN_REFUSED:
            self._break(CURES[InvalidToken])
        if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return f"HTTP {code}"
        if code == HTTPStatus.OK:
            if not _is_answer(payload):
                return "an answer that cannot be read"
            self.answered_at, self.disputed_since = self._now(), None
        return ""

    def _looked_at(self, request_data: RequestData | None, payload: bytes) -> bytes:
        offset = (request_data.parameters if request_data else {}).get("offset")
        if len(payload) > _NOTHING and offset == self._given:
            payload = readable(payload)
        self._given = offset if len(payload) > _NOTHING else None
        return payload

    def _break(self, sentence: str) -> None:
        if self.broken is not None and not self.broken.done():
            self.broken.set_exception(OperatorError(sentence))


def _is_answer(payload: bytes) -> bool:
    try:
        answer = json.loads(payload)
    except ValueError:
        return False
    return isinstance(answer, dict) and isinstance(answer.get("result"), list)


def readable(payload: bytes) -> bytes:
    """The answer with every update that the library cannot parse emptied."""
    try:
        answer = json.loads(payload)
        updates = answer["result"]
        bad = [index for index, update in enumerate(updates) if not _parses(update)]
    except (ValueError, KeyError, TypeError):
        return payload
    for index in bad:
        updates[index] = {"update_id": updates[index]["update_id"]}
    return json.dumps(answer).encode() if bad else payload


def _parses(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        kind = next((key for key in update if key != "update_id"), "")
        _log.error("Telegram sent an update that cannot be read", extra={"kind": kind, "reason": repr(error)[:200]})
        return False
    return True
