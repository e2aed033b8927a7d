"""What readers find, in every store: newest first, nothing withdrawn, nothing before its embargo ends."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from briefings.domain.errors import UserError
from briefings.domain.verbatim import NotVerbatimError
from briefings.ports.store import Store
from briefings.ports.store.archive import Archive
from tests.contract.hourly_news import HOUR, LATER, hourly
from tests.fakes.newsroom import NOON, keep, make_briefing, speaker_ids


async def numbers_everywhere(store: Store, now: datetime = LATER) -> dict[str, list[int]]:
    """The briefings' numbers as every one of the readers' questions shows them, whichever way it is asked."""
    async with store.reading() as unit:
        found = await numbers_in(unit.archive, now)
        like = sorted(q.reference.number for q in await unit.archive.quotes_like(["Word"], now=now, limit=9))
    return {**found, "like": like}


async def numbers_in(archive: Archive, now: datetime) -> dict[str, list[int]]:
    today = date(2025, 3, 1)
    return {
        "latest": [b.number for b in await archive.latest(now=now, limit=9)],
        "topic": [b.number for b in await archive.latest(now=now, limit=9, topic="harbour")],
        "search": [b.number for b in await archive.search(["harbour"], now=now, limit=9)],
        "quotes": [q.reference.number for q in await archive.quotes(now=now, limit=9, words=["word"])],
        "speaker": [q.reference.number for q in await archive.quotes(now=now, limit=9, speaker_ids=["bo-li"])],
        "both": [
            q.reference.number for q in await archive.quotes(now=now, limit=9, speaker_ids=["bo-li"], words=["again"])
        ],
        "figures": [f.reference.number for f in await archive.figures(now=now, limit=9)],
        "figures of topic": [f.reference.number for f in await archive.figures(now=now, limit=9, topic="Harbour")],
        "dates": [d.reference.number for d in await archive.dates_past(now=now, today=date(2026, 1, 1), limit=9)],
        "ahead": [d.reference.number for d in reversed(await archive.dates_ahead(now=now, today=today, limit=9))],
    }


async def test_everything_is_newest_first_whatever_the_order_of_publishing(store: Store) -> None:
    await keep(store, *hourly(2, 5, 1, 4))
    found = await numbers_everywhere(store)
    assert found.pop("like") == [1, 2, 4, 5]
    assert found == {key: [5, 4, 2, 1] for key in found}


async def test_one_instant_is_ordered_by_number_then_by_place(store: Store) -> None:
    said = [("Ada", "One says this"), ("Bo", "Two says this"), ("Ada", "Three says this")]
    await keep(store, *(make_briefing(number, said=said) for number in (3, 1, 2)))
    async with store.reading() as unit:
        found = await unit.archive.quotes(now=NOON, limit=9)
        assert [(q.reference.number, q.quote.text[:3]) for q in found] == [
            (number, words) for number in (3, 2, 1) for words in ("One", "Two", "Thr")
        ]
        assert [b.number for b in await unit.archive.latest(now=NOON, limit=9)] == [3, 2, 1]


async def test_many_of_one_instant_are_all_kept(store: Store) -> None:
    await keep(store, *(make_briefing(number) for number in range(1, 151)))
    async with store.reading() as unit:
        found = await unit.archive.latest(now=NOON, limit=500)
        assert sorted(b.number for b in found) == list(range(1, 151))


async def test_limits_hold(store: Store) -> None:
    await keep(store, *hourly(1, 2, 3))
    async with store.reading() as unit:
        archive = unit.archive
        assert [b.number for b in await archive.latest(now=LATER, limit=2)] == [3, 2]
        assert len(await archive.quotes(now=LATER, limit=2)) == 2
        assert len(await archive.quotes(now=LATER, limit=3, speaker_ids=["ada-byron", "bo-li"])) == 3
        assert len(await archive.search(["harbour"], now=LATER, limit=1)) == 1
        assert len(await archive.figures(now=LATER, limit=2)) == 2
        assert len(await archive.quotes_like(["peace"], now=LATER, limit=1)) == 1


async def test_nothing_is_shown_before_its_embargo_ends(store: Store) -> None:
    held = replace(hourly(7)[0], embargo_until=NOON + 10 * HOUR)
    await keep(store, hourly(1)[0], held)
    before, after = NOON + 10 * HOUR - timedelta(microseconds=1), NOON + 10 * HOUR
    assert await numbers_everywhere(store, before) == {key: [1] for key in await numbers_everywhere(store)}
    found = await numbers_everywhere(store, after)
    assert found.pop("like") == [1, 7]
    assert found == {key: [7, 1] for key in found}
    async with store.reading() as unit:
        assert await unit.archive.briefing(7, now=before) is None
        assert await unit.archive.briefing(7, now=after) == held
        assert [t.briefings for t in await unit.archive.topics(now=before)] == [1]
        assert [t.briefings for t in await unit.archive.topics(now=after)] == [2]
        assert [s.quotes for s in await unit.speakers.all(now=before)] == [1, 1]
        assert [s.quotes for s in await unit.speakers.all()] == [2, 2]
        key = (await unit.archive.quotes(now=after, limit=1))[0].key
        assert await unit.archive.quote(key, now=before) is None
        assert await unit.archive.version(now=before) < await unit.archive.version(now=after)


async def version_of(store: Store, *, now: datetime) -> int:
    async with store.reading() as unit:
        return await unit.archive.version(now=now)


async def test_the_version_grows_with_all_that_readers_see_change(store: Store) -> None:
    held = [replace(briefing, embargo_until=NOON + 10 * HOUR) for briefing in hourly(7, 8)]
    ends = NOON + 10 * HOUR
    seen = [await version_of(store, now=NOON)]
    for briefing in held:
        await keep(store, briefing)
        seen.append(await version_of(store, now=NOON))
    seen += [await version_of(store, now=ends), await version_of(store, now=ends + HOUR)]
    for briefing in held:
        async with store.writing() as unit:
            await unit.archive.withdraw(briefing.id)
        seen.append(await version_of(store, now=ends + HOUR))
    assert seen.pop(4) == seen[3]
    assert seen == sorted(set(seen))


async def test_what_is_withdrawn_is_shown_nowhere(store: Store) -> None:
    await keep(store, *hourly(1, 2))
    async with store.writing() as unit:
        before = await unit.archive.version()
        await unit.archive.withdraw("briefing-2")
        assert await unit.archive.version() > before
    assert await numbers_everywhere(store) == {key: [1] for key in await numbers_everywhere(store)}
    async with store.reading() as unit:
        assert await unit.archive.briefing(2, now=LATER) is None
        assert [(s.id, s.quotes) for s in await unit.speakers.all()] == [("ada-byron", 1), ("bo-li", 1)]
        assert [t.briefings for t in await unit.archive.topics(now=LATER)] == [1]


async def test_withdrawing_what_was_never_shown_changes_nothing(store: Store) -> None:
    await keep(store, *hourly(1))
    async with store.writing() as unit:
        await unit.archive.withdraw("nobody")
    async with store.reading() as unit:
        assert len(await unit.archive.latest(now=LATER, limit=9)) == 1


async def test_the_last_topic_goes_with_its_last_briefing(store: Store) -> None:
    await keep(store, *hourly(1))
    async with store.writing() as unit:
        await unit.archive.withdraw("briefing-1")
    async with store.reading() as unit:
        assert await unit.archive.topics(now=LATER) == []
        assert [s.quotes for s in await unit.speakers.all()] == [0, 0]


async def test_a_newer_revision_takes_the_place_of_the_old_one(store: Store) -> None:
    first = hourly(1)[0]
    await keep(store, first)
    content = replace(first.content, headline="Quay news", quotes=first.content.quotes[1:], topics=("Quays",))
    second = replace(first, revision=replace(first.revision, number=2, content=content), published_revision=2)
    async with store.writing() as unit:
        assert await unit.briefings.save(second, seen_revision=1)
        await unit.archive.publish(second, speakers=speaker_ids(second))
    async with store.reading() as unit:
        assert await unit.archive.latest(now=LATER, limit=9) == [second]
        assert await unit.archive.latest(now=LATER, limit=9, topic="harbour") == []
        assert [q.quote for q in await unit.archive.quotes(now=LATER, limit=9)] == list(content.quotes)
        assert await unit.archive.quotes_like(["word", "peace"], now=LATER, limit=9) == []
        assert [(s.id, s.quotes) for s in await unit.speakers.all()] == [("bo-li", 1), ("ada-byron", 0)]
        assert [(t.slug, t.name, t.briefings) for t in await unit.archive.topics(now=LATER)] == [("quays", "Quays", 1)]


async def test_readers_see_the_published_revision_while_an_editor_works(store: Store) -> None:
    first = hourly(1)[0]
    await keep(store, first)
    draft = replace(first.content, headline="Not yet")
    async with store.writing() as unit:
        working = replace(first, revision=replace(first.revision, number=2, content=draft))
        assert await unit.briefings.save(working, seen_revision=1)
    async with store.reading() as unit:
        assert await unit.archive.latest(now=LATER, limit=9) == [first]
        assert await unit.archive.search(["yet"], now=LATER, limit=9) == []


async def test_what_is_not_verbatim_cannot_be_published(store: Store) -> None:
    first = make_briefing(1, said=[("Ada", "Peace at last")], published_at=None)
    await keep(store, first)
    quote = first.content.quotes[0]
    forged = replace(quote, excerpts=(replace(quote.excerpts[0], text="Peace at lost"),))
    content = replace(first.content, quotes=(forged,))
    bad = replace(first, revision=replace(first.revision, content=content), published_at=NOON)
    with pytest.raises(NotVerbatimError, match=r"quote 1.*Peace at lost.*Peace at last"):
        async with store.writing() as unit:
            await unit.archive.publish(bad, speakers={})
    nameless = replace(bad, revision=replace(first.revision, content=replace(first.content, headline=" ")))
    with pytest.raises(UserError, match="no headline"):
        async with store.writing() as unit:
            await unit.archive.publish(nameless, speakers={})
    async with store.reading() as unit:
        assert await unit.archive.latest(now=LATER, limit=9) == []
