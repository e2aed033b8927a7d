"""An editor gives articles in private: a paste in pieces, a file, a forwarded post, a link; progress gives way."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from bot.telegram.app import TelegramPlatform
from briefings.adapters.files.reading import WorkerFiles
from briefings.domain.drafting import Article
from briefings.domain.people import Identity, Role
from briefings.ports.intake import Page
from tests.adapters.telegram.conftest import ANN, BOB
from tests.adapters.telegram.conversing import button, message_of, sent_to
from tests.adapters.telegram.newsroom import running
from tests.fakes.clock import SettableClock
from tests.fakes.drafter import DraftsHere
from tests.fakes.memory.store import MemoryStore
from tests.fakes.telegram_api import Effect, TelegramApi

ARTICLE = (
    "Harbour wall to be rebuilt\n\nThe harbour wall will be rebuilt from 9 March, harbour master Ines Duarte said.\n\n"
    '"We waited too long with this wall," Duarte told reporters. "Now it cannot wait."'
)
POST = {
    "type": "channel",
    "date": 1,
    "chat": {"id": -1005, "type": "channel", "title": "Quay Gazette"},
    "message_id": 4,
}


class SlowPage:
    """A page that is there once the gate opens."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()

    async def fetch(self, url: str) -> Page:
        await self.gate.wait()
        return Page(url, Article(ARTICLE, title="The wall", publisher="The Quay Gazette"))


async def editors(person: Identity) -> frozenset[Role]:
    return frozenset({Role.EDITOR}) if person.user_id == str(ANN) else frozenset()


@pytest.fixture
def page() -> SlowPage:
    return SlowPage()


@pytest.fixture
async def platform(api: TelegramApi, page: SlowPage) -> AsyncIterator[TelegramPlatform]:
    api.people.person(BOB, "Bob")
    desk = Desk(
        store=MemoryStore(),
        clock=SettableClock(),
        access=Access(roles_of=editors),
        files=WorkerFiles.with_slots(),
        drafter=DraftsHere(),
        pages=page,
    )
    answering = Answering(command_table(), desk)
    async with running(api, answering, hear=answering.hear) as started:
        yield started


def edited(words: str) -> object:
    return lambda effect: effect.method == "editMessageText" and words in (effect.text or "")


async def test_a_file_is_taken_and_its_progress_gives_way(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.upload(ANN, ANN, "wall.txt", ARTICLE.encode())
    told = await api.world.effect(sent_to(ANN, "Reading wall.txt"))
    draft = await api.world.effect(edited("Review 1 · Harbour wall to be rebuilt"))  # type: ignore[arg-type]
    assert draft.message_id == told.message_id


async def test_a_link_shows_that_it_is_fetched(api: TelegramApi, platform: TelegramPlatform, page: SlowPage) -> None:
    await api.people.say(ANN, ANN, "/add https://example.org/wall")
    told = await api.world.effect(sent_to(ANN, "Fetching https://example.org/wall"))
    page.gate.set()
    draft = await api.world.effect(edited("The article states: the title “The wall” and published by"))  # type: ignore[arg-type]
    assert draft.message_id == told.message_id


async def test_a_forwarded_post_keeps_its_origin(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.say(ANN, ANN, ARTICLE, forward_origin=POST)
    await api.world.effect(sent_to(ANN, "characters so far"))
    await api.people.say(ANN, ANN, "/done")
    draft = await api.world.effect(sent_to(ANN, "published by Quay Gazette. Is that right?"))
    await api.people.press(ANN, message_of(api, draft), button(api, draft, "That is right"))
    await api.world.effect(lambda e: e.method == "editMessageText" and "Is that right" not in (e.text or ""))


async def test_a_form_is_asked_in_turn_and_can_be_left(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.say(ANN, ANN, f"/add {ARTICLE}")
    draft = await api.world.effect(sent_to(ANN, "Review 1"))
    await api.people.press(ANN, message_of(api, draft), button(api, draft, "Say what is missing"))
    await api.world.effect(sent_to(ANN, "On which day was it published?"))
    await api.people.say(ANN, ANN, "2026-03-02")
    await api.world.effect(sent_to(ANN, "Who published it?"))
    await api.people.say(ANN, ANN, "/cancel")
    await api.world.effect(sent_to(ANN, "Nothing was changed."))


async def test_a_readers_file_and_forward_are_no_articles(api: TelegramApi, platform: TelegramPlatform) -> None:
    await api.people.upload(BOB, BOB, "wall.txt", ARTICLE.encode())
    await api.people.say(BOB, BOB, ARTICLE, forward_origin=POST)
    await api.people.say(BOB, BOB, "/topics")
    await api.world.effect(sent_to(BOB))
    answers: list[Effect] = [effect for effect in api.world.effects if effect.chat_id == BOB]
    assert len(answers) == 1
