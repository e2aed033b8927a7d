"""Every reader's card as plain text; ``GOLDEN=write pytest …`` writes the files anew."""

import os
from pathlib import Path

import pytest

from bot.chat.answering import Answering
from tests.unit.chat.asking import words_for

FOLDER = Path(__file__).parents[2] / "golden" / "plain"
LINES = {
    "start": "/start",
    "help": "/help",
    "help-of-quote": "/help quote",
    "brief": "/brief",
    "brief-full": "/brief 1 full",
    "brief-quotes": "/brief 1 quotes",
    "brief-figures": "/brief 1 figures",
    "brief-dates-in-context": "/brief 1 dates context",
    "brief-sources": "/brief 1 sources",
    "quote": "/quote zelensky",
    "quote-in-context": "/quote Зеленський nato context",
    "quote-nothing": "/quote zelensky summit since 2025-02-01",
    "quote-unknown": "/quote merkel",
    "fragment": "/quote trump",
    "figures": "/figures",
    "dates": "/dates",
    "search": "/search nato",
    "search-nothing": "/search volcano",
    "speakers": "/speakers",
    "topics": "/topics",
    "topic-unknown": "/brief sport",
    "check-verbatim": "/check I can exchange it for NATO",
    "check-altered": "/check If there is peace for Ukraine, if you really want me to leave my post, I am ready",
    "check-not-found": "/check The moon is made of cheese",
    "wrong-day": "/quote zelensky since 2025-02-31",
    "unknown-command": "/quoet zelensky",
}


@pytest.mark.parametrize("name", LINES)
async def test_a_card_reads_as_its_golden_file(newsroom: Answering, name: str) -> None:
    got = await words_for(newsroom, LINES[name]) + "\n"
    file = FOLDER / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(got, encoding="utf-8")
    assert got == file.read_text(encoding="utf-8")
