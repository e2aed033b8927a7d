"""A digest that was delivered keeps its shape when one of its briefings is corrected or withdrawn, over every store."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from briefings.domain.deliveries import DeliveryKind, NewDelivery, Receipt, Turn
from briefings.domain.people import ChatAddress, Platform
from briefings.domain.subscriptions import Style, Taste
from briefings.ports.courier import Message
from briefings.ports.store import Store
from briefings.services.corrections.rebuild_digest import rebuild_digest
from briefings.services.corrections.spread_corrections import spread_corrections
from briefings.services.delivery.owe_messages import lay_out
from briefings.services.digests.compile_digest import compile_digest
from briefings.services.digests.gather_news import gather_news
from briefings.services.editing.correct import correct, withdraw_briefing
from briefings.services.editing.edit_items import drop_item, set_headline
from briefings.services.editing.show_history import show_history
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.drafts import ALONE, ANA, HOUR
from tests.fakes.newsroom import keep, make_briefing

CHAT = ChatAddress(Platform.TELEGRAM, "-100")
DAY = date(2025, 2, 24)


class EditingCourier(RecordingCourier):
    """Remembers what each message says after its last edit."""

    def __init__(self, *, per_message: int = 10_000) -> None:
        super().__init__(per_message=per_message)
        self.says: dict[str, str] = {}

    async def edit(self, address: ChatAddress, message_id: str, message: Message) -> None:
        self.says[message_id] = message.payload


async def sent_digest(store: Store, clock: SettableClock, courier: RecordingCourier) -> list[str]:
    """Send a digest of two stories and a date ahead; returns the parts' texts."""
    await keep(
        store,
        make_briefing(1, said=[("Ada Byron", "We are ready for peace")], counted=[(267, "attack drones")]),
        make_briefing(
            2,
            headline="Ferry sinks",
            dated=[("Thursday", date(2025, 2, 27))],
            said=[("Ben Hall", "It sank in the night")],
        ),
    )
    clock.move(4 * HOUR)
    news = await gather_news(store=store, now=clock.now())
    async with store.reading() as unit:
        digest = await compile_digest(
            news, taste=Taste(style=Style.FULL), watermark=0, day=DAY, unit=unit, now=clock.now()
        )
    assert digest is not None
    edition, now = lay_out(digest, courier), clock.now()
    async with store.writing() as unit:
        await unit.editions.add(edition, now=now)
        parts = len(edition.messages)
        owed = NewDelivery(CHAT, DeliveryKind.DIGEST, Turn.DIGEST, edition.id, parts=parts, entry_id="e1", day=DAY)
        await unit.deliveries.owe([replace(owed, part=part) for part in range(1, parts + 1)], now=now)
    for part, message in enumerate(edition.messages, 1):
        async with store.writing() as unit:
            claimed = await unit.deliveries.claim(Platform.TELEGRAM, term=1, now=now, limit=1)
            await unit.deliveries.begin(claimed[0].id, term=1, now=now)
            await unit.deliveries.complete(claimed[0].id, term=1, message_id=f"m{part}", now=now, next_at=now)
            await unit.receipts.add(
                [Receipt(CHAT, f"m{part}", s.briefing_id, s.revision, "digest", now) for s in message.shows]
            )
    return [message.payload for message in edition.messages]


async def test_a_correction_keeps_the_shape(store: Store, clock: SettableClock) -> None:
    courier = EditingCourier()
    before = (await sent_digest(store, clock, courier))[0]
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    await correct(1, "It had never closed.", material=True, by=ANA, policy=ALONE, store=store, clock=clock)
    assert (await spread_corrections(courier=courier, store=store, clock=clock)).edited == 1
    after = courier.says["m1"]
    wanted = before.replace(
        "New · Harbour reopens", "New · Harbour is open\nCorrected on 24 February 2025: It had never closed.", 1
    )
    assert [line for line in after.splitlines() if line not in wanted.splitlines()] == []
    for kept in ("Digest for Monday 24 February", "New · Ferry sinks", "The numbers", "Said", "Coming up", "Thursday"):
        assert kept in after
    assert (await spread_corrections(courier=courier, store=store, clock=clock)).edited == 0


async def test_a_withdrawn_briefing_leaves_a_notice_and_takes_its_items_along(
    store: Store, clock: SettableClock
) -> None:
    courier = EditingCourier()
    before = (await sent_digest(store, clock, courier))[0]
    assert "It sank in the night" in before
    await withdraw_briefing(2, "It never sank.", by=ANA, policy=ALONE, store=store, clock=clock)
    await spread_corrections(courier=courier, store=store, clock=clock)
    after = courier.says["m1"]
    assert "This briefing was withdrawn on 24 February 2025: It never sank." in after
    assert "It sank in the night" not in after
    assert "Thursday" not in after
    assert "Harbour reopens" in after
    assert "267 attack drones" in after


async def test_every_part_that_moved_is_edited(store: Store, clock: SettableClock) -> None:
    courier = EditingCourier(per_message=120)
    before = await sent_digest(store, clock, courier)
    assert len(before) > 2
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    await correct(1, "", material=False, by=ANA, policy=ALONE, store=store, clock=clock)
    spread = await spread_corrections(courier=courier, store=store, clock=clock)
    whole = "".join(courier.says.get(f"m{part}", text) for part, text in enumerate(before, 1))
    assert "Harbour is open" in whole
    assert "New · Harbour reopens" not in whole
    assert spread.listed == 0


async def test_a_digest_that_needs_another_message_is_listed(store: Store, clock: SettableClock) -> None:
    courier = EditingCourier(per_message=120)
    before = await sent_digest(store, clock, courier)
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    await correct(1, "A note " * 40, material=True, by=ANA, policy=ALONE, store=store, clock=clock)
    spread = await spread_corrections(courier=courier, store=store, clock=clock)
    assert (spread.edited, spread.listed) == (0, len(before))
    assert courier.says == {}


async def test_an_alert_stays_an_alert(store: Store, clock: SettableClock) -> None:
    courier = EditingCourier()
    await keep(store, make_briefing(1))
    clock.move(4 * HOUR)
    async with store.writing() as unit:
        await unit.receipts.add([Receipt(CHAT, "m1", "briefing-1", 1, DeliveryKind.ALERT, clock.now())])
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    await correct(1, "It had never closed.", material=True, by=ANA, policy=ALONE, store=store, clock=clock)
    assert (await spread_corrections(courier=courier, store=store, clock=clock)).edited == 1
    assert "Breaking: Harbour is open" in courier.says["m1"]
    assert "Corrected on 24 February 2025: It had never closed." in courier.says["m1"]
    await withdraw_briefing(1, "There is no harbour.", by=ANA, policy=ALONE, store=store, clock=clock)
    assert (await spread_corrections(courier=courier, store=store, clock=clock)).edited == 1
    assert "There is no harbour." in courier.says["m1"]
    assert "Harbour is open" not in courier.says["m1"]


async def test_an_answer_with_many_briefings_becomes_a_list(store: Store, clock: SettableClock) -> None:
    courier, stories = EditingCourier(), [make_briefing(n, headline=f"Story {n}") for n in range(1, 21)]
    await keep(store, *stories)
    clock.move(4 * HOUR)
    async with store.writing() as unit:
        await unit.receipts.add([Receipt(CHAT, "m1", b.id, 1, "answer", clock.now()) for b in stories])
    await set_headline(7, "Story once more", by=ANA, store=store, clock=clock)
    clock.move(timedelta(seconds=1))
    await correct(7, "It was seven.", material=True, by=ANA, policy=ALONE, store=store, clock=clock)
    assert (await spread_corrections(courier=courier, store=store, clock=clock)).edited == 1
    after = courier.says["m1"]
    assert "7 · Story once more" in after
    assert "Corrected on 24 February 2025: It was seven." in after
    assert "20 · Story 20" in after


async def test_an_updated_item_says_what_changed_since_the_chat_had_it(store: Store, clock: SettableClock) -> None:
    courier = EditingCourier()
    await keep(store, make_briefing(1, said=[("Ada Byron", "We are ready for peace"), ("Ben Hall", "So am I")]))
    clock.move(4 * HOUR)
    first = (await gather_news(store=store, now=clock.now())).last
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    await correct(1, "", material=False, by=ANA, policy=ALONE, store=store, clock=clock)
    news = await gather_news(store=store, now=clock.now())
    async with store.reading() as unit:
        digest = await compile_digest(news, taste=Taste(), watermark=first, day=DAY, unit=unit, now=clock.now())
    assert digest is not None
    assert digest.recipe.items == (("briefing-1", digest.items[0].mark, 2, 1),)
    edition = lay_out(digest, courier)
    async with store.writing() as unit:
        await unit.editions.add(edition, now=clock.now())
        assert await unit.editions.recipe(edition.id) == digest.recipe
        assert await unit.editions.recipe("nothing") is None
    _, steps = await show_history(1, store=store)
    assert len(steps) == 2
    key = steps[0].revision.content.quotes[1].excerpts[0].start
    await drop_item(1, f"q{key}", by=ANA, store=store, clock=clock)


@pytest.mark.parametrize("message_id", ["m9", "m1"])
async def test_a_message_is_found_by_the_platforms_id(store: Store, clock: SettableClock, message_id: str) -> None:
    await sent_digest(store, clock, EditingCourier())
    async with store.reading() as unit:
        found = await unit.deliveries.of_message(CHAT, message_id)
    assert (found is not None) is (message_id == "m1")


async def test_the_words_of_a_followed_speaker_go_first_and_still_do_when_it_is_made_anew(
    store: Store, clock: SettableClock
) -> None:
    said = [("Ada Byron", "We are ready for peace"), ("Ben Hall", "So am I and so is he")]
    await keep(store, make_briefing(1, said=said))
    clock.move(4 * HOUR)
    news, courier = await gather_news(store=store, now=clock.now()), EditingCourier()
    taste = Taste(speakers=("ben-hall",))
    async with store.reading() as unit:
        digest = await compile_digest(news, taste=taste, watermark=0, day=DAY, unit=unit, now=clock.now())
    assert digest is not None
    assert [item.quote.speaker for item in digest.said] == ["Ben Hall", "Ada Byron"]
    edition = lay_out(digest, courier)
    async with store.writing() as unit:
        await unit.editions.add(edition, now=clock.now())
    async with store.reading() as unit:
        recipe = await unit.editions.recipe(edition.id)
        assert recipe is not None
        assert (await rebuild_digest(recipe, unit=unit, now=clock.now())).said == digest.said
