"""How long the library waits before it opens a broken gateway connection again.

Its own waits double up to seventeen minutes, so that after ten minutes without a network the bot stays away for minutes
more. Discord asks for no such waits: it limits identifying, which only an open connection does
(discord.com/developers/docs/events/gateway#session-start-limit-object).
"""

from datetime import timedelta
from typing import Literal

import discord.shard
from discord.backoff import ExponentialBackoff

LONGEST_WAIT = timedelta(seconds=10)


class ShortBackoff(ExponentialBackoff[Literal[False]]):
    """The library's own waits, but none longer than ``longest``."""

    longest = LONGEST_WAIT

    def delay(self) -> float:
        """Seconds until the next attempt."""
        return min(super().delay(), self.longest.total_seconds())


def reconnect_soon(longest: timedelta = LONGEST_WAIT) -> None:
    """Wait no longer than this, for the whole process: the library makes its waits itself, by this name."""
    ShortBackoff.longest = longest
    discord.shard.ExponentialBackoff = ShortBackoff  # type: ignore[assignment, attr-defined]
