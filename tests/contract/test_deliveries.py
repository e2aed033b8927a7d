from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from briefings.domain.deliveries import Delivery, DeliveryKind, DeliveryState, NewDelivery, Problem, Receipt, Turn
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.reminders import DatedReminder
from briefings.ports.store import Store
from tests.fakes.plans import make_edition

NOW = datetime(2025, 3, 6, 5, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
CHAT = ChatAddress(Platform.TELEGRAM, "1")
TELEGRAM = Platform.TELEGRAM
NO_ANSWER = Problem("The platform gave no answer after {seconds} s.", {"seconds": "5"})


async def owe(store: Store, count: int = 1, *, parts: int = 1, turn: Turn = Turn.DIGEST) -> None:
    new = [
        NewDelivery(ChatAddress(TELEGRAM, str(n)), DeliveryKind.DIGEST, turn, "edition", part, parts)
        for n in range(count)
        for part in range(1, parts + 1)
    ]
    async with store.writing() as unit:
        await unit.editions.add(make_edition(parts=parts), now=NOW)
        await unit.deliveries.owe(new, now=NOW)


async def claim(store: Store, *, term: int = 1, now: datetime = NOW, limit: int = 10) -> list[Delivery]:
    async with store.writing() as unit:
        return list(await unit.deliveries.claim(TELEGRAM, term=term, now=now, limit=limit))


async def state_of(store: Store, delivery_id: int) -> Delivery:
    async with store.reading() as unit:
        found = await unit.deliveries.get(delivery_id)
    assert found is not None
    return found


async def begun(store: Store, *, term: int = 1, parts: int = 1) -> Delivery:
    await owe(store, parts=parts)
    (delivery,) = await claim(store, term=term)
    async with store.writing() as unit:
        assert await unit.deliveries.begin(delivery.id, term=term, now=NOW)
    return delivery


async def test_a_message_is_claimed_once_and_alerts_first(store: Store) -> None:
    await owe(store, 2)
    await owe(store, 1, turn=Turn.ALERT)
    first, second = await claim(store, limit=2), await claim(store, term=2)
    assert [delivery.turn for delivery in first] == [Turn.ALERT, Turn.DIGEST]
    assert len(second) == 1
    assert {d.state for d in (*first, *second)} == {DeliveryState.CLAIMED}
    assert not await claim(store)


async def test_only_the_claiming_term_may_go_on(store: Store) -> None:
    delivery = await begun(store, term=3)
    async with store.writing() as unit:
        box = unit.deliveries
        assert not await box.begin(delivery.id, term=3, now=NOW)
        assert not await box.complete(delivery.id, term=2, message_id="1", now=NOW, next_at=NOW)
        assert not await box.postpone(delivery.id, term=2, not_before=NOW, in_doubt=False, attempts=0, problem=None)
        assert not await box.give_up(delivery.id, term=2, state=DeliveryState.FAILED, problem=NO_ANSWER, now=NOW)
        assert await box.complete(delivery.id, term=3, message_id="88", now=NOW, next_at=NOW)
        assert not await box.complete(delivery.id, term=3, message_id="89", now=NOW, next_at=NOW)
    done = await state_of(store, delivery.id)
    assert (done.state, done.message_id, done.sent_at) == (DeliveryState.SENT, "88", NOW)


async def test_a_part_goes_only_after_the_one_before_it(store: Store) -> None:
    first = await begun(store, parts=3)
    assert not await claim(store)
    async with store.writing() as unit:
        await unit.deliveries.complete(first.id, term=1, message_id="1", now=NOW, next_at=NOW + SECOND)
    assert not await claim(store)
    (second,) = await claim(store, now=NOW + SECOND)
    assert (second.part, second.last_part) == (2, False)


async def test_giving_up_ends_the_later_parts_and_resending_brings_them_back(store: Store) -> None:
    first = await begun(store, parts=2)
    async with store.writing() as unit:
        await unit.deliveries.give_up(first.id, term=1, state=DeliveryState.UNKNOWN, problem=NO_ANSWER, now=NOW)
        second = next(d for d in await unit.deliveries.find() if d.part == 2)
        assert (second.state, second.problem) == (DeliveryState.FAILED, NO_ANSWER)
        assert await unit.deliveries.resend(first.id, now=NOW)
        assert not await unit.deliveries.resend(first.id, now=NOW)
    assert (await state_of(store, second.id)).state is DeliveryState.WAITING
    (again,) = await claim(store, term=2)
    assert (again.id, again.sending_at, again.problem) == (first.id, None, None)


async def test_what_is_in_doubt_keeps_its_first_moment_and_goes_first(store: Store) -> None:
    delivery = await begun(store)
    await owe(store, 1, turn=Turn.ALERT)
    later = NOW + 5 * SECOND
    async with store.writing() as unit:
        await unit.deliveries.postpone(
            delivery.id, term=1, not_before=NOW, in_doubt=True, attempts=1, problem=NO_ANSWER
        )
    first, _ = await claim(store, now=later)
    assert (first.id, first.sending_at, first.attempts) == (delivery.id, NOW, 1)
    async with store.writing() as unit:
        await unit.deliveries.begin(first.id, term=1, now=later)
    assert (await state_of(store, first.id)).sending_at == NOW
    async with store.writing() as unit:
        await unit.deliveries.postpone(
            delivery.id, term=1, not_before=later + SECOND, in_doubt=False, attempts=1, problem=None
        )
    assert (await state_of(store, first.id)).sending_at is None
    assert not await claim(store, now=later)


async def test_a_new_term_finds_and_adopts_what_the_last_one_left(store: Store) -> None:
    delivery = await begun(store, term=1)
    async with store.writing() as unit:
        assert not await unit.deliveries.abandoned(TELEGRAM, term=1)
        assert not await unit.deliveries.abandoned(TELEGRAM, term=0)
        (left,) = await unit.deliveries.abandoned(TELEGRAM, term=2)
        assert left.state is DeliveryState.SENDING
        assert await unit.deliveries.adopt(left.id, old_term=1, term=2)
        assert not await unit.deliveries.complete(delivery.id, term=1, message_id="1", now=NOW, next_at=NOW)


async def test_a_lost_chat_stops_what_waits_but_not_what_is_being_sent(store: Store) -> None:
    sending = await begun(store, parts=2)
    await owe(store, 2)
    async with store.writing() as unit:
        assert await unit.deliveries.stop_chat(TELEGRAM, "0", problem=NO_ANSWER, now=NOW) == 2
        states = {d.id: d.state for d in await unit.deliveries.find()}
        (backlog,) = await unit.deliveries.backlog(now=NOW)
    assert states[sending.id] is DeliveryState.SENDING
    assert backlog.counts == {DeliveryState.SENDING: 1, DeliveryState.FAILED: 2, DeliveryState.READY: 1}
    assert backlog.oldest_due == NOW


TOO_LATE = Problem("It was too late.")


async def test_what_waits_too_long_is_not_claimed_and_fails_with_its_later_parts(store: Store) -> None:
    await owe_until(store, NOW + SECOND, parts=2)
    async with store.writing() as unit:
        box = unit.deliveries
        assert await box.expire(now=NOW, problem=TOO_LATE, limit=9) == 0
        assert await box.has_ready(TELEGRAM, now=NOW)
        assert not await box.has_ready(TELEGRAM, now=NOW + SECOND)
        assert not await box.claim(TELEGRAM, term=1, now=NOW + SECOND, limit=9)
        assert await box.expire(now=NOW + SECOND, problem=TOO_LATE, limit=9) == 1
        found = await box.find()
    assert [(delivery.state, delivery.problem) for delivery in found] == [(DeliveryState.FAILED, TOO_LATE)] * 2


async def test_what_may_have_arrived_is_never_too_late(store: Store) -> None:
    await owe_until(store, NOW + SECOND)
    (delivery,) = await claim(store)
    async with store.writing() as unit:
        await unit.deliveries.begin(delivery.id, term=1, now=NOW)
        await unit.deliveries.postpone(delivery.id, term=1, not_before=NOW, in_doubt=True, attempts=1, problem=None)
        assert await unit.deliveries.expire(now=NOW + 10 * HOUR, problem=TOO_LATE, limit=9) == 0
    assert len(await claim(store, now=NOW + 10 * HOUR)) == 1


async def test_a_digest_that_has_begun_to_arrive_is_finished_within_the_hour(store: Store) -> None:
    await owe_until(store, NOW + SECOND, parts=2)
    (first,) = await claim(store)
    async with store.writing() as unit:
        await unit.deliveries.begin(first.id, term=1, now=NOW)
        await unit.deliveries.complete(first.id, term=1, message_id="1", now=NOW, next_at=NOW)
        assert await unit.deliveries.expire(now=NOW + HOUR, problem=TOO_LATE, limit=9) == 0
        assert await unit.deliveries.has_ready(TELEGRAM, now=NOW + HOUR)
        assert await unit.deliveries.expire(now=NOW + HOUR + SECOND, problem=TOO_LATE, limit=9) == 1
        found = await unit.deliveries.find()
    assert [delivery.state for delivery in found] == [DeliveryState.FAILED, DeliveryState.SENT]


async def test_messages_are_found_by_chat_state_and_time(store: Store) -> None:
    await owe(store, 3)
    async with store.writing() as unit:
        await unit.deliveries.owe([NewDelivery(CHAT, DeliveryKind.ALERT, Turn.ALERT, "edition")], now=NOW + HOUR)
        box = unit.deliveries
        assert [d.address.chat_id for d in await box.find(chat_id="1")] == ["1", "1"]
        assert [d.kind for d in await box.find(chat_id="1", since=NOW + HOUR)] == [DeliveryKind.ALERT]
        assert len(await box.find(until=NOW + HOUR)) == 3
        assert not await box.find(chat_id="1", states={DeliveryState.SENT})
        assert not await box.find(chat_id="1", platform=Platform.DISCORD)


async def owe_until(store: Store, expires_at: datetime, *, parts: int = 1) -> None:
    new = [
        NewDelivery(CHAT, DeliveryKind.DIGEST, Turn.DIGEST, "edition", part, parts, expires_at=expires_at)
        for part in range(1, parts + 1)
    ]
    async with store.writing() as unit:
        await unit.editions.add(make_edition(parts=parts), now=NOW)
        await unit.deliveries.owe(new, now=NOW)


async def test_settled_rows_are_forgotten(store: Store) -> None:
    new = NewDelivery(ChatAddress(TELEGRAM, "1"), DeliveryKind.DIGEST, Turn.DIGEST, "edition", expires_at=NOW + SECOND)
    async with store.writing() as unit:
        await unit.editions.add(make_edition(), now=NOW)
        await unit.deliveries.owe([new], now=NOW)
        (claimed,) = await unit.deliveries.claim(TELEGRAM, term=1, now=NOW, limit=1)
        await unit.deliveries.give_up(claimed.id, term=1, state=DeliveryState.FAILED, problem=NO_ANSWER, now=NOW)
        assert await unit.deliveries.forget(before=NOW, limit=9) == 0
        assert await unit.deliveries.forget(before=NOW + SECOND, limit=9) == 1
        assert await unit.deliveries.get(claimed.id) is None


async def test_a_lease_has_one_holder_and_a_growing_fence(store: Store) -> None:
    lasting = 20 * SECOND
    async with store.writing() as unit:
        leases = unit.leases
        assert await leases.take("sender", holder="a", now=NOW, lasting=lasting) == 1
        assert await leases.take("sender", holder="b", now=NOW + 19 * SECOND, lasting=lasting) is None
        assert await leases.renew("sender", holder="a", fence=1, now=NOW + 40 * SECOND, lasting=lasting)
        assert await leases.take("sender", holder="b", now=NOW + 61 * SECOND, lasting=lasting) == 2
        assert not await leases.renew("sender", holder="a", fence=1, now=NOW + 62 * SECOND, lasting=lasting)
        await leases.drop("sender", holder="a", fence=1)
        assert await leases.take("sender", holder="a", now=NOW + 62 * SECOND, lasting=lasting) is None
        await leases.drop("sender", holder="b", fence=2)
        assert await leases.take("sender", holder="a", now=NOW + 62 * SECOND, lasting=lasting) == 3


async def test_receipts_tell_what_each_message_shows(store: Store) -> None:
    address = ChatAddress(TELEGRAM, "1", "9")
    receipts = [Receipt(address, "10", f"b{n}", 1, "digest", NOW) for n in (1, 2)]
    async with store.writing() as unit:
        await unit.receipts.add(receipts)
        await unit.receipts.add([Receipt(address, "10", "b1", 2, "digest", NOW)])
        assert [r.revision for r in await unit.receipts.of_briefing("b1")] == [2]
        found = await unit.receipts.of_message(ChatAddress(TELEGRAM, "1"), "10")
        assert [receipt.briefing_id for receipt in found] == ["b1", "b2"]
        await unit.receipts.move(TELEGRAM, old="1", new="-1001")
        assert not await unit.receipts.of_message(address, "10")
        assert len(await unit.receipts.of_message(ChatAddress(TELEGRAM, "-1001"), "10")) == 2
        assert await unit.receipts.forget(before=NOW + SECOND, limit=9) == 2


async def test_reminders_are_due_in_order_and_not_twice(store: Store) -> None:
    address = ChatAddress(TELEGRAM, "1")
    person = Identity(TELEGRAM, "77")
    one = DatedReminder(
        "r1", address, 12, 40, date(2025, 3, 7), timedelta(days=1, hours=2), time(7, 30), NOW, "Europe/Kyiv",
        "a summit", person,
    )  # fmt: skip
    twin, other = replace(one, id="r2"), replace(one, id="r3", start=90, due_at=NOW + SECOND)
    async with store.writing() as unit:
        assert await unit.reminders.add(other)
        assert await unit.reminders.add(one)
        assert not await unit.reminders.add(twin)
        assert await unit.reminders.of_chat(TELEGRAM, "1") == [one, other]
        assert await unit.reminders.due(now=NOW, limit=9) == [one]
        assert not await unit.reminders.due(now=NOW, limit=9, platforms={Platform.DISCORD})
        assert await unit.reminders.next_due(after=NOW - SECOND) == NOW
        assert await unit.reminders.next_due(after=NOW) == NOW + SECOND
        assert await unit.reminders.next_due(after=NOW + SECOND) is None
        assert await unit.reminders.all(limit=1) == [one]
        assert await unit.reminders.all(after="r1") == [other]
        assert not await unit.reminders.all(platforms={Platform.CONSOLE})
        await unit.reminders.move(TELEGRAM, old="1", new="2")
        assert len(await unit.reminders.of_chat(TELEGRAM, "2")) == 2
        assert await unit.reminders.remove("r1")
        assert not await unit.reminders.remove("r1")
