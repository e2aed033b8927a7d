"""Transactions, in every store: all or nothing, one writer after the other, readers undisturbed."""

import asyncio
from dataclasses import replace

import pytest

from briefings.ports.store import Store
from tests.fakes.newsroom import NOON, keep, make_briefing, make_source


class PlannedError(Exception):
    """Raised by a test inside a unit of work."""


async def test_an_error_undoes_everything(store: Store) -> None:
    briefing = make_briefing(1, said=[("Ada", "Peace at last")], topics=["peace"])

    async def write_and_fail() -> None:
        async with store.writing() as unit:
            await unit.briefings.next_number()
            await unit.sources.add(briefing.source)
            await unit.briefings.add(briefing)
            await unit.archive.publish(briefing, speakers={})
            raise PlannedError

    with pytest.raises(PlannedError):
        await write_and_fail()
    async with store.writing() as unit:
        assert await unit.sources.get(briefing.source.id) is None
        assert await unit.archive.latest(now=NOON, limit=9) == []
        assert await unit.archive.quotes(now=NOON, limit=9, words=["peace"]) == []
        assert await unit.archive.topics(now=NOON) == []
        assert await unit.archive.version() == 0
        assert await unit.briefings.next_number() == 1


async def test_a_cancelled_writer_undoes_everything_and_lets_the_next_one_in(store: Store) -> None:
    inside = asyncio.Event()

    async def write_slowly() -> None:
        async with store.writing() as unit:
            await unit.sources.add(make_source("Half written."))
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write_slowly())
    await asyncio.wait_for(inside.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(10), store.writing() as unit:
        assert await unit.sources.get(make_source("Half written.").id) is None


async def test_a_writer_sees_its_own_words(store: Store) -> None:
    briefing = make_briefing(1, said=[("Ada", "Peace at last")])
    async with store.writing() as unit:
        await unit.sources.add(briefing.source)
        await unit.briefings.add(briefing)
        await unit.archive.publish(briefing, speakers={})
        assert await unit.archive.latest(now=NOON, limit=9) == [briefing]
        assert len(await unit.archive.quotes(now=NOON, limit=9, words=["peace"])) == 1


async def test_a_reader_sees_one_instant(store: Store) -> None:
    await keep(store, make_briefing(1, said=[("Ada", "Peace at last")]))
    async with store.reading() as unit:
        assert len(await unit.archive.latest(now=NOON, limit=9)) == 1
        await keep(store, make_briefing(2, said=[("Ada", "Peace again")]))
        assert len(await unit.archive.latest(now=NOON, limit=9)) == 1
        assert len(await unit.archive.quotes(now=NOON, limit=9, words=["peace"])) == 1
        assert [speaker.quotes for speaker in await unit.speakers.all()] == [1]
    async with store.reading() as unit:
        assert len(await unit.archive.latest(now=NOON, limit=9)) == 2


async def test_of_two_writers_with_one_revision_one_wins(store: Store) -> None:
    briefing = make_briefing(1, published_at=None)
    await keep(store, briefing)

    async def correct(headline: str) -> bool:
        content = replace(briefing.content, headline=headline)
        newer = replace(briefing, revision=replace(briefing.revision, number=2, content=content))
        async with store.writing() as unit:
            return await unit.briefings.save(newer, seen_revision=1)

    outcomes = await asyncio.gather(*(correct(f"Headline {number}") for number in range(5)))
    assert sorted(outcomes) == [False] * 4 + [True]
    async with store.reading() as unit:
        assert len(await unit.briefings.revisions(briefing.id)) == 2


async def test_many_writers_take_turns(store: Store) -> None:
    async def take_number() -> int:
        async with store.writing() as unit:
            return await unit.briefings.next_number()

    assert sorted(await asyncio.gather(*(take_number() for _ in range(20)))) == list(range(1, 21))


async def test_publishers_at_once_share_words_topics_and_speakers(store: Store) -> None:
    briefings = [make_briefing(n, said=[("Ada", f"Peace number {n}")], topics=["Peace"]) for n in range(1, 9)]
    drafts = [replace(briefing, published_at=None) for briefing in briefings]
    for draft in drafts:
        await keep(store, replace(draft, status=make_briefing(1, published_at=None).status))

    async def publish(number: int) -> None:
        async with store.writing() as unit:
            await unit.archive.publish(briefings[number], speakers={"Ada": "ada"})

    await asyncio.gather(*(publish(number) for number in range(8)))
    async with store.reading() as unit:
        assert [speaker.quotes for speaker in await unit.speakers.all()] == [8]
        assert [topic.briefings for topic in await unit.archive.topics(now=NOON)] == [8]
        assert len(await unit.archive.quotes_like(["peece"], now=NOON, limit=20)) == 8


async def test_many_readers_at_once(store: Store) -> None:
    await keep(store, make_briefing(1))

    async def count() -> int:
        async with store.reading() as unit:
            return len(await unit.archive.latest(now=NOON, limit=9))

    assert await asyncio.gather(*(count() for _ in range(30))) == [1] * 30
