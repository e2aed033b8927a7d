"""The chats that the bot comes into: rights and greetings, blocks and moves, and who may decide there."""

from bot.chat.access.flood import COMMANDS_A_MINUTE
from bot.chat.asking import Ask
from bot.chat.cards.cards import Card
from bot.chat.owners import Access
from bot.telegram.app import TelegramPlatform
from tests.adapters.telegram.conftest import ANN, BOB, CHANNEL, GROUP
from tests.adapters.telegram.conversing import Told, message_of, sent_to
from tests.adapters.telegram.newsroom import make_answering, running
from tests.fakes.telegram_api import FailureKind, TelegramApi
from tests.fakes.telegram_api.people import ANONYMOUS_ADMIN


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


async def test_a_topic_that_is_opened_again_can_be_written_to(
    api: TelegramApi, platform: TelegramPlatform, told: Told
) -> None:
    await api.people.say(ANN, GROUP, "", message_thread_id=7, is_topic_message=True, forum_topic_reopened={})
    await told.of("regained", str(GROUP))


async def test_who_is_no_guest_is_told_once(api: TelegramApi) -> None:
    async with running(api, await make_answering(access=Access(invite_only=True))):
        await api.people.say(ANN, ANN, "/brief")
        await api.world.effect(sent_to(ANN, "invited people"))
        await api.people.say(ANN, ANN, "/brief")
        await api.people.inline(ANN, "zelensky")
        answer = await api.world.effect(lambda e: e.method == "answerInlineQuery")
    assert answer.sent["results"] == []
    assert [e.method for e in api.world.effects].count("sendMessage") == 1


async def test_an_anonymous_admin_decides_and_a_guest_channel_does_not(api: TelegramApi, told: Told) -> None:
    answering = await make_answering()
    api.people.group(GROUP)
    seen: list[bool] = []

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


async def test_a_button_is_pressed_by_whoever_presses_it(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.say(ANN, GROUP, "/digest set 07:30 Europe/Kyiv")
    plan = message_of(api, await api.world.effect(sent_to(GROUP, "Saved.")))
    await api.people.press(BOB, plan, "digest off")
    await api.world.effect(lambda e: e.method == "answerCallbackQuery" and "Only an admin" in str(e.sent.get("text")))
    await api.people.press(ANN, plan, "digest off")
    off = await api.world.effect(lambda e: e.method == "editMessageText")
    assert "Off. Your other settings are kept." in (off.text or "")


async def test_the_twenty_first_command_of_a_minute_gets_an_excuse_and_the_next_none(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    for _ in range(COMMANDS_A_MINUTE + 3):
        await api.people.say(BOB, BOB, "/topics")
    await api.world.effect(sent_to(BOB, "Please wait a minute"))
    await api.people.say(ANN, ANN, "/topics")
    await api.world.effect(sent_to(ANN))
    await api.world.confirmed()
    assert [e.chat_id for e in api.world.effects if e.method == "sendMessage"].count(BOB) == COMMANDS_A_MINUTE + 1
