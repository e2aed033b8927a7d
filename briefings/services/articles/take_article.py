"""An editor gives an article: a draft comes of it, and the log says who gave it."""

from collections.abc import Collection, Sequence

from briefings.domain.audit import Act, briefing_subject
from briefings.domain.briefing import Briefing
from briefings.domain.drafting import Article
from briefings.domain.people import Identity
from briefings.domain.reviewing import Detail, cut_keys
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.articles.make_draft import Drafted, Extract, make_draft
from briefings.services.people.roles import person_key


async def take_article(
    article: Article,
    *,
    url: str | None = None,
    topics: Sequence[str] = (),
    said: Collection[Detail] = frozenset(Detail),
    by: Identity,
    extract: Extract,
    store: Store,
    clock: Clock,
) -> Drafted:
    """Make a draft of the article; one that is known already gives its briefing as it stands.

    ``said`` are the details that a person gave; whatever else is known of the article, it states of itself, and that is
    only proposed: nobody publishes it before an editor has confirmed it.
    """
    async with store.reading() as unit:
        person = await person_key(by, unit=unit)

    async def note(unit: Unit, briefing: Briefing) -> None:
        subject = briefing_subject(briefing.number)
        await unit.audit.append(at=clock.now(), actor=person, act=Act.ADD, subject=subject)
        await unit.reviews.keep(briefing.id, [*_proposed(article, briefing, said), *cut_keys(briefing.content)])

    return await make_draft(
        article, url=url, topics=topics, author=person, extract=extract, noting=note, store=store, clock=clock
    )


def _proposed(article: Article, briefing: Briefing, said: Collection[Detail]) -> list[str]:
    """The keys of the details that nobody gave. A title counts only where a page or file names one in its head."""
    source = briefing.source
    known = {
        Detail.TITLE: article.title,
        Detail.PUBLISHER: source.publisher,
        Detail.PUBLISHED: source.published,
    }
    return [detail.proposed for detail, value in known.items() if value and detail not in said]
