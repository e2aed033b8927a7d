"""Cuts a card into pages by a platform's limits: at block borders, never a quote from its speaker, nothing lost."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from bot.chat.cards.cards import (
    Action,
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
    Text,
)
from bot.chat.catalogue import Catalogue

Item = QuoteBlock | FigureBlock | DateBlock
Fits = Callable[[Sequence[Block]], bool]


def cut(card: Card, fits: Fits, *, t: Catalogue | None = None) -> tuple[Card, ...]:
    """Cut a card into pages, each of which ``fits``; ``fits`` is asked with the blocks of one page, in order.

    Every page keeps the card's buttons, receipts and preview. A heading stays with what follows it. A block too long
    for a page of its own is split at word borders, never inside a grapheme cluster; each part of a quote repeats the
    speaker, and says which part it is. A run of items of one source names the source once, under its last item.
    """
    whole = one_source_line(card.blocks)
    if fits(whole):
        return (replace(card, blocks=tuple(whole)),)
    pages: list[list[Block]] = []
    page: list[Block] = []
    for chunk in _chunks(card.blocks):
        if fits(one_source_line([*page, *chunk])):
            page.extend(chunk)
            continue
        if page:
            pages.append(page)
            page = []
        for part in _fitting(chunk, fits, t or Catalogue()):
            if page and not fits(one_source_line([*page, *part])):
                pages.append(page)
                page = []
            page.extend(part)
    if page or not pages:
        pages.append(page)
    return tuple(replace(card, blocks=tuple(one_source_line(blocks))) for blocks in pages)


def line_with_page(line: str, page: int) -> str:
    """The line that asks for one page of the answer; the page stands behind the command, before any words."""
    return _paged(line, page) if page > 1 else line


def line_without_page(line: str, page: int) -> str:
    """The line that ``line_with_page`` was given."""
    command, _, rest = line.partition(f" page:{page}")
    return f"{command}{rest}" if page > 1 and " " not in command else line


def _paged(line: str, page: int) -> str:
    command, space, rest = line.partition(" ")
    return f"{command} page:{page}{space}{rest}"


def page_actions(line: str, page: int, pages: int, *, t: Catalogue) -> tuple[Action, ...]:
    """The buttons that turn the pages; ``line`` is the card's own command, short enough (``button_line``)."""
    actions = []
    if page > 1:
        actions.append(Action(t("‹ Back"), _paged(line, page - 1)))
    if page < pages:
        actions.append(Action(t("More ›"), _paged(line, page + 1)))
    return tuple(actions)


def one_source_line(blocks: Sequence[Block]) -> list[Block]:
    """Leave the source, and a sentence around several items, to the last of the items that share it.

    Section headings between items part nothing; other blocks do.
    """
    shown = list(blocks)
    later: Item | None = None
    for index in range(len(shown) - 1, -1, -1):
        block = shown[index]
        if isinstance(block, QuoteBlock | FigureBlock | DateBlock):
            if later is not None:
                same_source = block.source == later.source
                same_context = index + 1 < len(shown) and blocks[index + 1] is later and block.context == later.context
                if same_source:
                    shown[index] = replace(block, source=None, context=None if same_context else block.context)
            later = block
            continue
        if not (isinstance(block, Heading) and block.level > 1):
            later = None
    return shown


def _chunks(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that should stay together: headings with the block after them."""
    held: list[Block] = []
    for block in blocks:
        held.append(block)
        if not isinstance(block, Heading):
            yield held
            held = []
    if held:
        yield held


def _fitting(chunk: list[Block], fits: Fits, t: Catalogue) -> Iterator[list[Block]]:
    """Yield the chunk in pieces that fit a page each."""
    if fits(one_source_line(chunk)):
        yield chunk
        return
    for block in chunk:
        if fits([block]):
            yield [block]
        else:
            yield from ([part] for part in _split(block, fits, t))


def _split(block: Block, fits: Fits, t: Catalogue) -> Iterator[Block]:
    """Split one block that is longer than a page."""
    if isinstance(block, QuoteBlock | FigureBlock | DateBlock) and block.context is not None:
        context, block = block.context, replace(block, context=None)
        yield from [block] if fits([block]) else _split(block, fits, t)
        yield from _split_text(Text(context), fits)
    elif isinstance(block, Bullets):
        yield from _split_bullets(block, fits)
    elif isinstance(block, Comparison):
        yield from _split_comparison(block, fits)
    elif isinstance(block, QuoteBlock):
        yield from _split_quote(block, fits, t)
    else:
        yield from _split_text(block, fits)


def _split_quote(block: QuoteBlock, fits: Fits, t: Catalogue) -> Iterator[Block]:
    mark = _part_note(block, 999, 999, t)
    texts = list(_pieces(block.text, lambda text: fits([replace(block, text=text, note=mark)])))
    for number, text in enumerate(texts, 1):
        yield replace(block, text=text, note=_part_note(block, number, len(texts), t))


def _part_note(block: QuoteBlock, number: int, count: int, t: Catalogue) -> str:
    part = t("part {number} of {count}", number=number, count=count)
    return f"{block.note} · {part}" if block.note else part


def _split_text(block: Block, fits: Fits) -> Iterator[Block]:
    if isinstance(block, Text | Heading | Note | FigureBlock):
        for text in _pieces(block.text, lambda text: fits([replace(block, text=text)])):
            yield replace(block, text=text)
    elif isinstance(block, DateBlock):
        for text in _pieces(block.what, lambda text: fits([replace(block, what=text)])):
            yield replace(block, what=text)


def _split_bullets(block: Bullets, fits: Fits) -> Iterator[Block]:
    held: list[str] = []
    for item in block.items:
        if held and not fits([Bullets((*held, item))]):
            yield Bullets(tuple(held))
            held = []
        if fits([Bullets((item,))]):
            held.append(item)
        else:
            yield from (Bullets((text,)) for text in _pieces(item, lambda text: fits([Bullets((text,))])))
    if held:
        yield Bullets(tuple(held))


def _split_comparison(block: Comparison, fits: Fits) -> Iterator[Block]:
    held: list[Change] = []
    for change in block.changes:
        for text in _pieces(change.text, partial(_fits_change, change.kind, fits)):
            if held and not fits([Comparison((*held, Change(text, change.kind)))]):
                yield Comparison(tuple(held))
                held = []
            held.append(Change(text, change.kind))
    if held:
        yield Comparison(tuple(held))


def _fits_change(kind: str, fits: Fits, text: str) -> bool:
    return fits([Comparison((Change(text, kind),))])


def _pieces(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """Cut ``text`` into the fewest pieces that fit, at white space where there is any within reach.

    Raises:
        ValueError: not even one grapheme cluster fits beside the block's other parts.
    """
    while text and not fits(text):
        size = _longest(text, fits)
        if size == 0:
            raise ValueError("the limits leave no room for any text")
        yield text[:size].rstrip() or text[:size]
        text = text[size:].lstrip()
    if text:
        yield text


def _longest(text: str, fits: Callable[[str], bool]) -> int:
    """The length of the longest beginning that fits and ends at a word border, else at a cluster's."""
    low, high = 0, len(text)
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(text[:middle]) else (low, middle)
    if low < len(text) and not text[low].isspace():
        spaces = [match.start() for match in re.finditer(r"\s", text[:low])]
        if spaces and spaces[-1] > 0:
            return spaces[-1]
    return cluster_border(text, low)


def cluster_border(text: str, at: int) -> int:
    """The nearest place at or before ``at`` where no grapheme cluster is cut; ``at`` itself when there is none."""
    border = at
    while 0 < border < len(text) and _joined(text, border):
        border -= 1
    return border or at


_JOINER, _KEYCAP = "\u200d", "\u20e3"


def _joined(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in (_JOINER, _KEYCAP) or before == _JOINER or unicodedata.combining(after):
        return True
    if unicodedata.category(after) in {"Mn", "Me", "Mc"} or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if (before, after) == ("\r", "\n") or "\U000e0020" <= after <= "\U000e007f":
        return True
    if _is_flag(before) and _is_flag(after):
        run = len(text[:at]) - len(text[:at].rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))
        return run % 2 == 1
    return _hangul(before) and _hangul(after) and not (_syllable(before) and _syllable(after))


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _hangul(char: str) -> bool:
    return "\u1100" <= char <= "\u11ff" or _syllable(char)


def _syllable(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"
