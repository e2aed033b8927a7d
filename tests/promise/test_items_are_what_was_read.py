"""Whatever door a briefing goes out by, its items are what was read out of its source, or what an editor made of it."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.chat.cards.citations import citation
from bot.chat.cards.wording import quote_block
from bot.chat.catalogue import Catalogue
from briefings.adapters.sql.store import SqlStore
from briefings.domain.archive import ArchivedQuote, reference_of
from briefings.domain.briefing import Briefing, Content, Status
from briefings.domain.errors import UserError
from briefings.domain.readings import digest_of, reading_of
from briefings.domain.reviewing import item_key
from briefings.domain.source import is_web_address
from briefings.domain.text import Excerpt
from briefings.extraction.gate import check_publishable
from briefings.ports.store import Store
from briefings.services.articles.describe_source import describe_source
from briefings.services.editing.correct import correct
from briefings.services.editing.edit_items import fix_speaker, set_headline
from briefings.services.editing.publish import publish
from briefings.services.editing.release import plan_release, release, release_due
from briefings.services.editing.review_draft import approve, submit
from tests.fakes.archives import carry, fill, lines_of, sealed
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA, HOUR, drafted, quote_keys
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.stories import offer

Forge = Callable[[Briefing], Briefing]


def with_content(briefing: Briefing, content: Content) -> Briefing:
    return replace(briefing, revision=replace(briefing.revision, content=content))


def parts_swapped(briefing: Briefing) -> Briefing:
    first, *rest = briefing.content.quotes
    return with_content(
        briefing, replace(briefing.content, quotes=(replace(first, excerpts=first.excerpts[::-1]), *rest))
    )


def parts_overlap(briefing: Briefing) -> Briefing:
    first, *rest = briefing.content.quotes
    twice = replace(first, excerpts=(first.excerpts[0], first.excerpts[0]))
    return with_content(briefing, replace(briefing.content, quotes=(twice, *rest)))


def cut_at_the_start(briefing: Briefing) -> Briefing:
    first, *rest = briefing.content.quotes
    part = first.excerpts[0]
    cut = Excerpt.of(briefing.source.text, part.start + 1, part.end)
    return with_content(briefing, replace(briefing.content, quotes=(replace(first, excerpts=(cut,)), *rest)))


def cut_at_the_end(briefing: Briefing) -> Briefing:
    figure, *rest = briefing.content.figures
    cut = replace(figure, excerpt=Excerpt.of(briefing.source.text, figure.excerpt.start, figure.excerpt.end - 1))
    return with_content(briefing, replace(briefing.content, figures=(cut, *rest)))


def out_of_the_marks(briefing: Briefing) -> Briefing:
    first, *rest = briefing.content.quotes
    sentence = first.sentence
    wide = Excerpt.of(briefing.source.text, sentence.start + 1, sentence.end)
    return with_content(briefing, replace(briefing.content, quotes=(replace(first, excerpts=(wide,)), *rest)))


def another_day(briefing: Briefing) -> Briefing:
    day, *rest = briefing.content.dates
    moved = replace(day, resolved=date(2025, 3, 9))
    return with_content(briefing, replace(briefing.content, dates=(moved, *rest)))


def another_speaker(briefing: Briefing) -> Briefing:
    first, *rest = briefing.content.quotes
    other = replace(first, speaker="Vera Lund", speaker_added=False)
    return with_content(briefing, replace(briefing.content, quotes=(other, *rest)))


def another_text(briefing: Briefing) -> Briefing:
    return replace(briefing, source=replace(briefing.source, text=briefing.source.text + " “Peace.”"))


def another_address(briefing: Briefing) -> Briefing:
    return replace(briefing, source=replace(briefing.source, url="javascript:alert(1)"))


def read_anew(briefing: Briefing) -> Briefing:
    """The forgery with digests that fit it, as one makes it who knows the format."""
    content = briefing.content
    reading = reading_of((*content.quotes, *content.figures, *content.dates))
    return replace(briefing, source=replace(briefing.source, reading=reading))


FORGERIES: tuple[Forge, ...] = (
    parts_swapped, parts_overlap, cut_at_the_start, cut_at_the_end, out_of_the_marks, another_day, another_speaker,
    another_text, another_address,
)  # fmt: skip


@pytest.mark.parametrize("forge", FORGERIES)
def test_what_was_not_read_is_refused_digests_or_not(forge: Forge) -> None:
    check_publishable(offer())
    for briefing in (forge(offer()), read_anew(forge(offer()))):
        with pytest.raises(UserError):
            check_publishable(briefing)


def test_what_only_the_digest_tells_is_refused() -> None:
    story = offer()
    quote, *rest = story.content.quotes
    for changed in (replace(quote, speaker="Donald Trump"), replace(quote, role="a thief")):
        with pytest.raises(UserError, match="not what was read"):
            check_publishable(with_content(story, replace(story.content, quotes=(changed, *rest))))


def test_a_revision_that_does_not_exist_names_no_editor() -> None:
    story = offer()
    quote, *rest = story.content.quotes
    for number in (0, -1, 2, 99):
        changed = replace(quote, speaker="Trump", edited_in=number)
        with pytest.raises(UserError, match="no editor"):
            check_publishable(with_content(story, replace(story.content, quotes=(changed, *rest))))


def test_a_digest_knows_nothing_of_what_stands_beside_the_item() -> None:
    quote = offer().content.quotes[0]
    assert digest_of(quote) == digest_of(replace(quote, why="otherwise"))
    assert digest_of(quote) != digest_of(replace(quote, speaker="Somebody"))


def forged(number: int) -> Briefing:
    """A draft with a figure that nobody read."""
    draft = make_briefing(number, said=[("Ada Byron", "We are ready")], counted=[(267, "boats")], published_at=None)
    (figure,) = draft.content.figures
    shorter = replace(figure, excerpt=Excerpt.of(draft.source.text, figure.excerpt.start, figure.excerpt.start + 3))
    return with_content(draft, replace(draft.content, figures=(shorter,)))


async def at_once(store: Store, clock: SettableClock) -> None:
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)


async def under_embargo(store: Store, clock: SettableClock) -> None:
    await release(1, by=ANA, policy=ALONE, embargo_until=clock.now() + HOUR, store=store, clock=clock)


async def planned(store: Store, clock: SettableClock) -> None:
    await plan_release(1, clock.now() + HOUR, by=ANA, policy=ALONE, store=store, clock=clock)


async def submitted(store: Store, clock: SettableClock) -> None:
    await submit(1, by=ANA, store=store, clock=clock)


async def approved(store: Store, clock: SettableClock) -> None:
    await approve(1, by=ANA, policy=ALONE, store=store, clock=clock)


async def as_sample(store: Store, clock: SettableClock) -> None:
    await publish("briefing-1", store=store, clock=clock)


async def into_the_archive(store: Store, clock: SettableClock) -> None:
    shown = replace(forged(1), status=Status.PUBLISHED, published_at=clock.now(), published_revision=1)
    async with store.writing() as unit:
        await unit.archive.publish(shown, speakers={})


DOORS = (at_once, under_embargo, planned, submitted, approved, as_sample, into_the_archive)


@pytest.mark.parametrize("door", DOORS)
async def test_every_door_refuses_what_was_not_read(
    door: Callable[[Store, SettableClock], Awaitable[None]], store: Store, clock: SettableClock
) -> None:
    await keep(store, forged(1))
    with pytest.raises(UserError, match="not what was read"):
        await door(store, clock)
    async with store.reading() as unit:
        assert await unit.archive.latest(now=clock.now() + 9 * HOUR, limit=9) == []


async def test_a_planned_publication_is_judged_when_it_is_due(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    await planned(store, clock)
    async with store.writing() as unit:
        await unit.sources.describe(replace(briefing.source, url="javascript:alert(1)"))
    later = SettableClock(clock.now() + 2 * HOUR)
    assert await release_due(policy=ALONE, store=store, clock=later) == []
    async with store.reading() as unit:
        assert await unit.reviews.planned(briefing.id) is None
        assert (after := await unit.briefings.get(briefing.id)) is not None
        assert after.published_revision is None


async def test_a_correction_is_judged(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    await set_headline(1, "Harbour reopens at last", by=ANA, store=store, clock=clock)
    with pytest.raises(UserError, match="The note"):
        await correct(1, "It was 999 boats.", material=True, by=ANA, policy=ALONE, store=store, clock=clock)
    async with store.writing() as unit:
        await unit.sources.describe(replace(briefing.source, reading=""))
    with pytest.raises(UserError, match="not what was read"):
        await correct(1, "Another headline.", material=True, by=ANA, policy=ALONE, store=store, clock=clock)


def _quotes_turned(record: dict[str, object]) -> None:
    for quote in record["content"]["quotes"]:  # type: ignore[index]
        quote["speaker"] = "Vera Lund"


def _address_turned(record: dict[str, object]) -> None:
    record["url"] = "javascript:alert(1)"


@pytest.mark.parametrize(
    ("kind", "turn", "why"), [("revision", _quotes_turned, "speaker"), ("source", _address_turned, "url")]
)
async def test_an_import_meets_the_same_rules(
    sqlite_store: SqlStore, other_store: SqlStore, kind: str, turn: Callable[[dict[str, object]], None], why: str
) -> None:
    await fill(sqlite_store)
    lines = []
    for line in await lines_of(sqlite_store):
        record = json.loads(line)
        if record.get("record") == kind:
            turn(record)
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    from briefings.services.records.import_archive import import_archive

    with pytest.raises(UserError, match=why):
        await import_archive(sealed(lines), by=ANA, policy=ALONE, store=other_store, clock=SettableClock())


async def test_an_honest_export_comes_in(sqlite_store: SqlStore, other_store: SqlStore) -> None:
    await fill(sqlite_store)
    assert not (await carry(sqlite_store, other_store)).known


async def test_an_editors_speaker_is_told_as_one_where_the_source_names_nobody_so(
    store: Store, clock: SettableClock
) -> None:
    briefing = await drafted(store)
    known, unknown = quote_keys(briefing)
    after = await fix_speaker(1, unknown, "Vera Lund", by=ANA, store=store, clock=clock)
    after = await fix_speaker(1, known, "Ada Byron", by=ANA, store=store, clock=clock)
    check_publishable(after)
    named, added = after.content.quotes
    t, reference = Catalogue(), reference_of(after)
    assert quote_block(added, reference, t).speaker == "Vera Lund (named by the editors, not by the source)"
    assert quote_block(named, reference, t).speaker == "Ada Byron"
    assert "Vera Lund (named by the editors" in citation(ArchivedQuote("1-1", added, None, reference), t)
    assert (added.edited_in, added.speaker_added, named.speaker_added) == (2, True, False)
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    async with store.reading() as unit:
        shown = await unit.archive.quotes(now=clock.now(), limit=9)
    assert {(item.quote.speaker, item.quote.speaker_added) for item in shown} == {
        ("Ada Byron", False),
        ("Vera Lund", True),
    }


async def test_a_day_that_is_told_anew_keeps_the_dates_publishable(store: Store, clock: SettableClock) -> None:
    from briefings.domain.drafting import Article
    from briefings.services.articles.take_article import take_article
    from tests.fakes.drafter import DraftsHere

    text = "“We meet on Monday,” Ada Byron told reporters. The next talks in Oslo are planned for March 6, she said."
    drafted_now = await take_article(Article(text), by=ANA, extract=DraftsHere().draft, store=store, clock=clock)
    number = drafted_now.briefing.number
    for day in (date(2025, 2, 24), date(2026, 2, 24)):
        after = await describe_source(
            number, by=ANA, published=day, extract=DraftsHere().draft, store=store, clock=clock
        )
        assert [event.resolved for event in after.content.dates if event.resolved]
        check_publishable(after)
        earlier = drafted_now.briefing.content.dates
        assert [item_key(event) for event in after.content.dates] == [item_key(event) for event in earlier]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://x.example",
        "file:///etc/passwd",
        "//x.example",
        " https://x",
        "",
    ],
)
def test_an_address_is_one_of_the_web(url: str) -> None:
    assert not is_web_address(url)
    assert is_web_address("HTTPS://x.example/ü?q=1")
    assert is_web_address(None)
