"""Text in Discord's markdown: every leaf escaped, so that nothing a source says can become markup or a mention.

Escapes are backslashes, which the client drops (support.discord.com, "Markdown Text 101"); zero-width characters would
stay inside a quote that somebody copies.
"""

import re
from urllib.parse import quote, urlsplit

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SPECIAL = re.compile(r"[\\`*_~|<>\[\]()@#]")
_LIST_MARK = re.compile(r"^(\s*)([-+])", re.MULTILINE)
_NUMBER_MARK = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
_SPACES = re.compile(r"\s+")
_NO_LABEL = re.compile(r"[\[\]]|://")
_URL_KEPT = "%/:?#@!$&'*+,;=~-._"


def one_line(text: str) -> str:
    """The text without control and direction characters, every run of white space one space."""
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def lines(text: str) -> str:
    """As ``one_line``, but line breaks stay (blank lines go)."""
    shown = _BREAKS.sub("\n", _UNSEEN.sub("", text))
    return "\n".join(filter(None, map(one_line, shown.split("\n"))))


def escape(text: str) -> str:
    """Show the text as it is: no emphasis, link, list, heading, quote, emoji, time stamp or mention."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text).replace("://", "\\://")
    return _NUMBER_MARK.sub(r"\1\\\2", _LIST_MARK.sub(r"\1\\\2", escaped))


def plain(text: str) -> str:
    """One escaped line."""
    return escape(one_line(text))


def paragraph(text: str) -> str:
    """Escaped lines."""
    return escape(lines(text))


def bold(text: str) -> str:
    """One bold line; nothing for an empty text."""
    shown = plain(text)
    return f"**{shown}**" if shown else ""


def struck(text: str) -> str:
    """One struck-out line. Discord closes it at the first ``~~``, escaped or not, so a tilde stands outside."""
    parts = one_line(text).split("~")
    return "\\~".join(f"~~{escape(part)}~~" if part.strip() else part for part in parts)


def quoted(text: str) -> str:
    """A block quote; ``text`` is markup already."""
    return "\n".join(f"> {line}" for line in text.split("\n"))


def small(text: str) -> str:
    """A line of small print; ``text`` is one line of markup already."""
    return f"-# {text}" if text else ""


def link(label: str, url: str | None) -> str:
    """A masked link; the label alone when the address is none that may be opened.

    A label with brackets or an address in it would not be read as a masked link: there the address stands behind it.
    """
    shown = plain(label)
    address = web_address(url)
    if address is None:
        return shown
    if not shown or _NO_LABEL.search(label):
        return f"{shown} <{address}>".strip()
    return f"[{shown}]({address})"


def web_address(url: str | None) -> str | None:
    """The address with everything quoted that could end a link, or None when it is not a plain http(s) address."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(parts.geturl(), safe=_URL_KEPT)


def width(text: str) -> int:
    """How long Discord may count the text: UTF-16 units, never less than its own count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
