"""A platform says "done" so that nobody can read it: the message is in doubt, not failed, and no part breaks."""

import pytest

from briefings.domain.errors import InDoubtError
from briefings.domain.outgoing import Notice
from briefings.domain.people import ChatAddress, Identity, Platform
from tests.adapters.discord import newsroom as on_discord
from tests.adapters.telegram import newsroom as on_telegram
from tests.fakes.discord_api.failures import FailureKind as Discord
from tests.fakes.discord_api.one_channel import first_channel, serve_one_channel
from tests.fakes.telegram_api import FailureKind as Telegram
from tests.fakes.telegram_api import TelegramApi, serve_telegram

NOTICE = Notice("Hello")


@pytest.mark.parametrize("kind", [Telegram.BROKEN_JSON, Telegram.NO_RESULT])
async def test_on_telegram(kind: Telegram) -> None:
    async with serve_telegram(TelegramApi()) as api:
        api.people.person(1)
        here = ChatAddress(Platform.TELEGRAM, "1")
        async with on_telegram.running(api, await on_telegram.make_answering()) as platform:
            (message,) = platform.courier.lay_out(NOTICE)
            api.fail(kind, method="sendMessage")
            with pytest.raises(InDoubtError, match="cannot be read"):
                await platform.courier.send(here, message, nonce="n1")
            api.fail(kind, method="getUpdates", times=1)
            api.fail(kind, method="getMyCommands", times=3)
            platform.refresh_menus()
            await api.heard_of("getMyCommands", times=6)
            await api.people.say(1, 1, "/help")
            await api.world.effect(lambda effect: effect.method == "sendMessage" and "/brief" in (effect.text or ""))
            sent = await platform.courier.send(here, message, nonce="n2")
    assert sent


async def test_on_discord() -> None:
    async with serve_one_channel() as api:
        here = ChatAddress(Platform.DISCORD, str(first_channel(api).id))
        async with on_discord.running(api, await on_discord.make_answering()) as platform:
            (message,) = platform.courier.lay_out(NOTICE)
            api.fail(Discord.BROKEN_JSON)
            with pytest.raises(InDoubtError, match="cannot be read"):
                await platform.courier.send(here, message, nonce="n1")
            api.fail(Discord.BROKEN_JSON, r"POST /users/@me/channels")
            with pytest.raises(InDoubtError, match="cannot be read"):
                await platform.courier.private_chat(Identity(Platform.DISCORD, "7"))
            assert await platform.courier.send(here, message, nonce="n1")
        assert len(api.world.of("message")) == 1
