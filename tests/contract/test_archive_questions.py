"""How readers narrow what they ask the archive, and what each answer carries."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from briefings.domain.text import Excerpt
from briefings.ports.store import Store
from tests.contract.hourly_news import HOUR, LATER, hourly
from tests.fakes.newsroom import NOON, by_editor, keep, make_briefing


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
    briefing = by_editor(briefing, content)
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
        begun = await archive.dates_ahead(now=LATER, today=today, since=today, topic="summit", limit=9)
        assert [d.event.excerpt.text for d in begun] == ["March 6", "May 9"]
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
    await keep(store, by_editor(briefing, content))
    async with store.reading() as unit:
        assert len(await unit.archive.quotes(now=NOON, limit=9)) == 2
        found = await unit.archive.quote(f"1-{start}", now=NOON)
        assert found is not None
        assert found.quote == quote
