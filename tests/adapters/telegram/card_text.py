"""What a reader must see of each block, told apart from the renderer: its words in order, without decoration."""

import re
from collections.abc import Iterable

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

DECORATION = re.compile(r"[\s·—,•↗“”]+")
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_NEVER_SHOWN: dict[int, None] = dict.fromkeys(
    (*_CONTROLS, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x0333, 0x033F, 0x030A, 0x200E, 0x200F)
)


def words(text: str) -> str:
    """The text without white space, decoration and what Telegram never shows."""
    return DECORATION.sub("", text.translate(_NEVER_SHOWN))


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
