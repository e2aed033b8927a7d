"""The library's rate limits, without its silent waiting: the program's own pacer decides when to try again."""

import math
import time

from discord import RateLimited
from discord.http import HTTPClient, Ratelimit

_AT_ONCE = 0.001
"""Seconds; the library raises instead of sleeping when Discord tells it to wait for longer than this."""

_TIDIED = 60.0
"""Seconds between two searches for buckets that are not used any more.

The library looks through all of them at each new one, which takes a digest for 10,000 channels the most of its time.
"""


class Bucket(Ratelimit):
    """A bucket that says how long it is full, where the library's own would sleep, or hold an answer back."""

    async def acquire(self) -> None:
        """Take a place.

        Raises:
            RateLimited: the bucket is full; nothing was sent.
        """
        now = self._loop.time()
        self._last_request = now
        if self.is_expired():
            self.reset()  # type: ignore[no-untyped-call]  # the library left this one untyped
        if self.remaining <= 0 and self.expires is not None:
            raise RateLimited(max(self.expires - now, 0.0))
        self.remaining -= 1
        self.outgoing += 1

    async def __aexit__(self, *_: object) -> None:
        """Leave the place; the answer is handed on at once."""
        self.outgoing -= 1


def wait_nowhere(http: HTTPClient) -> None:
    """Make a client raise ``RateLimited`` wherever it would have slept; to be called before its first request."""
    buckets: dict[str, Ratelimit] = http._buckets  # noqa: SLF001 - the library offers no other seam

    tidied = -math.inf

    def get_ratelimit(key: str) -> Ratelimit:
        nonlocal tidied
        if key not in buckets:
            now = time.monotonic()
            if now - tidied > _TIDIED:
                http._try_clear_expired_ratelimits()  # noqa: SLF001
                tidied = now
            buckets[key] = Bucket(None)
        return buckets[key]

    http.max_ratelimit_timeout = _AT_ONCE
    http.get_ratelimit = get_ratelimit  # type: ignore[method-assign]  # the library makes its client itself
