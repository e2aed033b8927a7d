"""Another program polls with the bot's token: Telegram goes on sending, tells its owner, and listens again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest

from bot.bootstrap.listening import ListeningTurn
from bot.chat.platform_events import Happenings
from bot.telegram.app import TelegramPlatform
from briefings.adapters.clock import SystemClock
from briefings.domain.errors import TemporaryError
from briefings.domain.outgoing import Notice
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.ports.store import Store
from briefings.services.delivery.lease import Lease
from briefings.services.notices.tell_owners import tell_owners
from tests.adapters.telegram.newsroom import make_answering, running
from tests.fakes.couriers import RecordingCourier
from tests.fakes.telegram_api import TelegramApi, serve_telegram
from tests.unit.services.delivery.sending import deliveries

ANN = 1
HERE = ChatAddress(Platform.TELEGRAM, str(ANN))
QUICK = timedelta(seconds=0.1)


@pytest.fixture
async def api() -> AsyncIterator[TelegramApi]:
    async with serve_telegram(TelegramApi()) as server:
        server.people.person(ANN)
        yield server


@asynccontextmanager
async def another_poller(api: TelegramApi) -> AsyncIterator[None]:
    """A program that polls with the same token, and takes no conflict for an answer."""

    async def poll() -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                await session.post(f"{api.base_url}{api.token}/getUpdates", json={"timeout": 5})

    task = asyncio.create_task(poll())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Owner:
    """Hears what the platform wants its owners to know."""

    def __init__(self) -> None:
        self.heard = asyncio.Event()
        self.sentences: list[str] = []

    async def tell(self, _: Platform, sentence: str) -> None:
        self.sentences.append(sentence)
        self.heard.set()


async def answered(api: TelegramApi, text: str = "/help") -> None:
    before = len(api.world.effects)
    await api.people.say(ANN, ANN, text)
    await api.world.effect(lambda e: e.number > before and e.method == "sendMessage", timeout=60)


async def disputed(platform: TelegramPlatform) -> None:
    async with asyncio.timeout(60):
        while platform.problem() is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_young_platform_outlives_another_poller(api: TelegramApi) -> None:
    owner = Owner()
    happenings = Happenings(troubled=owner.tell)
    answering = await make_answering()
    async with running(api, answering, happenings=happenings, longest_wait=QUICK, dispute_seconds=0.05) as platform:
        await answered(api)
        async with another_poller(api):
            await disputed(platform)
            assert "Another program reads this Telegram bot's updates" in str(platform.problem())
            await asyncio.wait_for(owner.heard.wait(), 60)
            calls = api.calls.count("getupdates")
            await api.heard_of("getUpdates", times=calls + 60, timeout=60)
            (message,) = platform.courier.lay_out(Notice("The digest"))
            assert await platform.courier.send(HERE, message, nonce="n1")
        await answered(api)
        assert platform.problem() is None
    assert owner.sentences == [s for s in owner.sentences if "Another program" in s][:1]


async def test_two_young_processes_share_the_listening_and_one_takes_over(api: TelegramApi, store: Store) -> None:
    turns = [ListeningTurn(lease_of(store)) for _ in range(2)]
    answering = await make_answering()
    first = asyncio.create_task(turns[0].run())
    await asyncio.wait_for(turns[0].wait(), 60)
    second = asyncio.create_task(turns[1].run())
    try:
        async with (
            running(api, answering, my_turn=turns[0].wait),
            running(api, answering, my_turn=turns[1].wait) as standby,
        ):
            await answered(api)
            assert standby.problem() is None
            assert not [refused for refused in api.refusals if refused.code == 409]
            first.cancel()
            await asyncio.wait_for(turns[1].wait(), 60)
            await answered(api)
    finally:
        for task in (first, second):
            task.cancel()
        await asyncio.gather(first, second, return_exceptions=True)


def lease_of(store: Store) -> Lease:
    return Lease("listener:telegram", store=store, clock=SystemClock(), lasting=timedelta(seconds=2))


async def test_who_listens_gives_way_once_the_lease_is_another_s(store: Store) -> None:
    turn = ListeningTurn(lease_of(store))
    task = asyncio.create_task(turn.run())
    await asyncio.wait_for(turn.wait(), 60)
    async with store.writing() as unit:
        later = SystemClock().now() + timedelta(hours=1)
        assert await unit.leases.take("listener:telegram", holder="other", now=later, lasting=timedelta(hours=1))
    async with asyncio.timeout(60):
        while turn.is_mine:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_what_meets_a_closed_client_was_never_sent(api: TelegramApi) -> None:
    async with running(api, await make_answering()) as platform:
        (message,) = platform.courier.lay_out(Notice("The digest"))
        await platform.stop()
        for call in (
            platform.courier.send(HERE, message, nonce="n1"),
            platform.courier.edit(HERE, "5", message),
            platform.courier.delete(HERE, "5"),
            platform.courier.show_typing(HERE),
        ):
            with pytest.raises(TemporaryError, match="not connected"):
                await call
    assert not [effect for effect in api.world.effects if effect.chat_id is not None]


async def test_owners_are_told_in_their_private_chats(store: Store) -> None:
    owners = {Identity(Platform.TELEGRAM, "5"), Identity(Platform.DISCORD, "6")}
    couriers = [RecordingCourier(Platform.TELEGRAM), RecordingCourier(Platform.DISCORD)]
    assert await tell_owners("It broke.", owners=owners, couriers=couriers, store=store, clock=SystemClock()) == 2
    assert {str(d.address) for d in await deliveries(store)} == {"telegram:private-5", "discord:private-6"}
