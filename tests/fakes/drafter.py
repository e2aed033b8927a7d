"""Articles read where the test runs."""

from briefings.domain.drafting import Article, Draft
from briefings.extraction.extract import extract


class DraftsHere:
    """Reads in this process, with the same cap as the workers."""

    async def draft(self, article: Article, *, sentences: int = 3) -> Draft:
        """Read one article."""
        return extract(article, sentences=sentences).capped()
