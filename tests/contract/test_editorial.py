"""Editors at work, over every store: review, four eyes, release, correction, withdrawal, reports, the log."""

from dataclasses import replace

import pytest

from briefings.domain.audit import Act
from briefings.domain.briefing import Content, Priority, Status
from briefings.domain.errors import UserError
from briefings.domain.people import Role
from briefings.domain.reviewing import count, doubtful, item_key
from briefings.ports.store import Store
from briefings.services.archive.list_archive import list_speakers
from briefings.services.articles.load_briefing import ChangedMeanwhileError
from briefings.services.editing.edit_items import (
    drop_item,
    fix_speaker,
    keep_items,
    set_headline,
    set_priority,
    set_summary_point,
    set_topics,
)
from briefings.services.editing.release import cancel_plan, plan_release, release, release_due
from briefings.services.editing.report_error import open_reports, report_error, settle_report
from briefings.services.editing.review_draft import approve, list_drafts, open_draft, return_draft, submit
from briefings.services.editing.show_history import show_history
from briefings.services.people.appoint import appoint, dismiss
from briefings.services.people.forget_reader import forget_reader
from briefings.services.people.link_accounts import accept_link, offer_link
from briefings.services.people.roles import find_roles
from briefings.services.records.verify_log import read_log, verify_log
from briefings.services.speakers.speaker_directory import SpeakerDirectory
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA, ANA_TOO, BEN, FOUR_EYES, HOUR, drafted, quote_keys


async def test_a_draft_is_cleared_item_by_item(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    assert [item_key(item)[0] for item in doubtful(briefing.content, frozenset())] == ["q", "d"]
    nobody = quote_keys(briefing)[1]
    fixed = await fix_speaker(1, nobody, "Ben Hall", by=BEN, store=store, clock=clock)
    assert [quote.speaker for quote in fixed.content.quotes] == ["Ada Byron", "Ben Hall"]
    await keep_items(1, [], by=BEN, store=store, clock=clock)
    state = await open_draft(1, store=store)
    counts = count(state.briefing.content, state.kept)
    assert (counts.quotes, counts.fragments, counts.figures, counts.dates, counts.unclear) == (2, 0, 1, 1, 0)
    assert state.authors == {str(ANA), str(BEN)}
    dropped = await drop_item(1, nobody, by=ANA, seen_revision=2, store=store, clock=clock)
    assert quote_keys(dropped) == quote_keys(briefing)[:1]
    with pytest.raises(UserError, match="no item"):
        await drop_item(1, nobody, by=ANA, store=store, clock=clock)


async def test_the_second_of_two_editors_is_told(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    await set_headline(1, "Harbour is open", by=ANA, seen_revision=1, store=store, clock=clock)
    with pytest.raises(ChangedMeanwhileError) as caught:
        await drop_item(1, quote_keys(briefing)[0], by=BEN, seen_revision=1, store=store, clock=clock)
    assert (caught.value.seen, caught.value.now) == (1, 2)
    state = await open_draft(1, store=store)
    assert len(state.briefing.content.quotes) == 2


async def test_own_words_may_state_only_what_the_source_states(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    with pytest.raises(UserError, match="“268”"):
        await set_summary_point(1, 1, "There were 268 drones.", by=ANA, store=store, clock=clock)
    with pytest.raises(UserError, match="“ready for war”"):
        await set_summary_point(1, 2, "She said “ready for war”.", by=ANA, store=store, clock=clock)
    with pytest.raises(UserError, match="“300”"):
        await set_headline(1, "300 drones", by=ANA, store=store, clock=clock)
    own = await set_summary_point(
        1, 2, "Byron is “ready for peace” despite 267 drones.", by=ANA, store=store, clock=clock
    )
    assert own.content.summary[1].excerpt is None
    words = "There were 267 attack drones in all."
    taken = await set_summary_point(1, 2, words, by=ANA, store=store, clock=clock)
    assert taken.content.summary[1].excerpt is not None
    gone = await set_summary_point(1, 2, None, by=ANA, store=store, clock=clock)
    assert len(gone.content.summary) == 1


async def test_review_and_return(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    await submit(1, by=ANA, store=store, clock=clock)
    with pytest.raises(UserError, match="not a draft"):
        await submit(1, by=ANA, store=store, clock=clock)
    returned = await return_draft(1, "Who says 267?", by=BEN, store=store, clock=clock)
    assert returned.status is Status.DRAFT
    assert [draft.number for draft in await list_drafts(store=store)] == [1]
    await submit(1, by=ANA, store=store, clock=clock)
    edited = await set_topics(1, ["Ukraine war", "NATO"], by=BEN, store=store, clock=clock)
    assert edited.content.topics == ("ukraine-war", "nato")
    assert edited.status is Status.DRAFT


async def test_four_eyes_are_two_people(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    await submit(1, by=ANA, store=store, clock=clock)
    with pytest.raises(UserError, match="second pair of eyes"):
        await release(1, by=ANA, policy=FOUR_EYES, store=store, clock=clock)
    with pytest.raises(UserError, match="wrote briefing 1 yourself"):
        await approve(1, by=ANA, policy=FOUR_EYES, store=store, clock=clock)
    await approve(1, by=BEN, policy=FOUR_EYES, seen_revision=1, store=store, clock=clock)
    published = await release(1, by=ANA, policy=FOUR_EYES, store=store, clock=clock)
    assert published.status is Status.PUBLISHED
    assert [entry.act for entry in await read_log(limit=9, briefing=1, store=store)] == [
        Act.PUBLISH,
        Act.APPROVE,
        Act.SUBMIT,
    ]


async def test_two_accounts_of_one_person_are_one_pair_of_eyes(store: Store, clock: SettableClock) -> None:
    await appoint(ANA, Role.EDITOR, name="Ana", by=ANA, store=store, clock=clock)
    code = await offer_link(ANA, name="Ana", store=store, clock=clock)
    await accept_link(code.lower(), ANA_TOO, store=store, clock=clock)
    assert await find_roles(ANA_TOO, store=store) == {Role.EDITOR}
    await drafted(store)
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    with pytest.raises(UserError, match="yourself"):
        await approve(1, by=ANA_TOO, policy=FOUR_EYES, store=store, clock=clock)
    await dismiss(ANA_TOO, Role.EDITOR, by=BEN, store=store, clock=clock)
    assert await find_roles(ANA, store=store) == frozenset()


async def test_a_code_does_not_carry_roles_to_who_offered_it(store: Store, clock: SettableClock) -> None:
    await appoint(ANA, Role.OWNER, name="Ana", by=ANA, store=store, clock=clock)
    code = await offer_link(BEN, name="Ben", store=store, clock=clock)
    with pytest.raises(UserError, match="role of its own"):
        await accept_link(code, ANA, store=store, clock=clock)
    assert await find_roles(BEN, store=store) == frozenset()
    with pytest.raises(UserError, match="unknown, used up or too old"):
        await accept_link("nonsense", BEN, store=store, clock=clock)


async def test_an_edit_after_the_approval_needs_another_one(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    await set_priority(1, Priority.BREAKING, by=ANA, store=store, clock=clock)
    with pytest.raises(UserError, match="second pair"):
        await release(1, by=ANA, policy=FOUR_EYES, store=store, clock=clock)


async def test_a_planned_release_happens_once(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    await appoint(ANA, Role.EDITOR, name="Ana", by=BEN, store=store, clock=clock)
    await plan_release(1, clock.now() + HOUR, by=ANA, policy=ALONE, store=store, clock=clock)
    assert await release_due(policy=ALONE, store=store, clock=clock) == []
    clock.move(HOUR)
    assert [briefing.number for briefing in await release_due(policy=ALONE, store=store, clock=clock)] == [1]
    assert await release_due(policy=ALONE, store=store, clock=clock) == []
    with pytest.raises(UserError, match="over already"):
        await plan_release(1, clock.now(), by=ANA, policy=ALONE, store=store, clock=clock)
    with pytest.raises(UserError, match="published already"):
        await release(1, by=ANA, policy=ALONE, store=store, clock=clock)


async def test_a_plan_for_an_older_revision_is_dropped(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    await appoint(ANA, Role.EDITOR, name="Ana", by=BEN, store=store, clock=clock)
    await plan_release(1, clock.now() + HOUR, by=ANA, policy=ALONE, store=store, clock=clock)
    await set_headline(1, "Harbour is open", by=BEN, store=store, clock=clock)
    clock.move(HOUR)
    assert await release_due(policy=ALONE, store=store, clock=clock) == []
    with pytest.raises(UserError, match="No publication"):
        await cancel_plan(1, by=ANA, store=store, clock=clock)
    assert "dropped: r1 was edited" in (await read_log(limit=1, store=store))[0].detail


async def test_a_returned_draft_is_not_published_by_its_plan(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    await submit(1, by=ANA, store=store, clock=clock)
    await plan_release(1, clock.now() + HOUR, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    await return_draft(1, "Not yet.", by=BEN, store=store, clock=clock)
    clock.move(HOUR)
    assert await release_due(policy=ALONE, store=store, clock=clock) == []


async def test_an_embargo_holds_back_until_its_end(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    await release(1, by=ANA, policy=ALONE, embargo_until=clock.now() + HOUR, store=store, clock=clock)
    async with store.reading() as unit:
        assert await unit.archive.briefing(1, now=clock.now()) is None
        assert await unit.archive.briefing(1, now=clock.now() + HOUR) is not None
    directory = SpeakerDirectory()
    assert await list_speakers(store=store, clock=clock, directory=directory) == ()
    clock.move(HOUR)
    assert [s.name for s in await list_speakers(store=store, clock=clock, directory=directory)] == ["Ada Byron"]


async def test_history_tells_what_each_revision_changed(store: Store, clock: SettableClock) -> None:
    await appoint(BEN, Role.EDITOR, name="Ben", by=ANA, store=store, clock=clock)
    await drafted(store)
    await set_headline(1, "Harbour is open", by=BEN, store=store, clock=clock)
    _, steps = await show_history(1, store=store)
    assert [(step.revision.number, step.author) for step in steps] == [(2, "Ben"), (1, str(ANA))]
    assert [(change.new, change.old) for change in steps[0].changes] == [("Harbour is open", "Harbour reopens")]


async def test_readers_report_and_are_forgotten(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    with pytest.raises(UserError, match="No briefing"):
        await report_error(1, "Not published yet", by=BEN, store=store, clock=clock)
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    for _ in range(5):
        await report_error(1, "It was Friday.", by=BEN, store=store, clock=clock)
    with pytest.raises(UserError, match="5 errors"):
        await report_error(1, "And again.", by=BEN, store=store, clock=clock)
    await settle_report(1, by=ANA, store=store, clock=clock)
    with pytest.raises(UserError, match="no open report"):
        await settle_report(1, by=ANA, store=store, clock=clock)
    assert await forget_reader(BEN, store=store, clock=clock) == 5
    assert {report.reporter for report in await open_reports(store=store)} == {None}


async def test_the_log_is_verified(store: Store, clock: SettableClock) -> None:
    assert (await verify_log(store=store)).entries == 0
    await drafted(store)
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    check = await verify_log(store=store)
    assert (check.entries, check.broken_at) == (2, None)


async def test_a_changed_quote_is_never_published(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    quote = briefing.content.quotes[0]
    forged = replace(quote, excerpts=(replace(quote.excerpts[0], text="We are ready for pence"),))
    content = replace(briefing.content, quotes=(forged,))
    async with store.writing() as unit:
        after = replace(briefing, revision=replace(briefing.revision, number=2, content=content))
        await unit.briefings.save(after, seen_revision=1)
    with pytest.raises(UserError, match="quote 1 is not verbatim"):
        await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    assert isinstance(content, Content)
