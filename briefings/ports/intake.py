"""Articles that arrive as a link or as a file."""

from dataclasses import dataclass
from typing import Protocol

from briefings.domain.drafting import Article
from briefings.domain.errors import UserError

MAX_FILE_BYTES = 20_000_000
"""The largest file taken: what Telegram lets a bot download (core.telegram.org/bots/api#getfile)."""


def check_size(name: str, size: int) -> None:
    """Raise UserError for a file of more than ``MAX_FILE_BYTES`` bytes, before anybody fetches it."""
    if size > MAX_FILE_BYTES:
        raise UserError(
            "{name} is larger than {limit} MB, the most a file may have. Send a smaller one or paste the text.",
            name=name,
            limit=MAX_FILE_BYTES // 1_000_000,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """An article read from an address; ``url`` is where the redirects ended.

    What the page states of itself (title, publisher, day) is in the article, to be proposed and confirmed by an editor.
    """

    url: str
    article: Article


class Files(Protocol):
    """Reads the article out of a file that somebody sent: hostile until proven otherwise."""

    async def read(self, name: str, data: bytes) -> Article:
        """Read text, Markdown, HTML, PDF or Word; told apart by the bytes first and the name second.

        Raises UserError, in one plain sentence, for a file that is too large, damaged, protected, empty, of another
        kind, or that takes more than its share of time or memory.
        """
        ...


class Pages(Protocol):
    """Fetches a page that a person named, and reads the article out of it."""

    async def fetch(self, url: str) -> Page:
        """Fetch over http or https, from public addresses only.

        Raises UserError, in one plain sentence, for an address that is refused, a page that is too large, too slow, of
        another kind, or that holds no article; TemporaryError when the other side cannot be reached just now.
        """
        ...
