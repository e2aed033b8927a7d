"""The law of rendering, over thousands of random cards, judged by the strict model of Telegram's HTML."""

import random
from dataclasses import replace

import pytest

from bot.chat.cards.cards import Bullets, Card, Comparison, DateBlock, FigureBlock, Heading, Note, QuoteBlock, Text
from bot.chat.cards.paging import cut
from bot.telegram.render import Page, fits, render
from tests.adapters.discord.random_cards import random_card
from tests.adapters.telegram.card_text import card_words, words
from tests.fakes.telegram_api.html import Parsed, parse
from tests.fakes.telegram_api.keyboards import checked_markup, checked_preview
from tests.fakes.telegram_api.messages import accepted
from tests.fakes.telegram_api.text import found_by_telegram, utf16

CARDS = 10_000
PARTS = 4
LONG_CARDS = 60


@pytest.mark.parametrize("part", range(PARTS))
def test_random_cards_keep_every_limit_and_lose_nothing(part: int) -> None:
    dice = random.Random(part)
    whole = 0
    for _ in range(CARDS // PARTS):
        card = random_card(dice, longest=20)
        if not fits(card.blocks):
            check_cut(card)
            continue
        whole += 1
        parsed = check_page(card, render(card))
        assert words(parsed.text) == card_words(card.blocks) or is_blank_card(card)
    assert whole > CARDS // PARTS * 0.9


@pytest.mark.parametrize("part", range(PARTS))
def test_long_cards_are_cut_without_losing_a_word_or_a_speaker(part: int) -> None:
    dice = random.Random(100 + part)
    cut_cards = 0
    for _ in range(LONG_CARDS // PARTS):
        cut_cards += check_cut(random_card(dice, longest=1200)) > 1
    assert cut_cards > LONG_CARDS // PARTS // 4


def check_cut(card: Card) -> int:
    """Check every page of a card and return how many there are."""
    pages = cut(card, fits)
    for page in pages:
        check_page(page, render(page))
    check_nothing_lost(card, pages)
    return len(pages)


def check_page(card: Card, page: Page) -> Parsed:
    parsed = parse(page.html)
    assert parsed.text == page.text
    assert utf16(parsed.text) <= 4096
    accepted(parsed)
    checked_markup(page.buttons.to_json() if page.buttons else None)
    checked_preview({"url": page.preview} if page.preview else None)
    check_no_live_mention(parsed)
    check_quotes(card, parsed)
    return parsed


def check_no_live_mention(parsed: Parsed) -> None:
    dead = [e for e in parsed.entities if e.kind in {"code", "text_link"}]
    for kind, offset, length in found_by_telegram(parsed.text):
        live = not any(e.offset < offset + length and offset < e.end for e in dead)
        assert not (live and kind == "mention"), parsed.text


def check_quotes(card: Card, parsed: Parsed) -> None:
    """Every quote stands under its own speaker, in bold."""
    quotes = [block for block in card.blocks if isinstance(block, QuoteBlock)]
    shown = [e for e in parsed.entities if e.kind in {"blockquote", "expandable_blockquote"}]
    assert len(shown) == len(quotes)
    bold = [e for e in parsed.entities if e.kind == "bold"]
    for block, entity in zip(quotes, shown, strict=True):
        assert words(parsed.of(entity)) == words(block.text)
        assert parsed.of(entity)[0] + parsed.of(entity)[-1] == "“”"
        if words(block.speaker):
            speaker = [e for e in bold if e.end <= entity.offset][-1]
            assert words(parsed.of(speaker)) == words(block.speaker)


def check_nothing_lost(card: Card, pages: tuple[Card, ...]) -> None:
    original = [block for block in card.blocks if isinstance(block, QuoteBlock)]
    shown = [block for page in pages for block in page.blocks if isinstance(block, QuoteBlock)]
    assert "".join(words(q.text) for q in shown) == "".join(words(q.text) for q in original)
    assert {q.speaker for q in shown} == {q.speaker for q in original}
    for kind in (Heading, Bullets, Comparison, Note):
        others = [block for block in card.blocks if isinstance(block, kind)]
        kept = [block for page in pages for block in page.blocks if isinstance(block, kind)]
        assert card_words(kept) == card_words(others), kind
    paragraphs = "".join(words(b.text) for page in pages for b in page.blocks if isinstance(b, Text))
    assert all(words(block.text) in paragraphs for block in card.blocks if isinstance(block, Text))
    for items in (FigureBlock, DateBlock):
        one = [word for block in card.blocks if isinstance(block, items) for word in texts_of(block)]
        all_pages = [b for page in pages for b in page.blocks if isinstance(b, items)]
        assert "".join(words(t) for b in all_pages for t in texts_of(b)) == "".join(map(words, one)), items


def texts_of(block: FigureBlock | DateBlock) -> list[str]:
    return [block.text] if isinstance(block, FigureBlock) else [block.what]


def is_blank_card(card: Card) -> bool:
    return render(replace(card, rows=(), menus=())).text == "…"
