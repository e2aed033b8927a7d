"""Every kind of card as Discord gets it; ``GOLDEN=write pytest …`` writes the files anew."""

import json
import os
from pathlib import Path

import pytest

from bot.chat.cards.cards import Card
from bot.chat.cards.outgoing import card_of
from bot.chat.catalogue import Catalogue
from bot.discord.render import render
from tests.adapters.discord.sample_cards import CARDS
from tests.unit.chat.cards.outgoing_samples import SAMPLES

FOLDER = Path(__file__).parents[2] / "golden" / "discord"


@pytest.mark.parametrize("name", CARDS)
def test_a_card_renders_as_its_golden_file(name: str) -> None:
    compare(name, CARDS[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_an_outgoing_renders_as_its_golden_file(name: str) -> None:
    compare(f"outgoing-{name}", card_of(SAMPLES[name], Catalogue()))


def compare(name: str, card: Card) -> None:
    got = json.dumps(render(card).body(), ensure_ascii=False, indent=2) + "\n"
    file = FOLDER / f"{name}.json"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(got, encoding="utf-8")
    assert got == file.read_text(encoding="utf-8")
