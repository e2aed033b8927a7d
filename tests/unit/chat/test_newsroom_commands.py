"""The newsroom works from the chat: by commands, with rights checked at each."""

from dataclasses import replace

import pytest

from bot.chat.access import Access
from bot.chat.answering import Answering
from bot.chat.asking import Ask, Attachment, Reply
from bot.chat.cards import Action, Card
from bot.chat.catalogue import Catalogue
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.parsing import Typed
from bot.console.render import plain
from briefings.adapters.files.reading import WorkerFiles
from briefings.adapters.memory.store import MemoryStore
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.services.roles import find_roles
from tests.fakes.clock import SettableClock

OWNER = Identity(Platform.TELEGRAM, "1")
ANA = Identity(Platform.TELEGRAM, "5")
BEN = Identity(Platform.DISCORD, "7")
READER = Identity(Platform.TELEGRAM, "9")
ARTICLE = """Harbour wall to be rebuilt

The harbour wall will be rebuilt from 9 March, harbour master Ines Duarte said on Monday.

"We waited too long with this wall," Duarte told reporters. "Now it cannot wait."

About 1,200 passengers a day will have to change at the station, the port authority said."""


class Newsroom:
    """Answers lines of several people over one store."""

    def __init__(self, store: MemoryStore, clock: SettableClock) -> None:
        async def roles(person: Identity) -> frozenset[object]:
            return frozenset(await find_roles(person, store=store))

        access = Access(owners=frozenset({OWNER}), roles_of=roles)  # type: ignore[arg-type]
        files = WorkerFiles.with_slots()
        self.answering = Answering(command_table(), Desk(store=store, clock=clock, access=access, files=files))

    def ask(self, person: Identity, typed: Typed) -> Ask:
        chat = ChatAddress(person.platform, person.user_id)
        return Ask(person, chat, typed.command, Catalogue(), typed.values, direct=True)

    async def card(self, person: Identity, line: str) -> Card:
        typed = self.answering.parse(line)
        assert typed is not None, line
        card = await self.answering.answer(self.ask(person, typed))
        assert card is not None
        return card

    async def says(self, person: Identity, line: str) -> str:
        return plain(await self.card(person, line))

    async def hears(self, person: Identity, text: str) -> str:
        card = await self.answering.hear(self.ask(person, Typed("")), text)
        return "" if card is None else plain(card)


@pytest.fixture
async def newsroom(memory_store: MemoryStore, clock: SettableClock) -> Newsroom:
    made = Newsroom(memory_store, clock)
    await made.says(OWNER, "/team add telegram:5 editor Ana")
    await made.says(OWNER, "/team add discord:7 reviewer Ben")
    return made


async def test_the_whole_way_of_an_article(newsroom: Newsroom) -> None:
    added = await newsroom.says(ANA, f"/add {ARTICLE}")
    assert "Review 1 · Harbour wall to be rebuilt" in added
    assert "the article's day" in added
    described = await newsroom.says(ANA, '/describe 1 date 2026-03-02 publisher "Quay Gazette"')
    assert "Not known" not in described
    assert "2026-03-09" in described
    assert "is approved" not in await newsroom.says(READER, "/approve 1")
    assert "waits for a review" in await newsroom.says(ANA, "/submit 1")
    assert "is approved" in await newsroom.says(BEN, "/approve 1")
    assert "is published" in await newsroom.says(ANA, "/publish 1")
    assert "Ines Duarte" in await newsroom.says(READER, "/quote duarte")
    headline = await newsroom.says(ANA, "/review 1 headline Harbour wall to be rebuilt at last")
    assert "Correct quietly" in str(await newsroom.card(ANA, "/review 1"))
    assert "at last" in headline
    assert "at last" not in await newsroom.says(READER, "/brief 1")
    assert "is corrected" in await newsroom.says(ANA, "/correct 1 material The headline said too little.")
    assert "The headline said too little." in await newsroom.says(READER, "/brief 1")
    assert "The headline said too little." in await newsroom.says(READER, "/corrections")
    history = await newsroom.says(ANA, "/history 1")
    assert "Ana" in history
    assert "at last" in history
    assert "Thank you" in await newsroom.says(READER, "/report 1 It is a quay, not a wall.")
    assert "It is a quay" in await newsroom.says(BEN, "/reports")
    assert "is withdrawn" in await newsroom.says(ANA, "/withdraw 1 It is a quay.")
    assert "No briefing has number 1" in await newsroom.says(READER, "/brief 1")
    log = await newsroom.says(BEN, "/log")
    assert "The chain is whole" in log
    assert "withdraw" in log


@pytest.mark.parametrize(
    "line",
    ["/add text", "/describe 1 title T", "/drafts", "/review 1", "/submit 1", "/approve 1", "/return 1 no", "/log",
     "/publish 1", "/correct 1 minor", "/withdraw 1", "/history 1", "/reports", "/team",
     "/team add telegram:9 owner Me"],
)  # fmt: skip
async def test_a_reader_may_do_none_of_it(newsroom: Newsroom, line: str) -> None:
    await newsroom.says(ANA, f"/add {ARTICLE}")
    card = await newsroom.card(READER, line)
    assert card.mistake
    assert plain(card).startswith("Only")


async def test_a_dismissed_editor_loses_the_rights_at_once(newsroom: Newsroom) -> None:
    assert "Nothing is in work" in await newsroom.says(ANA, "/drafts")
    await newsroom.says(OWNER, "/team remove telegram:5")
    assert (await newsroom.card(ANA, "/drafts")).mistake


async def test_messages_in_a_row_are_joined_until_done(newsroom: Newsroom) -> None:
    first, second = ARTICLE.split("\n\n", 1)
    assert "Send the article" in await newsroom.says(ANA, "/add")
    assert "characters so far" in await newsroom.hears(ANA, first)
    assert "characters so far" in await newsroom.hears(ANA, second)
    assert "Harbour wall to be rebuilt" in await newsroom.hears(ANA, "done")
    assert await newsroom.hears(ANA, "more") == ""
    assert "known already" in await newsroom.says(ANA, f"/add {ARTICLE}")


async def test_a_conversation_can_be_left(newsroom: Newsroom) -> None:
    await newsroom.says(ANA, "/add")
    assert "Nothing was added" in await newsroom.hears(ANA, "Cancel")
    assert await newsroom.hears(ANA, "done") == ""
    assert await newsroom.hears(READER, "done") == ""


async def test_a_file_and_a_forwarded_message_come_in(newsroom: Newsroom) -> None:
    async def read() -> bytes:
        return ARTICLE.encode()

    typed = newsroom.answering.parse("/add")
    assert typed is not None
    ask = replace(newsroom.ask(ANA, typed), attachments=(Attachment("wall.txt", "text/plain", 400, read),))
    card = await newsroom.answering.answer(ask)
    assert card is not None
    assert "Harbour wall" in plain(card)
    other = ARTICLE.replace("1,200", "1,300")
    forwarded = replace(newsroom.ask(ANA, typed), reply=Reply("7", other, origin="Quay Gazette"))
    card = await newsroom.answering.answer(forwarded)
    assert card is not None
    assert "publisher" not in plain(card)


async def test_a_press_on_an_outdated_card_is_told_so(newsroom: Newsroom) -> None:
    card = await newsroom.card(ANA, f"/add {ARTICLE}")
    drop = next(b.line for row in card.rows for b in row if isinstance(b, Action) and " drop " in b.line)
    await newsroom.says(BEN, "/review 1 topics harbour, ferries")
    late = await newsroom.card(ANA, drop)
    assert late.mistake
    assert "meanwhile" in plain(late)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/review 7", "No briefing has number 7"),
        ("/review 1 drop x", "Name the item by its key"),
        ("/review 1 priority urgent", "A priority is one of"),
        ("/publish 1 at tomorrow", "is no time"),
        ("/describe 1", "Say what is known"),
        ("/return 1 no", "not in review"),
        ("/correct 1 minor", "not published"),
        ("/withdraw 1", "is not published"),
        ("/reports settle 4", "no open report"),
        ("/review 1 headline There are 99 walls", "“99”"),
    ],
)
async def test_mistakes_are_one_sentence_with_the_cure(newsroom: Newsroom, line: str, sentence: str) -> None:
    await newsroom.says(OWNER, f"/add {ARTICLE}")
    card = await newsroom.card(OWNER, line)
    assert card.mistake
    assert sentence in plain(card)
