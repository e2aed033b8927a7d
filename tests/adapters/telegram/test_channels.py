"""A channel's admin sets its digests up from the private chat; Telegram itself is asked who runs it."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot

from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.telegram.app import TelegramPlatform
from bot.telegram.channels import find_channel
from bot.telegram.people import Admins
from briefings.domain.errors import UserError
from briefings.domain.people import Platform
from tests.adapters.telegram.conftest import ANN, BOB
from tests.adapters.telegram.newsroom import running
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.fakes.telegram_api import Effect, TelegramApi

CHANNEL = -1001234567890


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
async def platform(api: TelegramApi, store: MemoryStore) -> AsyncIterator[TelegramPlatform]:
    api.people.person(BOB, "Bob")
    api.people.group(CHANNEL, title="Coast Daily", kind="channel")["username"] = "coastdaily"
    api.people.member(CHANNEL, ANN, "administrator")
    api.people.member(CHANNEL, BOB)
    answering = Answering(command_table(), Desk(store=store, clock=SettableClock()))
    async with running(api, answering) as started:
        yield started


def sent_to(chat_id: int, words: str) -> Any:
    def fits(effect: Effect) -> bool:
        said = words in (effect.text or "")
        return said and effect.chat_id == chat_id and effect.method in {"sendMessage", "editMessageText"}

    return fits


def lines_of(effect: Effect) -> dict[str, str]:
    rows = json.loads(effect.sent["reply_markup"])["inline_keyboard"]
    return {button["text"]: button["callback_data"] for row in rows for button in row}


async def plan_of(store: MemoryStore, chat_id: int) -> Any:
    async with store.reading() as unit:
        return await unit.subscriptions.of(Platform.TELEGRAM, str(chat_id))


@pytest.mark.parametrize("name", ["@coastdaily", str(CHANNEL), "https://t.me/coastdaily"])
async def test_an_admin_sets_up_a_channel_in_private(
    api: TelegramApi, platform: TelegramPlatform, store: MemoryStore, name: str
) -> None:
    await api.people.say(ANN, ANN, f"/digest channel {name} set 07:30 weekdays Kyiv")
    effect = await api.world.effect(sent_to(ANN, "For the channel Coast Daily."))
    assert lines_of(effect)["Off"].endswith(f"digest off channel:{CHANNEL}")
    plan = await plan_of(store, CHANNEL)
    assert plan.zone == "Europe/Kyiv"
    assert await plan_of(store, ANN) is None


async def test_the_buttons_stay_with_the_channel_and_the_presser_is_checked(
    api: TelegramApi, platform: TelegramPlatform, store: MemoryStore
) -> None:
    await api.people.say(ANN, ANN, "/digest channel @coastdaily set 07:30")
    first = await api.world.effect(sent_to(ANN, "Coast Daily"))
    message = api.world.messages[ANN, first.message_id or 0]
    await api.people.press(BOB, message, lines_of(first)["Off"])
    await api.world.effect(lambda e: e.method == "answerCallbackQuery" and "Only an admin" in str(e.sent.get("text")))
    assert (await plan_of(store, CHANNEL)).active
    await api.people.press(ANN, message, lines_of(first)["Pause"])
    await api.world.effect(sent_to(ANN, "Paused. Everything is kept."))
    assert (await plan_of(store, CHANNEL)).pause is not None


async def test_a_forwarded_post_asks_about_its_channel(
    api: TelegramApi, platform: TelegramPlatform, store: MemoryStore
) -> None:
    chat = {"id": CHANNEL, "type": "channel", "title": "Coast Daily"}
    origin = {"type": "channel", "chat": chat, "message_id": 5, "date": 1740000000}
    await api.people.say(ANN, ANN, "The harbour is open again.", forward_origin=origin)
    effect = await api.world.effect(sent_to(ANN, "For the channel Coast Daily."))
    await api.people.press(ANN, api.world.messages[ANN, effect.message_id or 0], lines_of(effect)["Weekdays at 07:30"])
    await api.world.effect(sent_to(ANN, "Saved, in the newsroom's time zone."))
    assert [entry.at.hour for entry in (await plan_of(store, CHANNEL)).active] == [7]


async def test_the_way_to_a_channel_is_told_in_private(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.say(ANN, ANN, "/digest")
    await api.world.effect(sent_to(ANN, "For a channel that you run: /digest channel @name"))


async def test_nobody_else_may_and_the_bot_has_to_be_there(
    api: TelegramApi, platform: TelegramPlatform, store: MemoryStore
) -> None:
    await api.people.say(BOB, BOB, "/digest channel @coastdaily set 07:30")
    await api.world.effect(sent_to(BOB, "Only an admin of “@coastdaily” can set it up."))
    await api.people.say(ANN, ANN, "/digest channel @elsewhere set 07:30")
    await api.world.effect(sent_to(ANN, "I cannot see the channel “@elsewhere”."))
    await api.people.say(ANN, ANN, "/why channel ../../etc")
    await api.world.effect(sent_to(ANN, "Name the channel as @name or by its id"))
    api.people.member(CHANNEL, api.world.bot["id"], "administrator", can_post_messages=False)
    await api.people.say(ANN, ANN, "/follow zelensky channel @coastdaily")
    await api.world.effect(sent_to(ANN, "I may not post in “@coastdaily” yet."))
    assert await plan_of(store, CHANNEL) is None


async def test_a_private_chat_is_no_channel(bot: Bot) -> None:
    with pytest.raises(UserError, match="Name the channel"):
        await find_channel(str(ANN), ANN, bot=bot, admins=Admins(bot))
