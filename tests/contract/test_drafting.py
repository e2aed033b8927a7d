"""Drafts, publication and withdrawal over each of the three stores."""

from dataclasses import replace
from datetime import date

import pytest

from briefings.domain.briefing import Status
from briefings.domain.drafting import Article
from briefings.domain.errors import UserError
from briefings.domain.policy import EditorialPolicy
from briefings.domain.text import Excerpt
from briefings.domain.verbatim import NotVerbatimError
from briefings.ports.store import Store
from briefings.services.archive.list_archive import list_speakers
from briefings.services.archive.published_briefing import one_briefing
from briefings.services.articles.add_source import add_source
from briefings.services.articles.make_draft import make_draft
from briefings.services.editing.correct import withdraw_briefing
from briefings.services.editing.publish import publish
from briefings.services.speakers.speaker_directory import SpeakerDirectory
from tests.contract.drafting import AUTHOR, EDITOR, drafted, published, read, revise
from tests.fakes.clock import SettableClock
from tests.fakes.stories import OFFER, SUNDAY, offer


async def test_a_draft_takes_what_was_given_before_what_the_text_states(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store, clock, Article(OFFER, title="Given", published=date(2025, 2, 22)))
    assert (briefing.number, briefing.status, briefing.content.headline) == (1, Status.DRAFT, "Given")
    assert (briefing.source.published, briefing.source.publisher) == (date(2025, 2, 22), "The Harbour Courier")
    assert briefing.content.topics == ("nato", "War", "Ukraine")
    async with store.reading() as unit:
        assert await unit.archive.latest(now=clock.now(), limit=5) == []
        assert await unit.briefings.get(briefing.id) == briefing


async def test_one_article_twice_is_one_briefing(store: Store, clock: SettableClock) -> None:
    first = await make_draft(Article(OFFER), author=AUTHOR, extract=read, store=store, clock=clock)
    again = await make_draft(Article(OFFER, title="New"), author=AUTHOR, extract=read, store=store, clock=clock)
    assert (first.new, again.new, again.briefing) == (True, False, first.briefing)
    source = await add_source(Article(OFFER), store=store, clock=clock)
    assert (source.new, source.source) == (False, first.briefing.source)


async def test_a_kept_source_gets_its_draft_later(store: Store, clock: SettableClock) -> None:
    added = await add_source(Article(OFFER), url="https://courier.example", store=store, clock=clock)
    briefing = await drafted(store, clock)
    assert briefing.source.reading
    assert (added.new, replace(briefing.source, reading="")) == (True, added.source)


@pytest.mark.parametrize(
    ("article", "url", "sentence"),
    [
        (Article(" \n"), None, "no words"),
        (Article("word " * 250_000), None, "larger than 1 MB"),
        (Article("a\0b"), None, "no text file"),
        (Article("half \ud800"), None, "half of a character"),
        (Article("word", title="t" * 501), None, "longer than 500"),
        (Article("word"), "javascript:alert(1)", "no web address"),
        (Article("word"), "https://gazette.example/a b", "no web address"),
    ],
)
async def test_a_text_that_is_no_article_is_refused(
    store: Store, clock: SettableClock, article: Article, url: str | None, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        await make_draft(article, url=url, author=AUTHOR, extract=read, store=store, clock=clock)
    async with store.reading() as unit:
        assert await unit.briefings.with_status(tuple(Status)) == []


async def test_nothing_untrue_to_its_source_is_published(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store, clock)
    quote = briefing.content.quotes[0]
    forged = replace(quote, excerpts=(Excerpt(quote.excerpts[0].start, quote.excerpts[0].end, "I will never leave"),))
    content = replace(briefing.content, quotes=(forged,))
    with pytest.raises(NotVerbatimError, match="quote 1 is not verbatim: it says “I will never leave”, but"):
        await revise(briefing, content, store, clock)
    async with store.writing() as unit:
        revision = replace(briefing.revision, number=2, content=content)
        assert await unit.briefings.save(replace(briefing, revision=revision), seen_revision=1)
    with pytest.raises(NotVerbatimError):
        await publish(briefing.id, store=store, clock=clock)
    async with store.reading() as unit:
        assert await unit.archive.latest(now=clock.now(), limit=5) == []


async def test_two_editors_cannot_overwrite_each_other(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store, clock)
    shorter = replace(briefing.content, quotes=briefing.content.quotes[:1])
    after = await revise(briefing, shorter, store, clock)
    assert after.revision.number == 2
    with pytest.raises(UserError, match="meanwhile"):
        await revise(briefing, shorter, store, clock)


async def test_readers_see_the_published_revision_until_the_next(store: Store, clock: SettableClock) -> None:
    briefing = await published(store, clock, offer())
    content = replace(briefing.content, headline="Another headline")
    await revise(briefing, content, store, clock)
    seen = await one_briefing(1, store=store, clock=clock)
    assert seen.content.headline == "Zelensky offers his post for a place in NATO"
    again = await publish(briefing.id, store=store, clock=clock)
    assert (again.published_revision, again.published_at) == (2, briefing.published_at)
    seen = await one_briefing(1, store=store, clock=clock)
    assert seen.content.headline == "Another headline"
    assert [s.quotes for s in await list_speakers(store=store, clock=clock, directory=SpeakerDirectory())] == [2, 1]


async def test_a_withdrawn_briefing_is_gone_for_good(store: Store, clock: SettableClock) -> None:
    briefing = await published(store, clock, offer())
    gone = (
        await withdraw_briefing(1, "It was not so.", by=EDITOR, policy=EditorialPolicy(), store=store, clock=clock)
    ).briefing
    assert (gone.status, gone.withdrawn_note) == (Status.WITHDRAWN, "It was not so.")
    with pytest.raises(UserError, match="Briefing 1 was withdrawn: It was not so"):
        await one_briefing(1, store=store, clock=clock)
    with pytest.raises(UserError, match="withdrawn"):
        await publish(briefing.id, store=store, clock=clock)
    with pytest.raises(UserError, match="withdrawn"):
        await revise(briefing, briefing.content, store, clock)


async def test_a_draft_cannot_be_withdrawn(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store, clock)
    with pytest.raises(UserError, match="not published"):
        await withdraw_briefing(briefing.number, "", by=EDITOR, policy=EditorialPolicy(), store=store, clock=clock)


async def test_a_detail_that_no_database_carries_is_cleaned(store: Store, clock: SettableClock) -> None:
    article = Article("The ships sail.", title="Half \ud83d a\0 title", publisher="\0", published=SUNDAY)
    source = (await add_source(article, store=store, clock=clock)).source
    assert (source.title, source.publisher) == ("Half a title", None)
    async with store.reading() as unit:
        assert await unit.sources.get(source.id) == source
    with pytest.raises(UserError, match="no web address"):
        await add_source(article, url="https://example.org/\0", store=store, clock=clock)
