"""What Telegram's users can do, walked through in the real program: every step as a person would take it."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.program import Home
from tests.e2e.serving import program
from tests.fakes.telegram_api import Effect, TelegramApi
from tests.fakes.telegram_api.people import ANONYMOUS_ADMIN

ANN, BOB = 1, 2
GROUP, FORUM, CHANNEL = -100, -101, -102
LINK = "https://news.example/lighthouse"
LONG = (
    "We have kept this light for two hundred years, through gales that took the roof and winters that froze the well, "
    "and in all that time it went out on one night only; whoever now says that a lamp on a pole will do the same work "
    "has never stood on this rock in November with a ship coming in, and I would ask him to come and stand here with me"
)
ARTICLE = f"""The keeper of Skerry light says no

"{LONG}," the keeper, Mary Kerr, told reporters on Monday.

"It is a lamp, nothing else," the minister, Ian Wood, said. "Lamps can be replaced."

Some 4,000 boats passed the light last year, the coast guard said. A decision is due on March 6.
"""


@dataclass
class Chat:
    """Acts as a person and waits for what the bot does next."""

    api: TelegramApi
    seen: int = 0

    async def say(self, user: int, chat: int, text: str, **more: Any) -> Effect:
        """Write, and return the bot's next message."""
        await self.api.people.say(user, chat, text, **more)
        return await self.next("sendMessage")

    async def press(self, user: int, shown: Effect, label: str) -> Effect:
        """Press a button of a message, and return the edit that answers it."""
        await self.api.people.press(user, self.message(shown), self.buttons(shown)[label]["callback_data"])
        return await self.next("editMessageText")

    async def next(self, method: str) -> Effect:
        """The next effect of this kind."""
        effect = await self.api.world.effect(lambda e: e.number > self.seen and e.method == method, timeout=30)
        self.seen = effect.number
        return effect

    async def nothing_but(self, user: int, text: str) -> None:
        """Show that nothing was answered since: the answer to one more question is the next message."""
        assert (await self.say(user, user, text)).chat_id == user

    def message(self, effect: Effect) -> dict[str, Any]:
        assert effect.chat_id is not None
        assert effect.message_id is not None
        return self.api.world.messages[effect.chat_id, effect.message_id]

    def buttons(self, effect: Effect) -> dict[str, dict[str, Any]]:
        rows = self.message(effect).get("reply_markup", {"inline_keyboard": []})["inline_keyboard"]
        return {button["text"]: button for row in rows for button in row}


@pytest.fixture
async def chat(home: Home, telegram: TelegramApi) -> AsyncIterator[Chat]:
    known = ("--publish", "--date", "2025-02-24", "--publisher", "Skerry Times", "--url", LINK)
    added = home.run("add", "-", *known, typed=ARTICLE)
    assert added.code == 0, added.err
    telegram.people.person(ANN)
    telegram.people.person(BOB, "Bob")
    telegram.people.group(GROUP)
    telegram.people.group(FORUM, topics=(7, 9))
    telegram.people.group(CHANNEL, kind="channel")
    telegram.people.member(GROUP, ANN, "administrator")
    telegram.people.member(GROUP, BOB)
    async with program(home, telegram, DAYBRIEF_OWNERS=f"telegram:{ANN}"):
        yield Chat(telegram)


async def test_a_briefing_unfolds_in_place(chat: Chat) -> None:
    first = await chat.say(ANN, ANN, "/brief")
    assert json.loads(first.sent["link_preview_options"])["url"] == LINK
    assert list(chat.buttons(first))[:5] == ["Quotes", "Figures", "Dates", "Sources", "Full"]
    for label, words in {
        "Quotes": "It is a lamp, nothing else",
        "Figures": "4,000 boats",
        "Dates": "6 March 2025",
        "Sources": "Skerry Times",
        "Full": "two hundred years",
        "Short": "The keeper of Skerry light says no",
    }.items():
        edited = await chat.press(ANN, first, label)
        assert (edited.message_id, words in (edited.text or "")) == (first.message_id, True), label
    assert [e.method for e in chat.api.world.effects].count("sendMessage") == 1


async def test_a_long_quote_stands_in_an_expandable_block_and_a_short_one_does_not(chat: Chat) -> None:
    answer = await chat.say(ANN, ANN, "/brief 1 quotes")
    kinds = [e["type"] for e in answer.entities if "blockquote" in e["type"]]
    assert kinds[0] == "expandable_blockquote"
    assert "blockquote" in kinds


async def test_inline_mode_a_deep_link_and_the_copy_button(chat: Chat) -> None:
    await chat.api.people.inline(BOB, "wood lamp")
    offered = (await chat.next("answerInlineQuery")).sent["results"]
    assert "It is a lamp" in offered[0]["input_message_content"]["message_text"]
    assert offered[0]["input_message_content"]["link_preview_options"] == {"is_disabled": True}
    door = offered[0]["reply_markup"]["inline_keyboard"][0][0]["url"]
    key = door.partition("?start=")[2]
    assert key.startswith("q_")
    opened = await chat.say(BOB, BOB, f"/start {key}")
    assert "It is a lamp" in (opened.text or "")
    assert "It is a lamp, nothing else" in chat.buttons(opened)["Copy"]["copy_text"]["text"]
    other = await chat.press(BOB, opened, "Briefing 1")
    assert "The keeper of Skerry light says no" in (other.text or "")


async def test_a_reply_narrows_and_checks(chat: Chat) -> None:
    posted = chat.message(await chat.say(ANN, GROUP, "/brief"))
    everything = await chat.say(BOB, GROUP, "/quote", reply_to_message=posted)
    assert {"Figures", "Dates"} <= set(chat.buttons(everything))
    assert "Lamps can be replaced" in (everything.text or "")
    narrowed = await chat.say(BOB, GROUP, "/quote kerr", reply_to_message=posted)
    assert "two hundred years" in (narrowed.text or "")
    data = chat.buttons(narrowed)["With context"]["callback_data"]
    assert "briefing:1" in data
    said = await chat.api.people.say(BOB, GROUP, "It is a lamp, nothing else")
    checked = await chat.say(ANN, GROUP, "/check", reply_to_message=said)
    assert (checked.text or "").startswith("Verbatim")
    own = await chat.say(ANN, GROUP, "/check", reply_to_message=chat.message(checked))
    assert own.chat_id == GROUP


async def test_answers_stay_in_their_topic(chat: Chat) -> None:
    in_topic = {"message_thread_id": 9, "is_topic_message": True}
    answer = await chat.say(BOB, FORUM, "/brief", **in_topic)
    assert chat.message(answer)["message_thread_id"] == 9
    general = await chat.say(BOB, FORUM, "/dates")
    assert "message_thread_id" not in chat.message(general)


async def test_in_a_channel_and_by_an_anonymous_admin(chat: Chat) -> None:
    assert (await chat.say(ANN, CHANNEL, "/brief")).chat_id == CHANNEL
    saved = await chat.say(ANN, CHANNEL, "/digest set 07:30 Europe/Kyiv")
    assert "Saved." in (saved.text or "")
    group, channel = ({"id": i, "type": k, "title": "x"} for i, k in ((GROUP, "supergroup"), (CHANNEL, "channel")))
    as_group = {"from": ANONYMOUS_ADMIN, "sender_chat": group}
    as_channel = {"from": ANONYMOUS_ADMIN, "sender_chat": channel}
    refused = await chat.say(BOB, GROUP, "/digest set 08:00", **as_channel)
    assert "Only an admin" in (refused.text or "")
    assert "Only an admin" in ((await chat.say(BOB, GROUP, "/digest set 08:00")).text or "")
    assert "Saved." in ((await chat.say(BOB, GROUP, "/digest set 08:00 Europe/Kyiv", **as_group)).text or "")


async def test_status_tells_the_owner_more_and_an_appointment_brings_its_menu(chat: Chat) -> None:
    assert "telegram: running" in ((await chat.say(ANN, ANN, "/status")).text or "")
    said = await chat.say(BOB, BOB, "/status")
    assert "I have all that I need here." in (said.text or "")
    assert "running" not in (said.text or "")
    await chat.say(ANN, ANN, f"/team add telegram:{BOB} editor Bob")
    await chat.api.world.effect(lambda e: e.method == "setMyCommands" and f'"chat_id": {BOB}' in e.sent["scope"])
    assert "add" in {command["command"] for command in chat.api.world.commands[f"chat:{BOB}"]}


async def test_what_is_not_meant_for_the_bot_is_left_alone(chat: Chat) -> None:
    people = chat.api.people
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Eve"}
    await people.say(BOB, GROUP, "/brief@other_bot")
    await people.say(BOB, GROUP, "/brief", forward_origin=origin)
    await people.say(BOB, GROUP, "/brief", via_bot={**ANONYMOUS_ADMIN, "username": "gif"})
    await people.say(BOB, GROUP, "brief me, somebody")
    await people.edit(await people.say(BOB, GROUP, "good morning"), "/brief")
    await chat.nothing_but(BOB, "/topics")
    assert (await chat.say(BOB, GROUP, "/brief@Daybrief_Bot")).chat_id == GROUP


async def test_updates_with_what_no_library_knows_yet_are_answered_or_let_go(chat: Chat) -> None:
    world, people = chat.api.world, chat.api.people
    await world.queue(message_of_tomorrow={"id": 1})
    await world.queue(message={"message_id": "seven", "chat": {"nonsense": True}})
    answer = await chat.say(ANN, ANN, "/brief", field_of_tomorrow={"deep": [1, 2]}, sender_mood="sunny")
    assert answer.chat_id == ANN
    await people.press(ANN, chat.message(answer), "~no-such-line")
    await people.press(ANN, chat.message(answer), "\u202e|||")
    await chat.nothing_but(ANN, "/topics")
    await world.confirmed()
