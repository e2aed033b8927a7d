"""A small tree that becomes Telegram's HTML, every leaf escaped (core.telegram.org/bots/api#html-style).

Telegram makes "@name" in a text a mention that calls the person. Such an "@" is set in code, where nothing is live: the
characters stay as the source has them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape, unescape

_MENTION = re.compile(r"(?<![\w/])@(?=\w)")
_TAG = re.compile(r"<[^<>]*>")
_FOUND = re.compile(r"[#$/](?=\w)|://|\w\.(?=[^\W\d_]{2})|\+?\d[\d ()-]{6,}|\w@(?=\w)")


class Style(StrEnum):
    """The inline tags that we use."""

    BOLD = "b"
    ITALIC = "i"
    UNDERLINED = "u"
    STRUCK = "s"


@dataclass(frozen=True, slots=True)
class Styled:
    """A stretch in one style."""

    style: Style
    children: "Nodes"


@dataclass(frozen=True, slots=True)
class Linked:
    """A stretch that opens an address; ``url`` was checked by ``web_address``."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A block quotation; Telegram allows none inside another. An expandable one shows three lines until opened."""

    children: "Nodes"
    expandable: bool = False


Node = str | Styled | Linked | Quoted
Nodes = Sequence[Node]


def html(nodes: Nodes) -> str:
    """The markup of a tree."""
    return "".join(_html(node) for node in nodes)


def _html(node: Node) -> str:
    match node:
        case str():
            return _MENTION.sub("<code>@</code>", escape(node, quote=False))
        case Styled(style, children):
            return f"<{style}>{html(children)}</{style}>"
        case Linked(url, text):
            return f'<a href="{escape(url)}">{escape(text, quote=False)}</a>'
        case Quoted(children, expandable):
            return f"<blockquote{' expandable' if expandable else ''}>{html(children)}</blockquote>"


def plain(nodes: Nodes) -> str:
    """The text of a tree as Telegram counts it."""
    return "".join(_plain(node) for node in nodes)


def _plain(node: Node) -> str:
    match node:
        case str():
            return node
        case Linked(_, text):
            return text
        case Styled(_, children) | Quoted(children, _):
            return plain(children)


def without_markup(markup: str) -> str:
    """The text of markup that ``html`` made."""
    return unescape(_TAG.sub("", markup))


def entity_count(nodes: Nodes, depth: int = 0) -> int:
    """At most how many entities Telegram will count: ours, and what it finds in the text by itself.

    A code stretch splits every style around it, so it counts once more for each of them.
    """
    return sum(_entities(node, depth) for node in nodes)


def _entities(node: Node, depth: int) -> int:
    match node:
        case str():
            return len(_FOUND.findall(node)) + (1 + depth) * len(_MENTION.findall(node))
        case Linked():
            return 1
        case Styled(_, children) | Quoted(children, _):
            return 1 + entity_count(children, depth + 1)
