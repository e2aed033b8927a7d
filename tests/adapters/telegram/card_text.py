"""What a reader must see of each block, told apart from the renderer: its words in order, without decoration."""

import re
import unicodedata
from collections.abc import Iterable

from bot.chat.cards import (
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

DECORATION = re.compile(r"[\s·—,•↗“”]+")
NEVER_SHOWN = {
    "\x00",
    "\ufeff",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    *"\u0333\u033f\u030a",
    "\u200e",
    "\u200f",
}


def words(text: str) -> str:
    """The text without white space, decoration and what Telegram never shows."""
    shown = (c if unicodedata.category(c) != "Cc" else " " for c in text if c not in NEVER_SHOWN)
    return DECORATION.sub("", "".join(shown))


def block_words(block: Block) -> str:
    """All that a block says, in order."""
    return "".join(words(part) for part in _parts(block) if part)


def card_words(blocks: Iterable[Block]) -> str:
    """All that these blocks say, in order."""
    return "".join(map(block_words, blocks))


def _parts(block: Block) -> list[str | None]:
    match block:
        case Heading() | Note():
            return [block.text]
        case Text():
            return [block.label, block.text]
        case Bullets():
            return list(block.items)
        case Comparison():
            return [change.text for change in block.changes]
        case QuoteBlock():
            first = [block.speaker, block.role, block.note, block.text]
        case FigureBlock():
            first = [block.text, block.claim, block.window]
        case DateBlock():
            first = [block.when, block.what, block.note]
    return [*first, block.context, *_source(block.source)]


def _source(source: SourceLine | None) -> list[str | None]:
    return [source.title, source.publisher, source.day] if source else []
