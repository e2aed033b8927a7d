"""Rate limits as Discord publishes them: 50 requests a second a bot, and a bucket for each route and channel."""

import hashlib
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """``None`` switches a limit off. A bucket allows ``bucket_calls`` in ``bucket_seconds``."""

    global_per_second: int | None = 50
    bucket_calls: int | None = 5
    bucket_seconds: float = 5.0

    @classmethod
    def none(cls) -> "Limits":
        return cls(None, None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``retry_after`` in seconds, None when the call may pass; ``headers`` as Discord sends them."""

    headers: dict[str, str]
    retry_after: float | None = None
    everywhere: bool = False


@dataclass(slots=True)
class RateKeeper:
    """Counts calls; interaction answers are free of the global limit, as at Discord."""

    limits: Limits
    now: Callable[[], float] = time.monotonic
    refused: int = 0
    _all: deque[float] = field(default_factory=deque)
    _buckets: dict[str, tuple[float, int]] = field(default_factory=dict)

    def judge(self, route: str, major: str, *, interaction: bool = False) -> Verdict:
        if interaction:
            return Verdict({})
        now = self.now()
        if (wait := self._global_wait(now)) is not None:
            self.refused += 1
            return Verdict({"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}, wait, everywhere=True)
        calls = self.limits.bucket_calls
        if calls is None:
            self._all.append(now)
            return Verdict({})
        start, used = self._buckets.get(f"{route} {major}", (now, 0))
        if now - start >= self.limits.bucket_seconds:
            start, used = now, 0
        reset_after = start + self.limits.bucket_seconds - now
        if used >= calls:
            self.refused += 1
            return Verdict(self._headers(route, 0, reset_after), reset_after)
        self._buckets[f"{route} {major}"] = (start, used + 1)
        self._all.append(now)
        return Verdict(self._headers(route, calls - used - 1, reset_after))

    def _global_wait(self, now: float) -> float | None:
        while self._all and now - self._all[0] >= 1.0:
            self._all.popleft()
        most = self.limits.global_per_second
        return None if most is None or len(self._all) < most else 1.0 - (now - self._all[0])

    def _headers(self, route: str, remaining: int, reset_after: float) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(self.limits.bucket_calls),
            "X-RateLimit-Remaining": str(remaining),
            "X-RateLimit-Reset": f"{time.time() + reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{reset_after:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:16],
        }
