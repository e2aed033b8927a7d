"""Every reader's card as Telegram gets it; ``GOLDEN=write pytest …`` writes the files anew."""

import os
import re
from pathlib import Path

import pytest

from bot.chat.cards.greeting import greeting
from bot.chat.cards.outgoing import card_of
from bot.chat.cards.paging import cut
from bot.telegram.render import Page, fits, render
from tests.adapters.telegram.newsroom import make_answering
from tests.unit.chat.asking import READER, card_for
from tests.unit.chat.cards.outgoing_samples import SAMPLES
from tests.unit.chat.test_golden import LINES

SPEAKER_ID = re.compile(r"#[0-9a-f]{16}")
FOLDER = Path(__file__).parents[2] / "golden" / "telegram"


def written(pages: list[Page]) -> str:
    """The pages as people can review them: the markup, then the keyboard, a row a line."""
    parts = []
    for page in pages:
        rows = page.buttons.inline_keyboard if page.buttons else ()
        keys = ["  ".join(f"[{b.text} → {b.callback_data or b.url or 'copy'}]" for b in row) for row in rows]
        preview = [f"preview: {page.preview}"] if page.preview else []
        parts.append("\n".join([page.html, "", *keys, *preview]).rstrip())
    return SPEAKER_ID.sub("#speaker", "\n\n=== next page ===\n\n".join(parts)) + "\n"


def compare(name: str, got: str) -> None:
    file = FOLDER / f"{name}.html"
    if os.environ.get("GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        file.write_text(got, encoding="utf-8")
    assert got == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LINES)
async def test_a_card_is_sent_as_its_golden_file(name: str) -> None:
    card = await card_for(await make_answering(), LINES[name])
    compare(name, written([render(page) for page in cut(card, fits, t=READER.t)]))


@pytest.mark.parametrize("name", SAMPLES)
def test_an_outgoing_is_sent_as_its_golden_file(name: str) -> None:
    card = card_of(SAMPLES[name], READER.t)
    compare(f"outgoing-{name}", written([render(page) for page in cut(card, fits, t=READER.t)]))


def test_the_greeting_is_sent_as_its_golden_file() -> None:
    card = greeting(READER.t, missing=("the right to write messages",))
    compare("greeting", written([render(card)]))
