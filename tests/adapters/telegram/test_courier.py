"""The courier against the strict Bot API: what arrives, and which error each refusal becomes."""

import asyncio
import json
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.telegram.bot import TelegramAccount
from bot.telegram.courier import TelegramCourier
from bot.telegram.failures import translate
from bot.telegram.post import Post
from bot.telegram.render import Page
from briefings.domain.errors import (
    ChatMovedError,
    ChatNotFoundError,
    ChatUnreachableError,
    DaybriefError,
    InDoubtError,
    OperatorError,
    PermanentError,
    TemporaryError,
    TopicClosedError,
)
from briefings.domain.outgoing import Notice
from briefings.domain.people import ChatAddress, Platform
from briefings.ports.courier import Message
from tests.adapters.telegram.conftest import ANN
from tests.fakes.telegram_api import FailureKind, TelegramApi

TO_ANN = ChatAddress(Platform.TELEGRAM, str(ANN))
GROUP = -1009
HELLO = Message(Page("<b>Hello</b> &lt;world&gt;", "Hello <world>").payload())


@pytest.fixture
def courier(bot: Bot) -> TelegramCourier:
    return TelegramCourier(Post(bot))


async def test_sends_what_was_laid_out(api: TelegramApi, courier: TelegramCourier) -> None:
    (message,) = courier.lay_out(Notice("The digest is paused & waits for {who}.", (("who", "<Ann>"),)))
    sent = await courier.send(TO_ANN, message, nonce="n1")
    (effect,) = api.world.effects
    assert effect.text == "The digest is paused & waits for <Ann>."
    assert str(effect.message_id) == sent
    assert json.loads(effect.sent["link_preview_options"]) == {"is_disabled": True}


@pytest.mark.parametrize("gone", [False, True])
async def test_a_notice_replies_to_the_message_it_is_about(
    api: TelegramApi, courier: TelegramCourier, gone: bool
) -> None:
    about = await courier.send(TO_ANN, HELLO, nonce="n1")
    if gone:
        await courier.delete(TO_ANN, about)
    (message,) = courier.lay_out(Notice("It said too much.", reply_to=about))
    await courier.send(TO_ANN, message, nonce="n2")
    reply = next(effect for effect in api.world.effects if effect.text == "It said too much.").sent["reply_parameters"]
    assert json.loads(reply) == {"message_id": int(about), "allow_sending_without_reply": True}


async def test_a_long_notice_becomes_several_messages(api: TelegramApi, courier: TelegramCourier) -> None:
    words = " ".join(f"word{n}" for n in range(1500))
    messages = courier.lay_out(Notice("{words}", (("words", words),)))
    for message in messages:
        await courier.send(TO_ANN, message, nonce="n1")
    assert len(messages) == 4
    assert " ".join(effect.text or "" for effect in api.world.effects) == words


async def test_sends_into_a_topic_and_silently(api: TelegramApi, courier: TelegramCourier) -> None:
    api.people.group(GROUP, topics=(7,))
    await courier.send(ChatAddress(Platform.TELEGRAM, str(GROUP), "7"), HELLO, nonce="n1", silent=True)
    (effect,) = api.world.effects
    assert effect.sent["message_thread_id"] == "7"
    assert effect.sent["disable_notification"] == "true"


async def test_edits_and_says_the_same_again_without_error(api: TelegramApi, courier: TelegramCourier) -> None:
    sent = await courier.send(TO_ANN, HELLO, nonce="n1")
    corrected = Message(Page("Corrected", "Corrected").payload())
    await courier.edit(TO_ANN, sent, corrected)
    await courier.edit(TO_ANN, sent, corrected)
    assert [(effect.method, effect.text) for effect in api.world.effects] == [
        ("sendMessage", "Hello <world>"),
        ("editMessageText", "Corrected"),
    ]


async def test_a_message_that_is_gone_cannot_be_edited_but_may_be_deleted(courier: TelegramCourier) -> None:
    sent = await courier.send(TO_ANN, HELLO, nonce="n1")
    await courier.delete(TO_ANN, sent)
    await courier.delete(TO_ANN, sent)
    with pytest.raises(PermanentError):
        await courier.edit(TO_ANN, sent, HELLO)


async def test_markup_that_telegram_cannot_read_goes_plain(
    api: TelegramApi, courier: TelegramCourier, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail(FailureKind.CANNOT_PARSE)
    await courier.send(TO_ANN, HELLO, nonce="n1")
    (effect,) = api.world.effects
    assert effect.text == "Hello <world>"
    assert "parse_mode" not in effect.sent
    assert "markup" in caplog.text


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (FailureKind.FLOOD, TemporaryError),
        (FailureKind.SLOW_MODE, TemporaryError),
        (FailureKind.BLOCKED, ChatUnreachableError),
        (FailureKind.KICKED, ChatUnreachableError),
        (FailureKind.DEACTIVATED, ChatUnreachableError),
        (FailureKind.NO_RIGHTS, ChatUnreachableError),
        (FailureKind.CHAT_WRITE_FORBIDDEN, ChatUnreachableError),
        (FailureKind.CHAT_NOT_FOUND, ChatNotFoundError),
        (FailureKind.TOPIC_CLOSED, TopicClosedError),
        (FailureKind.TOPIC_DELETED, TopicClosedError),
        (FailureKind.MIGRATED, ChatMovedError),
        (FailureKind.SERVER_ERROR, InDoubtError),
        (FailureKind.BAD_GATEWAY, InDoubtError),
        (FailureKind.DROP_BEFORE, InDoubtError),
        (FailureKind.DROP_AFTER, InDoubtError),
        (FailureKind.HANG_BEFORE, InDoubtError),
        (FailureKind.HANG_AFTER, InDoubtError),
        (FailureKind.CONFLICT, TemporaryError),
        (FailureKind.UNAUTHORIZED, OperatorError),
    ],
)
async def test_each_refusal_is_one_of_ours(
    api: TelegramApi, courier: TelegramCourier, kind: FailureKind, error: type[DaybriefError]
) -> None:
    api.fail(kind, seconds=17, new_chat_id=-1001234)
    with pytest.raises(error) as refused:
        await courier.send(TO_ANN, HELLO, nonce="n1")
    assert type(refused.value) is error
    assert refused.value.__cause__ is not None
    if isinstance(refused.value, TemporaryError):
        assert refused.value.retry_after == (None if kind is FailureKind.CONFLICT else timedelta(seconds=17))
    if isinstance(refused.value, ChatMovedError):
        assert refused.value.new_chat_id == "-1001234"


async def test_what_never_left_is_not_in_doubt(api: TelegramApi) -> None:
    async with Bot(api.token, base_url=api.base_url) as bot:
        pass
    lost = Bot(api.token, base_url="http://127.0.0.1:9/bot", request=HTTPXRequest(connect_timeout=1))
    async with lost.request:
        with pytest.raises(TemporaryError) as refused:
            await TelegramCourier(Post(lost)).send(TO_ANN, HELLO, nonce="n1")
    assert refused.value.retry_after is None
    assert bot.token not in str(refused.value)


async def test_a_full_pool_means_never_sent(api: TelegramApi) -> None:
    api.fail(FailureKind.HANG_BEFORE)
    request = HTTPXRequest(connection_pool_size=1, pool_timeout=0.01, read_timeout=1)
    bot = Bot(api.token, base_url=api.base_url, request=request)
    async with bot.request:
        first = asyncio.create_task(bot.send_message(ANN, "hangs"))
        await api.heard_of("sendMessage")
        with pytest.raises(TemporaryError):
            await Post(bot).send(TO_ANN, Page("x", "x"))
        first.cancel()


def test_translates_errors_that_no_table_names() -> None:
    assert isinstance(translate(TelegramError("odd")), PermanentError)
    assert isinstance(translate(Forbidden("odd")), ChatUnreachableError)
    assert isinstance(translate(BadRequest("odd")), PermanentError)


@pytest.mark.parametrize(("words", "seconds"), [("retry after 7", 7), ("slow down", 1)])
def test_a_wait_that_is_told_in_words_only_is_a_wait_too(words: str, seconds: int) -> None:
    error = translate(NetworkError(f"Too Many Requests: {words} (429)"))
    assert isinstance(error, TemporaryError)
    assert error.retry_after == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("base", "files", "expected"),
    [
        (None, None, {}),
        ("http://host/bot", None, {"base_url": "http://host/bot", "base_file_url": "http://host/file/bot"}),
        ("http://host/x", None, {"base_url": "http://host/x"}),
        ("http://host/bot", "http://files", {"base_url": "http://host/bot", "base_file_url": "http://files"}),
    ],
)
def test_a_server_of_ones_own_gives_files_too(base: str | None, files: str | None, expected: dict[str, str]) -> None:
    assert TelegramAccount("1:x", base, files).addresses() == expected
