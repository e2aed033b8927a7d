"""An article's way to readers, as several contracts need it."""

from briefings.domain.briefing import Briefing, Content
from briefings.domain.drafting import Article, Draft
from briefings.domain.people import Identity, Platform
from briefings.ports.store import Store
from briefings.services.articles.make_draft import make_draft
from briefings.services.editing.edit_items import change
from briefings.services.editing.publish import publish
from tests.fakes.clock import SettableClock
from tests.fakes.stories import OFFER, SUNDAY, offer

EDITOR = Identity(Platform.TELEGRAM, "5")
AUTHOR = "console:owner"
PASTED = Article(OFFER)


async def published(store: Store, clock: SettableClock, briefing: Briefing) -> Briefing:
    async with store.writing() as unit:
        await unit.sources.add(briefing.source)
        await unit.briefings.add(briefing)
    return await publish(briefing.id, store=store, clock=clock)


async def read(article: Article) -> Draft:
    """What an extraction of the offer would read."""
    content = offer().content
    return Draft(
        "en",
        supported=True,
        title=article.title or "Zelensky offers his post",
        publisher="The Harbour Courier",
        published=SUNDAY,
        summary=tuple(point.excerpt for point in content.summary if point.excerpt),
        quotes=content.quotes,
        figures=content.figures,
        dates=content.dates,
        topics=("Ukraine", "NATO"),
    )


async def drafted(store: Store, clock: SettableClock, article: Article = PASTED) -> Briefing:
    made = await make_draft(article, topics=["nato", "War"], author=AUTHOR, extract=read, store=store, clock=clock)
    return made.briefing


async def revise(briefing: Briefing, content: Content, store: Store, clock: SettableClock) -> Briefing:
    """Write the content as an editor does who saw the first revision."""
    return await change(
        briefing.number, EDITOR, "content", lambda _: content, seen_revision=1, store=store, clock=clock
    )
