"""How soon both platforms are asked again after they were away for ten minutes."""

from datetime import timedelta
from typing import Literal

import discord.shard
import pytest
from discord.backoff import ExponentialBackoff

from bot.discord.reconnecting import LONGEST_WAIT, ShortBackoff, reconnect_soon
from bot.supervisor import LONGEST_BACK_OFF
from briefings.services.delivery.circuit import Patience

SOON = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def _library_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("discord.shard.ExponentialBackoff", ExponentialBackoff)
    monkeypatch.setattr(ShortBackoff, "longest", LONGEST_WAIT)


def test_the_gateway_is_tried_again_within_seconds_however_often_it_failed() -> None:
    reconnect_soon()
    backoff: ExponentialBackoff[Literal[False]] = vars(discord.shard)["ExponentialBackoff"]()
    assert max(backoff.delay() for _ in range(2000)) <= LONGEST_WAIT.total_seconds()


def test_a_part_that_could_not_start_and_then_a_probe_come_soon_enough() -> None:
    assert LONGEST_BACK_OFF + Patience().longest < SOON
