"""What the newsroom's commands say is seen by the asker alone, everywhere but in the newsroom's own chats."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest

from bot.chat.access.rights import may_run
from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.catalogue import Catalogue
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from bot.chat.table import Audience, Command
from bot.console.render import plain
from bot.telegram.app import TelegramPlatform
from briefings.domain.people import ChatAddress, Identity, Platform, Role
from tests.adapters.discord.newsroom import running as discord_running
from tests.adapters.telegram.conversing import acknowledges, message_of, sent_to
from tests.adapters.telegram.newsroom import running as telegram_running
from tests.fakes.clock import SettableClock
from tests.fakes.discord_api.checks import walk
from tests.fakes.discord_api.interactions import MODAL, UPDATE
from tests.fakes.discord_api.one_channel import first_channel, serve_one_channel
from tests.fakes.discord_api.world import JSON
from tests.fakes.memory.store import MemoryStore
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.stories import offer
from tests.fakes.telegram_api import FailureKind, TelegramApi, serve_telegram
from tests.unit.chat.asking import HEARS, OPENS, publish_story

SECRET = "Harbour deal falls apart"
COMMANDS = [command for command in command_table() if not command.hidden]
DECIDED_BY_THEMSELVES = {"link", "forgetme", "export"}
ROLES = {
    "reader": frozenset[Role](),
    "editor": frozenset({Role.EDITOR}),
    "reviewer": frozenset({Role.REVIEWER}),
    "owner": frozenset({Role.OWNER}),
}
GROUP, ROOM, ANN, BOB = -1009, -1010, 1, 2


@dataclass(frozen=True)
class Kind:
    """A kind of chat: where it is, and whether others read along who are not of the newsroom."""

    name: str
    chat: ChatAddress
    direct: bool = False
    community: str | None = None
    public: bool = True


KINDS = [
    Kind("private chat", ChatAddress(Platform.TELEGRAM, "1"), direct=True, public=False),
    Kind("group", ChatAddress(Platform.TELEGRAM, str(GROUP))),
    Kind("topic of a group", ChatAddress(Platform.TELEGRAM, str(GROUP), "7")),
    Kind("review chat", ChatAddress(Platform.TELEGRAM, str(ROOM), "7"), public=False),
    Kind("server", ChatAddress(Platform.DISCORD, "50"), community="500"),
    Kind("thread of a review channel", ChatAddress(Platform.DISCORD, "51", "52"), community="500", public=False),
    Kind("brought along", ChatAddress(Platform.DISCORD, "60")),
    Kind("private channel", ChatAddress(Platform.DISCORD, "61"), direct=True, public=False),
]
ROOMS = frozenset({(Platform.TELEGRAM, str(ROOM)), (Platform.DISCORD, "51")})


async def newsroom(store: MemoryStore, roles: frozenset[Role]) -> Answering:
    async def roles_of(_: Identity) -> frozenset[Role]:
        return roles

    desk = Desk(store=store, clock=SettableClock(), access=Access(roles_of=roles_of, rooms=ROOMS))
    await publish_story(desk, offer())
    await keep(store, make_briefing(2, headline=SECRET, said=[("Ada Byron", "No")], published_at=None))
    return Answering(command_table(), desk)


def asked(command: Command, kind: Kind) -> Ask:
    values = {"briefing": 2} if command.option("briefing") else {}
    person = Identity(kind.chat.platform, "1")
    abilities = HEARS if kind.chat.platform is Platform.TELEGRAM else OPENS
    ask = Ask(person, kind.chat, command.name, Catalogue(), values, direct=kind.direct, abilities=abilities)
    return replace(ask, community=kind.community)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_whatever_only_the_newsroom_may_run_is_private(command: Command) -> None:
    assert command.private is (command.audience not in {Audience.EVERYONE, Audience.CHAT_ADMIN})


def test_sixteen_commands_are_private() -> None:
    assert sum(command.private for command in COMMANDS) == 16


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("roles", ROLES.values(), ids=ROLES.keys())
async def test_every_command_by_everybody_in_every_chat(
    memory_store: MemoryStore, roles: frozenset[Role], kind: Kind
) -> None:
    answering = await newsroom(memory_store, roles)
    for command in COMMANDS:
        ask = asked(command, kind)
        theirs = await may_run(command.audience, ask, Access(roles_of=answering._desk.access.roles_of))
        aside = command.private and kind.public and theirs
        assert await answering.is_private(ask) is aside, command.name
        card = await answering.answer(ask)
        if card is None:
            continue
        if command.name not in DECIDED_BY_THEMSELVES:
            assert card.private is aside, command.name
        if kind.public and not card.private:
            shown = plain(card) + str(card.form)
            assert SECRET not in shown, command.name
            assert theirs or card.mistake, command.name


async def test_a_mistake_about_a_draft_is_the_askers_alone_too(memory_store: MemoryStore) -> None:
    answering = await newsroom(memory_store, frozenset({Role.OWNER}))
    kind = KINDS[1]
    for line in ("review 2 headline 4711 drones", "publish 2", "withdraw 2", "history 99", "correct 2 minor"):
        typed = answering.parse(line)
        assert typed is not None
        card = await answering.answer(replace(asked(COMMANDS[0], kind), command=typed.command, values=typed.values))
        assert card is not None
        assert card.private, line


@pytest.fixture
async def api() -> AsyncIterator[TelegramApi]:
    async with serve_telegram(TelegramApi()) as server:
        server.people.person(ANN, "Ann")
        server.people.person(BOB, "Bob")
        for group in (GROUP, ROOM):
            server.people.group(group, topics=(7,))
            server.people.member(group, ANN, "administrator")
            server.people.member(group, BOB)
        yield server


@pytest.fixture
async def platform(api: TelegramApi, memory_store: MemoryStore) -> AsyncIterator[TelegramPlatform]:
    async with telegram_running(api, await newsroom(memory_store, frozenset({Role.EDITOR}))) as started:
        yield started


def in_chat(api: TelegramApi, chat: int) -> str:
    return " ".join(effect.text or "" for effect in api.world.effects if effect.chat_id == chat)


async def test_on_telegram_a_draft_goes_to_the_private_chat_and_a_hint_to_the_group(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    await api.people.say(ANN, GROUP, "/review 2")
    await api.world.effect(sent_to(ANN, SECRET))
    await api.world.effect(sent_to(GROUP, "The answer is in our private chat."))
    assert SECRET not in in_chat(api, GROUP)


async def test_on_telegram_a_question_is_asked_and_answered_in_the_private_chat(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    await api.people.say(ANN, GROUP, "/review 2 headline")
    await api.world.effect(sent_to(ANN, "The new headline"))
    await api.world.effect(sent_to(GROUP, "The answer is in our private chat."))
    await api.people.say(ANN, ANN, "Harbour deal")
    await api.world.effect(sent_to(ANN, "Review 2 · Harbour deal"))
    assert "The new headline" not in in_chat(api, GROUP)


async def test_on_telegram_who_never_opened_the_private_chat_is_told_how(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    api.fail(FailureKind.BLOCKED, chat_id=BOB)
    await api.people.say(BOB, GROUP, "/drafts")
    await api.world.effect(sent_to(GROUP, "This answer is for you alone."))
    assert SECRET not in in_chat(api, GROUP)


async def test_on_telegram_a_press_in_a_group_is_answered_in_the_private_chat(
    api: TelegramApi, platform: TelegramPlatform
) -> None:
    await api.people.say(ANN, GROUP, "/brief")
    card = await api.world.effect(sent_to(GROUP))
    query = await api.people.press(ANN, message_of(api, card), "review 2")
    answered = await api.world.effect(acknowledges(query))
    assert answered.sent["text"] == "The answer is in our private chat."
    await api.world.effect(sent_to(ANN, SECRET))
    assert SECRET not in in_chat(api, GROUP)


async def test_on_telegram_a_review_chat_reads_along(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.say(ANN, ROOM, "/review 2")
    await api.world.effect(sent_to(ROOM, SECRET))


def carrying(message: JSON, line: str) -> JSON:
    """The message as if its button "Quotes" ran another line, in the message's place."""
    button = next(part for part in walk(message["components"]) if part.get("label") == "Quotes")
    button["custom_id"] = f"r0:{line}"
    return message


async def test_on_discord_a_draft_is_ephemeral_and_stays_so(memory_store: MemoryStore) -> None:
    async with serve_one_channel() as api:
        answering = await newsroom(memory_store, frozenset(Role))
        channel, ada = first_channel(api), api.people.person(7)
        async with discord_running(api, answering):
            card = await ada.slash(channel, "review", briefing=2)
            assert card.ephemeral
            assert SECRET in card.text()
            assert card.original is not None
            looked = await ada.press(card.original, "Preview")
            assert looked.ephemeral
            form = await ada.press(card.original, "Headline")
            assert form.answer_kind == MODAL
            assert form.modal is not None
            sent = await ada.submit(channel, form.modal, words="Harbour deal")
            assert sent.ephemeral
            asked_for = await ada.press(card.original, "Ask for a review")
            assert asked_for.answer_kind == UPDATE
            public = await ada.slash(channel, "brief")
            assert public.original is not None
            aside = await ada.press(carrying(public.original, "review 2"), "Quotes")
            assert aside.ephemeral
            assert aside.answer_kind != UPDATE
            assert SECRET not in str(public.original)


async def test_on_discord_a_slow_answer_is_announced_to_the_asker_alone(memory_store: MemoryStore) -> None:
    async with serve_one_channel() as api:
        answering = await newsroom(memory_store, frozenset(Role))
        channel, ada = first_channel(api), api.people.person(7)
        async with discord_running(api, answering, quick_seconds=0.0):
            card = await ada.slash(channel, "drafts")
            assert card.ephemeral
            public = await ada.slash(channel, "brief")
            assert public.original is not None
            aside = await ada.press(carrying(public.original, "drafts"), "Quotes")
            assert aside.ephemeral
            assert SECRET not in str(public.original)


async def test_members_see_none_of_them_in_menus(api: TelegramApi, platform: TelegramPlatform) -> None:
    private = {command.name for command in COMMANDS if command.private}
    async with serve_one_channel() as discord, discord_running(discord, await newsroom(MemoryStore(), frozenset())):
        hidden = {c["name"] for c in discord.world.commands if str(c.get("default_member_permissions")) == "0"}
    assert hidden == private
    await api.heard_of("getMyCommands", times=3)
    assert api.world.commands
    for menu in api.world.commands.values():
        assert not private & {command["command"] for command in menu}
