"""Every refusal that the platforms know, for one chat of three: what becomes of it, of the others, and of its plan."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
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
from briefings.adapters.memory.store import MemoryStore
from briefings.domain.deliveries import OPEN, Delivery, DeliveryKind, DeliveryState
from briefings.domain.errors import OperatorError
from briefings.domain.people import ChatAddress, Platform
from briefings.domain.subscriptions import AlertMode, Style, Subscription, Taste
from briefings.ports.courier import Courier
from briefings.services.deliver import Sender
from briefings.services.explain_slots import explain_slots
from briefings.services.pacing import Limits, Pacer
from briefings.services.plan_digests import plan_digests
from tests.adapters.discord.newsroom import client_over, make_answering
from tests.fakes.discord_api.failures import FailureKind as OnDiscord
from tests.fakes.discord_api.server import DiscordApi, serve_discord
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import keep_plans, make_plan
from tests.fakes.telegram_api import FailureKind as OnTelegram
from tests.fakes.telegram_api import TelegramApi, serve_telegram
from tests.torture.printing import print_table

SENT, FAILED, UNKNOWN = DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN
Kind = OnTelegram | OnDiscord


@dataclass(frozen=True, slots=True)
class Case:
    """What the platform says to the second of three chats, and what must come of it.

    ``end`` is how its digest ends; ``rests`` whether its plan rests then. ``times`` is how often it is said.
    """

    kind: Kind
    end: DeliveryState
    rests: bool = False
    times: int = 1

    @property
    def name(self) -> str:
        """Platform and refusal."""
        return f"{'telegram' if isinstance(self.kind, OnTelegram) else 'discord'}: {self.kind.value}"


CASES = (
    Case(OnTelegram.FLOOD, SENT),
    Case(OnTelegram.SLOW_MODE, SENT),
    Case(OnTelegram.BLOCKED, FAILED, rests=True),
    Case(OnTelegram.KICKED, FAILED, rests=True),
    Case(OnTelegram.DEACTIVATED, FAILED, rests=True),
    Case(OnTelegram.NO_RIGHTS, FAILED, rests=True),
    Case(OnTelegram.CHAT_WRITE_FORBIDDEN, FAILED, rests=True),
    Case(OnTelegram.CHAT_NOT_FOUND, SENT),
    Case(OnTelegram.CHAT_NOT_FOUND, FAILED, rests=True, times=2),
    Case(OnTelegram.CANNOT_PARSE, SENT),
    Case(OnTelegram.TOPIC_CLOSED, FAILED, rests=True),
    Case(OnTelegram.TOPIC_DELETED, FAILED, rests=True),
    Case(OnTelegram.MIGRATED, SENT),
    Case(OnTelegram.SERVER_ERROR, UNKNOWN),
    Case(OnTelegram.BAD_GATEWAY, UNKNOWN),
    Case(OnTelegram.CONFLICT, SENT),
    Case(OnTelegram.UNAUTHORIZED, SENT),
    Case(OnTelegram.DROP_BEFORE, UNKNOWN),
    Case(OnTelegram.DROP_AFTER, UNKNOWN),
    Case(OnTelegram.HANG_BEFORE, UNKNOWN),
    Case(OnTelegram.HANG_AFTER, UNKNOWN),
    Case(OnDiscord.RATE_LIMITED, SENT),
    Case(OnDiscord.RATE_LIMITED_EVERYWHERE, SENT),
    Case(OnDiscord.CLOUDFLARE, SENT),
    Case(OnDiscord.NO_ACCESS, FAILED, rests=True),
    Case(OnDiscord.NO_PERMISSION, FAILED, rests=True),
    Case(OnDiscord.CLOSED_DM, FAILED, rests=True),
    Case(OnDiscord.UNKNOWN_CHANNEL, FAILED, rests=True),
    Case(OnDiscord.UNKNOWN_GUILD, FAILED, rests=True),
    Case(OnDiscord.UNKNOWN_MESSAGE, FAILED),
    Case(OnDiscord.BAD_FORM, FAILED),
    Case(OnDiscord.ARCHIVED_THREAD, FAILED, rests=True),
    Case(OnDiscord.UNAUTHORIZED, SENT),
    Case(OnDiscord.UNAVAILABLE, SENT),
    Case(OnDiscord.DROP_BEFORE, SENT),
    Case(OnDiscord.DROP_AFTER, SENT),
)


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
    stopped: str = ""

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
                    pacer=Pacer(Limits(2000.0)),
                    lease="sender",
                    after_start=timedelta(0),
                ).run()
            except OperatorError as refused:
                self.stopped = str(refused)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case: what /why said at first and at the end, and what is not as it must be."""

    case: Case
    at_first: str
    at_last: str
    faults: tuple[str, ...]


async def try_case(case: Case) -> Outcome:
    """Let the platform refuse the second chat, and look at everything afterwards."""
    stand_of = telegram_stand if isinstance(case.kind, OnTelegram) else discord_stand
    async with stand_of() as stand:
        before = await stand.plan()
        stand.order(case)
        sending = asyncio.create_task(stand.send())
        try:
            async with asyncio.timeout(20):
                at_first = await _first_words(stand)
                await _until_settled(stand)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        return Outcome(case, at_first, await stand.why(2), tuple([f async for f in _faults(stand, case, before)]))


async def _first_words(stand: Stand) -> str:
    """Wait until the others have theirs and the second chat was refused; return what /why says of it then."""
    while True:
        first, second, third = await stand.digests()
        if first.state is third.state is SENT and (second.problem or second.state not in OPEN):
            return await stand.why(2)
        await asyncio.sleep(0.005)


async def _until_settled(stand: Stand) -> None:
    """Let the time pass for which the second chat's digest has to wait."""
    while (second := (await stand.digests())[1]).state in OPEN:
        if second.not_before and second.not_before > stand.clock.now():
            stand.clock.move(second.not_before - stand.clock.now())
        await asyncio.sleep(0.01)


async def _faults(stand: Stand, case: Case, before: Sequence[Subscription]) -> AsyncIterator[str]:
    first, second, third = await stand.digests()
    if (first.state, third.state) != (SENT, SENT):
        yield "another chat did not get its digest"
    if second.state is not case.end:
        yield f"the digest ended as {second.state}"
    for number, old in enumerate(before, 1):
        plan = await stand.plan_of(number)
        if plan is None or _settings(plan) != _settings(old):
            yield f"settings of chat {number} were lost"
        if plan is not None and (plan.pause is not None) != (number == 2 and case.rests):
            yield f"the plan of chat {number} {'rests' if plan.pause else 'goes on'}"
    if len(stand.received()) != len(set(stand.received())):
        yield "a chat got a message twice"


def _settings(plan: Subscription) -> tuple[object, ...]:
    times = [(entry.id, entry.at, entry.days, entry.retired) for entry in plan.entries]
    return plan.zone, plan.taste, plan.quiet, plan.alerts, plan.silent, plan.set_by, times


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


def main(arguments: Sequence[str]) -> bool:
    """Run every case and print the table."""
    if arguments:
        raise SystemExit("errors takes no options")
    outcomes = [asyncio.run(try_case(case)) for case in CASES]
    rows = [
        (
            o.case.name + (" twice" if o.case.times > 1 else ""),
            o.case.end.value,
            "rests" if o.case.rests else "goes on",
            o.at_first if o.at_first == o.at_last else f"{o.at_first} → {o.at_last}",
            "; ".join(o.faults) or "kept",
        )
        for o in outcomes
    ]
    print_table(("the platform says", "digest", "plan", "/why", "others, settings, doubles"), rows)
    return not any(outcome.faults for outcome in outcomes)
