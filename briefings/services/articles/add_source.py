"""Takes an article in; one that is known already is recognised by its fingerprint."""

import secrets
from dataclasses import dataclass

from briefings.domain.drafting import Article
from briefings.domain.errors import UserError
from briefings.domain.source import Source, fingerprint, is_web_address
from briefings.domain.text import one_line
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.articles.read_article import check_article

LONGEST_TITLE = 500
LONGEST_PUBLISHER = 200
LONGEST_URL = 2000


@dataclass(frozen=True, slots=True)
class Added:
    """The source, and whether it was new."""

    source: Source
    new: bool


async def add_source(article: Article, *, url: str | None = None, store: Store, clock: Clock) -> Added:
    """Keep an article as it came; the same text again gives the source that is there, unchanged.

    Raises:
        UserError: the text is no article, or a detail is too long or no address.
    """
    source = new_source(article, url=url, clock=clock)
    async with store.writing() as unit:
        return await keep_source(source, unit=unit)


def new_source(article: Article, *, url: str | None = None, language: str | None = None, clock: Clock) -> Source:
    """Make a source of an article, judging it as ``add_source`` does."""
    check_article(article.text)
    title, publisher = one_line(article.title or ""), one_line(article.publisher or "")
    for name, value, most in (
        ("title", title, LONGEST_TITLE),
        ("publisher", publisher, LONGEST_PUBLISHER),
        ("address", url or "", LONGEST_URL),
    ):
        if len(value) > most:
            raise UserError("The {name} is longer than {most} characters.", name=name, most=most)
    if url and not (url == one_line(url) and is_web_address(url)):
        raise UserError("“{url}” is no web address: it should begin with https://.", url=one_line(url))
    return Source(
        id=secrets.token_hex(8),
        text=article.text,
        sha256=fingerprint(article.text),
        added_at=clock.now(),
        title=title,
        publisher=publisher or None,
        url=url or None,
        published=article.published,
        language=language,
    )


async def keep_source(source: Source, *, unit: Unit) -> Added:
    """Keep the source unless its text is known, within the caller's transaction."""
    known = await unit.sources.by_fingerprint(source.sha256)
    if known is not None:
        return Added(known, new=False)
    await unit.sources.add(source)
    return Added(source, new=True)
