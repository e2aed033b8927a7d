"""How the real libraries tell that a chat can be written to again, and who decides in it."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.platform_events import Happenings
from briefings.domain.errors import ChatUnreachableError, DaybriefError, InDoubtError, TopicClosedError
from briefings.domain.people import ChatAddress, Identity, Platform
from tests.adapters.discord import newsroom as on_discord
from tests.adapters.telegram import newsroom as on_telegram
from tests.fakes.discord_api.failures import FailureKind as Discord
from tests.fakes.discord_api.one_channel import first_channel, serve_one_channel
from tests.fakes.discord_api.server import DiscordApi
from tests.fakes.discord_api.world import SEND, VIEW
from tests.fakes.telegram_api import FailureKind as Telegram
from tests.fakes.telegram_api import TelegramApi, serve_telegram

ANN, BOT, GROUP = 1, 110201543, -1009
HERE = ChatAddress(Platform.TELEGRAM, str(GROUP))


class Wrote:
    """Remembers where the platform says that it could write."""

    def __init__(self) -> None:
        self.chats: list[ChatAddress] = []
        self.happenings = Happenings(wrote=self.wrote)

    async def wrote(self, chat: ChatAddress) -> None:
        self.chats.append(chat)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramApi]:
    async with serve_telegram(TelegramApi()) as api:
        api.people.person(ANN)
        api.people.person(2, "Bob")
        api.people.group(GROUP, topics=(7,))
        api.people.member(GROUP, ANN, "administrator")
        api.people.member(GROUP, 2)
        yield api


@pytest.fixture
async def discord() -> AsyncIterator[DiscordApi]:
    async with serve_one_channel() as api:
        yield api


async def test_telegram_says_whether_a_chat_can_be_written_to(telegram: TelegramApi) -> None:
    async with on_telegram.running(telegram, await on_telegram.make_answering()) as platform:
        await platform.courier.show_typing(HERE)
        for status, rights in (("kicked", {}), ("restricted", {"is_member": True, "can_send_messages": False})):
            telegram.people.member(GROUP, BOT, status, **rights)
            with pytest.raises(ChatUnreachableError):
                await platform.courier.show_typing(HERE)
        telegram.people.member(GROUP, BOT)
        telegram.fail(Telegram.TOPIC_CLOSED, method="sendChatAction")
        with pytest.raises(TopicClosedError):
            await platform.courier.show_typing(ChatAddress(Platform.TELEGRAM, str(GROUP), "7"))
        telegram.fail(Telegram.BAD_GATEWAY, method="sendChatAction")
        with pytest.raises(InDoubtError):
            await platform.courier.show_typing(HERE)


async def test_telegram_names_the_people_who_decide_while_the_bot_is_there(telegram: TelegramApi) -> None:
    async with on_telegram.running(telegram, await on_telegram.make_answering()) as platform:
        telegram.people.member(GROUP, BOT, "administrator")
        assert list(await platform.courier.admins(HERE)) == [Identity(Platform.TELEGRAM, str(ANN))]
        assert list(await platform.courier.admins(ChatAddress(Platform.TELEGRAM, str(ANN)))) == []
        telegram.people.member(GROUP, BOT, "kicked")
        with pytest.raises(DaybriefError):
            await platform.courier.admins(HERE)


async def test_an_answer_on_telegram_tells_where_it_could_write(telegram: TelegramApi) -> None:
    wrote = Wrote()
    async with on_telegram.running(
        telegram, await on_telegram.make_answering(), happenings=wrote.happenings
    ) as platform:
        telegram.fail(Telegram.NO_RIGHTS, chat_id=GROUP)
        await telegram.people.say(ANN, GROUP, "/help")
        await telegram.heard_of("sendMessage")
        await telegram.people.say(ANN, GROUP, "/help")
        await telegram.world.effect(lambda effect: effect.method == "sendMessage" and effect.chat_id == GROUP)
        await telegram.world.confirmed()
        assert platform.problem() is None
    assert wrote.chats == [HERE]


async def test_discord_says_whether_a_channel_can_be_written_to(discord: DiscordApi) -> None:
    channel = first_channel(discord)
    here = ChatAddress(Platform.DISCORD, str(channel.id))
    async with on_discord.running(discord, await on_discord.make_answering()) as platform:
        await platform.courier.show_typing(here)
        for rights in (VIEW, 0):
            channel.bot_permissions = rights
            with pytest.raises(ChatUnreachableError):
                await platform.courier.show_typing(here)
        channel.bot_permissions = VIEW | SEND
        discord.fail(Discord.UNAVAILABLE, r"POST /channels/\d+/typing")
        with pytest.raises(InDoubtError):
            await platform.courier.show_typing(here)
        assert list(await platform.courier.admins(here)) == [Identity(Platform.DISCORD, "1")]
        private = await platform.courier.private_chat(Identity(Platform.DISCORD, "7"))
        assert list(await platform.courier.admins(private)) == []


async def test_an_answer_on_discord_counts_where_the_bot_may_write(discord: DiscordApi) -> None:
    wrote, channel = Wrote(), first_channel(discord)
    person = discord.people.person(7)
    async with on_discord.running(discord, await on_discord.make_answering(), happenings=wrote.happenings):
        channel.bot_permissions = VIEW
        await person.slash(channel, "help")
        channel.bot_permissions = VIEW | SEND | 1 << 38
        await person.slash(channel, "help")
    assert wrote.chats == [ChatAddress(Platform.DISCORD, str(channel.id))]
