"""Articles on the command line: every kind of file that the chat reads, by the same service."""

from collections.abc import Collection
from dataclasses import replace

from briefings.domain.drafting import Article
from briefings.domain.errors import UserError
from briefings.domain.reviewing import Detail
from briefings.services.articles.read_article import decode_article


async def read_article(name: str, data: bytes) -> Article:
    """Read a page, a PDF or a Word file as the chat does; anything else, standard input too, is text in UTF-8.

    Raises:
        UserError: it cannot be read; the sentence says why.
    """
    from briefings.adapters.files.kinds import kind_of  # noqa: PLC0415
    from briefings.adapters.files.reading import WorkerFiles  # noqa: PLC0415

    try:
        is_text = kind_of(name, data) == "text"
    except UserError:
        is_text = True
    return Article(decode_article(data)) if is_text else await WorkerFiles.with_slots().read(name, data)


def with_given(read: Article, given: Article) -> tuple[Article, Collection[Detail]]:
    """The article with the details that were given, and those that are not merely stated by the file itself."""
    stated, said = (read.title, read.publisher, read.published), (given.title, given.publisher, given.published)
    title, publisher, published = given.title or read.title, given.publisher or read.publisher, read.published
    article = replace(read, title=title, publisher=publisher, published=given.published or published)
    details = zip(Detail, said, stated, strict=True)
    return article, [detail for detail, is_said, is_stated in details if is_said or not is_stated]
