"""What readers find, in every store: newest first, nothing withdrawn, nothing before its embargo ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from briefings.domain.briefing import Briefing
from briefings.domain.errors import UserError
from briefings.domain.gate import NotVerbatimError
from briefings.domain.text import Excerpt
from briefings.ports.store import Store
from tests.fakes.newsroom import NOON, keep, make_briefing, speaker_ids

HOUR = timedelta(hours=1)
LATER = NOON + timedelta(days=30)


def hourly(*numbers: int) -> list[Briefing]:
    return [
        make_briefing(
            number,
            headline=f"Harbour news {number}",
            said=[("Ada Byron", f"Word {number} of peace"), ("Bo Li", "Never again")],
            counted=[(number, "ships")],
            dated=[("March 6", date(2025, 3, number))],
            topics=["Harbour"],
            published_at=NOON + number * HOUR,
        )
        for number in numbers
    ]


async def numbers_everywhere(store: Store, now: datetime = LATER) -> dict[str, list[int]]:
    """The briefings' numbers as every one of the readers' questions shows them."""
    today = date(2025, 3, 1)
    async with store.reading() as unit:
        archive = unit.archive
        return {
            "latest": [b.number for b in await archive.latest(now=now, limit=9)],
            "topic": [b.number for b in await archive.latest(now=now, limit=9, topic="harbour")],
            "search": [b.number for b in await archive.search(["harbour"], now=now, limit=9)],
            "quotes": [q.reference.number for q in await archive.quotes(now=now, limit=9, words=["word"])],
            "speaker": [q.reference.number for q in await archive.quotes(now=now, limit=9, speaker_ids=["bo-li"])],
            "both": [
                q.reference.number
                for q in await archive.quotes(now=now, limit=9, speaker_ids=["bo-li"], words=["again"])
            ],
            "figures": [f.reference.number for f in await archive.figures(now=now, limit=9)],
            "figures of topic": [f.reference.number for f in await archive.figures(now=now, limit=9, topic="Harbour")],
            "dates": [d.reference.number for d in await archive.dates_past(now=now, today=date(2026, 1, 1), limit=9)],
            "ahead": [d.reference.number for d in reversed(await archive.dates_ahead(now=now, today=today, limit=9))],
            "like": sorted(q.reference.number for q in await archive.quotes_like(["Word"], now=now, limit=9)),
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


async def test_latest_is_narrowed_by_topic_time_and_samples(store: Store) -> None:
    sample = make_briefing(9, published_at=NOON + 9 * HOUR, sample=True)
    await keep(store, *hourly(1, 2, 3), sample)
    async with store.reading() as unit:
        latest = unit.archive.latest
        assert [b.number for b in await latest(now=LATER, limit=9)] == [9, 3, 2, 1]
        assert [b.number for b in await latest(now=LATER, limit=9, samples=False)] == [3, 2, 1]
        assert [b.number for b in await latest(now=LATER, limit=9, topic="HARBOUR", samples=False)] == [3, 2, 1]
        assert await latest(now=LATER, limit=9, topic="space") == []
        since, until = NOON + HOUR, NOON + 3 * HOUR
        assert [b.number for b in await latest(now=LATER, limit=9, since=since, until=until)] == [2, 1]
        microsecond = timedelta(microseconds=1)
        assert [b.number for b in await latest(now=LATER, limit=9, since=since + microsecond, until=until)] == [2]
        assert await latest(now=LATER, limit=9, since=until, until=since) == []


async def test_quotes_are_narrowed_by_speaker_day_and_briefing(store: Store) -> None:
    await keep(
        store,
        make_briefing(1, said=[("Ada", "First of February")], source_day=date(2025, 2, 1)),
        make_briefing(2, said=[("Ada", "Published in January")], published_at=datetime(2025, 1, 10, tzinfo=UTC)),
        make_briefing(3, said=[("Bo", "First of March"), (None, "Nobody said this")], source_day=date(2025, 3, 1)),
    )
    async with store.reading() as unit:
        quotes = unit.archive.quotes

        async def texts(**narrowed: object) -> list[str]:
            found = await quotes(now=LATER, limit=9, **narrowed)  # type: ignore[arg-type]
            return [quote.quote.text for quote in found]

        assert await texts(since=date(2025, 2, 1)) == ["First of March", "Nobody said this", "First of February"]
        assert await texts(since=date(2025, 2, 1), until=date(2025, 2, 1)) == ["First of February"]
        assert await texts(until=date(2025, 1, 31)) == ["Published in January"]
        assert await texts(speaker_ids=["ada"]) == ["First of February", "Published in January"]
        assert await texts(speaker_ids=["bo", "ada", "nobody"], words=["first"]) == [
            "First of March",
            "First of February",
        ]
        assert await texts(speaker_ids=[]) == []
        assert await texts(briefing=3) == ["First of March", "Nobody said this"]
        assert await texts(briefing=3, speaker_ids=["ada"]) == []
        assert await texts(briefing=77) == []
        assert await texts(words=["first"], since=date(2025, 2, 2)) == ["First of March"]


async def test_a_quotes_key_leads_on_to_those_behind_it(store: Store) -> None:
    said = [("Ada" if place % 2 else "Bo", f"Word number {place}") for place in range(7)]
    await keep(store, make_briefing(1, said=said), make_briefing(2, said=said, published_at=NOON + HOUR))
    async with store.reading() as unit:
        for narrowed in ({}, {"speaker_ids": ["ada"]}, {"words": ["number"]}, {"words": ["wo"], "speaker_ids": ["bo"]}):
            every = await unit.archive.quotes(now=LATER, limit=99, **narrowed)  # type: ignore[arg-type]
            walked = list(await unit.archive.quotes(now=LATER, limit=2, **narrowed))  # type: ignore[arg-type]
            while more := await unit.archive.quotes(now=LATER, limit=2, before=walked[-1].key, **narrowed):  # type: ignore[arg-type]
                walked += more
            assert walked == list(every)
        assert await unit.archive.quotes(now=LATER, limit=9, before="9-99") == []


async def test_a_quote_carries_where_it_comes_from(store: Store) -> None:
    briefing = make_briefing(12, said=[("Ada", "Peace at last")], source_day=date(2025, 2, 23))
    await keep(store, briefing)
    async with store.reading() as unit:
        (found,) = await unit.archive.quotes(now=NOON, limit=9)
        assert found.key == f"12-{briefing.content.quotes[0].excerpts[0].start}"
        assert await unit.archive.quote(found.key, now=NOON) == found
        assert await unit.archive.quote("12-99999", now=NOON) is None
        assert await unit.archive.quote("", now=NOON) is None
        assert found.speaker_id == "ada"
        shown = found.reference
        assert (shown.briefing_id, shown.number, shown.revision) == (briefing.id, 12, 1)
        assert (shown.headline, shown.title) == (briefing.content.headline, briefing.source.title)
        assert (shown.published_at, shown.source_day, shown.sample) == (NOON, date(2025, 2, 23), False)


async def test_an_unattributed_quote_has_no_speaker(store: Store) -> None:
    await keep(store, make_briefing(1, said=[(None, "Nobody said this")]))
    async with store.reading() as unit:
        (found,) = await unit.archive.quotes(now=NOON, limit=9)
        assert found.speaker_id is None


async def test_dates_ahead_past_and_unresolved(store: Store) -> None:
    briefing = make_briefing(
        1,
        dated=[
            ("March 6", date(2025, 3, 6)),
            ("March 1", date(2025, 3, 1)),
            ("Monday", None),
            ("May 9", date(2025, 5, 9)),
        ],
        topics=["summit"],
    )
    week = replace(briefing.content.dates[1], resolved_end=date(2025, 3, 7))
    dates = (briefing.content.dates[0], week, *briefing.content.dates[2:])
    content = replace(briefing.content, dates=dates)
    briefing = replace(briefing, revision=replace(briefing.revision, content=content))
    await keep(store, briefing, make_briefing(2, dated=[("March 6", date(2025, 3, 6))], published_at=NOON + HOUR))
    async with store.reading() as unit:
        archive, today = unit.archive, date(2025, 3, 6)
        ahead = await archive.dates_ahead(now=LATER, today=today, limit=9)
        assert [(d.event.excerpt.text, d.reference.number) for d in ahead] == [
            ("March 1", 1),
            ("March 6", 2),
            ("March 6", 1),
            ("May 9", 1),
        ]
        past = await archive.dates_past(now=LATER, today=date(2025, 3, 8), limit=9)
        assert [(d.event.excerpt.text, d.reference.number) for d in past] == [
            ("March 1", 1),
            ("March 6", 2),
            ("March 6", 1),
        ]
        assert [d.event.excerpt.text for d in await archive.dates_unresolved(now=LATER, limit=9)] == ["Monday"]
        assert await archive.dates_unresolved(now=LATER, limit=9, topic="space") == []
        assert len(await archive.dates_ahead(now=LATER, today=today, limit=9, topic="summit")) == 3
        assert len(await archive.dates_ahead(now=LATER, today=today, limit=9, briefing=2)) == 1
        assert len(await archive.dates_ahead(now=LATER, today=today, limit=1)) == 1


async def test_topics_are_counted_under_the_word_that_people_type(store: Store) -> None:
    await keep(
        store,
        make_briefing(1, topics=["NATO Summit", "Énergie"]),
        make_briefing(2, topics=["nato summit", "!!!"]),
    )
    async with store.reading() as unit:
        assert [(t.slug, t.name, t.briefings) for t in await unit.archive.topics(now=NOON)] == [
            ("nato-summit", "NATO Summit", 2),
            ("energie", "Énergie", 1),
        ]
        assert [b.number for b in await unit.archive.latest(now=NOON, limit=9, topic="NATO summit")] == [2, 1]


async def test_two_quotes_at_one_place_do_not_stop_publication(store: Store) -> None:
    briefing = make_briefing(1, said=[("Ada", "Peace at last")])
    quote = briefing.content.quotes[0]
    start = quote.excerpts[0].start
    shorter = replace(quote, excerpts=(Excerpt.of(briefing.source.text, start, start + 5),))
    content = replace(briefing.content, quotes=(quote, shorter))
    await keep(store, replace(briefing, revision=replace(briefing.revision, content=content)))
    async with store.reading() as unit:
        assert len(await unit.archive.quotes(now=NOON, limit=9)) == 2
        found = await unit.archive.quote(f"1-{start}", now=NOON)
        assert found is not None
        assert found.quote == quote
