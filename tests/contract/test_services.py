"""The use cases over each of the three stores."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from briefings.domain.briefing import Briefing, Content, Status
from briefings.domain.drafting import Article, Draft
from briefings.domain.errors import UserError
from briefings.domain.gate import NotVerbatimError
from briefings.domain.people import Identity, Platform
from briefings.domain.policy import EditorialPolicy
from briefings.domain.text import Excerpt
from briefings.ports.store import Store
from briefings.services.add_source import add_source
from briefings.services.check_quote import Result, check_quotes
from briefings.services.correct import withdraw_briefing
from briefings.services.dates_ahead import dates_ahead
from briefings.services.edit_items import change
from briefings.services.find_quotes import find_quotes
from briefings.services.invite import invite, list_guests, shut_out
from briefings.services.known_figures import known_figures
from briefings.services.latest_briefings import latest_briefings, one_briefing
from briefings.services.list_archive import list_speakers, list_topics
from briefings.services.make_draft import make_draft
from briefings.services.one_quote import one_quote
from briefings.services.publish import publish
from briefings.services.quotes_of import quotes_of
from briefings.services.resolve_speakers import prepare_names, resolve_speakers
from briefings.services.search_archive import search_archive
from briefings.services.speaker_directory import SpeakerDirectory
from tests.fakes.clock import SettableClock
from tests.fakes.stories import OFFER, SUNDAY, meeting, offer

EDITOR = Identity(Platform.TELEGRAM, "5")
AUTHOR = "console:owner"
PASTED = Article(OFFER)


async def published(store: Store, clock: SettableClock, briefing: Briefing) -> Briefing:
    async with store.writing() as unit:
        await unit.sources.add(briefing.source)
        await unit.briefings.add(briefing)
    return await publish(briefing.id, store=store, clock=clock)


def read(article: Article) -> Draft:
    """What an extraction of the offer would read."""
    content = offer().content
    return Draft(
        "en",
        supported=True,
        title="Zelensky offers his post",
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
    assert (added.new, briefing.source) == (True, added.source)


@pytest.mark.parametrize(
    ("article", "url", "sentence"),
    [
        (Article(" \n"), None, "no words"),
        (Article("word " * 250_000), None, "larger than 1 MB"),
        (Article("a\0b"), None, "no text file"),
        (Article("half \ud800"), None, "half of a character"),
        (Article("word", title="t" * 501), None, "longer than 500"),
        (Article("word"), "javascript:alert(1)", "no web address"),
    ],
)
async def test_a_text_that_is_no_article_is_refused(
    store: Store, clock: SettableClock, article: Article, url: str | None, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        await make_draft(article, url=url, author=AUTHOR, extract=read, store=store, clock=clock)
    async with store.reading() as unit:
        assert await unit.briefings.with_status(tuple(Status)) == []


async def revise(briefing: Briefing, content: Content, store: Store, clock: SettableClock) -> Briefing:
    """Write the content as an editor does who saw the first revision."""
    return await change(
        briefing.number, EDITOR, "content", lambda _: content, seen_revision=1, store=store, clock=clock
    )


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
    assert seen is not None
    assert seen.content.headline == "Zelensky offers his post for a place in NATO"
    again = await publish(briefing.id, store=store, clock=clock)
    assert (again.published_revision, again.published_at) == (2, briefing.published_at)
    seen = await one_briefing(1, store=store, clock=clock)
    assert seen is not None
    assert seen.content.headline == "Another headline"
    assert [s.quotes for s in await list_speakers(store=store, clock=clock, directory=SpeakerDirectory())] == [2, 1]


async def test_a_withdrawn_briefing_is_gone_for_good(store: Store, clock: SettableClock) -> None:
    briefing = await published(store, clock, offer())
    gone = (
        await withdraw_briefing(1, "It was not so.", by=EDITOR, policy=EditorialPolicy(), store=store, clock=clock)
    ).briefing
    assert (gone.status, gone.withdrawn_note) == (Status.WITHDRAWN, "It was not so.")
    assert await one_briefing(1, store=store, clock=clock) is None
    with pytest.raises(UserError, match="withdrawn"):
        await publish(briefing.id, store=store, clock=clock)
    with pytest.raises(UserError, match="withdrawn"):
        await revise(briefing, briefing.content, store, clock)


async def test_a_draft_cannot_be_withdrawn(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store, clock)
    with pytest.raises(UserError, match="not published"):
        await withdraw_briefing(briefing.number, "", by=EDITOR, policy=EditorialPolicy(), store=store, clock=clock)


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
    await published(
        store, clock, replace(other, revision=replace(other.revision, content=replace(other.content, quotes=quotes)))
    )
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


async def test_a_detail_that_no_database_carries_is_cleaned(store: Store, clock: SettableClock) -> None:
    article = Article("The ships sail.", title="Half \ud83d a\0 title", publisher="\0", published=SUNDAY)
    source = (await add_source(article, store=store, clock=clock)).source
    assert (source.title, source.publisher) == ("Half a title", None)
    async with store.reading() as unit:
        assert await unit.sources.get(source.id) == source
    with pytest.raises(UserError, match="no web address"):
        await add_source(article, url="https://example.org/\0", store=store, clock=clock)


async def test_a_bare_surname_gives_way_to_the_full_name(store: Store, clock: SettableClock) -> None:
    bare, full = offer(), meeting()
    said = (replace(bare.content.quotes[0], speaker="Zelensky"), *bare.content.quotes[1:])
    await published(
        store, clock, replace(bare, revision=replace(bare.revision, content=replace(bare.content, quotes=said)))
    )
    said = (replace(full.content.quotes[0], speaker="Volodymyr Zelensky"),)
    await published(
        store, clock, replace(full, revision=replace(full.revision, content=replace(full.content, quotes=said)))
    )
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
        assert [await unit.guests.notice_once("telegram:7") for _ in range(2)] == [True, False]
        await unit.shortcuts.remember("t", "quote x")
        await unit.shortcuts.remember("t", "quote x")
        assert await unit.shortcuts.recall("t") == "quote x"
        assert await unit.shortcuts.recall("u") is None


VERBATIM = [
    "I can exchange it for NATO.",
    "I can exchange it for NATO",
    "“I can exchange it for NATO.”",
    "'I can exchange it for NATO'",
    "i can exchange it for NATO!",
    "  I can\n exchange   it for NATO ",
    "exchange it for NATO",
    "if you really need me to leave my post",
    '"If there is peace for Ukraine, if you really need me to leave my post, I am ready," [...] "I can exchange it"',
    "I am ready … I can exchange it for NATO",
    "I am ready. I can exchange it for NATO",
    "offended",
]
ALTERED = [
    "I can exchange it for nato.",
    "I can exchange it for NATO membership",
    "I can exchange it for NATOs",
    "I can exchange it for the NATO",
    "I can't exchange it for NATO",
    "I could exchange it for NATO",
    "If there is peace for Ukraine, if you really want me to leave my post, I am ready",
    "If there is peace for Ukraine if you really need me to leave my post, I am ready",
    "ofended",
]
NOT_FOUND = ["The moon is made of cheese", "I", "12345", "Зустріч", "exchange rates rose sharply in February"]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        *((text, Result.VERBATIM) for text in VERBATIM),
        *((text, Result.ALTERED) for text in ALTERED),
        *((text, Result.NOT_FOUND) for text in NOT_FOUND if text != "I"),
    ],
)
async def test_a_quote_is_verbatim_altered_or_unknown(
    store: Store, clock: SettableClock, text: str, result: Result
) -> None:
    await published(store, clock, offer())
    (checked,) = await check_quotes(text, store=store, clock=clock)
    assert checked.result is result
    if result is Result.ALTERED:
        assert checked.found is not None
        assert any(change.kind != "same" for change in checked.changes)


async def test_every_one_letter_change_is_altered(memory_store: Store, clock: SettableClock) -> None:
    await published(memory_store, clock, offer())
    said = "If there is peace for Ukraine, if you really need me to leave my post, I am ready"
    for at, letter in enumerate(said):
        if letter.isalpha() and at > 0:
            changed = f"{said[:at]}{'x' if letter != 'x' else 'y'}{said[at + 1 :]}"
            (checked,) = await check_quotes(changed, store=memory_store, clock=clock)
            assert checked.result is Result.ALTERED, changed
            kinds = [change.kind for change in checked.changes]
            assert kinds.count("gone") == kinds.count("come") == 1, changed


async def test_each_quote_of_a_message_is_checked(store: Store, clock: SettableClock) -> None:
    await published(store, clock, offer())
    message = 'He said "I can exchange it for NATO" and, some claim, "I will never ever resign at all".'
    checked = await check_quotes(message, store=store, clock=clock)
    assert [one.result for one in checked] == [Result.VERBATIM, Result.NOT_FOUND]


@pytest.mark.parametrize("text", ["", "!!!", "x" * 4001])
async def test_what_cannot_be_checked_is_refused(store: Store, clock: SettableClock, text: str) -> None:
    with pytest.raises(UserError):
        await check_quotes(text, store=store, clock=clock)
