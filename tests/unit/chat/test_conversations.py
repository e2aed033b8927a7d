"""Forms that a platform cannot open are asked in turn; conversations outlive a restart and are listed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.asking import Attachment
from bot.chat.cards.cards import Card
from bot.chat.catalogue import Catalogue
from bot.chat.input.parsing import Typed
from bot.console.render import plain
from bot.console.session import Session
from briefings.domain.conversations import joined
from briefings.domain.people import ChatAddress, Platform
from tests.fakes.clock import SettableClock
from tests.unit.chat.asking import OPENS
from tests.unit.chat.editors import ANA, ARTICLE, BEN, DESCRIBED, OWNER, READER, Editors


async def added(editors: Editors) -> None:
    assert "Review 1" in await editors.says(ANA, f"/add {ARTICLE}")


async def test_a_field_after_the_other_is_asked_and_left_out_at_will(editors: Editors) -> None:
    await added(editors)
    card = await editors.card(ANA, "/review 1")
    asked = plain(await editors.press(ANA, card, "Say what is missing"))
    assert asked.startswith("Source of briefing 1: On which day was it published?")
    assert "Who published it?" in await editors.hears(ANA, "2026-03-02")
    done = await editors.hears(ANA, "-")
    assert "9 March 2026" in done
    assert "Not known: its publisher" in done
    assert await editors.hears(ANA, "more") == ""


async def test_a_wrong_answer_among_several_is_told_and_all_are_asked_again(editors: Editors) -> None:
    await added(editors)
    await editors.says(ANA, "/describe 1")
    await editors.hears(ANA, "the day before")
    told = await editors.hears(ANA, "The Quay Gazette")
    assert "the day before" in told
    assert "On which day was it published?" in told
    await editors.hears(ANA, "2026-03-02")
    assert "Not known" not in await editors.hears(ANA, "The Quay Gazette")


async def test_a_form_that_was_left_empty_is_asked_again(editors: Editors) -> None:
    await added(editors)
    await editors.says(ANA, DESCRIBED)
    await editors.press(ANA, await editors.card(ANA, "/review 1"), "Publish later")
    await editors.hears(ANA, "-")
    assert "Publish at" in await editors.hears(ANA, "-")
    await editors.hears(ANA, "23:30")
    assert "Type yes if you mean it" in await editors.hears(ANA, "-")
    assert "will be published on 24 February 2025, 23:30" in await editors.hears(ANA, "yes")


async def test_all_doubtful_items_are_kept_at_once(editors: Editors) -> None:
    await added(editors)
    assert "2 unclear" in await editors.says(ANA, "/review 1")
    assert "0 unclear" in await editors.says(ANA, "/review 1 keep all")


async def test_a_wrong_answer_may_be_given_again(editors: Editors) -> None:
    await added(editors)
    card = await editors.card(ANA, "/review 1")
    assert "Now: Harbour wall to be rebuilt" in plain(await editors.press(ANA, card, "Headline"))
    assert "“99”" in await editors.hears(ANA, "There are 99 walls")
    assert "Review 1 · The wall is rebuilt" in await editors.hears(ANA, "The wall is rebuilt")
    assert await editors.hears(ANA, "again") == ""


async def test_a_form_is_handed_to_a_platform_that_opens_it(editors: Editors) -> None:
    await added(editors)
    typed = editors.answering.parse("/review 1 headline")
    assert typed is not None
    card = await editors.answering.answer(editors.ask(BEN, typed, abilities=OPENS))
    assert card is not None
    assert card.form is not None
    assert [(field.name, field.value) for field in card.form.fields] == [("words", "Harbour wall to be rebuilt")]
    assert await editors.hears(BEN, "The wall is rebuilt") == ""


async def test_a_whole_summary_is_written_and_held_to_the_source(editors: Editors) -> None:
    await added(editors)
    await editors.says(ANA, "/review 1 summary")
    assert "“90”" in await editors.hears(ANA, "• The wall is rebuilt.\n• It costs 90 euros.")
    done = await editors.hears(ANA, "• The wall is rebuilt.\n\n• About 1,200 passengers have to change.")
    assert "• The wall is rebuilt.\n• About 1,200 passengers have to change." in done


async def test_the_right_is_asked_for_again_with_every_answer(editors: Editors) -> None:
    await added(editors)
    await editors.says(BEN, "/return 1")
    await editors.says(OWNER, "/team remove discord:7")
    assert "Only a reviewer" in await editors.hears(BEN, "Who says so?")
    await editors.says(ANA, "/add")
    await editors.says(OWNER, "/team remove telegram:5")
    assert await editors.hears(ANA, ARTICLE) == ""


async def test_what_was_left_half_way_is_listed_and_goes_on_after_a_restart(
    editors: Editors, clock: SettableClock
) -> None:
    await editors.says(ANA, "/add")
    first, second = ARTICLE.split("\n\n", 1)
    await editors.hears(ANA, first)
    clock.move(timedelta(hours=1))
    reopened = Editors(editors.desk.store, clock)
    listed = await reopened.says(ANA, "/drafts")
    assert "Left half way here; go on, or type cancel: /add – 26 characters" in listed
    assert "Nothing is in work" in await reopened.says(BEN, "/drafts")
    await reopened.hears(ANA, second)
    assert "Review 1 · Harbour wall to be rebuilt" in await reopened.hears(ANA, "done")
    assert "Left half way" not in await reopened.says(ANA, "/drafts")


async def test_a_forwarded_message_waits_for_the_rest_and_keeps_its_origin(editors: Editors) -> None:
    forwarded = replace(editors.ask(ANA, Typed("")), origin="The Quay Gazette")
    got = await editors.answering.hear(forwarded, ARTICLE)
    assert got is not None
    assert "characters so far" in plain(got)
    card = await editors.answering.hear(editors.ask(ANA, Typed("")), "done")
    assert card is not None
    assert "The article states: published by The Quay Gazette. Is that right?" in plain(card)
    assert "day is not known" in await editors.says(ANA, "/publish 1")
    await editors.says(ANA, "/describe 1 date 2026-03-02")
    refused = await editors.says(ANA, "/publish 1")
    assert "confirm first what the article states of itself" in refused
    confirmed = await editors.press(ANA, card, "That is right")
    assert "Is that right?" not in plain(confirmed)
    assert "is published" in await editors.says(ANA, "/publish 1")
    assert await editors.answering.hear(replace(editors.ask(READER, Typed("")), origin="x"), ARTICLE) is None


async def test_an_uploaded_file_is_taken_from_an_editor_only(editors: Editors) -> None:
    async def read() -> bytes:
        return f"By Ines Duarte\n\n{ARTICLE}".encode()

    shown: list[str] = []

    async def progress(sentence: str) -> None:
        shown.append(sentence)

    file = Attachment("wall.txt", "text/plain", 400, read)
    upload = replace(editors.ask(ANA, Typed("")), attachments=(file,), progress=progress)
    card = await editors.answering.hear(upload, "")
    assert card is not None
    assert "Review 1" in plain(card)
    assert shown == ["Reading wall.txt …"]
    assert await editors.answering.hear(replace(editors.ask(READER, Typed("")), attachments=(file,)), "") is None


async def test_the_terminal_joins_a_paste_of_many_lines_and_its_buttons_still_work(editors: Editors) -> None:
    session = Session(editors.answering, Catalogue())
    assert "Send the article" in plain(await session.answer("/add") or Card(()))
    first, rest = ARTICLE.split("\n\n", 1)
    await session.answer(f"{first}\x1b[2J")
    await session.answer(rest)
    draft = await session.answer("done")
    assert draft is not None
    assert "Review 1 · Harbour wall to be rebuilt" in plain(draft)
    assert "“We waited too long with this wall, […] Now it cannot wait.” – Ines Duarte" in plain(draft)
    labels = [button.label for button in session.buttons]
    asked = await session.answer(str(labels.index("Say what is missing") + 1))
    assert "On which day" in plain(asked or Card(()))
    assert "9 March 2026" not in plain(await session.answer("2026-03-02") or Card(()))
    assert "9 March 2026" in plain(await session.answer("-") or Card(()))


async def test_a_group_is_told_to_reply(editors: Editors) -> None:
    await added(editors)
    typed = editors.answering.parse("/review 1 headline")
    assert typed is not None
    there = ChatAddress(Platform.TELEGRAM, "-100")
    card = await editors.answering.answer(replace(editors.ask(ANA, typed), chat=there, direct=False))
    assert card is not None
    assert "Reply to this message" in plain(card)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("Headline", "Text."), "Headline\n\nText."),
        (("a" * 500, "b c"), "a" * 500 + " b c"),
        (("a" * 500 + ".", "b c"), "a" * 500 + ".\n\nb c"),
        (("a" * 500 + " ", " b", "c"), "a" * 500 + " b\n\nc"),
        ((), ""),
    ],
)
def test_a_paragraph_that_a_platform_cut_stays_whole(parts: tuple[str, ...], text: str) -> None:
    assert joined(parts) == text
