import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.cards.cards import Card, Note
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from bot.chat.table import Audience, Command, CommandTable, Option, OptionKind
from briefings.domain.errors import TemporaryError
from briefings.domain.people import ChatAddress, Identity, Platform, Role
from tests.fakes.clock import SettableClock
from tests.fakes.newsroom import by_editor
from tests.fakes.stories import meeting, offer
from tests.unit.chat.asking import READER, card_for, publish_story, words_for
from tests.unit.chat.directories import GatedDirectory

OWNER = Identity(Platform.TELEGRAM, "1")
GROUP = replace(READER, chat=ChatAddress(Platform.TELEGRAM, "-100"), direct=False)


async def allowed() -> bool:
    return True


async def said(ask: Ask, desk: Desk) -> Card:
    return Card((Note("done"),))


def restricted(audience: Audience) -> CommandTable:
    return CommandTable((Command("act", "Act.", "/act", said, audience=audience),))


async def test_every_card_of_news_names_what_it_shows(newsroom: Answering) -> None:
    lines = ("/brief", "/brief 1 full", "/quote zelensky", "/figures", "/dates", "/search nato", "/check I am ready")
    for line in lines:
        card = await card_for(newsroom, line)
        assert [(shown.briefing_id, shown.revision) for shown in card.shows] == [("briefing-1", 1)], line


async def test_every_button_leads_to_an_answer(newsroom: Answering, clock: SettableClock) -> None:
    for line in ("/start", "/help", "/brief", "/quote zelensky", "/figures", "/dates", "/speakers", "/topics"):
        card = await card_for(newsroom, line)
        lines = [button.line for row in card.rows for button in row if hasattr(button, "line")]
        lines += [choice.line for menu in card.menus for choice in menu.choices]
        clock.move(timedelta(minutes=2))
        for pressed in lines:
            assert not (await card_for(newsroom, pressed)).mistake, (line, pressed)


async def test_an_unknown_command_is_answered_in_private_and_ignored_in_groups(newsroom: Answering) -> None:
    assert (await card_for(newsroom, "/quoet")).mistake
    assert await newsroom.answer(replace(GROUP, command="quoet")) is None


async def test_a_flood_gets_one_answer_then_silence(newsroom: Answering, clock: SettableClock) -> None:
    for _ in range(20):
        assert "lot of commands" not in await words_for(newsroom, "/topics")
    assert "lot of commands" in await words_for(newsroom, "/topics")
    assert await newsroom.answer(replace(READER, command="topics")) is None
    other = replace(READER, person=Identity(Platform.TELEGRAM, "8"))
    assert await newsroom.answer(replace(other, command="topics")) is not None
    clock.move(timedelta(seconds=61))
    assert "lot of commands" not in await words_for(newsroom, "/topics")


async def test_the_terminal_is_never_too_fast(newsroom: Answering) -> None:
    console = replace(READER, person=Identity(Platform.CONSOLE, "owner"))
    for _ in range(30):
        assert "lot of commands" not in await words_for(newsroom, "/topics", console)


async def test_an_invite_only_bot_says_so_once(desk: Desk) -> None:
    access = Access(owners=frozenset({OWNER}), invite_only=True)
    answering = Answering(command_table(), replace(desk, access=access))
    assert "Ask its owner to let you in: telegram:7" in await words_for(answering, "/brief")
    assert await answering.answer(replace(READER, command="brief")) is None
    assert await answering.inline(READER, "nato") == ()
    assert await answering.complete(replace(READER, command="quote"), "speaker", "") == []
    owner = replace(READER, person=OWNER)
    assert "telegram:7 is let in" in await words_for(answering, "/invite telegram:7", owner)
    assert "Nothing is published yet" in await words_for(answering, "/brief")
    assert "is shut out" in await words_for(answering, "/invite telegram:7 off", owner)
    assert await answering.answer(replace(READER, command="brief")) is None


async def test_a_whole_chat_or_server_can_be_let_in(desk: Desk) -> None:
    access = Access(owners=frozenset({OWNER}), invite_only=True)
    answering = Answering(command_table(), replace(desk, access=access))
    await words_for(answering, "/invite", replace(GROUP, person=OWNER))
    assert "Nothing is published yet" in await words_for(answering, "/brief", GROUP)
    elsewhere = replace(GROUP, chat=ChatAddress(Platform.DISCORD, "5"), community="9")
    assert "Ask its owner" in await words_for(answering, "/brief", elsewhere)
    await words_for(answering, "/invite discord:9", replace(READER, person=OWNER))
    assert "Nothing is published yet" in await words_for(answering, "/brief", elsewhere)


@pytest.mark.parametrize(
    ("audience", "role"),
    [(Audience.EDITOR, Role.EDITOR), (Audience.REVIEWER, Role.REVIEWER), (Audience.OWNER, Role.OWNER)],
)
async def test_a_role_opens_its_own_commands_only(desk: Desk, audience: Audience, role: Role) -> None:
    async def roles_of(person: Identity) -> frozenset[Role]:
        return frozenset({role}) if person.user_id == "7" else frozenset()

    answering = Answering(restricted(audience), replace(desk, access=Access(roles_of=roles_of)))
    assert await words_for(answering, "/act") == "done"
    stranger = replace(READER, person=Identity(Platform.TELEGRAM, "8"))
    assert "Only" in await words_for(answering, "/act", stranger)
    # The same number on another platform is another person; a name proves nothing.
    namesake = replace(READER, person=Identity(Platform.DISCORD, "9"), person_name="7")
    assert "Only" in await words_for(answering, "/act", namesake)


async def test_chat_admins_are_asked_of_the_platform(desk: Desk) -> None:
    answering = Answering(restricted(Audience.CHAT_ADMIN), desk)
    assert "Only an admin" in await words_for(answering, "/act", GROUP)
    assert await words_for(answering, "/act", replace(GROUP, is_chat_admin=allowed)) == "done"
    assert await words_for(answering, "/act", READER) == "done"


async def test_help_shows_people_only_what_they_may_do(newsroom: Answering) -> None:
    assert "/invite" not in await words_for(newsroom, "/help")
    assert "/context" not in await words_for(newsroom, "/help")
    console = replace(READER, person=Identity(Platform.CONSOLE, "owner"))
    assert "/invite" in await words_for(newsroom, "/help", console)


async def test_a_fault_is_logged_once_and_answered_plainly(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    async def broken(ask: Ask, desk: Desk) -> Card:
        raise RuntimeError("boom")

    answering = Answering(CommandTable((Command("act", "Act.", "/act", broken),)), desk)
    with caplog.at_level(logging.ERROR):
        card = await card_for(answering, "/act")
    assert card.mistake
    assert len(caplog.records) == 1
    note = card.blocks[0]
    assert isinstance(note, Note)
    assert caplog.records[0].__dict__["error_id"] in note.text
    assert "boom" not in note.text


async def test_a_wait_is_answered_with_its_sentence(desk: Desk) -> None:
    async def busy(ask: Ask, desk: Desk) -> Card:
        raise TemporaryError("The database is busy. Try again in a moment.")

    answering = Answering(CommandTable((Command("act", "Act.", "/act", busy),)), desk)
    assert await words_for(answering, "/act") == "The database is busy. Try again in a moment."


async def test_a_long_line_is_remembered_under_a_token(newsroom: Answering) -> None:
    words = "peace " * 12 + "ready"
    values = {"speaker": "Volodymyr Zelensky", "words": words}
    ask = replace(READER, command="quote", values=values)
    line = await newsroom.line_of(ask, Card(()))
    assert len(line.encode()) <= 54
    assert line.startswith("~")
    assert "Volodymyr Zelensky" in await words_for(newsroom, f"{line} page:2")
    assert "What I can do" in await words_for(newsroom, "~forgotten")
    pressed = replace(READER, command="~", values={"token": line[1:]})
    assert await newsroom.line_of(pressed, Card(())) == line
    assert await newsroom.line_of(ask, Card((), again="quote #zelensky")) == "quote #zelensky"


async def test_completion_follows_the_archive(newsroom: Answering, desk: Desk) -> None:
    async def labels(command: str, option: str, typed: str) -> list[str]:
        ask = replace(READER, command=command)
        return [choice.label for choice in await newsroom.complete(ask, option, typed)]

    assert await labels("quote", "speaker", "") == ["Volodymyr Zelensky", "Donald Trump"]
    assert await labels("quote", "speaker", "TRU") == ["Donald Trump"]
    assert await labels("brief", "topic", "nat") == ["NATO"]
    assert await labels("brief", "briefing", "offers") == ["1 · Zelensky offers his post for a place in NATO"]
    assert await labels("brief", "part", "fi") == ["figures"]
    assert await labels("quote", "since", "last") == ["last week", "last month"]
    assert await labels("quote", "words", "x") == []
    assert await labels("nothing", "speaker", "") == []
    async with desk.store.writing() as unit:
        await unit.archive.withdraw("briefing-1")
    assert await labels("quote", "speaker", "") == []


async def test_what_was_known_serves_while_something_new_is_learnt(newsroom: Answering, desk: Desk) -> None:
    directory, ask = GatedDirectory(), replace(READER, command="quote")
    answering = Answering(newsroom.table, replace(desk, directory=directory))
    await answering.prepare()
    directory.gate.clear()
    await publish_story(desk, meeting())
    assert [choice.label for choice in await answering.complete(ask, "speaker", "кова")] == []
    assert [choice.label for choice in await answering.complete(ask, "speaker", "zel")] == ["Volodymyr Zelensky"]
    directory.gate.set()
    assert [choice.label for choice in await answering.complete(ask, "speaker", "кова")] == ["Олена Коваль"]


async def test_zones_are_found_by_city(desk: Desk) -> None:
    zone = Option("zone", OptionKind.ZONE, "Zone.")
    answering = Answering(CommandTable((Command("act", "Act.", "/act", said, options=(zone,)),)), desk)
    found = await answering.complete(replace(READER, command="act"), "zone", "kyi")
    assert [choice.value for choice in found] == ["Europe/Kyiv"]


async def test_inline_offers_quotes_with_their_speaker(newsroom: Answering) -> None:
    results = await newsroom.inline(READER, "zelensky nato")
    assert len(results) == 1
    assert results[0].title.startswith("Volodymyr Zelensky")
    assert "exchange it for NATO" in results[0].description
    assert results[0].card.shows
    assert {result.key for result in await newsroom.inline(READER, "")} >= {results[0].key}
    assert await newsroom.inline(READER, "no such words") == ()


async def test_a_deep_link_opens_its_quote(newsroom: Answering) -> None:
    key = (await newsroom.inline(READER, "zelensky nato"))[0].key
    assert "Zelensky told reporters" in await words_for(newsroom, f"/start q_{key}")
    assert "not published" in await words_for(newsroom, "/start q_99-1")


async def test_two_people_of_one_surname_are_asked_apart(answering: Answering, desk: Desk) -> None:
    story = offer()
    first, second, third = story.content.quotes
    quotes = (first, replace(second, speaker="Olena Zelensky"), third)
    await publish_story(desk, by_editor(story, replace(story.content, quotes=quotes)))
    card = await card_for(answering, "/quote zelensky")
    assert card.mistake
    lines = [row[0].line for row in card.rows if hasattr(row[0], "line")]
    assert len(lines) == 2
    for line in lines:
        assert not (await card_for(answering, line)).mistake
    assert "Olena Zelensky" in await words_for(answering, "/quote olena zelensky")
