"""People talk to the real application, and the loopback Bot API tells what they got."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from bot.telegram.app import TelegramPlatform
from briefings.domain.people import ChatAddress, Identity, Platform
from tests.adapters.telegram.conftest import ANN, BOB, CHANNEL, GROUP
from tests.adapters.telegram.conversing import Told, acknowledges, button, message_of, sent_to
from tests.adapters.telegram.newsroom import make_answering, running
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.stories import NOON
from tests.fakes.telegram_api import TelegramApi
from tests.fakes.telegram_api.people import ANONYMOUS_ADMIN


async def test_a_person_asks_and_gets_a_card(api: TelegramApi, platform: TelegramPlatform, told: Told) -> None:
    await api.people.say(ANN, ANN, "/quote zelensky")
    effect = await api.world.effect(sent_to(ANN, "I can exchange it for NATO"))
    kinds = {entity["type"] for entity in effect.entities}
    assert {"bold", "blockquote"} <= kinds
    await told.of("shown", str(ANN), str(effect.message_id), 1)


async def test_a_button_edits_in_place_and_is_acknowledged(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.say(ANN, ANN, "/brief")
    first = await api.world.effect(sent_to(ANN))
    query = await api.people.press(ANN, message_of(api, first), button(api, first, "Quotes"))
    edited = await api.world.effect(lambda e: e.method == "editMessageText")
    assert edited.message_id == first.message_id
    await api.world.effect(lambda e: e.method == "answerCallbackQuery" and e.sent["callback_query_id"] == query)


async def test_choosing_one_of_two_speakers_keeps_the_words_behind_the_name(api: TelegramApi) -> None:
    store = MemoryStore()
    said = [("Olena Koval", "The harbour stays open"), ("Olena Koval", "No money"), ("Petro Koval", "The harbour")]
    async with running(api, await make_answering(store=store)):
        await keep(store, make_briefing(5, said=said, published_at=NOON))
        await api.people.say(ANN, ANN, "/quote koval harbour since 2025-02-20")
        asked = await api.world.effect(sent_to(ANN, "Several people are called “koval”"))
        await api.people.press(ANN, message_of(api, asked), button(api, asked, "Olena Koval"))
        chosen = await api.world.effect(lambda e: e.method == "editMessageText")
    assert "with “harbour” · since 20 February 2025" in (chosen.text or "")
    assert "No money" not in (chosen.text or "")


async def test_pages_are_turned_in_place_also_after_a_restart(api: TelegramApi) -> None:
    said = [("Ada Alm", f"This is sentence number {place} of a very long day at the harbour") for place in range(90)]
    store = MemoryStore()
    async with running(api, await make_answering(store=store)):
        await keep(store, make_briefing(5, said=said, published_at=NOON))
        await api.people.say(ANN, ANN, "/brief 5 quotes")
        first = await api.world.effect(sent_to(ANN, "sentence number 0 "))
    async with running(api, Answering(command_table(), Desk(store=store, clock=SettableClock()))):
        await api.people.press(ANN, message_of(api, first), button(api, first, "More ›"))
        second = await api.world.effect(lambda e: e.method == "editMessageText")
        assert "sentence number 0 " not in (second.text or "")
        await api.people.press(ANN, message_of(api, first), button(api, second, "‹ Back"))
        back = await api.world.effect(lambda e: e.method == "editMessageText" and e.number > second.number)
    assert back.text == first.text
    assert back.message_id == second.message_id == first.message_id


async def test_pressing_twice_changes_nothing_and_is_acknowledged(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.say(ANN, ANN, "/brief")
    first = await api.world.effect(sent_to(ANN))
    message = message_of(api, first)
    queries = [await api.people.press(ANN, message, "brief 1 quotes") for _ in range(2)]
    for query in queries:
        await api.world.effect(acknowledges(query))
    assert [e.method for e in api.world.effects].count("editMessageText") == 1


@pytest.mark.parametrize("data", ["nonsense", "nosuch|x", "invite telegram:5", "~gone page:9", "brief 99"])
async def test_a_forged_button_does_no_harm(api: TelegramApi, platform: TelegramPlatform, data: str) -> None:
    await api.people.say(ANN, ANN, "/brief")
    first = await api.world.effect(sent_to(ANN))
    await api.people.press(BOB, message_of(api, first), data)
    await api.world.effect(lambda e: e.method == "answerCallbackQuery")


async def test_answers_stay_in_the_topic(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.say(ANN, GROUP, "/dates", message_thread_id=7, is_topic_message=True)
    effect = await api.world.effect(sent_to(GROUP))
    assert effect.sent["message_thread_id"] == "7"
    assert "reply_parameters" in effect.sent


async def test_commands_for_others_edited_forwarded_and_via_bots_are_ignored(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Eve"}
    await api.people.say(ANN, GROUP, "/brief@other_bot")
    await api.people.say(ANN, GROUP, "/brief", forward_origin=origin)
    await api.people.say(ANN, GROUP, "/brief", via_bot={**ANONYMOUS_ADMIN, "username": "gif"})
    await api.people.say(ANN, GROUP, "brief me on this, please")
    old = await api.people.say(ANN, GROUP, "hello")
    await api.people.edit(old, "/brief")
    await api.people.say(ANN, GROUP, "/dates@Daybrief_Bot")
    await api.world.effect(sent_to(GROUP))
    assert [e.method for e in api.world.effects if e.chat_id == GROUP] == ["sendMessage"]


async def test_a_reply_narrows_and_checks(api: TelegramApi, platform: TelegramPlatform) -> None:
    said = await api.people.say(BOB, GROUP, "I can exchange it for NATO.")
    await api.people.say(ANN, GROUP, "/check", reply_to_message=said)
    assert await api.world.effect(sent_to(GROUP, "Verbatim"))


async def test_only_the_marked_part_of_a_reply_counts(api: TelegramApi, platform: TelegramPlatform) -> None:
    said = await api.people.say(BOB, GROUP, "He said I can exchange it for NATO. Nonsense!")
    marked = {"text": "I can exchange it for NATO.", "position": 8}
    await api.people.say(ANN, GROUP, "/check", reply_to_message=said, quote=marked)
    assert await api.world.effect(sent_to(GROUP, "Verbatim"))


async def test_a_channel_post_is_answered(api: TelegramApi, platform: TelegramPlatform) -> None:
    api.people.group(CHANNEL, kind="channel")
    await api.people.say(ANN, CHANNEL, "/speakers")
    assert await api.world.effect(sent_to(CHANNEL))


async def test_inline_mode_gives_quotes_with_a_door(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.inline(ANN, "zelensky nato")
    answer = await api.world.effect(lambda e: e.method == "answerInlineQuery")
    first = answer.sent["results"][0]
    assert "NATO" in first["input_message_content"]["message_text"]
    link = first["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert link == f"https://t.me/daybrief_bot?start=q_{first['id']}"
    await api.people.say(ANN, ANN, f"/start {link.partition('start=')[2]}")
    assert await api.world.effect(sent_to(ANN, "NATO"))


async def test_what_is_missing_is_asked_for_and_the_next_message_answers(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    await api.people.say(ANN, ANN, "/quote")
    await api.world.effect(sent_to(ANN, "Whose quotes?"))
    await api.people.say(ANN, ANN, "zelensky")
    await api.world.effect(sent_to(ANN, "I can exchange it for NATO"))
    await api.people.say(ANN, ANN, "/digest set")
    await api.world.effect(sent_to(ANN, "When? For example"))
    await api.people.say(ANN, ANN, "07:30 weekdays Europe/Kyiv")
    await api.world.effect(sent_to(ANN, "Saved."))


async def test_the_pieces_of_a_pasted_article_are_taken_in_the_order_in_which_they_came(api: TelegramApi) -> None:
    owner = Identity(Platform.TELEGRAM, str(ANN))
    pieces = [f"Piece {number:02} of the story is told by nobody." for number in range(30)]
    answering = await make_answering(access=Access(owners=frozenset({owner})))
    async with running(api, answering):
        for line in ("/add", *pieces):
            await api.people.say(ANN, ANN, line)
        await api.world.effect(sent_to(ANN, f"Got {sum(map(len, pieces)):,} characters"))
    async with answering._desk.store.reading() as unit:
        conversation = await unit.conversations.get(owner, ChatAddress(Platform.TELEGRAM, str(ANN)))
    assert conversation is not None
    assert list(conversation.parts) == pieces


async def test_in_a_group_the_question_opens_a_reply_and_only_a_reply_answers(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    await api.people.say(ANN, GROUP, "/quote")
    asked = await api.world.effect(sent_to(GROUP, "Whose quotes?"))
    assert json.loads(asked.sent["reply_markup"]) == {"force_reply": True, "selective": True}
    question = message_of(api, asked)
    await api.people.say(ANN, GROUP, "zelensky")
    await api.people.say(BOB, GROUP, "merkel", reply_to_message=question)
    await api.people.say(ANN, GROUP, "zelensky", reply_to_message=question)
    await api.world.effect(sent_to(GROUP, "I can exchange it for NATO"))
    assert len([e for e in api.world.effects if e.chat_id == GROUP]) == 2


async def test_a_reader_is_told_once_that_an_answer_comes_too_late(api: TelegramApi) -> None:
    clock = SettableClock()
    async with running(api, await make_answering(clock=clock)):
        await api.people.say(ANN, ANN, "/quote")
        await api.world.effect(sent_to(ANN, "Whose quotes?"))
        clock.move(timedelta(minutes=16))
        await api.people.say(ANN, ANN, "zelensky")
        late = await api.world.effect(sent_to(ANN, "comes too late"))
        await api.people.say(ANN, ANN, "zelensky")
        await api.world.effect(sent_to(ANN, "/help"))
        await api.people.press(ANN, message_of(api, late), button(api, late, "Ask me again"))
        await api.world.effect(lambda e: e.method == "editMessageText" and "Whose quotes?" in (e.text or ""))
        await api.people.say(ANN, ANN, "zelensky")
        await api.world.effect(sent_to(ANN, "I can exchange it for NATO"))


async def test_a_person_who_types_on_and_on_gets_no_more_quotes_for_a_minute(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    def offers(query: str) -> Any:
        return lambda e: e.method == "answerInlineQuery" and e.sent["inline_query_id"] == query

    queries = [await api.people.inline(ANN, "zelensky nato") for _ in range(61)]
    answers = [await api.world.effect(offers(query)) for query in queries]
    assert [len(answer.sent["results"]) > 0 for answer in answers].count(False) == 1
    await api.people.say(ANN, ANN, "/topics")  # commands are counted apart
    await api.world.effect(sent_to(ANN))


async def test_pressed_buttons_count_as_commands_and_the_excess_is_answered_once(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    await api.people.say(ANN, ANN, "/brief")
    message = message_of(api, await api.world.effect(sent_to(ANN)))
    queries = [await api.people.press(ANN, message, "topics") for _ in range(24)]
    alerts = [(await api.world.effect(acknowledges(query))).sent.get("text") for query in queries]
    assert [alert for alert in alerts if alert] == ["That was a lot of commands. Please wait a minute and ask again."]
    await api.people.say(ANN, ANN, "/brief")
    await api.people.say(BOB, BOB, "/topics")
    await api.world.effect(sent_to(BOB))
    assert [e.method for e in api.world.effects if e.chat_id == ANN].count("sendMessage") == 1


async def test_plain_words_in_private_find_help_and_in_a_group_silence(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    await api.people.say(ANN, GROUP, "good morning")
    await api.people.say(ANN, ANN, "good morning")
    await api.world.effect(sent_to(ANN, "/help"))
    assert {e.chat_id for e in api.world.effects if e.method == "sendMessage"} == {ANN}


async def test_a_long_answer_has_pages(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.say(ANN, ANN, "/brief 1 full")
    effect = await api.world.effect(sent_to(ANN))
    assert len((effect.text or "").encode("utf-16-le")) // 2 <= 4096
