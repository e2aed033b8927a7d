"""What reading is not sure of: in the draft, marked, and nowhere that readers look until an editor keeps it."""

from dataclasses import replace
from datetime import date

from bot.chat.cards.briefing_card import PARTS, briefing_card
from bot.chat.cards.citations import briefing_in_markdown
from bot.chat.catalogue import Catalogue
from briefings.domain.briefing import Briefing
from briefings.domain.changes import changes_between
from briefings.domain.editions import ChangeKind
from briefings.domain.policy import EditorialPolicy
from briefings.domain.reviewing import Doubt, count, doubt_of, doubtful, find_item, item_key, items_of
from briefings.domain.subscriptions import Style
from briefings.ports.store import Store
from briefings.services.archive.check_quote import Result, check_quotes
from briefings.services.digests.choose_details import numbers_of, said_in
from briefings.services.editing.correct import correct
from briefings.services.editing.edit_items import fix_speaker, keep_items
from briefings.services.editing.release import release
from briefings.services.editing.review_draft import open_draft
from briefings.services.records.export_briefings import briefings_as_json, briefings_to_export
from briefings.services.speakers.speaker_directory import SpeakerDirectory
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ANA, BEN
from tests.fakes.newsroom import keep, make_briefing

ALONE = EditorialPolicy()
DAY = date(2025, 3, 6)
WORDS = ("The bridge will be closed for good", "4 ferries", "March 8")


async def half_held(store: Store) -> Briefing:
    """A draft with a quote, a figure and a date that are sure, and one of each that is held."""
    briefing = make_briefing(
        1,
        said=[("Ada Byron", "We are ready for peace"), ("Ben Hall", WORDS[0])],
        counted=[(267, "drones"), (4, "ferries")],
        dated=[("March 6", DAY), (WORDS[2], date(2025, 3, 8))],
        published_at=None,
    )
    content = briefing.content
    unsure = replace(
        content,
        quotes=(content.quotes[0], replace(content.quotes[1], confidence=0.3, held=True)),
        figures=(content.figures[0], replace(content.figures[1], confidence=0.3, held=True)),
        dates=(content.dates[0], replace(content.dates[1], confidence=0.3, held=True)),
    )
    briefing = replace(briefing, revision=replace(briefing.revision, content=unsure, author=str(ANA)))
    await keep(store, briefing, speakers={})
    return briefing


def held_keys(briefing: Briefing) -> list[str]:
    return [item_key(item) for item in items_of(briefing.content) if item.held]


async def told(store: Store, clock: SettableClock) -> str:
    """All that readers find of briefing 1, as one text."""
    now = clock.now()
    async with store.reading() as unit:
        archive = unit.archive
        briefing = await archive.briefing(1, now=now)
        assert briefing is not None
        quotes = [item.quote.text for item in await archive.quotes(now=now, limit=9)]
        quotes += [item.quote.text for item in await archive.quotes(now=now, limit=9, words=("bridge",))]
        figures = [item.figure.excerpt.text for item in await archive.figures(now=now, limit=9)]
        days = [item.event.excerpt.text for item in await archive.dates_ahead(now=now, today=DAY, limit=9)]
        counts = {speaker.name: speaker.quotes for speaker in await unit.speakers.all(now=now)}
    cards = [briefing_card(briefing, Catalogue(), today=DAY, part=part) for part in PARTS]
    digest = [*numbers_of([briefing], Style.FULL), *said_in([briefing], Style.FULL, ())]
    exported = await briefings_to_export(store=store)
    written = [briefings_as_json(exported), *(briefing_in_markdown(one, Catalogue()) for one in exported)]
    return "\n".join(map(str, (quotes, figures, days, counts, cards, digest, *written)))


async def test_what_is_held_is_nowhere_that_readers_look(store: Store, clock: SettableClock) -> None:
    briefing = await half_held(store)
    draft_card = briefing_card(briefing, Catalogue(), today=DAY, part="full")
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    seen = await told(store, clock)
    assert [words for words in (*WORDS, "Ben Hall") if words in seen or words in str(draft_card)] == []
    assert all(words in seen for words in ("We are ready for peace", "267 drones", "March 6", "'Ada Byron': 1"))
    (checked,) = (await check_quotes(WORDS[0], store=store, clock=clock, directory=SpeakerDirectory())).checked
    assert checked.result is Result.NOT_FOUND


async def test_the_editor_sees_it_marked_and_need_not_decide_on_it(store: Store, clock: SettableClock) -> None:
    briefing = await half_held(store)
    state = await open_draft(1, store=store)
    counts = count(state.briefing.content, state.kept)
    assert (counts.quotes, counts.figures, counts.dates, counts.unclear, counts.held) == (1, 1, 1, 0, 3)
    assert doubtful(briefing.content, frozenset()) == ()
    assert {doubt_of(item) for item in items_of(briefing.content) if item.held} == {Doubt.HELD}
    await keep_items(1, [], by=BEN, store=store, clock=clock)
    assert held_keys((await open_draft(1, store=store)).briefing) == held_keys(briefing)


async def test_an_editor_who_keeps_it_shows_it(store: Store, clock: SettableClock) -> None:
    briefing = await half_held(store)
    keys = held_keys(briefing)
    await keep_items(1, keys, by=BEN, store=store, clock=clock)
    kept = (await open_draft(1, store=store)).briefing
    assert (kept.revision.number, kept.revision.author, held_keys(kept)) == (2, str(BEN), [])
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    seen = await told(store, clock)
    assert all(words in seen for words in (*WORDS, "'Ben Hall': 1"))


async def test_naming_the_speaker_of_a_held_quote_keeps_it(store: Store, clock: SettableClock) -> None:
    key = held_keys(await half_held(store))[0]
    after = await fix_speaker(1, key, "Cy Lane", by=BEN, store=store, clock=clock)
    item = find_item(after.content, key)
    assert item is not None
    assert not item.held


async def test_what_is_kept_later_is_news_of_a_correction(store: Store, clock: SettableClock) -> None:
    briefing = await half_held(store)
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    await keep_items(1, held_keys(briefing)[:1], by=BEN, store=store, clock=clock)
    corrected = await correct(1, "One more voice.", material=False, by=ANA, policy=ALONE, store=store, clock=clock)
    changes = changes_between(briefing.revision, corrected.briefing.revision)
    assert [change.kind for change in changes] == [ChangeKind.NOTE, ChangeKind.NEW_QUOTE]
    assert WORDS[0] in await told(store, clock)
