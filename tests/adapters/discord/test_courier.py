"""Deliveries through the real library at the loopback Discord: what arrives, what a failure means."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.discord.app import DiscordPlatform
from briefings.domain.errors import (
    ChatUnreachableError,
    DaybriefError,
    InDoubtError,
    OperatorError,
    PermanentError,
    TemporaryError,
    TopicClosedError,
)
from briefings.domain.outgoing import Notice
from briefings.domain.people import ChatAddress, Identity, Platform
from tests.adapters.discord.newsroom import make_answering, running
from tests.fakes.discord_api import DiscordApi, FailureKind
from tests.fakes.discord_api.world import SEND, VIEW, Channel

NOTICE = Notice("Hello {name} @everyone", (("name", "<b>*x*"),))


@pytest.fixture
async def platform(api: DiscordApi) -> AsyncIterator[DiscordPlatform]:
    async with running(api, await make_answering()) as platform:
        yield platform


@pytest.fixture
def here(channel: Channel) -> ChatAddress:
    return ChatAddress(Platform.DISCORD, str(channel.id))


async def test_a_message_is_sent_edited_and_deleted(
    api: DiscordApi, platform: DiscordPlatform, here: ChatAddress, channel: Channel
) -> None:
    courier = platform.courier
    (message,) = courier.lay_out(NOTICE)
    sent = await courier.send(here, message, nonce="n1", silent=True)
    assert channel.messages[int(sent)]["flags"] == (1 << 15) | (1 << 12)
    assert api.world.of("message")[0]["body"]["allowed_mentions"] == {"parse": []}
    await courier.edit(here, sent, courier.lay_out(Notice("Corrected"))[0])
    await courier.edit(here, sent, courier.lay_out(Notice("Corrected"))[0])
    assert "Corrected" in str(channel.messages[int(sent)]["components"])
    await courier.delete(here, sent)
    await courier.delete(here, sent)
    assert channel.messages == {}


async def test_a_notice_replies_to_the_message_it_is_about(
    api: DiscordApi, platform: DiscordPlatform, here: ChatAddress
) -> None:
    (message,) = platform.courier.lay_out(NOTICE)
    about = await platform.courier.send(here, message, nonce="n1")
    (reply,) = platform.courier.lay_out(Notice("It said too much.", reply_to=about))
    await platform.courier.send(here, reply, nonce="n2")
    body = api.world.of("message")[-1]["body"]
    assert body["message_reference"] == {"message_id": about, "fail_if_not_exists": False}
    assert body["allowed_mentions"] == {"parse": [], "replied_user": False}


async def test_the_same_nonce_makes_one_message(api: DiscordApi, platform: DiscordPlatform, here: ChatAddress) -> None:
    (message,) = platform.courier.lay_out(NOTICE)
    first = await platform.courier.send(here, message, nonce="delivery-1")
    again = await platform.courier.send(here, message, nonce="delivery-1")
    other = await platform.courier.send(here, message, nonce="delivery-2")
    assert first == again != other
    assert len(api.world.of("message")) == 2


@pytest.mark.parametrize("answer", [FailureKind.DROP_AFTER, FailureKind.HANG_AFTER])
async def test_in_doubt_sent_again_with_its_nonce_arrives_once(
    api: DiscordApi,
    platform: DiscordPlatform,
    here: ChatAddress,
    monkeypatch: pytest.MonkeyPatch,
    answer: FailureKind,
) -> None:
    monkeypatch.setattr("bot.discord.courier.LONGEST_CALL", timedelta(seconds=0.3))
    (message,) = platform.courier.lay_out(NOTICE)
    api.fail(answer)
    with pytest.raises(InDoubtError):
        await platform.courier.send(here, message, nonce="delivery-1")
    await platform.courier.send(here, message, nonce="delivery-1")
    assert len(api.world.of("message")) == 1


CASES: list[tuple[FailureKind, type[DaybriefError]]] = [
    (FailureKind.NO_ACCESS, ChatUnreachableError),
    (FailureKind.NO_PERMISSION, ChatUnreachableError),
    (FailureKind.CLOSED_DM, ChatUnreachableError),
    (FailureKind.UNKNOWN_CHANNEL, ChatUnreachableError),
    (FailureKind.UNKNOWN_GUILD, ChatUnreachableError),
    (FailureKind.ARCHIVED_THREAD, TopicClosedError),
    (FailureKind.BAD_FORM, PermanentError),
    (FailureKind.UNKNOWN_MESSAGE, PermanentError),
    (FailureKind.UNAUTHORIZED, OperatorError),
    (FailureKind.RATE_LIMITED, TemporaryError),
    (FailureKind.RATE_LIMITED_EVERYWHERE, TemporaryError),
    (FailureKind.CLOUDFLARE, TemporaryError),
    (FailureKind.UNAVAILABLE, InDoubtError),
    (FailureKind.DROP_BEFORE, InDoubtError),
    (FailureKind.DROP_AFTER, InDoubtError),
]


@pytest.mark.parametrize(("kind", "error"), CASES, ids=[kind.name for kind, _ in CASES])
async def test_each_refusal_is_one_of_the_five_errors(
    api: DiscordApi,
    platform: DiscordPlatform,
    here: ChatAddress,
    kind: FailureKind,
    error: type[DaybriefError],
) -> None:
    (message,) = platform.courier.lay_out(NOTICE)
    api.fail(kind, seconds=7.5)
    with pytest.raises(error) as caught:
        await platform.courier.send(here, message, nonce="n")
    assert caught.type is error
    assert "{" not in str(caught.value)
    await platform.courier.send(here, message, nonce="after")


async def test_a_wait_is_told_at_once_and_never_slept_through(
    api: DiscordApi, platform: DiscordPlatform, here: ChatAddress
) -> None:
    (message,) = platform.courier.lay_out(NOTICE)
    api.fail(FailureKind.RATE_LIMITED, seconds=600)
    with pytest.raises(TemporaryError) as caught:
        await platform.courier.send(here, message, nonce="n")
    assert caught.value.retry_after == timedelta(seconds=600)


async def test_a_full_bucket_raises_before_anything_is_sent(platform: DiscordPlatform, api: DiscordApi) -> None:
    api.rates.limits = type(api.rates.limits)(None, 2, 5.0)
    channel = api.world.new_channel(next(iter(api.world.guilds.values())))
    here = ChatAddress(Platform.DISCORD, str(channel.id))
    (message,) = platform.courier.lay_out(NOTICE)
    for number in range(2):
        await platform.courier.send(here, message, nonce=str(number))
    for number in range(2, 6):
        with pytest.raises(TemporaryError) as caught:
            await platform.courier.send(here, message, nonce=str(number))
        assert caught.value.retry_after is not None
    assert len(channel.messages) == 2
    assert api.rates.refused == 0


async def test_an_unreachable_server_is_temporary(platform: DiscordPlatform, here: ChatAddress) -> None:
    from discord.http import Route

    Route.BASE = "http://127.0.0.1:1/api/v10"
    (message,) = platform.courier.lay_out(NOTICE)
    with pytest.raises(TemporaryError):
        await platform.courier.send(here, message, nonce="n")


async def test_rights_that_are_missing_make_the_chat_unreachable(
    api: DiscordApi, platform: DiscordPlatform, here: ChatAddress, channel: Channel
) -> None:
    (message,) = platform.courier.lay_out(NOTICE)
    for rights, words in ((VIEW, "write"), (SEND, "see")):
        channel.bot_permissions = rights
        with pytest.raises(ChatUnreachableError, match=words):
            await platform.courier.send(here, message, nonce="n")


async def test_a_thread_is_written_to_by_its_own_id(
    api: DiscordApi, platform: DiscordPlatform, channel: Channel
) -> None:
    thread = api.world.new_channel(api.world.guilds[channel.guild_id or 0], "thread", kind=11, parent_id=channel.id)
    address = ChatAddress(Platform.DISCORD, str(channel.id), str(thread.id))
    sent = await platform.courier.send(address, platform.courier.lay_out(NOTICE)[0], nonce="n")
    assert list(thread.messages) == [int(sent)]


async def test_a_thread_that_was_deleted_is_not_its_channels_end(
    platform: DiscordPlatform, here: ChatAddress, channel: Channel
) -> None:
    (message,) = platform.courier.lay_out(NOTICE)
    with pytest.raises(TopicClosedError, match="thread was deleted"):
        await platform.courier.send(ChatAddress(Platform.DISCORD, str(channel.id), "4040"), message, nonce="n")
    await platform.courier.send(here, message, nonce="after")


async def test_a_person_is_reached_in_their_private_channel(api: DiscordApi, platform: DiscordPlatform) -> None:
    address = await platform.post.private_chat(Identity(Platform.DISCORD, "7"))
    assert address.chat_id == str(api.world.dm_with(7).id)
    await platform.courier.send(address, platform.courier.lay_out(NOTICE)[0], nonce="n")


async def test_before_it_is_signed_in_a_delivery_waits(platform: DiscordPlatform, here: ChatAddress) -> None:
    await platform.stop()
    with pytest.raises(TemporaryError, match="not connected"):
        await platform.courier.send(here, platform.courier.lay_out(NOTICE)[0], nonce="n")
