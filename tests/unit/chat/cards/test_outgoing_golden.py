"""What is sent of its own accord as plain text; ``GOLDEN=write pytest …`` writes the files anew."""

import os
from pathlib import Path

import pytest

from bot.chat.cards.outgoing import card_of
from bot.chat.catalogue import Catalogue
from bot.console.render import plain
from tests.unit.chat.cards.outgoing_samples import SAMPLES

FOLDER = Path(__file__).parents[3] / "golden" / "plain"


@pytest.mark.parametrize("name", SAMPLES)
def test_an_outgoing_reads_as_its_golden_file(name: str) -> None:
    got = plain(card_of(SAMPLES[name], Catalogue())) + "\n"
    file = FOLDER / f"outgoing-{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(got, encoding="utf-8")
    assert got == file.read_text(encoding="utf-8")
