"""The real planner under a clock that jumps and zone rules that change; the long form is in ``tests/torture``."""

import pytest

from briefings.ports.store import Store
from tests.fakes.memory.store import MemoryStore
from tests.torture.__main__ import PROOFS
from tests.torture.clock import live, walk


@pytest.mark.parametrize("seed", range(6))
async def test_no_day_is_lost_or_doubled(seed: int) -> None:
    assert await live(seed, days=20, store=MemoryStore()) == []


async def test_nor_on_any_store(store: Store) -> None:
    assert await live(77, days=8, store=store) == []


def test_each_quarter_hour_fires_once_over_each_change_in_restless_zones() -> None:
    walked = walk(["Africa/Casablanca", "Antarctica/Troll", "Asia/Gaza", "America/Nuuk", "Australia/Lord_Howe"])
    assert walked.broken == []
    assert walked.switches > 80


def test_the_long_form_is_among_the_proofs() -> None:
    assert "clock" in PROOFS
