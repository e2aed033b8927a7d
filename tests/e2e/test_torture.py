"""The short form of ``make torture``: kills, a frozen sender, cut connections, absences, and the pace of a fan-out."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.telegram.courier import TelegramCourier
from bot.telegram.post import Post
from briefings.adapters.clock import SystemClock
from briefings.adapters.sql.store import open_store
from briefings.domain.deliveries import OPEN, DeliveryKind, DeliveryState, NewDelivery, Turn
from briefings.domain.outgoing import Notice
from briefings.domain.people import ChatAddress, Platform
from briefings.ports.courier import Courier
from briefings.ports.store import Store
from briefings.ports.store.editions import Edition
from briefings.services.delivery.deliver import Sender
from briefings.services.delivery.pacing import TELEGRAM, Limits, Pacer
from tests.fakes.couriers import RecordingCourier
from tests.fakes.memory.store import MemoryStore
from tests.fakes.postgres import PostgresServer
from tests.fakes.telegram_api import Limits as Published
from tests.fakes.telegram_api import TelegramApi, serve_telegram
from tests.torture.checker import HOLD, RESEND, Verdict, broken
from tests.torture.downtime import PLATFORMS, come_back
from tests.torture.house import house
from tests.torture.outages import OUTAGES, Outage, suffer
from tests.torture.rivals import stopped
from tests.torture.wires import ANSWERED, POINTS, POINTS_AFTER_A_KILL

HERE_AND_NOW = timedelta(0)


def test_there_are_enough_named_points() -> None:
    assert len({*POINTS, *POINTS_AFTER_A_KILL}) >= 12


async def killed_once(directory: Path, url: str, *, rule: str, point: str) -> dict[Platform, Verdict]:
    """Kill the real program at a point of its fan-out, start it again, and let the logs of the platforms speak.

    A second round covers what the kill left in doubt.
    """
    async with house(directory, url, rule=rule, telegram=5, discord=3) as home:
        home.arm(point, 2)
        await home.make_due(ahead=HERE_AND_NOW)
        await home.start()
        assert await home.struck(), point
        await home.start()
        await home.settled()
        await home.make_due()
        await home.settled()
        return {platform: await home.judged(platform) for platform in (Platform.TELEGRAM, Platform.DISCORD)}


@pytest.mark.slow
@pytest.mark.postgres
async def test_a_killed_program_neither_loses_nor_doubles(tmp_path: Path, postgres_url: str) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    a.mkdir()
    b.mkdir()
    on_sqlite = killed_once(a, f"sqlite:///{a}/daybrief.db", rule=HOLD, point="begin: committed")
    on_postgres = killed_once(b, postgres_url, rule=RESEND, point=ANSWERED)
    for rule, verdicts in zip((HOLD, RESEND), await asyncio.gather(on_sqlite, on_postgres), strict=True):
        for platform, verdict in verdicts.items():
            assert broken(verdict, platform, rule) == [], (rule, platform)
            assert verdict.arrived + verdict.listed == verdict.slots
            assert verdict.slots == 2 * (5 if platform is Platform.TELEGRAM else 3)


@pytest.mark.slow
@pytest.mark.postgres
async def test_a_sender_stopped_past_its_lease_doubles_nothing(tmp_path: Path, postgres_server: PostgresServer) -> None:
    result = await stopped(
        postgres_server, tmp_path, platform=Platform.DISCORD, rule="hold", chats=40, stops=1, schedulers=1, senders=2
    )
    assert result.faults == []
    assert result.verdict.arrived == 40


async def carried(
    store: Store,
    courier: Courier,
    chats: list[str],
    *,
    pacer: Pacer,
    after_a_while: Callable[[], Awaitable[object]] | None = None,
) -> int:
    """Owe a message to each chat and carry all of them; return how many are noted as sent."""
    edition = Edition("edition", Platform.TELEGRAM, courier.lay_out(Notice("Good morning.")))
    async with store.writing() as unit:
        await unit.editions.add(edition, now=datetime.now(UTC))
        owed = [
            NewDelivery(ChatAddress(Platform.TELEGRAM, chat), DeliveryKind.DIGEST, Turn.DIGEST, edition.id)
            for chat in chats
        ]
        await unit.deliveries.owe(owed, now=datetime.now(UTC))
    sender = Sender(store=store, clock=SystemClock(), courier=courier, pacer=pacer, lease="sender")
    sending = asyncio.create_task(sender.run())
    try:
        async with asyncio.timeout(60):
            if after_a_while is not None:
                await asyncio.sleep(1.3)
                assert await after_a_while()
            while await _count(store, *OPEN):  # noqa: ASYNC110 - what stands in the database
                await asyncio.sleep(0.05)
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
    return await _count(store, DeliveryState.SENT)


async def _count(store: Store, *states: DeliveryState) -> int:
    async with store.reading() as unit:
        return len(await unit.deliveries.find(states=states, limit=1000))


@pytest.mark.postgres
async def test_cut_connections_lose_and_double_nothing(postgres_server: PostgresServer, postgres_url: str) -> None:
    store, courier = await open_store(postgres_url), RecordingCourier()
    chats = [str(number) for number in range(100)]
    try:
        cut = partial(postgres_server.cut, postgres_url.partition("@/")[2].partition("?")[0])
        sent = await carried(store, courier, chats, pacer=Pacer(Limits(100.0, 100)), after_a_while=cut)
    finally:
        await store.close()
    arrived = [chat for chat, _, _ in courier.sent]
    assert sorted(arrived, key=int) == chats
    assert sent == 100


async def test_a_fan_out_keeps_to_the_published_limits() -> None:
    async with serve_telegram(TelegramApi(limits=Published())) as api:
        chats = [str(api.people.person(1000 + number)["id"]) for number in range(75)]
        request = HTTPXRequest(connection_pool_size=32)
        async with Bot(api.token, base_url=api.base_url, request=request) as bot:
            courier = TelegramCourier(Post(bot))
            store = MemoryStore()
            assert await carried(store, courier, chats, pacer=Pacer(TELEGRAM)) == 75
        assert api.refusals == []
        times = [effect.at for effect in api.world.effects]
        assert len(times) == 75
        assert 74 / (max(times) - min(times)) <= 30


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("absence", ["1 hour", "1 day"])
async def test_after_an_absence_no_chat_gets_a_burst(absence: str, platform: Platform) -> None:
    found = await come_back(MemoryStore(), "memory", absence, platform)
    assert [seen.faults for seen in found] == [[]] * len(found)


async def test_after_forty_days_no_chat_gets_a_burst(store: Store) -> None:
    found = await come_back(store, "", "40 days")
    assert [seen.faults for seen in found] == [[]] * len(found)
    assert all(seen.words for seen in found)


SHORT_OUTAGES = [o for o in OUTAGES if o.name in {"everything answers 502", "no network", "another program polls"}]


@pytest.mark.slow
@pytest.mark.parametrize("outage", SHORT_OUTAGES, ids=lambda outage: outage.name)
async def test_an_outage_costs_little_and_doubles_nothing(outage: Outage, tmp_path: Path) -> None:
    outcome = await suffer(replace(outage, seconds=4), tmp_path, chats=12)
    assert outcome.faults == []
