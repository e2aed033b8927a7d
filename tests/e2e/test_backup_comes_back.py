"""A database that was restored from a backup sends nothing again that was sent since, unless it is told to."""

from datetime import UTC, datetime, timedelta

import pytest

from briefings.adapters.clock import SystemClock
from briefings.adapters.sql.store import open_store
from briefings.domain.deliveries import OPEN, DeliveryState
from briefings.ports.store import Store
from briefings.services.digests.plan_digests import plan_digests
from briefings.services.digests.resume_after_restore import take_as_sent, what_waits
from tests.conftest import run_apart
from tests.fakes.clock import SettableClock
from tests.fakes.command_line import CommandLine
from tests.fakes.couriers import RecordingCourier
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import keep_plans, make_plan

DUE = datetime(2025, 3, 6, 5, 30, tzinfo=UTC)
DAY = timedelta(days=1)


async def owe(store: Store) -> None:
    """Two chats with a plan: the digest of one is in the outbox, the time of the other's has not come yet."""
    await keep(store, make_briefing(1, headline="Old story", published_at=DUE - timedelta(hours=3)))
    await keep_plans(store, make_plan(1), make_plan(2, now=DUE))
    assert await plan(store, DUE) == 1


async def plan(store: Store, at: datetime) -> int:
    courier = RecordingCourier()
    return await plan_digests(store=store, clock=SettableClock(at), couriers={courier.platform: courier})


async def test_what_was_owed_is_taken_as_sent_and_the_next_news_comes(store: Store) -> None:
    await owe(store)
    clock = SettableClock(DUE + DAY + timedelta(minutes=20))
    waiting = await what_waits(store=store, clock=clock)
    assert (waiting.messages, waiting.digests, waiting.reminders) == (1, 1, 0)
    await take_as_sent(store=store, clock=clock)
    assert (await what_waits(store=store, clock=clock)).total == 0
    assert await plan(store, clock.now()) == 0
    async with store.reading() as unit:
        assert [d.state for d in await unit.deliveries.find()] == [DeliveryState.UNKNOWN]
    await keep(store, make_briefing(2, headline="Fresh story", published_at=DUE + DAY + timedelta(hours=2)))
    assert await plan(store, DUE + 2 * DAY) == 2
    async with store.reading() as unit:
        owed = await unit.deliveries.find(states=OPEN)
        messages = [await unit.editions.message(d.edition_id, d.part) for d in owed]
    said = [message.payload for message in messages if message is not None]
    assert len(said) == 2
    assert all("Fresh story" in text and "Old story" not in text for text in said)


async def _fill(url: str) -> None:
    store = await open_store(url)
    now = SystemClock().now()
    await keep(store, make_briefing(1, headline="Old story", published_at=now - timedelta(hours=3)))
    await keep_plans(store, make_plan(1, now=now - DAY))
    await store.close()


async def _waits(url: str) -> int:
    store = await open_store(url)
    found = await what_waits(store=store, clock=SystemClock())
    await store.close()
    return found.total


@pytest.mark.parametrize(("options", "left"), [((), 0), (("--no-send-waiting",), 0), (("--send-waiting",), 1)])
def test_a_restore_tells_what_it_would_send_and_does_not(
    command_line: CommandLine, options: tuple[str, ...], left: int
) -> None:
    url = f"sqlite:///{command_line.home / 'news.db'}"
    run_apart(_fill(url))
    assert command_line.run("backup", "--database", url).code == 0
    (backup,) = (command_line.home / "backups").glob("*.db")
    ran = command_line.run("restore", str(backup), *options, "--database", url)
    assert (ran.code, ran.err) == (0, "")
    assert ("digests 1" in ran.out) is (left == 0)
    assert ("sent at the next start" in ran.out) is bool(left)
    assert run_apart(_waits(url)) == left
