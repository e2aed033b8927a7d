"""The published flood limits (core.telegram.org/bots/faq), enforced: who exceeds one gets 429 and ``retry_after``."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second for the bot, a second for one chat, and a minute for one group; None turns one off."""

    bot_per_second: int | None = 30
    chat_per_second: int | None = 1
    group_per_minute: int | None = 20

    @classmethod
    def none(cls) -> "Limits":
        """Switch every limit off."""
        return cls(None, None, None)


@dataclass(slots=True)
class Meter:
    """Counts accepted messages in sliding windows."""

    limits: Limits
    now: Callable[[], float]
    _sent: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def refuse_for(self, chat_id: int) -> int | None:
        """Seconds that the sender must wait, or None after counting the message as sent."""
        now = self.now()
        windows = [("bot", 1.0, self.limits.bot_per_second), (f"chat {chat_id}", 1.0, self.limits.chat_per_second)]
        if chat_id < 0:
            windows.append((f"group {chat_id}", 60.0, self.limits.group_per_minute))
        waits = [self._wait(name, now, length, most) for name, length, most in windows if most is not None]
        if any(wait > 0 for wait in waits):
            return max(1, math.ceil(max(waits)))
        for name, _length, most in windows:
            if most is not None:
                self._sent[name].append(now)
        return None

    def _wait(self, name: str, now: float, length: float, most: int) -> float:
        sent = self._sent[name]
        while sent and now - sent[0] >= length:
            sent.popleft()
        return length - (now - sent[0]) if len(sent) >= most else 0.0
