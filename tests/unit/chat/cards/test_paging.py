import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.cards.cards import (
    Block,
    Bullets,
    Card,
    Change,
    Comparison,
    DateBlock,
    FigureBlock,
    Heading,
    Note,
    QuoteBlock,
    SourceLine,
    Text,
)
from bot.chat.cards.paging import cluster_border, cut, page_actions
from bot.chat.catalogue import Catalogue
from bot.console.render import plain

WORDS = ["peace", "НАТО", "שלום", "👩‍👩‍👧‍👦", "e\u0301a\u0323", "🇺🇦🇵🇱", "<&_*[@everyone", "a" * 70, "\n", "각"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join).filter(str.strip)
sources = st.sampled_from([SourceLine("One", "Paper", "1 May 2025", "https://one.example"), SourceLine("Two")])
blocks = st.one_of(
    st.builds(Heading, texts, st.sampled_from([1, 2])),
    st.builds(Text, texts, st.sampled_from([None, "Source"])),
    st.builds(Bullets, st.lists(texts, min_size=1, max_size=4).map(tuple)),
    st.builds(QuoteBlock, texts, st.just("Ada Byron"), context=st.none() | texts, source=sources),
    st.builds(FigureBlock, texts, st.just("Army"), source=sources),
    st.builds(DateBlock, st.just("6 March 2025"), texts, source=sources),
    st.builds(
        Comparison,
        st.lists(st.builds(Change, texts, st.sampled_from(["same", "gone", "come"])), min_size=1, max_size=4).map(
            tuple
        ),
    ),
    st.builds(Note, texts),
)


def texts_of(block: Block) -> list[str]:
    """The block's own texts, without speakers, sources and marks, which may be repeated."""
    if isinstance(block, Bullets):
        return list(block.items)
    if isinstance(block, Comparison):
        return [change.text for change in block.changes]
    if isinstance(block, DateBlock):
        return [block.what]
    return [block.text, block.context or ""] if isinstance(block, QuoteBlock) else [block.text]


def joined(texts: list[str]) -> str:
    return "".join("".join(text.split()) for text in texts)


@settings(max_examples=200, deadline=None)
@given(st.lists(blocks, max_size=8).map(tuple), st.integers(260, 900))
def test_every_page_fits_and_nothing_is_lost(shown: tuple[Block, ...], limit: int) -> None:
    def fits(page: object) -> bool:
        return len(plain(Card(tuple(page)))) <= limit  # type: ignore[arg-type]

    pages = cut(Card(shown), fits)
    for page in pages:
        assert fits(page.blocks)
    kept = joined([text for page in pages for block in page.blocks for text in texts_of(block)])
    for block in shown:
        for text in texts_of(block):
            assert joined([text]) in kept


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=20, max_size=200).map(" ".join).filter(str.strip))
def test_a_long_quote_keeps_its_speaker_on_every_part(text: str) -> None:
    pages = cut(
        Card((QuoteBlock(text, "Ada Byron", "mathematician", source=SourceLine("One")),)),
        lambda page: len(plain(Card(tuple(page)))) <= 250,
    )
    parts = [block for page in pages for block in page.blocks]
    assert all(isinstance(part, QuoteBlock) and part.speaker == "Ada Byron" for part in parts)
    said = [part.text for part in parts if isinstance(part, QuoteBlock)]
    assert "".join("".join(part.split()) for part in said) == "".join(text.split())
    notes = [part.note for part in parts if isinstance(part, QuoteBlock)]
    if len(parts) > 1:
        assert notes == [f"part {number} of {len(parts)}" for number in range(1, len(parts) + 1)]


def test_a_cut_prefers_the_border_between_words() -> None:
    text = "one two three four five six seven"
    pages = cut(Card((Text(text),)), lambda page: sum(len(b.text) for b in page if isinstance(b, Text)) <= 10)
    assert [block.text for page in pages for block in page.blocks if isinstance(block, Text)] == [
        "one two",
        "three four",
        "five six",
        "seven",
    ]


@pytest.mark.parametrize("cluster", ["👩‍👩‍👧‍👦", "e\u0301\u0323", "🇺🇦", "👍🏽", "1\ufe0f\u20e3", "각", "\r\n"])
def test_a_cluster_is_never_cut(cluster: str) -> None:
    text = f"x{cluster}y"
    for at in range(2, 1 + len(cluster)):
        assert cluster_border(text, at) == 1


def test_two_flags_may_be_parted_but_not_one() -> None:
    text = "🇺🇦🇵🇱"
    assert [cluster_border(text, at) for at in (1, 2, 3)] == [1, 2, 2]


def test_a_heading_stays_with_what_follows() -> None:
    card = Card((Text("a" * 40), Heading("Quotes", 2), QuoteBlock("“b”", "Ada")))
    pages = cut(card, lambda page: len(page) <= 2)
    assert [len(page.blocks) for page in pages] == [1, 2]


def test_one_source_is_named_once_a_page() -> None:
    source = SourceLine("One")
    quotes = tuple(QuoteBlock(f"“{n}”", "Ada", source=source) for n in range(4))
    pages = cut(Card(quotes), lambda page: len(page) <= 2)
    assert [[b.source for b in page.blocks if isinstance(b, QuoteBlock)] for page in pages] == [[None, source]] * 2


def test_limits_that_leave_no_room_are_a_programming_error() -> None:
    with pytest.raises(ValueError, match="no room"):
        cut(Card((Text("word"),)), lambda page: not page)


def test_page_buttons_lead_back_and_on() -> None:
    t = Catalogue()
    assert [a.line for a in page_actions("quote #7", 2, 3, t=t)] == ["quote page:1 #7", "quote page:3 #7"]
    assert page_actions("quote #7", 1, 1, t=t) == ()
    assert re.match("More", page_actions("quote #7", 1, 2, t=t)[0].label)
