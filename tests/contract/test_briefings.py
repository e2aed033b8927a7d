"""Briefings and their revisions, in every store."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.domain.agenda import DatedEvent, Precision
from briefings.domain.briefing import Briefing, Content, Priority, Revision, Status, SummaryPoint
from briefings.domain.errors import TemporaryError
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote, QuoteKind
from briefings.domain.text import Excerpt
from briefings.ports.store import Store
from tests.fakes.newsroom import NOON, keep, make_briefing, make_source

_numbers = count(1)


def revised(briefing: Briefing, number: int, headline: str) -> Briefing:
    content = replace(briefing.content, headline=headline)
    return replace(briefing, revision=replace(briefing.revision, number=number, content=content))


async def test_numbers_grow_and_are_never_given_twice(store: Store) -> None:
    async with store.writing() as unit:
        assert [await unit.briefings.next_number() for _ in range(3)] == [1, 2, 3]
    async with store.writing() as unit:
        assert await unit.briefings.next_number() == 4


async def test_a_briefing_is_found_by_id_number_and_source(store: Store) -> None:
    first, second = make_briefing(1, said=[("Ada", "Ready when you are")]), make_briefing(2, published_at=None)
    await keep(store, first, second)
    async with store.reading() as unit:
        assert await unit.briefings.get(first.id) == first
        assert await unit.briefings.by_number(2) == second
        assert await unit.briefings.by_source(first.source.id) == first
        assert await unit.briefings.get("nobody") is None
        assert await unit.briefings.by_number(99) is None
        assert await unit.briefings.by_source("nothing") is None


async def test_the_newest_briefing_of_a_source_is_found(store: Store) -> None:
    first = make_briefing(1, published_at=None)
    async with store.writing() as unit:
        await unit.sources.add(first.source)
        await unit.briefings.add(first)
        await unit.briefings.add(replace(first, id="again", number=2))
    async with store.reading() as unit:
        found = await unit.briefings.by_source(first.source.id)
        assert found is not None
        assert found.number == 2


@pytest.mark.parametrize("taken", [{"id": "briefing-1", "number": 7}, {"id": "another", "number": 1}])
async def test_an_id_or_number_is_not_taken_twice(store: Store, taken: dict[str, int]) -> None:
    first = make_briefing(1)
    await keep(store, first)
    with pytest.raises(TemporaryError):
        async with store.writing() as unit:
            await unit.briefings.add(replace(first, **taken))  # type: ignore[arg-type]


async def test_revisions_are_kept_oldest_first(store: Store) -> None:
    first = make_briefing(1, published_at=None)
    await keep(store, first)
    second = revised(first, 2, "Second thoughts")
    async with store.writing() as unit:
        assert await unit.briefings.save(second, seen_revision=1)
    async with store.reading() as unit:
        assert await unit.briefings.revisions(first.id) == [first.revision, second.revision]
        assert await unit.briefings.revisions("nobody") == []
        assert await unit.briefings.get(first.id) == second


async def test_who_saw_an_older_revision_writes_nothing(store: Store) -> None:
    first = make_briefing(1, published_at=None)
    await keep(store, first)
    async with store.writing() as unit:
        assert await unit.briefings.save(revised(first, 2, "Faster"), seen_revision=1)
    async with store.writing() as unit:
        assert not await unit.briefings.save(revised(first, 2, "Slower"), seen_revision=1)
        assert not await unit.briefings.save(replace(first, id="nobody"), seen_revision=1)
    async with store.reading() as unit:
        kept = await unit.briefings.get(first.id)
        assert kept is not None
        assert kept.content.headline == "Faster"
        assert len(await unit.briefings.revisions(first.id)) == 2


async def test_the_state_is_saved_without_a_new_revision(store: Store) -> None:
    first = make_briefing(1, published_at=None)
    await keep(store, first)
    saved = replace(first, status=Status.WITHDRAWN, withdrawn_note="Not ours", updated_at=NOON + timedelta(days=1))
    async with store.writing() as unit:
        assert await unit.briefings.save(saved, seen_revision=1)
    async with store.reading() as unit:
        assert await unit.briefings.get(first.id) == saved
        assert await unit.briefings.revisions(first.id) == [first.revision]


async def test_a_revision_once_written_is_not_changed(store: Store) -> None:
    first = make_briefing(1, published_at=None)
    await keep(store, first)
    async with store.writing() as unit:
        assert await unit.briefings.save(revised(first, 1, "Rewritten history"), seen_revision=1)
    async with store.reading() as unit:
        assert await unit.briefings.revisions(first.id) == [first.revision]


async def test_states_are_listed_most_recently_updated_first(store: Store) -> None:
    drafts = [
        replace(make_briefing(n, published_at=None), updated_at=NOON + timedelta(minutes=minutes))
        for n, minutes in ((1, 5), (2, 30), (3, 10))
    ]
    await keep(store, *drafts, make_briefing(4))
    async with store.reading() as unit:
        found = await unit.briefings.with_status([Status.DRAFT, Status.IN_REVIEW])
        assert [briefing.number for briefing in found] == [2, 3, 1]
        assert len(await unit.briefings.with_status([Status.DRAFT], limit=2)) == 2
        assert await unit.briefings.with_status([]) == []


words = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
maybe = st.none() | words
instants = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
days = st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1))
decimals = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
excerpts = st.builds(Excerpt, st.integers(0, 10**6), st.integers(0, 10**6), words)
contents = st.builds(
    Content,
    headline=words,
    summary=st.lists(st.builds(SummaryPoint, words, st.none() | excerpts), max_size=3).map(tuple),
    quotes=st.lists(
        st.builds(
            Quote,
            excerpts=st.lists(excerpts, min_size=1, max_size=2).map(tuple),
            speaker=maybe,
            sentence=excerpts,
            kind=st.sampled_from(QuoteKind),
            role=maybe,
            cue=maybe,
            why=words,
        ),
        max_size=3,
    ).map(tuple),
    figures=st.lists(
        st.builds(Figure, excerpts, excerpts, decimals, decimals, decimals, maybe, maybe, maybe, maybe, maybe, words),
        max_size=3,
    ).map(tuple),
    dates=st.lists(
        st.builds(DatedEvent, excerpts, excerpts, days, days, st.sampled_from(Precision), st.none() | excerpts, words),
        max_size=3,
    ).map(tuple),
    topics=st.lists(words, max_size=3).map(tuple),
    priority=st.sampled_from(Priority),
)
revisions = st.builds(Revision, st.integers(1, 9), contents, words, instants, maybe, st.booleans())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(revision=revisions, instant=instants, note=maybe, status=st.sampled_from(Status), day=days)
async def test_a_whole_briefing_comes_back_equal(
    store: Store, revision: Revision, instant: datetime, note: str | None, status: Status, day: date | None
) -> None:
    number = next(_numbers) + 100
    briefing = Briefing(
        id=f"b{number}",
        number=number,
        status=status,
        source=make_source(f"story {number}", published=day),
        revision=revision,
        created_at=instant,
        updated_at=instant,
        published_revision=revision.number,
        published_at=instant,
        embargo_until=instant + timedelta(microseconds=1),
        withdrawn_note=note,
        sample=revision.material,
    )
    async with store.writing() as unit:
        await unit.sources.add(briefing.source)
        await unit.briefings.add(briefing)
    async with store.reading() as unit:
        found = await unit.briefings.get(briefing.id)
    assert found == briefing
    assert found.created_at.utcoffset() == timedelta(0)
