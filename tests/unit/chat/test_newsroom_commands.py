"""The editors works from the chat: by commands, with rights checked at each."""

from dataclasses import replace

import pytest

from bot.chat.asking import Attachment, Reply
from bot.chat.cards.cards import Action
from bot.console.render import plain
from tests.unit.chat.editors import ANA, ARTICLE, BEN, OWNER, READER, Editors


async def test_the_whole_way_of_an_article(editors: Editors) -> None:
    added = await editors.says(ANA, f"/add {ARTICLE}")
    assert "Review 1 · Harbour wall to be rebuilt" in added
    assert "the article's day" in added
    described = await editors.says(ANA, '/describe 1 date 2026-03-02 publisher "Quay Gazette"')
    assert "Not known" not in described
    assert "9 March 2026" in described
    assert "is approved" not in await editors.says(READER, "/approve 1")
    assert "waits for a review" in await editors.says(ANA, "/submit 1")
    assert "is approved" in await editors.says(BEN, "/approve 1")
    assert "is published" in await editors.says(ANA, "/publish 1")
    assert "Ines Duarte" in await editors.says(READER, "/quote duarte")
    headline = await editors.says(ANA, "/review 1 headline Harbour wall to be rebuilt at last")
    assert "Correct quietly" in str(await editors.card(ANA, "/review 1"))
    assert "at last" in headline
    assert "at last" not in await editors.says(READER, "/brief 1")
    assert "is corrected" in await editors.says(ANA, "/correct 1 material The headline said too little.")
    assert "The headline said too little." in await editors.says(READER, "/brief 1")
    assert "The headline said too little." in await editors.says(READER, "/corrections")
    history = await editors.says(ANA, "/history 1")
    assert "Ana" in history
    assert "at last" in history
    assert "Thank you" in await editors.says(READER, "/report 1 It is a quay, not a wall.")
    assert "It is a quay" in await editors.says(BEN, "/reports")
    assert "is withdrawn" in await editors.says(ANA, "/withdraw 1 It is a quay.")
    assert "Briefing 1 was withdrawn: It is a quay." in await editors.says(READER, "/brief 1")
    log = await editors.says(BEN, "/log")
    assert "The chain is whole" in log
    assert "withdraw" in log


@pytest.mark.parametrize(
    "line",
    ["/add text", "/describe 1 title T", "/drafts", "/review 1", "/submit 1", "/approve 1", "/return 1 no", "/log",
     "/publish 1", "/correct 1 minor", "/withdraw 1", "/history 1", "/reports", "/team",
     "/team add telegram:9 owner Me"],
)  # fmt: skip
async def test_a_reader_may_do_none_of_it(editors: Editors, line: str) -> None:
    await editors.says(ANA, f"/add {ARTICLE}")
    card = await editors.card(READER, line)
    assert card.mistake
    assert plain(card).startswith("Only")


@pytest.mark.parametrize(
    "line",
    ["review 1 headline Harbour wall", "review 1 priority breaking", "review 1 keep all", "submit 1", "publish 1"],
)
async def test_what_is_typed_is_checked_against_what_the_editor_saw_last(editors: Editors, line: str) -> None:
    await editors.says(ANA, f"/add {ARTICLE}")
    await editors.says(ANA, '/describe 1 date 2026-03-02 publisher "Quay Gazette"')
    await editors.says(BEN, "/review 1 headline Wall to be rebuilt")
    told = await editors.says(ANA, f"/{line}")
    assert "changed briefing 1 meanwhile" in told
    assert "Changed since you looked" in told
    assert "Wall to be rebuilt" in told
    again = await editors.says(ANA, f"/{line}")
    assert "meanwhile" not in again
    if line.startswith("review") and "keep" not in line:
        assert "Ana changed briefing 1 meanwhile" in await editors.says(BEN, "/review 1 topics harbour")


async def test_a_dismissed_editor_loses_the_rights_at_once(editors: Editors) -> None:
    assert "Nothing is in work" in await editors.says(ANA, "/drafts")
    await editors.says(OWNER, "/team remove telegram:5")
    assert (await editors.card(ANA, "/drafts")).mistake


async def test_messages_in_a_row_are_joined_until_done(editors: Editors) -> None:
    first, second = ARTICLE.split("\n\n", 1)
    assert "Send the article" in await editors.says(ANA, "/add")
    assert "characters so far" in await editors.hears(ANA, first)
    assert "characters so far" in await editors.hears(ANA, second)
    assert "Harbour wall to be rebuilt" in await editors.hears(ANA, "done")
    assert await editors.hears(ANA, "more") == ""
    assert "known already" in await editors.says(ANA, f"/add {ARTICLE}")


async def test_a_conversation_can_be_left(editors: Editors) -> None:
    await editors.says(ANA, "/add")
    assert "Nothing was changed" in await editors.hears(ANA, "Cancel")
    assert await editors.hears(ANA, "done") == ""
    assert await editors.hears(READER, "done") == ""


async def test_a_file_and_a_forwarded_message_come_in(editors: Editors) -> None:
    async def read() -> bytes:
        return ARTICLE.encode()

    typed = editors.answering.parse("/add")
    assert typed is not None
    ask = replace(editors.ask(ANA, typed), attachments=(Attachment("wall.txt", "text/plain", 400, read),))
    card = await editors.answering.answer(ask)
    assert card is not None
    assert "Harbour wall" in plain(card)
    other = ARTICLE.replace("1,200", "1,300")
    forwarded = replace(editors.ask(ANA, typed), reply=Reply("7", other, origin="Quay Gazette"))
    card = await editors.answering.answer(forwarded)
    assert card is not None
    assert "publisher" not in plain(card)


async def test_a_press_on_an_outdated_card_is_told_so(editors: Editors) -> None:
    card = await editors.card(ANA, f"/add {ARTICLE}")
    drop = next(b.line for row in card.rows for b in row if isinstance(b, Action) and " drop " in b.line)
    await editors.says(BEN, "/review 1 headline Harbour wall to be rebuilt at last")
    late = await editors.card(ANA, drop)
    assert "Ben changed briefing 1 meanwhile" in plain(late)
    assert "New headline; it was “Harbour wall to be rebuilt”" in plain(late)
    assert "1,200 passengers" in plain(late)
    assert any("seen:2" in b.line for row in late.rows for b in row if isinstance(b, Action))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/review 7", "No briefing has number 7"),
        ("/review 1 drop x", "Name the item by its key"),
        ("/review 1 priority urgent", "A priority is one of"),
        ("/publish 1 at tomorrow", "is no time"),
        ("/describe 1 date 2025", "Name one day"),
        ("/return 1 no", "not in review"),
        ("/correct 1 minor", "not published"),
        ("/withdraw 1 wrong", "is not published"),
        ("/reports settle 4", "no open report"),
        ("/review 1 headline There are 99 walls", "“99”"),
    ],
)
async def test_mistakes_are_one_sentence_with_the_cure(editors: Editors, line: str, sentence: str) -> None:
    await editors.says(OWNER, f"/add {ARTICLE}")
    card = await editors.card(OWNER, line)
    assert card.mistake
    assert sentence in plain(card)


@pytest.mark.parametrize(
    "link",
    [
        "ftp://gazette.example/harbour",
        "https://gazette.example/harbour",
        "www.gazette.example",
        "gazette.example/harbour?page=2",
        "mailto:ana@gazette.example",
    ],
)
async def test_a_link_is_never_taken_for_an_article(editors: Editors, link: str) -> None:
    assert "Links are not opened here" in await editors.says(ANA, f"/add {link}")


async def test_an_item_that_is_gone_is_told_with_the_draft(editors: Editors) -> None:
    await editors.says(ANA, f"/add {ARTICLE}")
    told = await editors.says(ANA, "/review 1 item q99999")
    assert told.startswith("Briefing 1 has no item q99999 (any more).")
    assert "Review 1" in told
