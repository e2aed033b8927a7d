"""/why: what did not arrive is told, and an admin of the chat can have it sent again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.chat.answering import Answering
from bot.chat.cards.cards import Action, Card
from bot.chat.desk import Desk
from briefings.domain.deliveries import Delivery, DeliveryState, Problem
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.services.digests.plan_digests import plan_digests
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.newsroom import keep, make_briefing
from tests.unit.chat.asking import READER, card_for, words_for

NO_ANSWER = Problem("The platform gave no answer.")


def buttons(card: Card) -> dict[str, str]:
    return {button.label: button.line for row in card.rows for button in row if isinstance(button, Action)}


@pytest.fixture
async def lost(answering: Answering, desk: Desk, clock: SettableClock) -> Delivery:
    """A digest of two parts whose first may have arrived."""
    courier = RecordingCourier(per_message=90)
    await card_for(answering, "/digest set 11:30 UTC")
    await keep(desk.store, make_briefing(1, headline="Summit called", published_at=clock.now()))
    clock.move(timedelta(hours=3))
    await plan_digests(store=desk.store, clock=clock, couriers={courier.platform: courier})
    async with desk.store.writing() as unit:
        (claimed,) = await unit.deliveries.claim(Platform.TELEGRAM, term=1, now=clock.now(), limit=1)
        await unit.deliveries.give_up(
            claimed.id, term=1, state=DeliveryState.UNKNOWN, problem=NO_ANSWER, now=clock.now()
        )
    assert claimed.parts > 1
    return claimed


async def states(desk: Desk) -> list[DeliveryState]:
    async with desk.store.reading() as unit:
        return [delivery.state for delivery in reversed(await unit.deliveries.find())]


async def test_a_message_in_doubt_is_told_and_sent_again_by_a_button(
    answering: Answering, desk: Desk, lost: Delivery
) -> None:
    rung: list[bool] = []
    desk.bell.listen(lambda: rung.append(True))
    card = await card_for(answering, "/why")
    assert "It is not sent twice; the next one covers it" in await words_for(answering, "/why")
    line = buttons(card)["Send again: Monday 24 February, 11:30"]
    assert line == f"why again:{lost.id}"
    told = await words_for(answering, f"/{line}")
    assert f"Message {lost.id} is sent again." in told
    assert "on its way" in told
    assert rung == [True]
    found = await states(desk)
    assert found[0] is DeliveryState.READY
    assert set(found[1:]) == {DeliveryState.WAITING}
    assert "needs no second sending: it is ready" in await words_for(answering, f"/{line}")


async def test_only_an_admin_of_that_chat_may_have_it_sent_again(
    answering: Answering, desk: Desk, lost: Delivery
) -> None:
    member = replace(READER, direct=False, person=Identity(Platform.TELEGRAM, "8"))
    assert list(buttons(await card_for(answering, "/why", member))) == ["The plan"]
    assert "Only an admin" in await words_for(answering, f"/why again:{lost.id}", member)
    elsewhere = replace(READER, chat=ChatAddress(Platform.TELEGRAM, "9"))
    assert f"There is no message {lost.id} here." in await words_for(answering, f"/why again:{lost.id}", elsewhere)
    assert "There is no message 999999999 here." in await words_for(answering, "/why again:999999999")
    assert DeliveryState.READY not in await states(desk)


async def test_the_next_reminder_comes_with_what_comes_next(answering: Answering, desk: Desk) -> None:
    told = await words_for(answering, "/digest set 11:30")
    assert "Saved, in the newsroom's time zone. For another: /digest set zone Kyiv" in told
    assert "Next reminder" not in await words_for(answering, "/why")
    summit = make_briefing(1, dated=[("March 6", date(2025, 3, 6))], published_at=desk.clock.now())
    await keep(desk.store, summit)
    await words_for(answering, "/remind 1")
    told = await words_for(answering, "/why")
    assert "Next reminder: Wednesday 5 March 2025, 11:30: They meet on March 6 again." in told


async def test_a_zone_that_is_known_no_longer_is_told_with_its_cure(
    answering: Answering, desk: Desk, clock: SettableClock
) -> None:
    await card_for(answering, "/digest set 11:30 Kyiv")
    async with desk.store.writing() as unit:
        plan = await unit.subscriptions.of(READER.chat.platform, READER.chat.chat_id)
        assert plan is not None
        await unit.subscriptions.save(replace(plan, zone="Europe/Vanished"))
    clock.move(timedelta(days=1))
    await plan_digests(store=desk.store, clock=clock, couriers={Platform.TELEGRAM: RecordingCourier()})
    told = await words_for(answering, "/why")
    assert "the time zone of this plan is unknown by now" in told
    assert "Europe/Vanished" in await words_for(answering, "/digest")
    await card_for(answering, "/digest set zone Kyiv")
    assert "Europe/Kyiv" in await words_for(answering, "/digest")
