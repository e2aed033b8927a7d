"""Pages for a program that may never be sent a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefings.ports.intake import Files, Page

if TYPE_CHECKING:
    from briefings.adapters.web.addresses import Network


@dataclass(frozen=True, slots=True)
class PagesOnDemand:
    """Loads the HTTP library with the first link, so that the program starts a quarter of a second sooner."""

    files: Files
    also: "Sequence[Network]" = ()

    async def fetch(self, url: str) -> Page:
        """Fetch a page; see the port."""
        from briefings.adapters.web.fetching import GuardedPages  # noqa: PLC0415

        return await GuardedPages(self.files, self.also).fetch(url)
