"""A digest, from the slash command that plans it to the receipt of its delivery; who hears of one that is refused."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from bot.discord.app import DiscordPlatform
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.subscriptions import PauseKind
from briefings.services.delivery.deliver import Sender
from briefings.services.delivery.pacing import Limits, Pacer
from briefings.services.digests.change_plan import plan_of
from briefings.services.digests.plan_digests import plan_digests
from tests.adapters.discord.newsroom import running
from tests.fakes.clock import SettableClock
from tests.fakes.discord_api import DiscordApi, FailureKind
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.world import JSON, READERS, Channel
from tests.fakes.memory.store import MemoryStore
from tests.fakes.stories import offer
from tests.unit.chat.asking import publish_story
from tests.unit.services.delivery import sending

OWNER = Identity(Platform.DISCORD, "1")


@dataclass
class Newsroom:
    """A plan is made at the platform, then its time comes and a sender carries what is owed."""

    api: DiscordApi
    platform: DiscordPlatform
    desk: Desk
    clock: SettableClock

    async def morning(self) -> None:
        """Eight o'clock in London comes, and the digest is owed."""
        self.clock.move(timedelta(hours=23))
        courier = self.platform.courier
        assert await plan_digests(store=self.desk.store, clock=self.clock, couriers={Platform.DISCORD: courier})

    def sending(self) -> AbstractAsyncContextManager[None]:
        """Carry the outbox until the block ends."""
        sender = Sender(
            store=self.desk.store,
            clock=self.clock,
            courier=self.platform.courier,
            pacer=Pacer(Limits(1000.0, 1000)),
            lease="sender:discord",
            tell=[OWNER],
            after_start=timedelta(0),
        )
        return sending.running(sender)

    async def messages(self, times: int = 1) -> list[JSON]:
        """Wait until so many messages were taken."""
        await self.api.world.until(lambda: len(self.api.world.of("message")) >= times)
        return self.api.world.of("message")


@pytest.fixture
async def newsroom(api: DiscordApi) -> AsyncIterator[Newsroom]:
    clock = SettableClock()
    desk = Desk(store=MemoryStore(), clock=clock, access=Access(owners=frozenset({OWNER})))
    await publish_story(desk, offer())
    async with running(api, Answering(command_table(), desk)) as platform:
        yield Newsroom(api, platform, desk, clock)


@pytest.fixture
def boss(api: DiscordApi) -> Person:
    return api.people.person(8, "Boss", admin=True)


async def test_a_digest_is_planned_delivered_once_and_remembered(
    newsroom: Newsroom, boss: Person, channel: Channel
) -> None:
    planned = await boss.slash(channel, "digest set", words="08:00 Europe/London")
    assert "08:00" in planned.text()
    await newsroom.morning()
    async with newsroom.sending():
        (sent,) = await newsroom.messages()
    assert sent["channel"] == str(channel.id)
    assert "Zelensky offers his post" in str(sent["body"]["components"])
    assert sent["body"]["allowed_mentions"] == {"parse": []}
    assert sent["nonce"]
    async with newsroom.desk.store.reading() as unit:
        address = ChatAddress(Platform.DISCORD, str(channel.id))
        (receipt,) = await unit.receipts.of_message(address, sent["message"])
        (delivery,) = await unit.deliveries.find()
    assert (receipt.briefing_id, receipt.kind) == ("briefing-1", "digest")
    assert delivery.message_id == sent["message"]


async def test_a_message_in_doubt_is_sent_again_under_its_nonce_and_arrives_once(
    newsroom: Newsroom, api: DiscordApi, boss: Person, channel: Channel
) -> None:
    await boss.slash(channel, "digest set", words="08:00 Europe/London")
    await newsroom.morning()
    api.fail(FailureKind.DROP_AFTER)
    async with newsroom.sending():
        await api.world.until(lambda: bool(api.world.of("repeated nonce")))
    assert len(api.world.of("message")) == 1


async def test_only_the_chosen_role_is_called(newsroom: Newsroom, boss: Person, channel: Channel) -> None:
    everyone = await boss.slash(channel, "digest set", words="08:00 Europe/London", mention=channel.guild_id)
    assert "one role" in everyone.text()
    planned = await boss.slash(channel, "digest set", words="08:00 Europe/London", mention=READERS)
    assert "Calls the role: Readers" in planned.text()
    await newsroom.morning()
    async with newsroom.sending():
        (sent,) = await newsroom.messages()
    assert sent["body"]["allowed_mentions"] == {"parse": [], "roles": ["4242"]}
    assert sent["body"]["components"][0]["content"] == "<@&4242>"
    assert planned.original is not None
    assert "Calls the role" not in (await boss.press(planned.original, "Call nobody")).text()


LOST = [
    FailureKind.NO_ACCESS,
    FailureKind.NO_PERMISSION,
    FailureKind.UNKNOWN_CHANNEL,
    FailureKind.UNKNOWN_GUILD,
    FailureKind.ARCHIVED_THREAD,
]


@pytest.mark.parametrize("kind", LOST)
async def test_whoever_set_the_digest_up_hears_that_it_rests(
    kind: FailureKind, newsroom: Newsroom, api: DiscordApi, boss: Person, channel: Channel
) -> None:
    await boss.slash(channel, "digest set", words="08:00 Europe/London")
    await newsroom.morning()
    api.fail(kind, rf"POST /channels/{channel.id}/messages")
    async with newsroom.sending():
        (told,) = await newsroom.messages()
    assert told["channel"] == str(api.world.dm_with(boss.id).id)
    assert str(channel.id) in str(told["body"]["components"])
    plan = await plan_of(ChatAddress(Platform.DISCORD, str(channel.id)), store=newsroom.desk.store)
    assert plan is not None
    assert plan.pause is not None
    assert plan.pause.kind is PauseKind.UNREACHABLE
    assert [entry.at.hour for entry in plan.entries] == [8]


async def test_an_owner_hears_it_where_that_person_takes_no_messages(
    newsroom: Newsroom, api: DiscordApi, boss: Person, channel: Channel
) -> None:
    await boss.slash(channel, "digest set", words="08:00 Europe/London")
    await newsroom.morning()
    api.fail(FailureKind.NO_ACCESS, rf"POST /channels/{channel.id}/messages")
    api.fail(FailureKind.CLOSED_DM, "POST /users/@me/channels")
    async with newsroom.sending():
        (told,) = await newsroom.messages()
    assert told["channel"] == str(api.world.dm_with(int(OWNER.user_id)).id)


async def test_a_digest_for_a_thread_stays_in_the_thread(
    newsroom: Newsroom, api: DiscordApi, boss: Person, channel: Channel
) -> None:
    thread = api.world.new_channel(api.world.guilds[channel.guild_id or 0], "thread", kind=11, parent_id=channel.id)
    await boss.slash(thread, "digest set", words="08:00 Europe/London")
    await newsroom.morning()
    async with newsroom.sending():
        (sent,) = await newsroom.messages()
    assert sent["channel"] == str(thread.id)
    assert channel.messages == {}


@pytest.mark.parametrize("kind", [FailureKind.ARCHIVED_THREAD, FailureKind.UNKNOWN_CHANNEL])
async def test_a_thread_that_closes_or_goes_leaves_its_digests_to_the_channel_where_an_admin_allowed_it(
    kind: FailureKind, newsroom: Newsroom, api: DiscordApi, boss: Person, channel: Channel
) -> None:
    thread = api.world.new_channel(api.world.guilds[channel.guild_id or 0], "thread", kind=11, parent_id=channel.id)
    await boss.slash(thread, "digest set", words="08:00 Europe/London", general=True)
    await newsroom.morning()
    api.fail(kind, rf"POST /channels/{thread.id}/messages")
    async with newsroom.sending():
        (sent,) = await newsroom.messages()
    assert sent["channel"] == str(channel.id)
    plan = await plan_of(ChatAddress(Platform.DISCORD, str(channel.id)), store=newsroom.desk.store)
    assert plan is not None
    assert plan.pause is None
    assert plan.address.thread_id is None
