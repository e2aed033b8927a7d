"""Cards as Discord messages in Components V2: one container of text displays, with the buttons inside it.

Limits (discord.com/developers/docs/components/reference): 40 components a message, nested ones included, and 4,000
characters of text in all.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.chat.cards.cards import Block, Bullets, Card, Heading, Note, Text
from bot.chat.cards.paging import cut, one_source_line, page_actions
from bot.chat.catalogue import Catalogue
from bot.discord.blocks import block_text
from bot.discord.controls import JSON, control_rows
from bot.discord.markdown import width

MAX_TEXT = 4000
MAX_COMPONENTS = 40
COMPONENTS_V2 = 1 << 15
"""The message flag without which Discord reads ``components`` as the old kind."""

_TURNING = 3
"""Components kept free for the row that turns the pages."""

_TEXT_DISPLAY, _SEPARATOR, _CONTAINER = 10, 14, 17
_UNDER_A_TITLE = (Text, Bullets, Note)
_CALM, _ALARM = 0x3A6EA5, 0xC0392B


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its components as Discord's own JSON, and the one role that it may call."""

    components: tuple[JSON, ...]
    role: str | None = None

    @property
    def payload(self) -> str:
        """The body of "create message" as JSON."""
        return json.dumps(self.body(), ensure_ascii=False, separators=(",", ":"))

    def body(self) -> JSON:
        """The body of "create message"; no mention in it is live but that of the role."""
        mentions: JSON = {"parse": []}
        if self.role is not None:
            mentions["roles"] = [self.role]
        return {"components": list(self.components), "flags": COMPONENTS_V2, "allowed_mentions": mentions}


def pages(card: Card, *, t: Catalogue, spare: int = 0) -> tuple[Card, ...]:
    """Cut a card so that each page fits one message, with ``spare`` components left for buttons that come later."""
    bare = render(replace(card, blocks=())).components
    text_left = MAX_TEXT - text_width(bare)
    parts_left = MAX_COMPONENTS - spare - max(1, component_count(bare))

    def fits(blocks: Sequence[Block]) -> bool:
        shown = list(_displays(blocks))
        return len(shown) <= parts_left and text_width(shown) <= text_left

    return cut(card, fits, t=t)


def turned(card: Card, number: int, line: str, t: Catalogue) -> Page:
    """One page of an answer, with the buttons that turn the pages; ``line`` asks for the answer again."""
    cards = pages(card, t=t, spare=_TURNING)
    number = min(max(number, 1), len(cards))
    page = cards[number - 1]
    turns = page_actions(line, number, len(cards), t=t)
    return render(replace(page, rows=(*page.rows, turns)))


def one_page(card: Card) -> Page | None:
    """Render a card that fits one message as it is; None for a longer one."""
    return _one_page(card if card.document is None else replace(card, document=None))


@lru_cache(maxsize=128)
def _one_page(card: Card) -> Page | None:
    """What is asked for again soon is rendered already; files would fill the memory."""
    page = _page(card, one_source_line(card.blocks))
    parts = list(walk(page.components))
    fits = len(parts) <= MAX_COMPONENTS and _width(parts) <= MAX_TEXT
    return page if fits else None


def render(card: Card) -> Page:
    """Render a card that fits one message (see ``pages``)."""
    return _page(card, card.blocks)


def _page(card: Card, blocks: Sequence[Block]) -> Page:
    children = [*_displays(blocks), *control_rows(card)]
    colour = _ALARM if card.mistake else _CALM
    container: JSON = {"type": _CONTAINER, "accent_color": colour, "components": children}
    if card.mention is None or not card.mention.isdecimal():
        return Page((container,) if children else ())
    return Page(({"type": _TEXT_DISPLAY, "content": f"<@&{card.mention}>"}, container), role=card.mention)


def text_width(components: Sequence[JSON]) -> int:
    """The characters of all text displays, in UTF-16 units."""
    return _width(walk(components))


def _width(parts: Iterable[JSON]) -> int:
    return sum(width(str(part["content"])) for part in parts if part["type"] == _TEXT_DISPLAY)


def component_count(components: Sequence[JSON]) -> int:
    """How many components there are, nested ones included."""
    return sum(1 for _ in walk(components))


def walk(components: Sequence[JSON]) -> Iterator[JSON]:
    """Every component, the outer ones first."""
    for part in components:
        yield part
        yield from walk(part.get("components", ()))


def _displays(blocks: Sequence[Block]) -> Iterator[JSON]:
    """Text displays, with a line before each title that something stands before."""
    shown = False
    for titled, texts in _together(blocks):
        if shown and titled:
            yield {"type": _SEPARATOR, "divider": True, "spacing": 1}
        yield {"type": _TEXT_DISPLAY, "content": "\n".join(texts)}
        shown = True


def _together(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[str]]]:
    """What stands in one display, and whether a title leads it: components are few, so plain words join their title."""
    titled, texts = False, list[str]()
    for block in blocks:
        text = block_text(block)
        if not text:
            continue
        if texts and not (titled and isinstance(block, _UNDER_A_TITLE)):
            yield titled, texts
            texts = []
        titled = isinstance(block, Heading) if not texts else titled
        texts.append(text)
    if texts:
        yield titled, texts
