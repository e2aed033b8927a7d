"""Conversations that are open: what a person was asked, and what was answered so far."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefings.domain.people import ChatAddress, Identity

CONVERSATION_LIFETIME = timedelta(days=2)
"""An unanswered conversation is closed after this time; what it made (a draft) stays."""

MAX_PARTS = 300
"""The most messages that are joined into one article: 1 MB in Telegram's pieces of 4096 characters, and room."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is open between the bot and one person in one chat; a person has at most one a chat.

    ``line`` is the command that runs at the end. Messages are joined into ``parts`` until the person says that this is
    all.
    """

    person: Identity
    chat: ChatAddress
    line: str
    updated_at: datetime
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Sixteen hexadecimal digits that change with what was asked and answered."""
        said = "\0".join((self.line, *self.parts)).encode("utf-8", "replace")
        return hashlib.blake2b(said, digest_size=8).hexdigest()


_LONG = 400
"""A message of so many characters that ends without a full stop was cut; a shorter one is a headline."""

_ENDS = frozenset(".!?:…”»\"'")


def joined(parts: Sequence[str]) -> str:
    """Join messages into one text: where a platform cut a long paste inside a paragraph, the paragraph stays whole."""
    text, before = "", ""
    for part in parts:
        cut = len(before) >= _LONG and before.rstrip()[-1:] not in _ENDS
        text = f"{text.rstrip()} {part.lstrip()}" if cut else f"{text}\n\n{part}".lstrip("\n")
        before = part
    return text
