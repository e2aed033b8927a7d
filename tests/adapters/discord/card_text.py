"""What a reader must see of each block, told apart from the renderer: lines of plain text with their bold parts."""

import functools
import re
import unicodedata

from bot.chat.cards.cards import (
    Block,
    Bullets,
    Comparison,
    DateBlock,
    FigureBlock,
    Heading,
    Note,
    QuoteBlock,
    SourceLine,
    Text,
)

DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def seen(text: str) -> str:
    """The text as anybody sees it: no control and direction characters, one space for any white space."""
    return re.sub(r"\s+", " ", "".join(character for character in text if _kept(character))).strip()


@functools.cache
def _kept(character: str) -> bool:
    if character.isspace():
        return True
    return not (
        unicodedata.category(character) == "Cc"
        or unicodedata.bidirectional(character) in DIRECTIONS
        or character == "\ufeff"
    )


def block_words(block: Block) -> str:
    """All that a block says, in order."""
    return seen(" ".join(part for part in _parts(block) if seen(part)))


def _parts(block: Block) -> list[str]:
    match block:
        case Heading() | Note():
            return [block.text]
        case Text():
            return [block.label or "", block.text]
        case Bullets():
            return list(block.items)
        case Comparison():
            return [change.text for change in block.changes]
        case QuoteBlock():
            first = [block.text, block.speaker, block.role or "", block.note or ""]
        case FigureBlock():
            first = [block.text, block.claim or "", block.window or ""]
        case DateBlock():
            first = [block.when, block.what, block.note or ""]
    return [*first, block.context or "", *_source(block.source)]


def _source(source: SourceLine | None) -> list[str]:
    return [source.title, source.publisher or "", source.day or ""] if source else []
