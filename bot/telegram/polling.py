"""Long polling that no single update can block, and that knows when it broke.

The library parses a whole batch at once: one update that it cannot read would come back with every poll and hold up all
behind it. Where updates come back although they were given before, each is tried alone, and one that cannot be read is
replaced by an empty one of the same number, which is read, ignored and confirmed.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken
from telegram.request import HTTPXRequest, RequestData

from bot.telegram.failures import CURES
from briefings.domain.errors import OperatorError

_log = logging.getLogger(__name__)

CONFLICTS_BORNE = 3
"""Conflicts in a row before polling gives up: a process that is being replaced polls for a moment more."""
SETTLED_SECONDS = 60.0
CONFLICTS_BORNE_WHEN_SETTLED = 20
"""Who has polled for a while outlasts a second program that is started by mistake; else both would give up."""
_NOTHING = len('{"ok": true, "result": []}')
_TOKEN_REFUSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND})


class PollRequest(HTTPXRequest):
    """The request object for getUpdates; ``broken`` fails when polling can only be mended by the operator."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic, **values: Any) -> None:
        super().__init__(**values)
        self._now = now
        self.broken: asyncio.Future[None] | None = None
        self.answered_at = now()
        self._conflicts = 0
        self._began: float | None = None
        self._given: object = None

    @property
    def disputed(self) -> bool:
        """Whether another program reads the updates just now."""
        return self._conflicts > 0

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        """Poll once, and look at what came back."""
        code, payload = await super().do_request(url, method, request_data, *args, **kwargs)
        self._watch(code)
        if code == HTTPStatus.OK:
            offset = (request_data.parameters if request_data else {}).get("offset")
            if len(payload) > _NOTHING and offset == self._given:
                payload = readable(payload)
            self._given = offset if len(payload) > _NOTHING else None
        return code, payload

    def _watch(self, code: int) -> None:
        self._conflicts = self._conflicts + 1 if code == HTTPStatus.CONFLICT else 0
        if code == HTTPStatus.OK:
            self.answered_at = self._now()
            self._began = self._began if self._began is not None else self.answered_at
        elif code in _TOKEN_REFUSED:
            self._break(CURES[InvalidToken])
        elif self._conflicts >= self._borne():
            self._break(CURES[Conflict])

    def _borne(self) -> int:
        settled = self._began is not None and self.answered_at - self._began >= SETTLED_SECONDS
        return CONFLICTS_BORNE_WHEN_SETTLED if settled else CONFLICTS_BORNE

    def _break(self, sentence: str) -> None:
        if self.broken is not None and not self.broken.done():
            self.broken.set_exception(OperatorError(sentence))


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
