"""Cards as Telegram messages.

Limits: 4096 UTF-16 units of text once entities are parsed, 100 entities (core.telegram.org/bots/api#sendmessage,
limits.tginfo.me); the server cuts what it reads at 35,000 bytes (github.com/tdlib/td, ``clean_input_string``).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from telegram import InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import MessageLimit, ParseMode

from bot.chat.cards.cards import Block, Card, Heading
from bot.chat.cards.paging import page_actions
from bot.chat.catalogue import Catalogue
from bot.telegram.blocks import block_nodes
from bot.telegram.buttons import keyboard
from bot.telegram.characters import is_blank, utf16, web_address
from bot.telegram.markup import Node, Nodes, entity_count, html, plain, without_markup

_MOST_BYTES = 32_000


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its markup, the same without markup, its buttons, and the one link that may unfold.

    ``asks`` opens the asker's reply to it, where the message answers one of theirs.
    """

    html: str
    text: str
    buttons: InlineKeyboardMarkup | None = None
    preview: str | None = None
    asks: bool = False
    reply_to: str | None = None

    def payload(self) -> str:
        """The message as Telegram's own JSON, for a later send."""
        parts: dict[str, Any] = {
            "text": self.html,
            "parse_mode": ParseMode.HTML.value,
            "link_preview_options": preview_options(self.preview).to_dict(),
        }
        if self.buttons is not None:
            parts["reply_markup"] = self.buttons.to_dict()
        if self.reply_to is not None:
            parts["reply_parameters"] = {"message_id": int(self.reply_to), "allow_sending_without_reply": True}
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of_payload(cls, payload: str) -> "Page":
        """Read what ``payload`` wrote."""
        parts = json.loads(payload)
        markup = parts.get("reply_markup")
        buttons = InlineKeyboardMarkup.de_json(markup, None) if markup else None
        reply = parts.get("reply_parameters")
        return cls(
            parts["text"],
            without_markup(parts["text"]),
            buttons,
            parts["link_preview_options"].get("url"),
            reply_to=str(reply["message_id"]) if reply else None,
        )


def render(card: Card) -> Page:
    """Render a card that fits one message (see ``fits``)."""
    written = _written(card.blocks)
    return Page(written.html, written.text, keyboard(card), web_address(card.preview), asks=card.asks)


def turned(pages: Sequence[Card], number: int, line: str, t: Catalogue) -> Card:
    """One page of an answer, with the buttons that turn the pages; ``line`` asks for the answer again."""
    number = min(max(number, 1), len(pages))
    page = pages[number - 1]
    if len(pages) == 1:
        return page
    turns = page_actions(line, number, len(pages), t=t)
    return replace(page, rows=(*page.rows, turns), preview=page.preview if number == 1 else None)


def fits(blocks: Sequence[Block]) -> bool:
    """Whether the blocks are within the limits of one message."""
    written = _written(tuple(blocks))
    return (
        utf16(written.text) <= MessageLimit.MAX_TEXT_LENGTH
        and written.entities <= MessageLimit.MESSAGE_ENTITIES
        and len(written.html.encode()) <= _MOST_BYTES
    )


class _Written(NamedTuple):
    html: str
    text: str
    entities: int


@lru_cache(maxsize=128)
def _written(blocks: tuple[Block, ...]) -> _Written:
    """Blocks as Telegram gets them; what was tried for its length is sent next, and much is asked for again soon."""
    nodes: Nodes = page_nodes(blocks)
    text = plain(nodes)
    if is_blank(text):
        nodes, text = ("…",), "…"
    return _Written(html(nodes), text, entity_count(nodes))


def page_nodes(blocks: Sequence[Block]) -> Nodes:
    """The tree of a whole message: an empty line between blocks, none under a section's title."""
    nodes: list[Node] = []
    gap = ""
    for block in blocks:
        shown = block_nodes(block)
        if shown:
            nodes += [gap, *shown] if gap else shown
            gap = "\n" if isinstance(block, Heading) and block.level > 1 else "\n\n"
    return nodes


def preview_options(address: str | None) -> LinkPreviewOptions:
    """Unfold the one address, or nothing at all."""
    if address is None:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=address, prefer_small_media=True)
