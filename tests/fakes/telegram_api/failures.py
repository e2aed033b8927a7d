"""Failures that a test orders: each waits for the calls that it fits, so many times."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tests.fakes.telegram_api.world import Refused


class FailureKind(StrEnum):
    """What goes wrong."""

    FLOOD = "flood"
    BLOCKED = "blocked"
    KICKED = "kicked"
    DEACTIVATED = "deactivated"
    NO_RIGHTS = "no rights"
    CHAT_WRITE_FORBIDDEN = "chat write forbidden"
    CHAT_NOT_FOUND = "chat not found"
    CANNOT_PARSE = "cannot parse"
    TOPIC_CLOSED = "topic closed"
    TOPIC_DELETED = "topic deleted"
    SLOW_MODE = "slow mode"
    MIGRATED = "migrated"
    SERVER_ERROR = "server error"
    BAD_GATEWAY = "bad gateway"
    CONFLICT = "conflict"
    UNAUTHORIZED = "unauthorized"
    UNKNOWN_METHOD = "unknown method"
    DROP_BEFORE = "drop before"
    DROP_AFTER = "drop after"
    HANG_BEFORE = "hang before"
    HANG_AFTER = "hang after"
    BROKEN_JSON = "broken json"
    NO_RESULT = "no result"


_ANSWERS: dict[FailureKind, tuple[int, str]] = {
    FailureKind.FLOOD: (429, "Too Many Requests: retry after {seconds}"),
    FailureKind.BLOCKED: (403, "Forbidden: bot was blocked by the user"),
    FailureKind.KICKED: (403, "Forbidden: bot was kicked from the supergroup chat"),
    FailureKind.DEACTIVATED: (403, "Forbidden: user is deactivated"),
    FailureKind.NO_RIGHTS: (400, "Bad Request: not enough rights to send text messages to the chat"),
    FailureKind.CHAT_WRITE_FORBIDDEN: (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    FailureKind.CHAT_NOT_FOUND: (400, "Bad Request: chat not found"),
    FailureKind.CANNOT_PARSE: (400, "Bad Request: can't parse entities: Unmatched end tag at byte offset 7"),
    FailureKind.TOPIC_CLOSED: (400, "Bad Request: TOPIC_CLOSED"),
    FailureKind.TOPIC_DELETED: (400, "Bad Request: message thread not found"),
    FailureKind.SLOW_MODE: (400, "Bad Request: SLOWMODE_WAIT_{seconds}"),
    FailureKind.MIGRATED: (400, "Bad Request: group chat was upgraded to a supergroup chat"),
    FailureKind.SERVER_ERROR: (500, "Internal Server Error"),
    FailureKind.BAD_GATEWAY: (502, "Bad Gateway"),
    FailureKind.CONFLICT: (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    ),
    FailureKind.UNAUTHORIZED: (401, "Unauthorized"),
    FailureKind.UNKNOWN_METHOD: (404, "Not Found"),
}
DROPS = frozenset({FailureKind.DROP_BEFORE, FailureKind.DROP_AFTER, FailureKind.HANG_BEFORE, FailureKind.HANG_AFTER})
AFTER = frozenset({FailureKind.DROP_AFTER, FailureKind.HANG_AFTER})
GARBLED = {FailureKind.BROKEN_JSON: b'{"ok": true, "result": {"mess', FailureKind.NO_RESULT: b'{"ok": true}'}
"""What is done is told so that nobody can read it."""
ALL = "*"


@dataclass(slots=True)
class Failure:
    """One order: fails calls of ``method`` (None: any message, ``ALL``: any call) to ``chat_id`` (None: any)."""

    kind: FailureKind
    method: str | None = None
    chat_id: int | None = None
    times: int = 1
    seconds: int = 1
    new_chat_id: int | None = None

    @classmethod
    def of(cls, order: dict[str, Any]) -> "Failure":
        """Read an order that came as JSON."""
        return cls(**{**order, "kind": FailureKind(order["kind"])})

    def fits(self, method: str, chat_id: int | None) -> bool:
        """Tell whether this call shall fail."""
        by_method = self.method in {method, ALL} if self.method else method.startswith(("sendM", "sendD", "edit"))
        return self.times > 0 and by_method and self.chat_id in {None, chat_id}

    def refusal(self) -> Refused:
        """Return the answer that Telegram gives in this case."""
        code, words = _ANSWERS[self.kind]
        parameters: dict[str, Any] = {}
        if self.kind is FailureKind.FLOOD:
            parameters = {"retry_after": self.seconds}
        if self.kind is FailureKind.MIGRATED:
            parameters = {"migrate_to_chat_id": self.new_chat_id}
        return Refused(code, words.format(seconds=self.seconds), parameters)


@dataclass(slots=True)
class Failures:
    """The orders that stand, oldest first."""

    orders: list[Failure]

    def take(self, method: str, chat_id: int | None) -> Failure | None:
        """Return the failure for this call, counting it down."""
        for order in self.orders:
            if order.fits(method, chat_id):
                order.times -= 1
                return order
        return None
