"""Failures that a test orders: each waits for the calls that it fits, so many times."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.fakes.discord_api.world import Refused


class FailureKind(StrEnum):
    """What goes wrong."""

    RATE_LIMITED = "rate limited"
    RATE_LIMITED_EVERYWHERE = "rate limited everywhere"
    CLOUDFLARE = "cloudflare"
    NO_ACCESS = "no access"
    NO_PERMISSION = "no permission"
    CLOSED_DM = "closed dm"
    UNKNOWN_CHANNEL = "unknown channel"
    UNKNOWN_GUILD = "unknown guild"
    UNKNOWN_MESSAGE = "unknown message"
    BAD_FORM = "bad form"
    ARCHIVED_THREAD = "archived thread"
    UNAUTHORIZED = "unauthorized"
    SERVER_ERROR = "server error"
    BAD_GATEWAY = "bad gateway"
    UNAVAILABLE = "unavailable"
    DROP_BEFORE = "drop before"
    DROP_AFTER = "drop after"
    HANG_BEFORE = "hang before"
    HANG_AFTER = "hang after"
    BROKEN_JSON = "broken json"
    SLOW = "slow"


_ANSWERS: dict[FailureKind, tuple[int, int, str]] = {
    FailureKind.NO_ACCESS: (403, 50001, "Missing Access"),
    FailureKind.NO_PERMISSION: (403, 50013, "Missing Permissions"),
    FailureKind.CLOSED_DM: (403, 50007, "Cannot send messages to this user"),
    FailureKind.UNKNOWN_CHANNEL: (404, 10003, "Unknown Channel"),
    FailureKind.UNKNOWN_GUILD: (404, 10004, "Unknown Guild"),
    FailureKind.UNKNOWN_MESSAGE: (404, 10008, "Unknown Message"),
    FailureKind.BAD_FORM: (400, 50035, "Invalid Form Body"),
    FailureKind.ARCHIVED_THREAD: (400, 50083, "Thread is archived"),
    FailureKind.UNAUTHORIZED: (401, 0, "401: Unauthorized"),
    FailureKind.SERVER_ERROR: (500, 0, "500: Internal Server Error"),
    FailureKind.BAD_GATEWAY: (502, 0, "502: Bad Gateway"),
    FailureKind.UNAVAILABLE: (503, 0, "upstream connect error"),
}
SENDING = r"POST /channels/\d+/messages"
LIMITED = frozenset({FailureKind.RATE_LIMITED, FailureKind.RATE_LIMITED_EVERYWHERE, FailureKind.CLOUDFLARE})
DROPS = frozenset(
    {
        FailureKind.DROP_BEFORE,
        FailureKind.DROP_AFTER,
        FailureKind.HANG_BEFORE,
        FailureKind.HANG_AFTER,
        FailureKind.SLOW,
        FailureKind.BROKEN_JSON,
    }
)


@dataclass(slots=True)
class Failure:
    """One order: fails calls whose "METHOD /path" matches ``call`` (a pattern), ``times`` over."""

    kind: FailureKind
    call: str = SENDING
    times: int = 1
    seconds: float = 1.0

    @classmethod
    def of(cls, order: dict[str, Any]) -> "Failure":
        """Read an order that came as JSON."""
        return cls(**{**order, "kind": FailureKind(order["kind"])})

    def fits(self, call: str) -> bool:
        return self.times > 0 and re.fullmatch(self.call, call) is not None

    def refusal(self) -> Refused:
        return Refused(*_ANSWERS[self.kind])


@dataclass(slots=True)
class Failures:
    """The orders that stand, oldest first."""

    orders: list[Failure] = field(default_factory=list)

    def take(self, call: str) -> Failure | None:
        for order in self.orders:
            if order.fits(call):
                order.times -= 1
                return order
        return None
