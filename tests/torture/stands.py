"""A platform of three chats whose digests are due, and which can be told to refuse one of them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.chat.catalogue import Catalogue
from bot.chat.commands.why import fate_in_words
from bot.discord.app import DiscordAccount, DiscordPlatform
from bot.telegram.courier import TelegramCourier
from bot.telegram.post import Post
from briefings.domain.deliveries import OPEN, Delivery, DeliveryKind
from briefings.domain.errors import OperatorError
from briefings.domain.people import ChatAddress, Platform
from briefings.domain.subscriptions import AlertMode, Style, Subscription, Taste
from briefings.ports.courier import Courier
from briefings.services.delivery.deliver import Sender
from briefings.services.delivery.pacing import Limits, Pacer
from briefings.services.digests.explain_slots import explain_slots
from briefings.services.digests.plan_digests import plan_digests
from tests.adapters.discord.newsroom import client_over, make_answering
from tests.fakes.discord_api.failures import FailureKind as OnDiscord
from tests.fakes.discord_api.server import DiscordApi, serve_discord
from tests.fakes.memory.store import MemoryStore
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import keep_plans, make_plan
from tests.fakes.telegram_api import FailureKind as OnTelegram
from tests.fakes.telegram_api import TelegramApi, serve_telegram
from tests.torture.refusals import Case


class MovableClock:
    """The real time, moved on by as much as was asked."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def move(self, by: timedelta) -> None:
        self._ahead += by


@dataclass(slots=True)
class Stand:
    """One platform with three chats, whose digests are due."""

    courier: Courier
    chats: list[str]
    order: Callable[[Case], object]
    received: Callable[[], list[str]]
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: MovableClock = field(default_factory=MovableClock)
    said_when_stopped: str = ""
    """What /why said of the second chat when the token was refused, before the sender was started again."""

    @property
    def platform(self) -> Platform:
        return self.courier.platform

    async def plan(self) -> list[Subscription]:
        """Give each chat a plan with settings worth losing, and let it be due."""
        now = self.clock.now()
        await keep(self.store, make_briefing(1, headline="Summit called", published_at=now - timedelta(hours=1)))
        plans = [
            replace(
                make_plan(number, time(7, 30), time(18), platform=self.platform, now=now - timedelta(days=2)),
                address=ChatAddress(self.platform, chat),
                taste=Taste(style=Style.SHORT, limit=7),
                quiet=(time(23), time(5)),
                alerts=AlertMode.SILENT,
            )
            for number, chat in enumerate(self.chats, 1)
        ]
        await keep_plans(self.store, *plans)
        async with self.store.writing() as unit:
            for schedule in await unit.slots.schedules():
                instant = now if schedule.at == time(7, 30) else now + timedelta(days=9)
                await unit.slots.reschedule(schedule, next_run_at=instant, next_day=schedule.next_day)
        assert await plan_digests(store=self.store, clock=self.clock, couriers={self.platform: self.courier}) == 3
        return plans

    async def digests(self) -> list[Delivery]:
        """The three digests, by chat."""
        async with self.store.reading() as unit:
            found = await unit.deliveries.find(limit=100)
        return sorted((d for d in found if d.kind is DeliveryKind.DIGEST), key=lambda d: d.id)

    async def plan_of(self, number: int) -> Subscription | None:
        """A chat's plan, wherever the chat is now."""
        async with self.store.reading() as unit:
            return await unit.subscriptions.get(f"s{number:06}")

    async def why(self, number: int) -> str:
        """What /why says of a chat's last slot."""
        plan = await self.plan_of(number)
        assert plan is not None
        _, stories = await explain_slots(plan.address, store=self.store)
        return fate_in_words(stories[0], plan.zone_info, Catalogue())

    async def send(self) -> None:
        """Carry the outbox until nothing is left, and start again where the token was refused."""
        while any(d.state in OPEN for d in await self.digests()):
            try:
                await Sender(
                    store=self.store,
                    clock=self.clock,
                    courier=self.courier,
                    pacer=Pacer(Limits(2000.0, 2000)),
                    lease="sender",
                    after_start=timedelta(0),
                ).run()
            except OperatorError:
                self.said_when_stopped = await self.why(2)


@asynccontextmanager
async def telegram_stand() -> AsyncIterator[Stand]:
    """Telegram with two private chats and a group between them."""
    async with serve_telegram(TelegramApi()) as api:
        for person in (1, 3, 77):
            api.people.person(person)
        for group in (-2, -1002):
            api.people.group(group)
        request = HTTPXRequest(connection_pool_size=8, read_timeout=0.3, connect_timeout=2)
        async with Bot(api.token, base_url=api.base_url, request=request) as bot:

            def order(case: Case) -> None:
                assert isinstance(case.kind, OnTelegram)
                api.fail(case.kind, chat_id=-2, times=case.times, seconds=1, new_chat_id=-1002)

            def received() -> list[str]:
                return [str(e.chat_id) for e in api.world.effects if "Summit called" in (e.text or "")]

            yield Stand(TelegramCourier(Post(bot)), ["1", "-2", "3"], order, received)


@asynccontextmanager
async def discord_stand() -> AsyncIterator[Stand]:
    """Discord with three channels; the client is signed in and its gateway is not needed."""
    answering = await make_answering()
    async with serve_discord(DiscordApi()) as api:
        guild = api.world.new_guild()
        channels = [str(api.world.new_channel(guild, f"channel-{n}").id) for n in range(3)]
        account = DiscordAccount(api.token, api.rest_url, api.gateway_url)
        platform = DiscordPlatform(account, lambda: client_over(answering))
        await platform.start()

        def order(case: Case) -> None:
            assert isinstance(case.kind, OnDiscord)
            api.fail(case.kind, f"POST /channels/{channels[1]}/messages", times=case.times, seconds=0.5)

        def received() -> list[str]:
            return [str(line["channel"]) for line in api.world.of("message")]

        try:
            yield Stand(platform.courier, channels, order, received)
        finally:
            await platform.stop()
