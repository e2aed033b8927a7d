"""A question that is open takes an answer that is meant as one, in time, and nothing else; publishing is confirmed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.asking import Attachment
from bot.chat.cards.cards import Card
from bot.chat.catalogue import Catalogue
from bot.chat.input.parsing import Typed
from bot.chat.owners import Access
from bot.console.asking import CHAT, PERSON
from bot.console.render import plain
from bot.console.session import Session
from briefings.domain.briefing import Status
from briefings.domain.people import Identity, Platform
from briefings.ports.store import Store
from tests.adapters.telegram.conftest import ANN, BOB, GROUP
from tests.adapters.telegram.conversing import button, message_of, sent_to
from tests.adapters.telegram.newsroom import make_answering, running
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.fakes.telegram_api import TelegramApi, serve_telegram
from tests.unit.chat.editors import ANA, ARTICLE, BEN, OWNER, READER, Editors, with_people

QUARTER = timedelta(minutes=15)
MOMENT = timedelta(seconds=1)
NOTE = "The interview was invented."
LONG = "The port authority said on Monday that the wall will be rebuilt. " * 40


@pytest.fixture
async def api() -> AsyncIterator[TelegramApi]:
    """Ann and Bob, in private and in a group."""
    async with serve_telegram(TelegramApi()) as server:
        server.people.person(ANN)
        server.people.person(BOB, "Bob")
        server.people.group(GROUP)
        server.people.member(GROUP, ANN, "administrator")
        server.people.member(GROUP, BOB)
        yield server


@pytest.fixture
async def editors(memory_store: MemoryStore, clock: SettableClock) -> Editors:
    """A newsroom with briefing 1 published and the question open why it is withdrawn."""
    made = await with_people(memory_store, clock)
    await made.says(ANA, f"/add {ARTICLE}")
    await made.says(ANA, "/describe 1 date 2026-03-02 publisher Gazette")
    await made.says(ANA, "/publish 1")
    assert "Why, said publicly?" in await made.says(ANA, "/withdraw 1 reasoned:yes")
    return made


async def status(store: Store) -> Status:
    async with store.reading() as unit:
        briefing = await unit.briefings.by_number(1)
    assert briefing is not None
    return briefing.status


async def is_open(editors: Editors) -> bool:
    async with editors.desk.store.reading() as unit:
        return bool(await unit.conversations.of(ANA))


async def published(editors: Editors) -> bool:
    return await status(editors.desk.store) is Status.PUBLISHED


async def asks_for_yes(editors: Editors) -> Card:
    card = await editors.answering.hear(editors.ask(ANA, Typed("")), NOTE)
    assert card is not None
    assert NOTE in plain(card)
    assert "Type yes if you mean it" in plain(card)
    assert await published(editors)
    return card


async def test_a_public_note_is_shown_and_goes_out_after_a_typed_yes(editors: Editors) -> None:
    await asks_for_yes(editors)
    assert "is withdrawn" in await editors.hears(ANA, "Yes")
    assert not await published(editors)
    assert NOTE in await editors.says(READER, "/corrections")


async def test_a_button_confirms_as_well_and_only_once(editors: Editors) -> None:
    card = await asks_for_yes(editors)
    assert "is withdrawn" in plain(await editors.press(ANA, card, "Yes, I mean it"))
    assert "nothing to confirm" in plain(await editors.press(ANA, card, "Yes, I mean it"))


async def test_no_is_no(editors: Editors) -> None:
    card = await asks_for_yes(editors)
    assert "Nothing was changed" in plain(await editors.press(ANA, card, "No"))
    assert "nothing to confirm" in plain(await editors.press(ANA, card, "Yes, I mean it"))
    assert await published(editors)


@pytest.mark.parametrize("said", ["no", "N", "cancel"])
async def test_a_typed_no_is_no(editors: Editors, said: str) -> None:
    await asks_for_yes(editors)
    assert "Nothing was changed" in await editors.hears(ANA, said)
    assert await editors.hears(ANA, "yes") == ""
    assert await published(editors)


async def test_anything_else_is_no_confirmation(editors: Editors) -> None:
    await asks_for_yes(editors)
    assert "Type yes if you mean it" in await editors.hears(ANA, "good morning everybody")
    assert await published(editors)


async def test_a_confirmation_belongs_to_its_words_and_its_person(editors: Editors) -> None:
    card = await asks_for_yes(editors)
    assert "nothing to confirm" in plain(await editors.press(BEN, card, "Yes, I mean it"))
    await editors.says(ANA, "/withdraw 1 reasoned:yes")
    await editors.hears(ANA, "Another note.")
    assert "nothing to confirm" in plain(await editors.press(ANA, card, "Yes, I mean it"))
    assert await published(editors)


async def test_the_right_is_asked_for_again_at_the_confirmation(editors: Editors) -> None:
    await asks_for_yes(editors)
    await editors.says(OWNER, "/team remove telegram:5")
    await editors.hears(ANA, "yes")
    assert await published(editors)


@pytest.mark.parametrize(
    "line",
    ["/withdraw 1 reasoned:yes", "/correct 1 material", "/publish 1 later", "/publish 1 later:yes", "/correct 1"],
)
async def test_what_publishes_is_waited_for_a_quarter_of_an_hour(
    editors: Editors, clock: SettableClock, line: str
) -> None:
    await editors.says(ANA, line)
    clock.move(QUARTER + MOMENT)
    late = await editors.hears(ANA, "good morning everybody")
    assert "comes too late" in late
    assert "Nothing was changed" in late
    assert not await is_open(editors)
    assert await editors.hears(ANA, "good morning everybody") == ""
    assert await published(editors)


async def test_an_answer_in_time_is_taken(editors: Editors, clock: SettableClock) -> None:
    clock.move(QUARTER)
    await asks_for_yes(editors)


async def test_the_confirmation_runs_out_as_well(editors: Editors, clock: SettableClock) -> None:
    card = await asks_for_yes(editors)
    clock.move(QUARTER + MOMENT)
    assert "comes too late" in plain(await editors.press(ANA, card, "Yes, I mean it"))
    assert await editors.hears(ANA, "yes") == ""
    assert await published(editors)


async def test_a_remark_does_not_keep_the_confirmation_open(editors: Editors, clock: SettableClock) -> None:
    await asks_for_yes(editors)
    clock.move(QUARTER)
    await editors.hears(ANA, "one moment")
    clock.move(MOMENT)
    assert "comes too late" in await editors.hears(ANA, "yes")
    assert await published(editors)


async def test_a_late_answer_may_be_asked_for_again(editors: Editors, clock: SettableClock) -> None:
    clock.move(QUARTER + MOMENT)
    late = await editors.answering.hear(editors.ask(ANA, Typed("")), NOTE)
    assert late is not None
    assert "Why, said publicly?" in plain(await editors.press(ANA, late, "Ask me again"))
    await asks_for_yes(editors)


@pytest.mark.parametrize("line", ["/review 1 headline", "/return 1", "/describe 1"])
async def test_what_the_newsroom_is_asked_is_waited_for_an_hour(
    editors: Editors, clock: SettableClock, line: str
) -> None:
    person = BEN if line.startswith("/return") else ANA
    await editors.says(person, line)
    clock.move(timedelta(hours=1) + MOMENT)
    assert "comes too late" in await editors.hears(person, "The wall is rebuilt")
    assert "Harbour wall to be rebuilt" in await editors.says(ANA, "/review 1")


async def test_an_article_that_was_begun_waits_for_two_days(editors: Editors, clock: SettableClock) -> None:
    first, second = ARTICLE.split("\n\n", 1)
    await editors.says(ANA, "/add")
    await editors.hears(ANA, first)
    clock.move(timedelta(days=2) - MOMENT)
    assert "characters so far" in await editors.hears(ANA, second)


async def test_an_add_without_a_word_is_waited_for_an_hour_but_an_article_is_always_taken(
    editors: Editors, clock: SettableClock
) -> None:
    await editors.says(ANA, "/add")
    clock.move(timedelta(hours=1) + MOMENT)
    assert "comes too late" in await editors.hears(ANA, "good morning everybody")
    await editors.says(ANA, "/add")
    clock.move(timedelta(hours=1) + MOMENT)
    assert "characters so far" in await editors.hears(ANA, ARTICLE)


async def test_a_forwarded_article_is_no_answer(editors: Editors) -> None:
    forwarded = replace(editors.ask(ANA, Typed("")), origin="The Quay Gazette")
    card = await editors.answering.hear(forwarded, "Wall to be rebuilt\n\nA short article.")
    assert card is not None
    assert "characters so far" in plain(card)
    assert await published(editors)


async def test_a_forward_whose_writer_hides_is_no_answer(editors: Editors) -> None:
    forwarded = replace(editors.ask(ANA, Typed("")), origin="")
    card = await editors.answering.hear(forwarded, "good morning")
    assert card is not None
    assert "Got 12 characters so far" in plain(card)
    assert await published(editors)


async def test_a_file_is_no_answer(editors: Editors) -> None:
    async def read() -> bytes:
        return ARTICLE.replace("harbour", "river").encode()

    file = Attachment("river.txt", "text/plain", 400, read)
    card = await editors.answering.hear(replace(editors.ask(ANA, Typed("")), attachments=(file,)), "")
    assert card is not None
    assert "Review 2" in plain(card)
    assert await published(editors)


@pytest.mark.parametrize("said", ["/brief", "/nosuch thing", "/done", "/help me", "drafts", "Help", "review 1"])
async def test_a_command_is_no_answer(editors: Editors, said: str) -> None:
    assert await editors.hears(ANA, said) == ""
    await asks_for_yes(editors)


@pytest.mark.parametrize("said", ["https://example.org/a?b=1", " http://example.org ", "www.example.org/x"])
async def test_a_link_alone_is_no_answer_and_the_question_stays_open(editors: Editors, said: str) -> None:
    assert "That is a link" in await editors.hears(ANA, said)
    await asks_for_yes(editors)


@pytest.mark.parametrize(("line", "said"), [("/withdraw 1 reasoned:yes", LONG), ("/review 1 headline", LONG[:500])])
async def test_a_text_too_long_for_the_question_is_no_answer(editors: Editors, line: str, said: str) -> None:
    await editors.says(ANA, line)
    assert "too long for the answer" in await editors.hears(ANA, said)
    assert await is_open(editors)


async def test_a_picture_without_words_is_no_answer(editors: Editors) -> None:
    assert "waiting for an answer in words" in await editors.hears(ANA, "")
    await asks_for_yes(editors)


async def test_a_sentence_that_begins_like_a_command_is_an_answer(editors: Editors) -> None:
    await editors.says(ANA, "/review 1 headline")
    assert "Review 1 · Review of the wall begins" in await editors.hears(ANA, "Review of the wall begins")


async def test_the_terminal_asks_for_a_yes_too(memory_store: MemoryStore, clock: SettableClock) -> None:
    made = await with_people(memory_store, clock)
    session = Session(made.answering, Catalogue())

    async def says(line: str) -> str:
        return plain(await session.answer(line) or Card(()))

    await says(f"/add {ARTICLE}")
    await says("/describe 1 date 2026-03-02 publisher Gazette")
    await says("/publish 1")
    await says("/withdraw 1 reasoned:yes")
    assert "Type yes if you mean it" in await says(NOTE)
    assert "Type yes if you mean it" in await says("good morning everybody")
    assert await status(memory_store) is Status.PUBLISHED
    assert "is withdrawn" in await says("1")
    async with memory_store.reading() as unit:
        assert await unit.conversations.get(PERSON, CHAT) is None


async def test_on_telegram_a_good_morning_withdraws_nothing(api: TelegramApi) -> None:
    clock, store = SettableClock(), MemoryStore()
    owner = Identity(Platform.TELEGRAM, str(ANN))
    answering = await make_answering(store=store, clock=clock, access=Access(owners=frozenset({owner})))
    async with running(api, answering):
        await api.people.say(ANN, ANN, "/withdraw 1 reasoned:yes")
        await api.world.effect(sent_to(ANN, "Why, said publicly?"))
        clock.move(timedelta(hours=20))
        await api.people.say(ANN, ANN, "good morning everybody")
        await api.world.effect(sent_to(ANN, "comes too late"))
        await api.people.say(ANN, ANN, "/withdraw 1 reasoned:yes")
        await api.world.effect(sent_to(ANN, "Why, said publicly?"))
        await api.people.say(ANN, ANN, NOTE)
        asked = await api.world.effect(sent_to(ANN, "Type yes if you mean it"))
        assert await status(store) is Status.PUBLISHED
        await api.people.press(ANN, message_of(api, asked), button(api, asked, "Yes, I mean it"))
        await api.world.effect(lambda e: e.method == "editMessageText" and "is withdrawn" in (e.text or ""))
    assert await status(store) is Status.WITHDRAWN


async def test_in_a_review_chat_the_button_is_the_writers_alone(api: TelegramApi) -> None:
    store, owner = MemoryStore(), Identity(Platform.TELEGRAM, str(ANN))
    room = frozenset({(Platform.TELEGRAM, str(GROUP))})
    answering = await make_answering(store=store, access=Access(owners=frozenset({owner}), rooms=room))
    async with running(api, answering):
        await api.people.say(ANN, GROUP, "/withdraw 1 reasoned:yes")
        question = message_of(api, await api.world.effect(sent_to(GROUP, "Why, said publicly?")))
        await api.people.say(ANN, GROUP, NOTE, reply_to_message=question)
        asked = await api.world.effect(sent_to(GROUP, "Type yes if you mean it"))
        message, yes = message_of(api, asked), button(api, asked, "Yes, I mean it")
        pressed = await api.people.press(BOB, message, yes)
        await api.world.effect(lambda e: e.sent.get("callback_query_id") == pressed)
        assert await status(store) is Status.PUBLISHED
        await api.people.say(ANN, GROUP, "yes", reply_to_message=message)
        await api.world.effect(sent_to(GROUP, "is withdrawn"))
