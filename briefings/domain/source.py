"""The article that a briefing is made from."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime

_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f\u2028-\u202e\u2066-\u2069]{1,4000}", re.IGNORECASE)

MAX_TEXT_BYTES = 1_000_000
"""The largest article taken, in bytes of UTF-8."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it came: its text is never folded, trimmed or repaired.

    ``published`` is the day the article states or the editor confirmed, in the article's own calendar; dates in the
    text are resolved against it and stay unresolved while it is unknown. ``language`` is an ISO 639-1 code. ``reading``
    holds the digests of the items that the extraction made of it (see ``readings.py``).
    """

    id: str
    text: str
    sha256: str
    added_at: datetime
    title: str = ""
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    reading: str = ""


def is_web_address(url: str | None) -> bool:
    """Whether a source may stand there: http or https in one line without blanks, or no address at all."""
    return url is None or bool(_WEB_ADDRESS.fullmatch(url))


def fingerprint(text: str) -> str:
    """Return the hex SHA-256 of the text's UTF-8 form, by which one article sent twice is recognised."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
