"""People talk to the real client over the loopback gateway and REST."""

import asyncio

import discord

from bot.chat.cards.cards import Action, Card, Field, Form, Heading, Menu, Note, Text
from bot.chat.owners import Access
from bot.chat.platform_events import Happenings
from bot.chat.table import Audience, Command, Option, OptionKind
from bot.discord import answers
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.ports.courier import Shown
from tests.adapters.discord.newsroom import make_answering, running, slow_command
from tests.fakes.discord_api.interactions import LATER, LATER_IN_PLACE, MESSAGE, MODAL, UPDATE
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.server import DiscordApi
from tests.fakes.discord_api.world import Channel


async def test_a_quote_is_answered_with_its_speaker_and_kept_as_a_receipt(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    shown: list[tuple[ChatAddress, str, tuple[Shown, ...]]] = []

    async def keep(address: ChatAddress, message_id: str, shows: tuple[Shown, ...], line: str) -> None:
        assert line.startswith("quote #")
        shown.append((address, message_id, shows))

    async with running(api, await make_answering(), happenings=Happenings(shown=keep)):
        answer = await ada.slash(channel, "quote", speaker="zelensky")
    assert answer.answer_kind == MESSAGE
    assert "**Volodymyr Zelensky**" in answer.text()
    assert answer.original is not None
    assert [(a.chat_id, m) for a, m, _ in shown] == [(str(channel.id), answer.original["id"])]
    assert not answer.ephemeral


async def test_only_the_guilds_intent_is_asked_for_and_every_answer_calls_nobody(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    async with running(api, await make_answering()):
        answer = await ada.slash(channel, "brief")
    assert api.gateway.identifies[0]["intents"] == discord.Intents(guilds=True).value
    assert answer.original is not None
    assert answer.original["allowed_mentions"] == {"parse": []}


async def test_a_private_answer_is_for_the_asker_alone(api: DiscordApi, ada: Person, channel: Channel) -> None:
    async with running(api, await make_answering()):
        answer = await ada.slash(channel, "brief", private=True)
    assert answer.ephemeral


async def test_a_mistake_is_for_the_asker_alone(api: DiscordApi, ada: Person, channel: Channel) -> None:
    async with running(api, await make_answering()):
        answer = await ada.slash(channel, "quote", speaker="<@everyone> ||x||")
    assert answer.ephemeral
    assert answer.text()


async def test_speakers_are_completed_from_memory_and_free_text_is_resolved(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    async with running(api, await make_answering()):
        choices = await ada.complete(channel, "quote", "speaker", "zel")
        nothing = await ada.complete(channel, "quote", "speaker", "\x00<@everyone>" * 9)
        answer = await ada.slash(channel, "quote", speaker="Зеленський")
    assert any("Zelensky" in choice["name"] for choice in choices)
    assert nothing == []
    assert "Zelensky" in answer.text()


async def test_buttons_edit_the_message_and_work_after_a_restart(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    answering = await make_answering()
    async with running(api, answering):
        answer = await ada.slash(channel, "brief")
    message = answer.original
    assert message is not None
    label = next(b["label"] for row in message["components"][0]["components"] if row["type"] == 1
                 for b in row["components"] if b["style"] == 2)  # fmt: skip
    before = answer.text()
    async with running(api, answering):
        pressed = await ada.press(message, label)
    assert pressed.answer_kind in (UPDATE, MESSAGE)
    assert pressed.text()
    assert pressed.text() != before


async def test_the_presser_is_the_one_whose_rights_count(api: DiscordApi, ada: Person, channel: Channel) -> None:
    async def answer(_: object, __: object) -> Card:
        return Card((Text("secret plans"),))

    async def door(_: object, __: object) -> Card:
        return Card((Heading("Door"),), rows=((Action("Open", "plans"),),))

    commands = (
        Command("plans", "For admins.", "/plans", answer, audience=Audience.CHAT_ADMIN),
        Command("door", "A door.", "/door", door),
    )
    boss = api.people.person(8, "Boss", admin=True)
    async with running(api, await make_answering(extra=commands)):
        message = (await boss.slash(channel, "door")).original
        assert message is not None
        refused = await ada.press(message, "Open")
        forged = await ada.forge(message, message["components"][0]["components"][1]["components"][0]["custom_id"])
        direct = await ada.slash(channel, "plans")
        opened = await boss.press(message, "Open")
    assert "secret" not in refused.text() + forged.text() + direct.text()
    assert [one.ephemeral for one in (refused, forged, direct)] == [True, True, True]
    assert "secret plans" in opened.text()


async def test_a_user_install_in_a_foreign_server_makes_nobody_an_admin(api: DiscordApi) -> None:
    foreign = api.world.new_channel(api.world.new_guild("Elsewhere", joined=False))
    traveller = api.people.person(9, "Traveller", admin=True, app=True)

    async def answer(_: object, __: object) -> Card:
        return Card((Text("secret plans"),))

    plans = Command("plans", "For admins.", "/plans", answer, audience=Audience.CHAT_ADMIN)
    async with running(api, await make_answering(extra=(plans,))):
        quote = await traveller.slash(foreign, "quote", speaker="zelensky")
        refused = await traveller.slash(foreign, "plans")
    assert "Zelensky" in quote.text()
    assert "secret" not in refused.text()


async def test_a_private_chat_is_answered(api: DiscordApi, ada: Person) -> None:
    async with running(api, await make_answering()):
        answer = await ada.slash(api.world.dm_with(ada.id), "dates")
    assert answer.text()


async def test_an_invite_only_bot_says_so_once_and_completes_nothing(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    access = Access(owners=frozenset({Identity(Platform.DISCORD, "8")}), invite_only=True)
    async with running(api, await make_answering(access=access)):
        first = await ada.slash(channel, "brief")
        second = await ada.slash(channel, "brief", wait=False)
        assert await ada.complete(channel, "quote", "speaker", "zel") == []
    assert "invited" in first.text()
    assert second.answer_kind is None


async def test_a_quote_is_checked_from_the_message_menu(api: DiscordApi, ada: Person, channel: Channel) -> None:
    async with running(api, await make_answering()):
        answer = await ada.menu(channel, "Check this quote", "nobody has ever said these particular words")
    assert answer.ephemeral
    assert answer.text()


async def test_a_late_answer_is_announced_and_arrives_in_its_place(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    gate = asyncio.Event()

    slow = slow_command(gate.wait, Card((Text("here at last"),), rows=((Action("Again", "slow"),),)))
    async with running(api, await make_answering(extra=(slow,)), quick_seconds=0):
        asked = await ada.slash(channel, "slow", wait=False)
        await asked.answered()
        assert asked.answer_kind == LATER
        gate.set()
        await asked.answered_in_full()
        assert asked.text() == "here at last"
        gate.clear()
        assert asked.original is not None
        pressed = await ada.press(asked.original, "Again", wait=False)
        await pressed.answered()
        assert pressed.answer_kind == LATER_IN_PLACE
        gate.set()
        await pressed.answered_in_full()


async def test_an_answer_within_a_second_and_a_half_is_not_announced(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    assert answers.QUICK_SECONDS == 1.5

    async def answer(_: object, __: object) -> Card:
        for _ in range(100):
            await asyncio.sleep(0)
        return Card((Text("in time"),))

    async with running(api, await make_answering(extra=(Command("soon", "Soon.", "/soon", answer),))):
        asked = await ada.slash(channel, "soon")
    assert asked.answer_kind == MESSAGE
    assert asked.text() == "in time"


async def test_a_form_opens_and_its_values_run_the_line_even_after_a_restart(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    async def answer(ask: object, _: object) -> Card:
        given = getattr(ask, "values", {})
        if "what" in given:
            return Card((Text(f"got {given['what']}"),))
        return Card((), form=Form("Tell us", "tell", (Field("what", "What happened?", required=True, long=True),)))

    tell = Command("tell", "Tell.", "/tell", answer, options=(Option("what", OptionKind.TEXT, "What.", verbatim=True),))
    answering = await make_answering(extra=(tell,))
    async with running(api, answering):
        asked = await ada.slash(channel, "tell")
    assert asked.answer_kind == MODAL
    assert asked.modal is not None
    async with running(api, answering):
        sent = await ada.submit(channel, asked.modal, what="a *flood* @everyone")
    assert sent.text() == "got a \\*flood\\* \\@everyone"


async def test_a_form_that_nobody_opened_is_judged_like_any_command(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    field = {"type": 18, "label": "x", "component": {"type": 4, "custom_id": "article", "value": "forged"}}
    async with running(api, await make_answering()):
        refused = await ada.submit(channel, {"custom_id": "f:add", "title": "x", "components": [field]}, article="x y")
        nonsense = await ada.submit(channel, {"custom_id": "f:no such thing", "title": "x", "components": [field]})
    assert refused.ephemeral
    assert "Only an editor" in refused.text()
    assert nonsense.ephemeral
    assert "has changed" in nonsense.text()


async def test_menus_run_the_line_of_what_was_chosen(api: DiscordApi, ada: Person, channel: Channel) -> None:
    async def answer(_: object, __: object) -> Card:
        return Card((Note("Choose"),), menus=(Menu("Which?", (Action("Dates", "dates"), Action("Brief", "brief"))),))

    async with running(api, await make_answering(extra=(Command("pick", "Pick.", "/pick", answer),))):
        message = (await ada.slash(channel, "pick")).original
        assert message is not None
        forged = await ada.forge(message, "m0", values=["\x00/nonsense @everyone"])
        chosen = await ada.choose(message, "Dates")
        assert chosen.answer_kind == UPDATE
        assert forged.answer_kind is not None


async def test_commands_are_told_to_discord_only_when_they_changed(api: DiscordApi) -> None:
    answering = await make_answering()
    for _ in range(3):
        async with running(api, answering):
            pass
    assert api.world.command_syncs == 1
    async with running(api, await make_answering(extra=(slow_command(asyncio.Event().wait, Card(())),))):
        pass
    assert api.world.command_syncs == 2


async def test_every_command_of_the_table_is_a_slash_command(api: DiscordApi) -> None:
    answering = await make_answering()
    async with running(api, answering):
        pass
    slash = {command["name"]: command for command in api.world.commands if command.get("type", 1) == 1}
    assert set(slash) == set(answering.table.names())
    for command in answering.table:
        if not command.hidden:
            told = slash[command.name].get("options", [])
            acts = {option["name"]: option.get("options", []) for option in told if option["type"] == 1}
            assert set(acts) == {act.name for act in command.acts}
            offered = {option["name"] for options in acts.values() or [told] for option in options}
            mine = {option.name for option in command.options if not option.hidden}
            if acts:
                mine = {name for act in command.acts for name in act.options}
            assert offered == mine | ({"private"} if command.audience is Audience.EVERYONE else set())
            assert slash[command.name]["contexts"] == [0, 1, 2]
            assert slash[command.name]["integration_types"] == [0, 1]


async def test_a_broken_connection_is_taken_up_again_and_nothing_is_missed(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    async with running(api, await make_answering()) as platform:
        assert platform._client is not None
        resumed = asyncio.create_task(platform._client.wait_for("shard_resumed", timeout=5))
        await asyncio.sleep(0)
        await api.gateway.cut(4000)
        answer = await ada.slash(channel, "brief")
        await resumed
        assert platform.problem() is None
    assert answer.text()
    assert api.gateway.resumes == 1


async def test_one_shard_serves_every_server(api: DiscordApi, ada: Person, channel: Channel) -> None:
    async with running(api, await make_answering(), shard_count=1):
        await api.world.until(lambda: len(api.gateway.identifies) == 1)
        answer = await ada.slash(channel, "brief")
    assert answer.text()
    assert [identify["shard"] for identify in api.gateway.identifies] == [[0, 1]]
