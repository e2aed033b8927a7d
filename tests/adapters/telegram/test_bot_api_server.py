"""The loopback Bot API refuses what Telegram refuses, so that green tests against it mean something."""

from datetime import timedelta

import pytest
from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from tests.adapters.telegram.conftest import ANN
from tests.fakes.telegram_api import FailureKind, Limits, TelegramApi, serve_telegram
from tests.fakes.telegram_api.html import CannotParseError, parse


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<b>open", "Can't find end tag"),
        ("1 < 2", "Unclosed start tag"),
        ("<div>x</div>", "Unsupported start tag"),
        ("<b>x</i>", "Unmatched end tag"),
        ("x</b>", "Unexpected end tag"),
        ("<b color='red'>x</b>", "Unexpected attribute"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "can't be nested"),
    ],
)
def test_refuses_broken_markup(markup: str, words: str) -> None:
    with pytest.raises(CannotParseError, match=words):
        parse(markup)


def test_counts_in_utf16_units_and_trims() -> None:
    parsed = parse("  👍 <b>&lt;&amp;ß</b>\n")
    assert parsed.text == "👍 <&ß"
    assert [(e.kind, e.offset, e.length) for e in parsed.entities] == [("bold", 3, 3)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 4097, "Message is too long"),
        ("👍" * 2049, "Message is too long"),
        (" \u200b ", "Message text is empty"),
        ("<b>x</b> " * 101, "Too many entities"),
    ],
)
async def test_refuses_a_text_beyond_the_limits(api: TelegramApi, bot: Bot, text: str, words: str) -> None:
    with pytest.raises(BadRequest, match=words):
        await bot.send_message(ANN, text, parse_mode="HTML")
    assert not api.world.effects


async def test_takes_a_text_at_the_limits(bot: Bot) -> None:
    sent = await bot.send_message(ANN, "<b>x</b>" * 100 + "y" * 3996, parse_mode="HTML")
    assert sent.text is not None
    assert len(sent.text) == 4096


@pytest.mark.parametrize(
    "button",
    [
        InlineKeyboardButton("x", callback_data="ж" * 33),
        InlineKeyboardButton("x", copy_text=CopyTextButton("c" * 257)),
        InlineKeyboardButton("x", url="not a link"),
        InlineKeyboardButton(" ", callback_data="x"),
    ],
)
async def test_refuses_a_bad_button(bot: Bot, button: InlineKeyboardButton) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(ANN, "text", reply_markup=InlineKeyboardMarkup([[button]]))


async def test_saying_the_same_again_is_refused(bot: Bot) -> None:
    sent = await bot.send_message(ANN, "text")
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("text", chat_id=ANN, message_id=sent.message_id)


async def test_enforces_the_flood_limits() -> None:
    instant = 0.0
    api = TelegramApi(limits=Limits(), now=lambda: instant)
    async with serve_telegram(api):
        api.people.group(-100)
        async with Bot(api.token, base_url=api.base_url) as bot:
            for _ in range(20):
                await bot.send_message(-100, "text")
                instant += 1
            with pytest.raises(RetryAfter) as refused:
                await bot.send_message(-100, "text")
    assert refused.value._retry_after == timedelta(seconds=40)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (FailureKind.FLOOD, RetryAfter),
        (FailureKind.BLOCKED, Forbidden),
        (FailureKind.MIGRATED, ChatMigrated),
        (FailureKind.SERVER_ERROR, NetworkError),
        (FailureKind.CONFLICT, Conflict),
        (FailureKind.UNAUTHORIZED, InvalidToken),
        (FailureKind.DROP_BEFORE, NetworkError),
        (FailureKind.HANG_BEFORE, TimedOut),
    ],
)
async def test_fails_on_order_without_effect(api: TelegramApi, bot: Bot, kind: FailureKind, error: type) -> None:
    api.fail(kind, method="sendMessage", new_chat_id=-1005)
    with pytest.raises(error):
        await bot.send_message(ANN, "text")
    assert not api.world.effects
    await bot.send_message(ANN, "text")
    assert len(api.world.effects) == 1


async def test_a_dropped_answer_still_had_its_effect(api: TelegramApi, bot: Bot) -> None:
    api.fail(FailureKind.DROP_AFTER, method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(ANN, "text")
    assert [effect.text for effect in api.world.effects] == ["text"]


async def test_an_update_stays_until_it_is_confirmed(api: TelegramApi, bot: Bot) -> None:
    await api.people.say(ANN, ANN, "hello")
    first = await bot.get_updates()
    again = await bot.get_updates(offset=first[0].update_id)
    assert [update.update_id for update in again] == [first[0].update_id]
    assert await bot.get_updates(offset=first[0].update_id + 1) == ()


async def test_an_uploaded_file_can_be_fetched(api: TelegramApi, bot: Bot) -> None:
    await api.people.upload(ANN, ANN, "article.txt", b"words")
    update = (await bot.get_updates())[0]
    assert update.message is not None
    assert update.message.document is not None
    assert bytes(await (await update.message.document.get_file()).download_as_bytearray()) == b"words"
