"""Articles as they came."""

from collections.abc import Sequence
from typing import Protocol

from briefings.domain.source import Source


class Sources(Protocol):
    """Stores articles; the text is never changed."""

    async def add(self, source: Source) -> None:
        """Keep a new source; its fingerprint must be new.

        Raises:
            TemporaryError: it is there already (somebody else was faster); look it up by its fingerprint.
        """
        ...

    async def get(self, source_id: str) -> Source | None:
        """The source with this id."""
        ...

    async def by_fingerprint(self, sha256: str) -> Source | None:
        """The source whose text has this hex SHA-256."""
        ...

    async def describe(self, source: Source) -> None:
        """Write what is known of a source (title, publisher, address, day, language); its text stays as it is."""
        ...

    async def publishers(self, *, limit: int) -> Sequence[str]:
        """The publishers that are known, those of the newest sources first."""
        ...
