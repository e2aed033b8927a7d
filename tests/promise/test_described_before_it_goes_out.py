"""Nothing goes out while its day or publisher is not known; what is out is described anew by a correction."""

from datetime import date

import pytest

from bot.chat.cards.cards import Action, Card
from briefings.domain.copies import CopyState
from briefings.domain.deliveries import Receipt
from briefings.domain.people import ChatAddress, Platform
from briefings.domain.policy import EditorialPolicy
from briefings.ports.store import Store
from briefings.services.archive.published_briefing import one_briefing
from briefings.services.articles.describe_source import describe_source
from briefings.services.editing.correct import correct
from briefings.services.editing.release import release
from briefings.services.editing.review_draft import approve, open_draft
from tests.fakes.clock import SettableClock
from tests.fakes.drafter import DraftsHere
from tests.fakes.drafts import ANA, BEN, FOUR_EYES, drafted
from tests.fakes.memory.store import MemoryStore
from tests.unit.chat.editors import ANA as ANA_WRITES
from tests.unit.chat.editors import ARTICLE, OWNER, Editors


@pytest.fixture
async def editors(memory_store: MemoryStore, clock: SettableClock) -> Editors:
    made = Editors(memory_store, clock, policy=EditorialPolicy())
    await made.says(OWNER, "/team add telegram:5 editor Ana")
    return made


def labels(card: Card) -> list[str]:
    return [button.label for row in card.rows for button in row if isinstance(button, Action)]


async def test_every_door_refuses_and_offers_what_is_likely(editors: Editors) -> None:
    await editors.says(ANA_WRITES, f"/add {ARTICLE.replace('wall', 'pier')}")
    await editors.says(ANA_WRITES, '/describe 1 date 2025-02-20 publisher "Quay Gazette"')
    await editors.says(ANA_WRITES, f"/add {ARTICLE}")
    for line in ("/publish 2", "/publish 2 at 23:00", "/submit 2"):
        refused = await editors.card(ANA_WRITES, line)
        assert refused.mistake, line
        assert labels(refused) == [
            "Published today, 24 February 2025",
            "Yesterday, 23 February 2025",
            "Quay Gazette",
            "Say what is missing",
        ]
    card = await editors.press(ANA_WRITES, await editors.card(ANA_WRITES, "/review 2"), "Yesterday, 23 February 2025")
    card = await editors.press(ANA_WRITES, card, "Quay Gazette")
    assert "Quay Gazette" not in labels(card)
    source = (await open_draft(2, store=editors.desk.store)).briefing.source
    assert (source.publisher, source.published) == ("Quay Gazette", date(2025, 2, 23))
    assert "is published" in await editors.says(ANA_WRITES, "/publish 2")


async def test_what_is_out_is_described_by_a_correction(store: Store, clock: SettableClock) -> None:
    before = await drafted(store)
    await release(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    chat = ChatAddress(Platform.TELEGRAM, "77")
    async with store.writing() as unit:
        await unit.receipts.add([Receipt(chat, "m1", before.id, 1, "alert", clock.now())])
    await describe_source(1, by=ANA, publisher="Port News", extract=DraftsHere().draft, store=store, clock=clock)
    assert (await open_draft(1, store=store)).briefing.source.publisher == "Port News"
    assert (await one_briefing(1, store=store, clock=clock)).source.publisher == "Quay Gazette"
    note = "The article is by Port News."
    waiting = await correct(1, note, material=True, by=ANA, policy=FOUR_EYES, store=store, clock=clock)
    assert waiting.waits
    assert (await one_briefing(1, store=store, clock=clock)).source.publisher == "Quay Gazette"
    await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    done = await correct(1, "", material=True, by=ANA, policy=FOUR_EYES, store=store, clock=clock)
    assert done.copies == 1
    shown = await one_briefing(1, store=store, clock=clock)
    assert (shown.source.publisher, shown.revision.note) == ("Port News", note)
    async with store.reading() as unit:
        assert [copy.state for copy in await unit.copies.of(before.id)] == [CopyState.OWED]
