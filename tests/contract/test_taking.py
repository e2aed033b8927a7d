"""An editor's article becomes a draft, and what is known of it is kept with it or not at all."""

import pytest

from briefings.domain.audit import Act
from briefings.domain.briefing import Briefing
from briefings.domain.drafting import Article, Draft
from briefings.domain.errors import UserError
from briefings.domain.people import Identity, Platform
from briefings.ports.store import Store, Unit
from briefings.services.articles.make_draft import make_draft
from briefings.services.articles.take_article import take_article
from tests.fakes.clock import SettableClock
from tests.fakes.stories import OFFER, SUNDAY

EDITOR = Identity(Platform.TELEGRAM, "5")
ARTICLE = Article(OFFER)


async def read(article: Article) -> Draft:
    """What the page's own head states."""
    return Draft("en", supported=True, title="An offer", publisher="The Harbour Courier", published=SUNDAY)


async def test_what_a_page_states_of_itself_is_proposed_and_the_log_says_who_gave_it(
    store: Store, clock: SettableClock
) -> None:
    taken = await take_article(ARTICLE, said=(), by=EDITOR, extract=read, store=store, clock=clock)
    async with store.reading() as unit:
        assert await unit.reviews.kept(taken.briefing.id) == {"?publisher", "?published"}
        assert [(entry.act, entry.subject) for entry in await unit.audit.latest(limit=9)] == [(Act.ADD, "briefing 1")]


async def test_a_draft_is_not_kept_without_what_is_noted_of_it(store: Store, clock: SettableClock) -> None:
    async def note(unit: Unit, briefing: Briefing) -> None:
        await unit.reviews.keep(briefing.id, ["?publisher"])
        raise UserError("Not now.")

    with pytest.raises(UserError, match="Not now"):
        await make_draft(ARTICLE, author="console:owner", extract=read, noting=note, store=store, clock=clock)
    assert (await take_article(ARTICLE, by=EDITOR, extract=read, store=store, clock=clock)).new
