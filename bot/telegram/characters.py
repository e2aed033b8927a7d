r"""What Telegram does to the characters of a message, done by us first, so that we count and show the same text.

Telegram's servers turn control characters into spaces and drop ``\r``, U+2028 to U+202E and three combining marks
(github.com/tdlib/td, ``clean_input_string``). One of them is the ring above: a decomposed "å" would lose it, and a
quote would no longer be verbatim; it is composed before.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit

_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_UNSEEN = re.compile("[\x00\u202a-\u202e\u2066-\u2069\ufeff\u0333\u033f\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x09\x0b-\x1f\x7f-\x9f]")
_RING = re.compile("[^\\W\\d_][\u0300-\u036f]*\u030a[\u0300-\u036f]*")
_MARKS = re.compile("[\u200e\u200f]+(?=[\u200e\u200f])")
_EMPTY = re.compile(
    "[\\s\u200b-\u200f\u00ad\u2060-\u2064\u2800\u115f\u1160\u3164\uffa0\ufffc\u180e\ufe00-\ufe0f\U000e0000-\U000e0fff]*"
)
_SPACES = re.compile(r"\s+")
_KEPT_IN_ADDRESS = "%/:?#@!$&'()*+,;=~-._[]"
LONGEST_ADDRESS = 2048


def lines(text: str) -> str:
    """The text as Telegram will show it, line breaks kept; nothing but what it never shows is taken away."""
    text = _RING.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    text = _CONTROL.sub(" ", _UNSEEN.sub("", _BREAKS.sub("\n", text))).replace("\u030a", "")
    return _MARKS.sub("", text).strip()


def one_line(text: str) -> str:
    """As ``lines``, every run of white space one space."""
    return _SPACES.sub(" ", lines(text)).strip()


def is_blank(text: str) -> bool:
    """Whether nothing would be seen; Telegram refuses a message of such characters."""
    return _EMPTY.fullmatch(text) is not None


def utf16(text: str) -> int:
    """The length in UTF-16 code units, which is how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def web_address(url: str | None) -> str | None:
    """The address, fit for a link or a button; None when it is not a plain http(s) address."""
    try:
        parts = urlsplit((url or "").strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    address = quote(parts.geturl(), safe=_KEPT_IN_ADDRESS)
    return address if len(address) <= LONGEST_ADDRESS else None
