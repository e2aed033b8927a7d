"""The law of rendering, over thousands of random cards."""

import random
import re
from collections.abc import Iterable

import pytest

from bot.chat.cards.cards import Block, Bullets, Card, Comparison, DateBlock, Heading, Note, QuoteBlock, Text
from bot.chat.catalogue import Catalogue
from bot.discord.controls import JSON
from bot.discord.render import Page, one_page, pages, render, walk
from tests.adapters.discord.card_text import block_words, seen
from tests.adapters.discord.markdown_model import Line, read
from tests.adapters.discord.random_cards import random_card

CARDS = 10_000
DECORATION = re.compile(r"[\s·—,]+")
FORBIDDEN = {"live", "bare address", "code", "spoiler", "underline", "emphasis"}


@pytest.mark.parametrize("part", range(4))
def test_random_cards_keep_every_limit_and_lose_nothing(part: int) -> None:
    dice = random.Random(part)
    for _ in range(CARDS // 4):
        check_card(random_card(dice, longest=20))


def test_cards_longer_than_a_message_are_cut_and_lose_nothing() -> None:
    dice = random.Random(4)
    several = sum(check_card(random_card(dice, longest=1500)) > 1 for _ in range(150))
    assert several > 50


def check_card(card: Card) -> int:
    """Check every page of a card and return how many there are."""
    cards = pages(card, t=Catalogue())
    whole = one_page(card)
    assert whole == (render(cards[0]) if len(cards) == 1 else None)
    for page in cards:
        check_page(page, render(page))
    check_whole(card, cards)
    return len(cards)


def check_whole(card: Card, cards: tuple[Card, ...]) -> None:
    """Whatever is too long for one page stands whole and in order on several."""
    shown = [block for page in cards for block in page.blocks]
    for block in card.blocks:
        parts = [main_text(part) for part in shown if type(part) is type(block)]
        assert bare(main_text(block)) in bare("".join(parts))


def main_text(block: Block) -> str:
    match block:
        case Bullets():
            return seen(" ".join(block.items))
        case Comparison():
            return seen(" ".join(change.text for change in block.changes))
        case DateBlock():
            return seen(block.what)
        case _:
            return seen(block.text)


def test_many_short_sections_fit_one_message() -> None:
    section = (
        Heading("New · Harbour reopens", level=2),
        Bullets(("It is open again.",)),
        Note("Coast Daily · /brief 1"),
    )
    assert len(pages(Card((Heading("Digest for Monday 24 February"), *section * 18)), t=Catalogue())) == 1


def check_page(card: Card, page: Page) -> None:
    body = page.body()
    check_limits(body)
    assert body["allowed_mentions"] == {"parse": []}
    assert body["flags"] == 1 << 15
    displays = [read(part["content"]) for part in walk(page.components) if part["type"] == 10]
    shown = [block for block in card.blocks if block_words(block)]
    groups: list[list[Block]] = []
    for block in shown:
        if groups and isinstance(groups[-1][0], Heading) and isinstance(block, Text | Bullets | Note):
            groups[-1].append(block)
        else:
            groups.append([block])
    assert len(displays) == len(groups)
    for group, display in zip(groups, displays, strict=True):
        check_group(group, display)


def check_group(group: list[Block], display: list[Line]) -> None:
    block = group[0]
    runs = [run for line in display for run in line.runs]
    assert not [run for run in runs if run.marks & FORBIDDEN], (group, runs)
    words = "".join(run.text for run in runs if not (run.url and run.text == run.url))
    assert bare(words) == bare("".join(block_words(block) for block in group)), group
    if isinstance(block, QuoteBlock):
        quotes = [n for n, line in enumerate(display) if line.kind == "quote"]
        assert quotes == list(range(len(quotes)))
        assert all(line.kind in ("line", "small") for line in display[len(quotes) :])
        if speaker := seen(block.speaker):
            first = display[len(quotes)].runs[0]
            assert (first.text, first.marks) == (speaker, frozenset({"strong"}))


def check_limits(body: JSON) -> None:
    parts = list(walk(body["components"]))
    assert len(parts) <= 40
    assert sum(len(p["content"].encode("utf-16-le")) // 2 for p in parts if p["type"] == 10) <= 4000
    ids = [p["custom_id"] for p in parts if "custom_id" in p]
    assert len(ids) == len(set(ids))
    assert all(len(i) <= 100 for i in ids)
    for part in parts:
        if part["type"] == 1:
            assert 1 <= len(part["components"]) <= 5
        if part["type"] == 2:
            assert 1 <= len(part["label"]) <= 80
            assert len(part.get("url", "")) <= 512
        if part["type"] == 3:
            values = [option["value"] for option in part["options"]]
            assert 1 <= len(values) == len(set(values)) <= 25
            assert all(1 <= len(text) <= 100 for text in texts(part["options"]))
            assert len(part["placeholder"]) <= 150


def texts(options: Iterable[JSON]) -> list[str]:
    return [text for option in options for text in (option["label"], option["value"])]


def bare(text: str) -> str:
    return DECORATION.sub("", text)
