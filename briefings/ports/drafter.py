"""What reads a draft out of an article."""

from typing import Protocol

from briefings.domain.drafting import Article, Draft


class Drafter(Protocol):
    """Reads articles without holding up whoever else is served meanwhile."""

    async def draft(self, article: Article, *, sentences: int = 3) -> Draft:
        """Read the draft of a briefing with a summary of at most so many sentences; at most ``MOST_OF_A_KIND`` items.

        Raises UserError, in one plain sentence, for an article that takes more than its share of time or memory.
        """
        ...
