"""The article that a briefing is made from."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

MAX_TEXT_BYTES = 1_000_000
"""The largest article taken, in bytes of UTF-8."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it came: its text is never folded, trimmed or repaired.

    ``published`` is the day the article states or the editor confirmed, in the article's own calendar; dates in the
    text are resolved against it and stay unresolved while it is unknown. ``language`` is an ISO 639-1 code.
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


def fingerprint(text: str) -> str:
    """Return the hex SHA-256 of the text's UTF-8 form, by which one article sent twice is recognised."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
