"""Each block of a card as Discord's markdown."""

import functools

from bot.chat.cards.cards import (
    Block,
    Bullets,
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
from bot.discord.markdown import bold, link, one_line, paragraph, plain, quoted, small, struck

_HASHES = {1: "##", 2: "###"}


@functools.lru_cache(maxsize=512)  # cutting a card into pages asks again and again
def block_text(block: Block) -> str:
    """The block's markup; empty when the block has nothing to show."""
    match block:
        case Heading():
            return _heading(block)
        case Text():
            return _joined(" ", bold(block.label or ""), paragraph(block.text))
        case Bullets():
            return _joined("\n", *(f"- {plain(item)}" for item in block.items if one_line(item)))
        case Comparison():
            return _joined(" ", *(_change(change) for change in block.changes))
        case Note():
            return _joined("\n", *(small(line) for line in paragraph(block.text).split("\n")))
        case QuoteBlock() | FigureBlock() | DateBlock():
            return _joined("\n", *_item(block), *_small_print(block.context, block.source))


def _item(block: QuoteBlock | FigureBlock | DateBlock) -> tuple[str, ...]:
    match block:
        case QuoteBlock():
            return _quote(block)
        case FigureBlock():
            return bold(block.text), _joined(" · ", plain(block.claim or ""), plain(block.window or ""))
        case DateBlock():
            line = _joined(" — ", bold(block.when), plain(block.what))
            return (_joined(" · ", line, plain(block.note or "")),)


def _heading(block: Heading) -> str:
    title = link(block.text, block.url) if one_line(block.text) else ""
    return title and f"{_HASHES.get(block.level, '###')} {title}"


def _quote(block: QuoteBlock) -> tuple[str, ...]:
    who = _joined(", ", bold(block.speaker), plain(block.role or ""))
    return quoted(paragraph(block.text)), _joined(" · ", who, plain(block.note or ""))


def _small_print(context: str | None, source: SourceLine | None) -> tuple[str, ...]:
    return small(plain(context or "")), small(_source(source) if source else "")


def _source(source: SourceLine) -> str:
    return _joined(" · ", link(source.title, source.url), plain(source.publisher or ""), plain(source.day or ""))


def _change(change: Change) -> str:
    match change.kind:
        case "gone":
            return struck(change.text)
        case "come":
            return bold(change.text)
        case _:
            return plain(change.text)


def _joined(by: str, *parts: str) -> str:
    return by.join(part for part in parts if part)
