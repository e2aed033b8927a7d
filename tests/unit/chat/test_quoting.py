"""Quotes of a speaker: the speaker meant or those to choose from, what narrows them, and what lies further back."""

from dataclasses import replace
from datetime import date

import pytest

from bot.chat.answering import Answering
from bot.chat.cards.cards import Action, QuoteBlock
from bot.chat.desk import Desk
from bot.console.render import plain
from tests.fakes.newsroom import keep, make_briefing
from tests.unit.chat.asking import READER, card_for, publish_story, words_for


async def allowed() -> bool:
    return True


async def test_older_quotes_of_one_day_are_reached_one_page_after_another(answering: Answering, desk: Desk) -> None:
    said = [("Ada Alm", f"This is sentence number {place} of the day") for place in range(120)]
    await publish_story(desk, make_briefing(1, said=said, published_at=None, source_day=date(2025, 2, 23)))
    card, seen = await card_for(answering, "/quote alm since 2025-02-23"), list[str]()
    for count in (50, 50, 20):
        shown = [block.text for block in card.blocks if isinstance(block, QuoteBlock)]
        assert len(shown) == count
        seen += shown
        older = [
            button for row in card.rows for button in row if isinstance(button, Action) and button.label == "Older"
        ]
        card = await card_for(answering, older[0].line) if older else card
    assert not older
    assert len(set(seen)) == 120


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/quote koval", "“The harbour stays open”"),
        ("/export markdown koval", "1 citation, as a file."),
        ("/follow koval", "Olena Koval"),
    ],
)
async def test_a_choice_of_speakers_asks_the_same_again(answering: Answering, desk: Desk, line: str, says: str) -> None:
    said = [("Olena Koval", "The harbour stays open"), ("Petro Koval", "The harbour will be shut")]
    await keep(desk.store, make_briefing(1, said=said, published_at=desk.clock.now()))
    admin = replace(READER, is_chat_admin=allowed)
    asked = await card_for(answering, line, admin)
    choice = next(button for row in asked.rows for button in row if button.label == "Olena Koval")
    assert isinstance(choice, Action)
    chosen = await words_for(answering, choice.line, admin)
    assert says in chosen
    assert "Petro Koval" not in chosen


@pytest.mark.parametrize("behind", ["", " shut", " since 2020", " shut since 2020"])
@pytest.mark.parametrize("name", ["Petro Koval", "koval petro", '"Petro Koval"', "Петро Коваль", "P. Koval"])
async def test_a_name_of_several_words_needs_no_marks(answering: Answering, desk: Desk, name: str, behind: str) -> None:
    said = [("Olena Koval", "The harbour stays open"), ("Petro Koval", "The harbour will be shut")]
    await keep(desk.store, make_briefing(1, said=said, published_at=desk.clock.now()))
    answered = await words_for(answering, f"/quote {name}{behind}")
    assert "“The harbour will be shut”" in answered
    assert "Olena" not in answered


async def test_a_briefing_that_cannot_be_narrows_all_the_same(newsroom: Answering) -> None:
    assert "No briefing has number 0." in await words_for(newsroom, "/quote zelensky briefing 0")
    assert "No published quote of" in await words_for(newsroom, "/quote zelensky moon briefing 1")


@pytest.mark.parametrize(
    "line",
    [
        "/quote koval harbour since 2025-02-20 until 2025-02-24",
        '/quote koval words:"open harbour" since:2025-02 briefing:1 context:yes',
        "/quote kovl words:harbour since:2025-02-20",
    ],
)
async def test_a_choice_of_speakers_keeps_what_was_typed_behind_the_name(
    answering: Answering, desk: Desk, line: str
) -> None:
    said = [("Olena Koval", "The harbour stays open"), ("Olena Koval", "No money"), ("Petro Koval", "The harbour")]
    await keep(desk.store, make_briefing(1, said=said, published_at=desk.clock.now()))
    asked = await card_for(answering, line)
    assert f"“{'kovl' if 'kovl' in line else 'koval'}”" in plain(asked)
    choice = next(button for row in asked.rows for button in row if button.label == "Olena Koval")
    assert isinstance(choice, Action)
    chosen = await words_for(answering, choice.line)
    assert "Olena Koval · 1 quote" in chosen
    assert "The harbour stays open" in chosen
    assert "since" in chosen


async def test_a_briefing_tells_only_what_it_has(answering: Answering, desk: Desk) -> None:
    await keep(
        desk.store, make_briefing(1, said=[("Olena Koval", "The harbour stays open")], published_at=desk.clock.now())
    )
    assert "Briefing 1 · 1 quote" in (told := await words_for(answering, "/brief 1"))
    assert " 0 " not in told
