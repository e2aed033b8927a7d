"""Files come with an answer on Telegram."""

import json

from bot.chat.owners import Access
from briefings.domain.people import Identity, Platform
from tests.adapters.telegram.conftest import ANN
from tests.adapters.telegram.newsroom import make_answering, running
from tests.fakes.telegram_api import Effect, FailureKind, TelegramApi

GROUP = -1009


def is_file(effect: Effect) -> bool:
    return effect.method == "sendDocument"


def file_of(api: TelegramApi, effect: Effect) -> tuple[str, str]:
    """The name and text of the file in a message."""
    assert effect.chat_id is not None
    assert effect.message_id is not None
    document = api.world.messages[effect.chat_id, effect.message_id]["document"]
    return document["file_name"], api.world.files[document["file_id"]].decode()


async def test_a_reader_gets_citations_as_a_file_in_the_topic(api: TelegramApi) -> None:
    api.people.group(GROUP, topics=(7,))
    api.people.member(GROUP, ANN)
    async with running(api, await make_answering()):
        await api.people.say(ANN, GROUP, "/export zelensky", message_thread_id=7, is_topic_message=True)
        effect = await api.world.effect(is_file)
    name, text = file_of(api, effect)
    assert (effect.chat_id, name) == (GROUP, "citations.txt")
    assert "“I can exchange it for NATO.” — Volodymyr Zelensky" in text
    assert int(effect.sent["message_thread_id"]) == 7
    assert any("I can exchange it for NATO" in (e.text or "") for e in api.world.effects if e.method == "sendMessage")


async def test_an_editor_gets_briefings_in_private_although_asking_in_a_group(api: TelegramApi) -> None:
    api.people.group(GROUP)
    api.people.member(GROUP, ANN)
    owner = Access(owners=frozenset({Identity(Platform.TELEGRAM, str(ANN))}))
    async with running(api, await make_answering(access=owner)):
        await api.people.say(ANN, GROUP, "/export json")
        effect = await api.world.effect(is_file)
    name, text = file_of(api, effect)
    assert (effect.chat_id, name) == (ANN, "briefings.json")
    assert json.loads(text)["format"] == "daybrief-briefings"


async def test_a_file_that_was_refused_for_a_moment_comes_once(api: TelegramApi) -> None:
    api.fail(FailureKind.FLOOD, method="sendDocument", seconds=1)
    async with running(api, await make_answering()):
        await api.people.say(ANN, ANN, "/export zelensky")
        await api.world.effect(lambda e: e.method == "sendMessage" and "citation" in (e.text or ""))
    assert [effect.method for effect in api.world.effects].count("sendDocument") == 1


async def test_a_reader_gets_no_briefings(api: TelegramApi) -> None:
    async with running(api, await make_answering()):
        await api.people.say(ANN, ANN, "/export json")
        refused = await api.world.effect(lambda e: e.method == "sendMessage")
    assert "newsroom" in (refused.text or "")
    assert not any(map(is_file, api.world.effects))
