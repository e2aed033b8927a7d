"""The library's books about rate limits, where many channels are written to."""

import asyncio

from discord.http import HTTPClient

from bot.discord.buckets import wait_nowhere


class CountingClient(HTTPClient):
    """Counts how often it looks through all buckets."""

    searches = 0

    def _try_clear_expired_ratelimits(self) -> None:
        self.searches += 1
        super()._try_clear_expired_ratelimits()


async def test_a_new_channel_does_not_look_through_all_others() -> None:
    http = CountingClient(asyncio.get_running_loop())
    wait_nowhere(http)
    buckets = [http.get_ratelimit(f"POST /channels/{number}/messages") for number in range(2_000)]
    assert len({id(bucket) for bucket in buckets}) == 2_000
    assert http.get_ratelimit("POST /channels/7/messages") is buckets[7]
    assert http.searches == 1
