"""Two transactions at once on PostgreSQL: neither takes, waits for or repeats what the other one has in hand."""

import asyncio

import pytest

from briefings.adapters.sql.store import SqlStore
from briefings.domain.deliveries import DeliveryKind, NewDelivery, Turn
from briefings.domain.people import ChatAddress, Platform
from briefings.domain.slots import Outcome, Settlement
from tests.fakes.plans import MORNING, keep_plans, make_edition, make_plan

pytestmark = pytest.mark.postgres
PATIENCE = 5.0
"""Seconds after which a transaction evidently waits for the other one, which ends only after it."""


async def test_two_workers_never_claim_the_same_row(postgres_store: SqlStore) -> None:
    owed = [
        NewDelivery(ChatAddress(Platform.TELEGRAM, str(n)), DeliveryKind.DIGEST, Turn.DIGEST, "edition")
        for n in range(10)
    ]
    async with postgres_store.writing() as unit:
        await unit.editions.add(make_edition(), now=MORNING)
        await unit.deliveries.owe(owed, now=MORNING)
    async with asyncio.timeout(PATIENCE), postgres_store.writing() as one, postgres_store.writing() as other:
        first = await one.deliveries.claim(Platform.TELEGRAM, term=1, now=MORNING, limit=6)
        second = await other.deliveries.claim(Platform.TELEGRAM, term=2, now=MORNING, limit=6)
    assert (len(first), len(second)) == (6, 4)
    assert len({delivery.id for delivery in (*first, *second)}) == 10


async def test_two_planners_never_settle_the_same_slot(postgres_store: SqlStore) -> None:
    plans = [make_plan(number) for number in range(1, 11)]
    await keep_plans(postgres_store, *plans)
    due = plans[0].entries[0].next_run_at
    assert due is not None
    following = make_plan(now=due).entries[0]
    assert following.next_run_at is not None
    assert following.next_day is not None
    settlement = Settlement(Outcome.QUEUED, due, following.next_run_at, following.next_day, "edition", 1, watermark=5)
    async with postgres_store.writing() as unit:
        await unit.editions.add(make_edition(), now=due)
        (group,) = await unit.slots.due(now=due, limit=9)
    async with asyncio.timeout(PATIENCE), postgres_store.writing() as one, postgres_store.writing() as other:
        counts = [*await one.slots.settle([(group, settlement)]), *await other.slots.settle([(group, settlement)])]
    async with postgres_store.reading() as unit:
        owed = await unit.deliveries.find(limit=100)
    assert counts == [10, 0]
    assert len(owed) == 10
