"""Cards as Discord messages in Components V2: one container of text displays, with the buttons inside it.

Limits (discord.com/developers/docs/components/reference): 40 components a message, nested ones included, and 4,000
characters of text in all.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.chat.cards import Block, Card, Heading
from bot.discord.blocks import block_text
from bot.discord.controls import JSON, control_rows
from bot.discord.markdown import width

MAX_TEXT = 4000
MAX_COMPONENTS = 40
COMPONENTS_V2 = 1 << 15
"""The message flag without which Discord reads ``components`` as the old kind."""

_TEXT_DISPLAY, _SEPARATOR, _CONTAINER = 10, 14, 17
_CALM, _ALARM = 0x3A6EA5, 0xC0392B


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its components as Discord's own JSON."""

    components: tuple[JSON, ...]

    @property
    def payload(self) -> str:
        """The body of "create message" as JSON; no mention in it is ever live."""
        return json.dumps(self.body(), ensure_ascii=False, separators=(",", ":"))

    def body(self) -> JSON:
        """The body of "create message", ready to be sent."""
        return {
            "components": list(self.components),
            "flags": COMPONENTS_V2,
            "allowed_mentions": {"parse": []},
        }


def render(card: Card) -> Page:
    """Render a card that fits one message (see ``fits``)."""
    children = [*_displays(card.blocks), *control_rows(card)]
    if not children:
        return Page(())
    colour = _ALARM if card.mistake else _CALM
    return Page(({"type": _CONTAINER, "accent_color": colour, "components": children},))


def fits(card: Card) -> bool:
    """Whether the card is within the limits of one message."""
    page = render(card)
    return text_width(page.components) <= MAX_TEXT and component_count(page.components) <= MAX_COMPONENTS


def text_width(components: Sequence[JSON]) -> int:
    """The characters of all text displays, in UTF-16 units."""
    return sum(width(str(part["content"])) for part in walk(components) if part["type"] == _TEXT_DISPLAY)


def component_count(components: Sequence[JSON]) -> int:
    """How many components there are, nested ones included."""
    return sum(1 for _ in walk(components))


def walk(components: Sequence[JSON]) -> Iterator[JSON]:
    """Every component, the outer ones first."""
    for part in components:
        yield part
        yield from walk(part.get("components", ()))


def _displays(blocks: Sequence[Block]) -> Iterator[JSON]:
    shown = False
    for block in blocks:
        text = block_text(block)
        if not text:
            continue
        if shown and isinstance(block, Heading):
            yield {"type": _SEPARATOR, "divider": True, "spacing": 1}
        yield {"type": _TEXT_DISPLAY, "content": text}
        shown = True
