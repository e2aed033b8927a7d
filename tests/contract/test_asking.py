"""What readers ask for, over each of the three stores."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from briefings.domain.errors import UserError
from briefings.ports.store import Store
from briefings.services.archive.dates_ahead import dates_ahead
from briefings.services.archive.find_quotes import find_quotes
from briefings.services.archive.known_figures import known_figures
from briefings.services.archive.latest_briefings import latest_briefings
from briefings.services.archive.list_archive import list_speakers, list_topics
from briefings.services.archive.one_quote import one_quote
from briefings.services.archive.quotes_of import quotes_of
from briefings.services.archive.search_archive import search_archive
from briefings.services.people.invite import invite, list_guests, shut_out
from briefings.services.speakers.resolve_speakers import prepare_names, resolve_speakers
from briefings.services.speakers.speaker_directory import SpeakerDirectory
from tests.contract.drafting import EDITOR, published
from tests.fakes.clock import SettableClock
from tests.fakes.newsroom import by_editor
from tests.fakes.stories import SUNDAY, meeting, offer


@pytest.mark.parametrize(
    "name", ["Zelensky", "Zelenskyy", "Zelenskiy", "Зеленський", "zelensk", "Volodymyr Zelensky", "ZELENSKY"]
)
async def test_a_speaker_answers_to_every_spelling(store: Store, clock: SettableClock, name: str) -> None:
    await published(store, clock, offer())
    found = await quotes_of(name, store=store, clock=clock, directory=SpeakerDirectory())
    assert found.speaker is not None
    assert found.speaker.name == "Volodymyr Zelensky"
    assert len(found.quotes) == 2
    narrowed = await quotes_of(f"{name} nato", store=store, clock=clock, directory=SpeakerDirectory())
    assert (len(narrowed.quotes), narrowed.words) == (1, ("nato",))


async def test_quotes_are_narrowed_by_the_days_of_the_source(store: Store, clock: SettableClock) -> None:
    await published(store, clock, offer())
    ports = {"store": store, "clock": clock, "directory": SpeakerDirectory()}
    assert (await quotes_of("zelensky", since=SUNDAY, until=SUNDAY, **ports)).quotes  # type: ignore[arg-type]
    assert not (await quotes_of("zelensky", since=date(2025, 2, 24), **ports)).quotes  # type: ignore[arg-type]
    limited = await quotes_of("zelensky", limit=1, **ports)  # type: ignore[arg-type]
    assert (len(limited.quotes), limited.more) == (1, True)


async def test_spellings_meet_in_one_speaker_and_namesakes_stay_apart(store: Store, clock: SettableClock) -> None:
    first = await published(store, clock, offer())
    other = meeting()
    quote, loose = other.content.quotes
    names = ("Zelenskyy", "Olena Zelenska")
    quotes = (replace(quote, speaker=names[0]), replace(loose, speaker=names[1]))
    await published(store, clock, by_editor(other, replace(other.content, quotes=quotes)))
    speakers = await list_speakers(store=store, clock=clock, directory=SpeakerDirectory())
    assert {(s.name, s.quotes) for s in speakers} == {
        ("Volodymyr Zelensky", 3),
        ("Olena Zelenska", 1),
        ("Donald Trump", 1),
    }
    assert "Zelenskyy" in next(s for s in speakers if s.name == "Volodymyr Zelensky").aliases
    assert first.number == 1


async def test_a_speaker_who_comes_while_names_are_prepared_is_known(store: Store, clock: SettableClock) -> None:
    other = meeting()
    quotes = tuple(replace(quote, speaker="Zelenskyy") for quote in other.content.quotes)
    other = replace(other, revision=replace(other.revision, content=replace(other.content, quotes=quotes)))
    async with store.writing() as unit:
        await unit.sources.add(other.source)
        await unit.briefings.add(other)
    early = await prepare_names(other.id, store=store)
    await published(store, clock, offer())
    late = await prepare_names(other.id, store=store)
    assert (len(early.directory.speakers), len(late.directory.speakers)) == (0, 2)
    async with store.writing() as unit:
        zelensky = next(known for known in late.directory.speakers if known.name == "Volodymyr Zelensky")
        for known in (early, late):
            assert await resolve_speakers(other, unit=unit, before=known) == {"Zelenskyy": zelensky.id}


async def test_a_bare_surname_gives_way_to_the_full_name(store: Store, clock: SettableClock) -> None:
    bare, full = offer(), meeting()
    said = (replace(bare.content.quotes[0], speaker="Zelensky"), *bare.content.quotes[1:])
    await published(store, clock, by_editor(bare, replace(bare.content, quotes=said)))
    said = (replace(full.content.quotes[0], speaker="Volodymyr Zelensky"),)
    await published(store, clock, by_editor(full, replace(full.content, quotes=said)))
    directory = SpeakerDirectory()
    for name in ("Zelensky", "Volodymyr Zelensky"):
        found = await quotes_of(name, store=store, clock=clock, directory=directory)
        assert found.speaker is not None
        assert (found.speaker.name, "Zelensky" in found.speaker.aliases) == ("Volodymyr Zelensky", True)


async def test_an_unknown_name_answers_with_the_nearest(store: Store, clock: SettableClock) -> None:
    await published(store, clock, offer())
    found = await quotes_of("Trumpet Player", store=store, clock=clock, directory=SpeakerDirectory())
    assert found.speaker is None
    assert [speaker.name for speaker in found.near][:1] == ["Donald Trump"]


async def test_figures_of_one_thing_stand_side_by_side(store: Store, clock: SettableClock) -> None:
    await published(store, clock, offer())
    await published(store, clock, meeting())
    found = await known_figures(store=store, clock=clock)
    assert {(group.what, len(group.figures), group.conflicting) for group in found.groups} == {
        ("кораблів", 1, False),
        ("attack drones", 2, True),
    }
    assert (await known_figures(topic="nato", store=store, clock=clock)).groups[0].what == "attack drones"
    unknown = await known_figures(topic="sport", store=store, clock=clock)
    assert unknown.near


async def test_dates_ahead_come_first_and_past_ones_only_when_nothing_is(store: Store, clock: SettableClock) -> None:
    await published(store, clock, offer())
    before = await dates_ahead(today=date(2025, 3, 6), store=store, clock=clock)
    assert (len(before.ahead), len(before.unresolved), len(before.past)) == (1, 1, 0)
    after = await dates_ahead(today=date(2025, 3, 7), store=store, clock=clock)
    assert (len(after.ahead), len(after.unresolved), len(after.past)) == (0, 1, 1)
    asked = await dates_ahead(today=date(2025, 3, 7), past=True, store=store, clock=clock)
    assert (len(asked.ahead), len(asked.unresolved), len(asked.past)) == (0, 0, 1)


async def test_briefings_are_found_by_topic_day_and_words(store: Store, clock: SettableClock) -> None:
    await published(store, clock, offer())
    clock.set(datetime(2025, 2, 25, 9, 0, tzinfo=UTC))
    await published(store, clock, meeting())
    ports = {"store": store, "clock": clock}
    days = {"since": date(2025, 2, 24), "until": date(2025, 2, 24)}
    zone = UTC
    assert [b.number for b in (await latest_briefings(limit=5, zone=zone, **ports)).briefings] == [2, 1]  # type: ignore[arg-type]
    assert [b.number for b in (await latest_briefings(limit=5, zone=zone, topic="Ukr", **ports)).briefings] == [1]  # type: ignore[arg-type]
    assert [b.number for b in (await latest_briefings(limit=5, zone=zone, **days, **ports)).briefings] == [1]  # type: ignore[arg-type]
    assert (await latest_briefings(limit=1, zone=zone, **ports)).more  # type: ignore[arg-type]
    assert (await latest_briefings(limit=1, topic="x", zone=zone, **ports)).near is not None  # type: ignore[arg-type]
    found = await search_archive("zelensky POST", store=store, clock=clock)
    assert [b.number for b in found.briefings] == [1]
    assert not (await search_archive("!!! ''", store=store, clock=clock)).briefings
    assert [t.name for t in await list_topics(store=store, clock=clock)] == ["NATO", "Ukraine", "Порт"]


async def test_a_quote_is_opened_by_its_key(store: Store, clock: SettableClock) -> None:
    await published(store, clock, offer())
    found = (await find_quotes("zelensky nato", limit=5, store=store, clock=clock, directory=SpeakerDirectory()))[0]
    assert await one_quote(found.key, store=store, clock=clock) == found
    assert await one_quote("1-999", store=store, clock=clock) is None


async def test_guests_come_and_go(store: Store, clock: SettableClock) -> None:
    await invite("telegram:-1007", by=EDITOR, store=store, clock=clock)
    await invite("telegram:-1007", by=EDITOR, store=store, clock=clock)
    assert await list_guests(store=store) == ("telegram:-1007",)
    assert await shut_out("telegram:-1007", by=EDITOR, store=store, clock=clock)
    assert not await shut_out("telegram:-1007", by=EDITOR, store=store, clock=clock)
    with pytest.raises(UserError, match="names nobody"):
        await invite("everybody", by=EDITOR, store=store, clock=clock)
    async with store.writing() as unit:
        assert [await unit.guests.notice_once("telegram:7", now=clock.now()) for _ in range(2)] == [True, False]
        await unit.shortcuts.remember("t", "quote x", now=clock.now())
        await unit.shortcuts.remember("t", "quote x", now=clock.now())
        assert await unit.shortcuts.recall("t") == "quote x"
        assert await unit.shortcuts.recall("u") is None
