"""People talk to the real application, and the loopback Bot API tells what they got."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from bot.chat.access import Access
from bot.chat.happenings import AtOnce, Happenings
from bot.http.server import WebhookReceiver
from bot.telegram.app import TelegramPlatform
from briefings.domain.people import ChatAddress, Identity, Platform, Role
from briefings.ports.courier import Shown
from tests.adapters.telegram.conftest import ANN
from tests.adapters.telegram.newsroom import make_answering, running
from tests.fakes.clock import SettableClock
from tests.fakes.telegram_api import Effect, FailureKind, TelegramApi
from tests.fakes.telegram_api.people import ANONYMOUS_ADMIN

BOB = 2
GROUP = -1009
CHANNEL = -1008


class Told:
    """Remembers what the platform told the program."""

    def __init__(self) -> None:
        self.things: list[tuple[Any, ...]] = []
        self.told = asyncio.Condition()
        self.happenings = Happenings(self.shown, self.lost, self.regained, self.moved)

    async def shown(self, chat: ChatAddress, message_id: str, shows: tuple[Shown, ...], _: str) -> None:
        await self._note(("shown", chat.chat_id, message_id, len(shows)))

    async def lost(self, chat: ChatAddress, reason: str) -> None:
        await self._note(("lost", chat.chat_id, reason))

    async def regained(self, chat: ChatAddress) -> None:
        await self._note(("regained", chat.chat_id))

    async def moved(self, chat: ChatAddress, new_id: str) -> None:
        await self._note(("moved", chat.chat_id, new_id))

    async def _note(self, thing: tuple[Any, ...]) -> None:
        async with self.told:
            self.things.append(thing)
            self.told.notify_all()

    async def of(self, *thing: object) -> None:
        """Wait until the program was told this."""
        async with asyncio.timeout(10), self.told:
            await self.told.wait_for(lambda: thing in self.things)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
async def platform(api: TelegramApi, told: Told) -> AsyncIterator[TelegramPlatform]:
    api.people.person(BOB, "Bob")
    api.people.group(GROUP, topics=(7,))
    api.people.member(GROUP, ANN, "administrator")
    api.people.member(GROUP, BOB)
    async with running(api, await make_answering(), happenings=told.happenings) as started:
        yield started


def sent_to(chat_id: int, words: str = "") -> Any:
    def fits(effect: Effect) -> bool:
        return effect.method == "sendMessage" and effect.chat_id == chat_id and words in (effect.text or "")

    return fits


def acknowledges(query: str) -> Any:
    return lambda effect: effect.sent.get("callback_query_id") == query


def message_of(api: TelegramApi, effect: Effect) -> dict[str, Any]:
    assert effect.chat_id is not None
    assert effect.message_id is not None
    return api.world.messages[effect.chat_id, effect.message_id]


def button(api: TelegramApi, effect: Effect, label: str) -> str:
    rows = message_of(api, effect)["reply_markup"]["inline_keyboard"]
    found: str = next(b["callback_data"] for row in rows for b in row if b["text"] == label)
    return found


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


async def test_a_question_that_a_reader_left_is_forgotten(api: TelegramApi) -> None:
    clock = SettableClock()
    async with running(api, await make_answering(clock=clock)):
        await api.people.say(ANN, ANN, "/quote")
        await api.world.effect(sent_to(ANN, "Whose quotes?"))
        clock.move(timedelta(minutes=16))
        await api.people.say(ANN, ANN, "zelensky")
        await api.world.effect(sent_to(ANN, "/help"))


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


async def test_greets_a_group_once_and_tells_the_program(
    api: TelegramApi, platform: TelegramPlatform, told: Told
) -> None:
    api.people.group(-1010)
    api.world.members.pop((-1010, api.world.bot["id"]))
    await api.people.bot_membership(ANN, -1010, "member")
    await api.world.effect(sent_to(-1010, "/digest set 07:30"))
    await api.people.bot_membership(ANN, -1010, "administrator")
    await api.people.bot_membership(ANN, -1010, "kicked")
    await api.people.say(ANN, ANN, "/topics")
    await api.world.effect(sent_to(ANN))
    await told.of("lost", "-1010", "The bot was removed from the chat.")
    assert [e.chat_id for e in api.world.effects].count(-1010) == 1


async def test_a_chat_where_it_may_not_write_is_explained_to_who_added_it(
    api: TelegramApi, platform: TelegramPlatform, told: Told
) -> None:
    api.people.group(-1011, "Quiet room")
    api.world.members.pop((-1011, api.world.bot["id"]))
    await api.people.bot_membership(ANN, -1011, "restricted")
    assert await api.world.effect(sent_to(ANN, "write messages in Quiet room"))
    await told.of("lost", "-1011", "The bot has no right to write in this chat.")


async def test_a_group_that_lets_nobody_write_is_explained_to_who_added_it(
    api: TelegramApi, platform: TelegramPlatform, told: Told
) -> None:
    api.people.group(-1012, "Silent room")
    api.world.chats[-1012]["permissions"] = {"can_send_messages": False}
    api.world.members.pop((-1012, api.world.bot["id"]))
    await api.people.bot_membership(ANN, -1012, "member")
    assert await api.world.effect(sent_to(ANN, "the right to write messages in Silent room"))
    await told.of("lost", "-1012", "The bot has no right to write in this chat.")


async def test_added_without_a_lesser_right_it_names_it_in_the_chat_and_status_repeats_it(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    api.people.group(-1013)
    api.world.chats[-1013]["permissions"] = {"can_send_messages": True, "can_add_web_page_previews": False}
    api.world.members.pop((-1013, api.world.bot["id"]))
    await api.people.bot_membership(ANN, -1013, "member")
    lack = "I lack: the right to add link previews."
    await api.world.effect(sent_to(-1013, lack))
    await api.people.say(ANN, -1013, "/status")
    status = await api.world.effect(sent_to(-1013, "Daybrief in this chat"))
    assert lack in (status.text or "")


async def test_status_where_nothing_lacks_and_where_telegram_does_not_tell(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    await api.people.say(ANN, GROUP, "/status")
    await api.world.effect(sent_to(GROUP, "I have all that I need here."))
    api.fail(FailureKind.SERVER_ERROR, method="getChat")
    await api.people.say(ANN, GROUP, "/status")
    await api.world.effect(sent_to(GROUP, "could not find out"))
    await api.people.say(ANN, ANN, "/status")
    await api.world.effect(sent_to(ANN, "I have all that I need here."))


async def test_blocked_and_unblocked(api: TelegramApi, platform: TelegramPlatform, told: Told) -> None:
    await api.people.bot_membership(ANN, ANN, "kicked")
    await api.people.bot_membership(ANN, ANN, "member")
    await api.people.say(ANN, ANN, "/topics")
    await api.world.effect(sent_to(ANN))
    assert told.things[:2] == [("lost", str(ANN), "The person has blocked the bot."), ("regained", str(ANN))]


async def test_a_group_that_became_a_supergroup_keeps_its_answers(
    api: TelegramApi, platform: TelegramPlatform, told: Told
) -> None:
    await api.people.migrate(GROUP, -10099)
    api.fail(FailureKind.MIGRATED, method="sendMessage", chat_id=-10099, new_chat_id=-10099)
    await api.people.say(ANN, -10099, "/topics")
    await api.world.effect(sent_to(-10099))
    await told.of("moved", str(GROUP), "-10099")


async def test_an_answer_waits_as_told(api: TelegramApi, platform: TelegramPlatform) -> None:
    api.fail(FailureKind.FLOOD, method="sendMessage", seconds=1)
    await api.people.say(ANN, ANN, "/topics")
    assert await api.world.effect(sent_to(ANN))


async def test_an_update_that_cannot_be_read_holds_up_nobody(
    api: TelegramApi, platform: TelegramPlatform, caplog: pytest.LogCaptureFixture
) -> None:
    await api.world.queue(message={"message_id": "seven", "chat": {"nonsense": True}})
    await api.world.queue(callback_query={"id": {}})
    await api.people.say(ANN, ANN, "/topics")
    assert await api.world.effect(sent_to(ANN))
    await api.world.confirmed()
    assert "cannot be read" in caplog.text


async def test_menus_are_set_once_for_each_kind_of_people(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.world.effect(lambda e: e.method == "setMyCommands" and "administrators" in str(e.sent["scope"]))
    before = len(api.world.effects)
    async with running(api, await make_answering()):
        await api.people.say(ANN, ANN, "/topics")
        await api.heard_of("getMyCommands", times=6)
    assert [e.method for e in api.world.effects[before:]].count("setMyCommands") == 0
    assert "invite" not in [c["command"] for c in api.world.commands["default"]]


class Newsroom:
    """Who has which role just now."""

    def __init__(self, **roles: Role) -> None:
        self.roles = {user_id.strip("_"): frozenset({role}) for user_id, role in roles.items()}

    async def staff(self) -> Mapping[str, frozenset[Role]]:
        return self.roles


def menu_of(api: TelegramApi, user_id: int) -> set[str]:
    return {command["command"] for command in api.world.commands.get(f"chat:{user_id}", ())}


def changes_menu_of(user_id: int, method: str = "setMyCommands") -> Any:
    return lambda effect: effect.method == method and f'"chat_id": {user_id}' in str(effect.sent["scope"])


async def test_the_newsroom_sees_its_own_commands_as_soon_as_somebody_is_appointed(api: TelegramApi) -> None:
    newsroom = Newsroom(_1=Role.EDITOR)
    async with running(api, await make_answering(), staff=newsroom.staff) as platform:
        await api.world.effect(changes_menu_of(ANN))
        assert {"add", "drafts", "brief"} <= menu_of(api, ANN)
        assert not {"approve", "invite"} & menu_of(api, ANN)
        newsroom.roles["2"] = frozenset({Role.REVIEWER})
        newsroom.roles["1"] = frozenset()
        platform.refresh_menus()
        await api.world.effect(changes_menu_of(BOB))
        assert {"approve", "drafts"} <= menu_of(api, BOB)
        assert "add" not in menu_of(api, BOB)
        await api.world.effect(changes_menu_of(ANN, "deleteMyCommands"))
        assert menu_of(api, ANN) == set()


async def test_a_server_without_menus_is_no_obstacle(api: TelegramApi) -> None:
    for method in ("getMyCommands", "setMyCommands", "deleteMyCommands", "deleteWebhook"):
        api.fail(FailureKind.UNKNOWN_METHOD, method=method, times=1000)
    newsroom = Newsroom(_1=Role.EDITOR)
    async with running(api, await make_answering(), staff=newsroom.staff):
        await api.people.say(ANN, ANN, "/topics")
        await api.world.effect(sent_to(ANN))
        await api.heard_of("setMyCommands", times=4)


async def test_a_server_that_does_not_tell_its_menus_gets_them(api: TelegramApi) -> None:
    api.fail(FailureKind.UNKNOWN_METHOD, method="getMyCommands", times=1000)
    async with running(api, await make_answering()):
        await api.world.effect(lambda e: e.method == "setMyCommands" and "administrators" in str(e.sent["scope"]))


async def test_who_is_no_guest_is_told_once(api: TelegramApi) -> None:
    async with running(api, await make_answering(access=Access(invite_only=True))):
        await api.people.say(ANN, ANN, "/brief")
        await api.world.effect(sent_to(ANN, "invited people"))
        await api.people.say(ANN, ANN, "/brief")
        await api.people.inline(ANN, "zelensky")
        answer = await api.world.effect(lambda e: e.method == "answerInlineQuery")
    assert answer.sent["results"] == []
    assert [e.method for e in api.world.effects].count("sendMessage") == 1


class Gate(AtOnce):
    """Holds answers back until it is opened."""

    def __init__(self) -> None:
        self.asked, self.opened = asyncio.Event(), asyncio.Event()
        self.waits: list[tuple[str, float]] = []

    @asynccontextmanager
    async def turn(self, _: ChatAddress) -> AsyncIterator[None]:
        self.asked.set()
        await self.opened.wait()
        yield

    def refused(self, chat: ChatAddress, wait: timedelta) -> None:
        self.waits.append((chat.chat_id, wait.total_seconds()))


async def test_what_is_in_flight_is_answered_before_the_end(api: TelegramApi) -> None:
    gate = Gate()
    async with running(api, await make_answering(), pace=gate) as platform:
        await api.people.say(ANN, ANN, "/topics")
        await gate.asked.wait()
        stopping = asyncio.create_task(platform.stop())
        gate.opened.set()
        await stopping
    assert [e.chat_id for e in api.world.effects if e.method == "sendMessage"] == [ANN]


async def test_a_wait_told_to_an_answer_is_told_to_the_pace(api: TelegramApi) -> None:
    gate = Gate()
    gate.opened.set()
    api.fail(FailureKind.FLOOD, method="sendMessage", seconds=1)
    async with running(api, await make_answering(), pace=gate):
        await api.people.say(ANN, ANN, "/topics")
        await api.world.effect(sent_to(ANN))
    assert gate.waits == [(str(ANN), 1.0)]


async def test_an_anonymous_admin_decides_and_a_guest_channel_does_not(api: TelegramApi, told: Told) -> None:
    answering = await make_answering()
    api.people.group(GROUP)
    seen: list[bool] = []

    from bot.chat.asking import Ask
    from bot.chat.cards import Card

    async def hear(ask: Ask, _: str) -> Card | None:
        seen.append(await ask.is_chat_admin())
        return None

    ours = {"message_id": 5, "date": 1, "chat": {"id": GROUP, "type": "supergroup"}, "from": api.world.bot, "text": "x"}
    group = {"id": GROUP, "type": "supergroup", "title": "x"}
    channel = {"id": CHANNEL, "type": "channel", "title": "y"}
    async with running(api, answering, hear=hear):
        for sender in (group, channel):
            person = {**ANONYMOUS_ADMIN, "id": 136817688}
            api.world.people[9] = person
            await api.people.say(9, GROUP, "hello", sender_chat=sender, reply_to_message=ours)
        await api.people.say(ANN, ANN, "/topics")
        await api.world.effect(sent_to(ANN))
    assert sorted(seen) == [False, True]


async def test_webhook_mode_takes_updates_by_post(api: TelegramApi) -> None:
    receiver = WebhookReceiver("http://127.0.0.1", "127.0.0.1", 0)
    async with running(api, await make_answering(), receiver=receiver):
        api.world.webhook["url"] = f"http://127.0.0.1:{receiver.port}{receiver.path}"
        await api.people.say(ANN, ANN, "/topics")
        broken = await api.world.queue(message={"message_id": "seven"})
        for update in [broken, api.world.updates[0]]:
            assert await api.push_to_webhook(update) == 200
        assert await api.world.effect(sent_to(ANN))
    assert "getupdates" not in api.calls
