"""What is said publicly of a correction or a withdrawal stands in the source, and two people stand behind it."""

from dataclasses import replace

import pytest

from briefings.domain.briefing import Briefing, Status
from briefings.domain.copies import CopyState
from briefings.domain.deliveries import Receipt
from briefings.domain.errors import UserError
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.policy import EditorialPolicy
from briefings.ports.store import Store
from briefings.services.archive.published_briefing import one_briefing
from briefings.services.editing.correct import Corrected, correct, withdraw_briefing
from briefings.services.editing.edit_items import set_headline
from briefings.services.editing.release import release
from briefings.services.editing.review_draft import approve, open_draft, return_draft
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA, BEN, FOUR_EYES, drafted
from tests.fakes.memory.store import MemoryStore
from tests.unit.chat.editors import ANA as ANA_WRITES
from tests.unit.chat.editors import ARTICLE, DESCRIBED, OWNER, READER, Editors
from tests.unit.chat.editors import BEN as BEN_REVIEWS

CHAT = ChatAddress(Platform.TELEGRAM, "77")
UNSUPPORTED = [
    "It was 4,711 drones.",
    "She said “ready for war”.",
    "It happened on 9 May 2031.",
]


@pytest.fixture
async def editors(memory_store: MemoryStore, clock: SettableClock) -> Editors:
    made = Editors(memory_store, clock)
    await made.says(OWNER, "/team add telegram:5 editor Ana")
    await made.says(OWNER, "/team add discord:7 reviewer Ben")
    return made


async def published(store: Store, clock: SettableClock) -> Briefing:
    await drafted(store)
    await release(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    return (await open_draft(1, store=store)).briefing


async def corrects(
    note: str, by: Identity, store: Store, clock: SettableClock, policy: EditorialPolicy = FOUR_EYES
) -> Corrected:
    return await correct(1, note, material=True, by=by, policy=policy, store=store, clock=clock)


async def withdraws(
    note: str, by: Identity, store: Store, clock: SettableClock, policy: EditorialPolicy = FOUR_EYES
) -> Corrected:
    return await withdraw_briefing(1, note, by=by, policy=policy, store=store, clock=clock)


@pytest.mark.parametrize("policy", [ALONE, FOUR_EYES], ids=["alone", "four eyes"])
@pytest.mark.parametrize("note", UNSUPPORTED)
async def test_a_note_says_nothing_that_the_source_does_not(
    store: Store, clock: SettableClock, note: str, policy: EditorialPolicy
) -> None:
    await published(store, clock)
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    with pytest.raises(UserError, match="what the source does not"):
        await corrects(note, ANA, store, clock, policy)
    with pytest.raises(UserError, match="what the source does not"):
        await withdraws(note, ANA, store, clock, policy)
    state = await open_draft(1, store=store)
    assert (state.briefing.status, state.briefing.revision.number) == (Status.PUBLISHED, 2)


async def test_a_note_is_approved_with_its_revision(store: Store, clock: SettableClock) -> None:
    await published(store, clock)
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    assert (await corrects("The headline said too much.", ANA, store, clock)).waits
    assert (await one_briefing(1, store=store, clock=clock)).revision.note is None
    with pytest.raises(UserError, match="second pair of eyes"):
        await corrects("", ANA, store, clock)
    await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    assert (await corrects("Another note of mine.", ANA, store, clock)).waits
    assert (await one_briefing(1, store=store, clock=clock)).revision.note is None
    await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    assert not (await corrects("", ANA, store, clock)).waits
    assert (await one_briefing(1, store=store, clock=clock)).revision.note == "Another note of mine."


async def test_one_person_withdraws_at_once_and_another_approves_the_reason(store: Store, clock: SettableClock) -> None:
    before = await published(store, clock)
    async with store.writing() as unit:
        await unit.receipts.add([Receipt(CHAT, "m1", before.id, 1, "alert", clock.now())])
    done = await withdraws("It was another harbour.", ANA, store, clock)
    assert (done.waits, done.copies) == (True, 1)
    with pytest.raises(UserError, match="/corrections lists"):
        await one_briefing(1, store=store, clock=clock)
    with pytest.raises(UserError, match="yourself"):
        await approve(1, by=ANA, policy=FOUR_EYES, store=store, clock=clock)
    async with store.writing() as unit:
        for copy in await unit.copies.of(before.id):
            await unit.copies.settle(replace(copy, state=CopyState.EDITED))
    assert (await withdraws("It was another harbour.", BEN, store, clock)).waits  # the same words are no approval
    with pytest.raises(UserError, match="/corrections lists"):
        await one_briefing(1, store=store, clock=clock)
    async with store.reading() as unit:
        on_its_way = await unit.copies.of(before.id)
    await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    with pytest.raises(UserError, match="It was another harbour"):
        await one_briefing(1, store=store, clock=clock)
    async with store.writing() as unit:
        for copy in on_its_way:  # an edit that was made before the reason was known
            await unit.copies.settle(replace(copy, state=CopyState.EDITED))
        assert [copy.state for copy in await unit.copies.of(before.id)] == [CopyState.OWED]
    with pytest.raises(UserError, match="nothing to approve"):
        await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)


async def test_a_returned_reason_stays_unsaid(store: Store, clock: SettableClock) -> None:
    await published(store, clock)
    await withdraws("It was another harbour.", ANA, store, clock)
    await return_draft(1, "Leave it at the fact.", by=BEN, store=store, clock=clock)
    with pytest.raises(UserError, match="/corrections lists"):
        await one_briefing(1, store=store, clock=clock)
    assert (await open_draft(1, store=store)).briefing.status is Status.WITHDRAWN


async def test_without_four_eyes_a_reason_is_said_at_once_or_later(store: Store, clock: SettableClock) -> None:
    await published(store, clock)
    assert not (await withdraws("", ANA, store, clock, ALONE)).waits
    await withdraws("It was another harbour.", ANA, store, clock, ALONE)
    with pytest.raises(UserError, match="It was another harbour"):
        await one_briefing(1, store=store, clock=clock)


async def test_the_chat_asks_before_it_withdraws_and_shows_the_note_to_the_reviewer(editors: Editors) -> None:
    await editors.says(ANA_WRITES, f"/add {ARTICLE}")
    await editors.says(ANA_WRITES, DESCRIBED)
    await editors.says(ANA_WRITES, "/publish 1")
    asked = await editors.card(ANA_WRITES, "/withdraw 1")
    assert "for good?" in await editors.says(ANA_WRITES, "/withdraw 1")
    assert "Ines Duarte" in await editors.says(READER, "/quote duarte")
    await editors.press(ANA_WRITES, asked, "Withdraw at once")
    assert "was withdrawn" in await editors.says(READER, "/brief 1")
    assert "Harbour wall" not in await editors.says(READER, "/corrections")
    await editors.says(BEN_REVIEWS, "/withdraw 1 It is a quay.")
    assert "withdrawn: It is a quay." in await editors.says(READER, "/corrections")
