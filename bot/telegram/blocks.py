"""Each block of a card as a tree of Telegram's markup."""

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
from bot.telegram.characters import is_blank, lines, one_line, utf16, web_address
from bot.telegram.markup import Linked, Node, Nodes, Quoted, Style, Styled

EXPANDABLE_FROM = 300
"""The length in UTF-16 units from which a quote is folded; about seven lines on a phone."""


def block_nodes(block: Block) -> Nodes:
    """The block's tree; empty when there is nothing to show."""
    match block:
        case Heading():
            title = _link(block.text, block.url)
            return _styled(Style.BOLD, title if block.level == 1 else _styled(Style.UNDERLINED, title))
        case Text():
            return _joined(" ", _bold(block.label), _text(lines(block.text)))
        case Bullets():
            return _joined("\n", *(_joined(" ", _text("•"), words) for item in block.items if (words := _line(item))))
        case Comparison():
            return _joined(" ", *(_change(change) for change in block.changes))
        case Note():
            return _styled(Style.ITALIC, _text(lines(block.text)))
        case QuoteBlock() | FigureBlock() | DateBlock():
            return _joined("\n", *_item(block), _context(block.context), _source(block.source))


def _item(block: QuoteBlock | FigureBlock | DateBlock) -> tuple[Nodes, ...]:
    match block:
        case QuoteBlock():
            return _quote(block)
        case FigureBlock():
            return _bold(block.text), _joined(" · ", _line(block.claim), _line(block.window))
        case DateBlock():
            date = _joined(" — ", _bold(block.when), _line(block.what))
            return (_joined(" · ", date, _styled(Style.ITALIC, _line(block.note))),)


def _quote(block: QuoteBlock) -> tuple[Nodes, ...]:
    who = _joined(", ", _bold(block.speaker), _line(block.role))
    text = lines(block.text)
    if not (text.startswith("“") and text.endswith("”")):  # a split quote brings the marks of its parts
        text = f"“{text}”"
    return _joined(" · ", who, _line(block.note)), (Quoted((text,), expandable=utf16(text) >= EXPANDABLE_FROM),)


def _context(text: str | None) -> Nodes:
    return _styled(Style.ITALIC, _text(lines(text or "")))


def _source(source: SourceLine | None) -> Nodes:
    if source is None:
        return ()
    line = _joined(" · ", _link(source.title, source.url), _line(source.publisher), _line(source.day))
    return _joined(" ", _text("↗" if line else ""), line)


def _change(change: Change) -> Nodes:
    styles = {"gone": Style.STRUCK, "come": Style.UNDERLINED}
    words = _line(change.text)
    return _styled(styles[change.kind], words) if change.kind in styles else words


def _link(text: str, url: str | None) -> Nodes:
    shown, address = one_line(text), web_address(url)
    return (Linked(address, shown),) if address and not is_blank(shown) else _text(shown)


def _bold(text: str | None) -> Nodes:
    return _styled(Style.BOLD, _line(text))


def _line(text: str | None) -> Nodes:
    return _text(one_line(text or ""))


def _text(text: str) -> Nodes:
    return () if is_blank(text) else (text,)


def _styled(style: Style, nodes: Nodes) -> Nodes:
    return (Styled(style, nodes),) if nodes else ()


def _joined(by: str, *parts: Nodes) -> Nodes:
    joined: list[Node] = []
    for part in parts:
        if part:
            joined += [by, *part] if joined else part
    return joined
