"""Telegram's HTML, read as strictly as Telegram reads it (core.telegram.org/bots/api#html-style).

Markup that Telegram refuses is refused with its words; offsets and lengths are UTF-16 code units.
"""

import re
from dataclasses import dataclass

from tests.fakes.telegram_api.text import clean, utf16

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PIECE = re.compile(r"<(?P<close>/)?(?P<tag>[^>\s]*)(?P<attributes>[^>]*)>|&(?P<entity>#x?[0-9a-fA-F]+|[a-zA-Z]+);?|<")
_ATTRIBUTE = re.compile(r"\s+([a-z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?")
_WEB_LINK = re.compile(r"(?:https?|tg|ton)://[^\s/?#]+\S*|(?:[\w-]+\.)+[a-zA-Z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)


class CannotParseError(ValueError):
    """Telegram's "can't parse entities", with its reason."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One stretch of formatted text; ``offset`` and ``length`` in UTF-16 code units."""

    kind: str
    offset: int
    length: int
    url: str | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Parsed:
    """A message's text without markup, and its formatting, outer entities first."""

    text: str
    entities: tuple[Entity, ...] = ()

    def of(self, entity: Entity) -> str:
        """Return the text under an entity."""
        units = self.text.encode("utf-16-le")
        return units[entity.offset * 2 : entity.end * 2].decode("utf-16-le")


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    kind: str
    url: str | None
    begin: int


def parse(markup: str) -> Parsed:
    """Read HTML into text and entities, cleaned and trimmed as Telegram does."""
    text: list[str] = []
    entities: list[Entity] = []
    stack: list[_Open] = []
    offset = position = 0
    for match in _PIECE.finditer(markup):
        plain = clean(markup[position : match.start()])
        text.append(plain)
        offset += utf16(plain)
        position = match.end()
        if match["tag"] is None:
            shown = clean(_decoded(match[0], match["entity"], match.start()))
            text.append(shown)
            offset += utf16(shown)
        elif match["close"]:
            _close(match["tag"].lower(), match.start(), stack, entities, offset, "".join(text))
        else:
            stack.append(_opened(match["tag"].lower(), match["attributes"], match.start(), offset, sum(map(len, text))))
    text.append(clean(markup[position:]))
    if stack:
        raise CannotParseError(f"Can't find end tag corresponding to start tag {stack[-1].tag!r}")
    return _trimmed("".join(text), entities)


def _decoded(whole: str, name: str | None, at: int) -> str:
    if whole == "<" or name is None:
        raise CannotParseError(f"Unclosed start tag at byte offset {at}")
    if name.startswith("#"):
        digits = name[1:].lower()
        code = int(digits.removeprefix("x"), 16 if digits.startswith("x") else 10)
        return chr(code) if 0 < code < 0x10FFFF else whole
    return NAMED.get(name, whole)


def _opened(tag: str, attributes: str, at: int, offset: int, begin: int) -> _Open:
    if tag not in KINDS:
        raise CannotParseError(f'Unsupported start tag "{tag}" at byte offset {at}')
    if _ATTRIBUTE.sub("", attributes).strip():
        raise CannotParseError(f'Empty attribute name in the tag "{tag}" at byte offset {at}')
    found = {name: a or b or c or "" for name, a, b, c in _ATTRIBUTE.findall(attributes)}
    allowed = {"a": {"href"}, "blockquote": {"expandable"}, "code": {"class"}}.get(tag, set())
    if set(found) - allowed:
        raise CannotParseError(f'Unexpected attribute in the tag "{tag}" at byte offset {at}')
    kind = "expandable_blockquote" if "expandable" in found else KINDS[tag]
    return _Open(tag, offset, kind, found.get("href"), begin)


def _close(tag: str, at: int, stack: list[_Open], entities: list[Entity], offset: int, text: str) -> None:
    if not stack:
        raise CannotParseError(f"Unexpected end tag at byte offset {at}")
    opened = stack.pop()
    if tag != opened.tag:
        raise CannotParseError(f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", found "</{tag}>"')
    quotes = {"blockquote", "expandable_blockquote"}
    if opened.kind in quotes and any(outer.kind in quotes for outer in stack):
        raise CannotParseError("Blockquote entities can't be nested")
    url = _unescaped(opened.url) if opened.url else text[opened.begin :] if opened.tag == "a" else None
    if offset > opened.offset and (opened.kind != "text_link" or _WEB_LINK.fullmatch(url or "")):
        entities.append(Entity(opened.kind, opened.offset, offset - opened.offset, url))


def _unescaped(url: str) -> str:
    return re.sub(r"&(#x?[0-9a-fA-F]+|[a-zA-Z]+);?", lambda m: _decoded(m[0], m[1], m.start()), url)


def _trimmed(text: str, entities: list[Entity]) -> Parsed:
    left = utf16(text) - utf16(text.lstrip())
    kept = text.strip()
    end = utf16(kept)
    moved = []
    for entity in entities:
        start, stop = max(entity.offset - left, 0), min(entity.end - left, end)
        if stop > start:
            moved.append(Entity(entity.kind, start, stop - start, entity.url))
    moved.sort(key=lambda e: (e.offset, -e.length))
    return Parsed(kept, tuple(moved))
