"""/status tells a chat what was said when the bot came, and owners how the program is doing."""

from dataclasses import replace

import pytest

from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.health import PartHealth, PartState
from bot.chat.owners import Access
from briefings.domain.people import ChatAddress, Platform
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.unit.chat.asking import READER, words_for

GROUP = replace(READER, chat=ChatAddress(Platform.TELEGRAM, "-9"), direct=False)


@pytest.fixture
def desk() -> Desk:
    return Desk(store=MemoryStore(), clock=SettableClock(), access=Access(owners=frozenset({READER.person})))


@pytest.fixture
def answering(desk: Desk) -> Answering:
    desk.health.follow(
        lambda: (
            PartHealth("telegram", PartState.RUNNING),
            PartHealth("discord", PartState.FAILED, "Discord refuses the bot's token."),
        )
    )
    return Answering(command_table(), desk)


async def test_it_says_what_it_does_and_how_to_get_a_digest(answering: Answering) -> None:
    said = await words_for(answering, "/status", GROUP)
    assert "every word that I quote stands in its source" in said
    assert "I have all that I need here." in said
    assert "/digest set 07:30 weekdays Europe/Kyiv" in said


async def test_it_names_the_right_that_it_lacks(answering: Answering) -> None:
    async def missing() -> tuple[str, ...]:
        return ("the right to add link previews",)

    said = await words_for(answering, "/status", replace(GROUP, missing_rights=missing))
    assert "I lack: the right to add link previews." in said


async def test_it_says_when_the_platform_does_not_tell(answering: Answering) -> None:
    async def missing() -> None:
        return None

    said = await words_for(answering, "/status", replace(GROUP, missing_rights=missing))
    assert "could not find out" in said


async def test_it_names_the_next_digest(answering: Answering) -> None:
    await words_for(answering, "/digest set 07:30 Europe/Kyiv")
    said = await words_for(answering, "/status")
    assert "Next digest" in said
    assert "07:30" in said


async def test_owners_see_in_private_how_the_program_is_doing(answering: Answering) -> None:
    said = await words_for(answering, "/status")
    assert "telegram: running" in said
    assert "discord: failed, needs you. Discord refuses the bot's token." in said
    assert "discord" not in await words_for(answering, "/status", GROUP)
    other = replace(READER, person=replace(READER.person, user_id="8"))
    assert "discord" not in await words_for(answering, "/status", other)


async def test_a_single_command_has_no_health_to_tell() -> None:
    desk = Desk(store=MemoryStore(), clock=SettableClock(), access=Access(owners=frozenset({READER.person})))
    assert "How the program is doing" not in await words_for(Answering(command_table(), desk), "/status")
