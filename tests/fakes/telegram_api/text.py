"""What Telegram does to the characters of a message, and what it finds in them by itself."""

import re

_SHOWN_AS: dict[int, str | None] = {code: " " for code in range(0x20) if code != ord("\n")}
_SHOWN_AS |= dict.fromkeys((ord("\r"), 0x0333, 0x033F, 0x030A, *range(0x2028, 0x202F)))
_EMPTY = "\u200b\u200c\u200d\u200e\u200f\u202e\ufeff\u00a0\u2800\u3000\u1680\u180e\u202f\u205f\ufffc" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_MARKS = re.compile("[\u200e\u200f]+(?=[\u200e\u200f])")
_FOUND = re.compile(
    r"(?P<mention>(?<![\w/])@[a-zA-Z]\w{1,31}\b)"
    r"|(?P<hashtag>(?<![\w#])#(?=\w*[^\W\d])\w{1,256})"
    r"|(?P<cashtag>(?<!\w)\$[A-Z]{1,8}\b)"
    r"|(?P<bot_command>(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?\b)"
    r"|(?P<url>(?:https?://|(?<![\w.@-])(?:[\w-]+\.)+(?:com|org|net|info|eu|ua|de|uk)\b)\S*)"
)


def utf16(text: str) -> int:
    """Return the length in UTF-16 code units, which is how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Drop and replace the characters that Telegram's servers never show."""
    return _MARKS.sub(lambda match: "\u200c" * len(match[0]), text.translate(_SHOWN_AS))


def is_empty(text: str) -> bool:
    """Tell whether nothing visible is left."""
    return not text.strip().strip(_EMPTY + " \n")


def found_by_telegram(text: str) -> list[tuple[str, int, int]]:
    """What Telegram turns live by itself: kind, offset and length in UTF-16 code units."""
    return [(match.lastgroup or "", utf16(text[: match.start()]), utf16(match[0])) for match in _FOUND.finditer(text)]
