"""Cards as text for a terminal or a pipe: one layout, with or without colour."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.chat.cards.cards import (
    Block,
    Bullets,
    Card,
    Comparison,
    DateBlock,
    FigureBlock,
    Heading,
    Note,
    QuoteBlock,
    SourceLine,
    Text,
)
from bot.chat.cards.paging import one_source_line

INDENT = "   "


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text in one style; the styles' looks are the terminal's business."""

    text: str
    style: str = ""


Line = tuple[Run, ...]


def plain(card: Card) -> str:
    """The card as plain text without a line end at its close; lines are not wrapped."""
    return "\n".join("".join(run.text for run in line) for line in lay_out(card))


def beside_file(card: Card) -> Card:
    """The card without what the file that comes with it says: both are printed."""
    if card.document is None:
        return card
    return replace(card, blocks=tuple(block for block in card.blocks if isinstance(block, Note)))


def file_lines(card: Card) -> list[str]:
    """The lines of the file that comes with the card, safe for a terminal."""
    if card.document is None:
        return []
    return [clean(line) for line in card.document.data.decode().split("\n")]


def lay_out(card: Card) -> list[Line]:
    """The card's lines; blocks stand apart by an empty line, but what belongs together does not."""
    lines: list[Line] = []
    before: Block | None = None
    for block in one_source_line(card.blocks):
        if before is not None and not _close(before, block):
            lines.append(())
        lines += _lines(block)
        before = block
    return lines


def _close(before: Block, block: Block) -> bool:
    if isinstance(before, Heading):
        return before.level > 1 or isinstance(block, Note | Bullets)
    if isinstance(before, Note):
        return isinstance(block, Note | Bullets | Comparison)
    return (isinstance(before, Bullets | Text) and isinstance(block, Note)) or _items_of_a_list(before, block)


def _items_of_a_list(before: Block, block: Block) -> bool:
    return isinstance(before, FigureBlock | DateBlock) and isinstance(block, FigureBlock | DateBlock)


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Heading):
        yield from _styled(block.text, "title" if block.level == 1 else "section")
        if block.url and block.level > 1:
            yield (Run(clean(block.url), "faint"),)
    elif isinstance(block, Text):
        first, *others = _paragraph(block.text)
        yield (*((Run(f"{clean(block.label)}: ", "label"),) if block.label else ()), Run(first))
        yield from ((Run(line),) for line in others)
    elif isinstance(block, Bullets):
        for item in block.items:
            yield (Run("• ", "faint"), Run(_one_line(item)))
    elif isinstance(block, Comparison):
        yield tuple(_changes(block))
    elif isinstance(block, Note):
        yield from _styled(block.text, "note")
    else:
        yield from _item(block)


def _item(block: QuoteBlock | FigureBlock | DateBlock) -> Iterator[Line]:
    if isinstance(block, QuoteBlock):
        yield from _styled(block.text, "quote")
        role = f", {clean(block.role)}" if block.role else ""
        mark = f" ({clean(block.note)})" if block.note else ""
        yield (Run(f"{INDENT}— {clean(block.speaker)}{role}{mark}", "speaker"),)
    elif isinstance(block, FigureBlock):
        known = [clean(part) for part in (block.claim, block.window) if part]
        yield (Run("• ", "faint"), Run(_one_line(block.text), "quote"))
        if known:
            says_so = "— " if block.claim else ""
            yield (Run(f"{INDENT}{says_so}{' · '.join(known)}", "speaker"),)
    else:
        mark = f" – {clean(block.note)}" if block.note else ""
        yield (Run("• ", "faint"), Run(f"{clean(block.when)}{mark}", "label"))
        yield (Run(f"{INDENT}{_one_line(block.what)}"),)
    if block.context:
        yield (Run(f"{INDENT}│ {_one_line(block.context)}", "faint"),)
    if block.source:
        yield (Run(f"{INDENT}{_source(block.source)}", "faint"),)


def _source(source: SourceLine) -> str:
    return " · ".join(clean(part) for part in (source.title, source.publisher, source.day, source.url) if part)


def _changes(block: Comparison) -> Iterator[Run]:
    yield Run(INDENT)
    for index, change in enumerate(block.changes):
        if index:
            yield Run(" ")
        text = _one_line(change.text)
        if change.kind == "gone":
            yield Run(f"[-{text}-]", "gone")
        elif change.kind == "come":
            yield Run(f"[+{text}+]", "come")
        else:
            yield Run(text)


def _styled(text: str, style: str) -> Iterator[Line]:
    return ((Run(line, style),) for line in _paragraph(text))


def _paragraph(text: str) -> list[str]:
    return [clean(line) for line in text.splitlines()] or [""]


def _one_line(text: str) -> str:
    return clean(" ".join(text.split()))


_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """The text without control characters and bidi controls, which could move a terminal's cursor or turn words."""
    return "".join(
        " " if char == "\t" else char
        for char in text
        if char == "\t" or (unicodedata.category(char) not in {"Cc", "Cs"} and char not in _BIDI)
    )
