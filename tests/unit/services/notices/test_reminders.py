"""A date that a chat follows: one message before it, whatever happens to the date meanwhile."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from briefings.domain.agenda import DatedEvent
from briefings.domain.briefing import Briefing
from briefings.domain.deliveries import Delivery, DeliveryKind
from briefings.domain.errors import UserError
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.reminders import DatedReminder, due_before
from briefings.ports.store import Store
from briefings.services.notices.remind import dates_to_follow, follow_date, stop_following
from briefings.services.notices.send_reminders import Reminding
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import keep_plans, make_plan

NOW = datetime(2025, 3, 3, 8, tzinfo=UTC)
SUMMIT = date(2025, 3, 6)
CHAT = ChatAddress(Platform.TELEGRAM, "1", "9")
PERSON = Identity(Platform.TELEGRAM, "77")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def summit(day: date | None = SUMMIT) -> Briefing:
    return make_briefing(12, headline="Summit called", dated=[("March 6", day)], published_at=NOW - HOUR)


def start_of(briefing: Briefing) -> int:
    return briefing.content.dates[0].excerpt.start


async def follow(
    store: Store, clock: SettableClock, *, lead: timedelta | None = None, at: time | None = None
) -> DatedReminder:
    return await follow_date(
        CHAT, 12, start_of(summit()), lead=lead, at=at, by=PERSON, zone="Europe/Kyiv", store=store, clock=clock
    )


class Desk:
    """One process that reminds on Telegram."""

    def __init__(self, store: Store, clock: SettableClock) -> None:
        self.store, self.clock = store, clock
        courier = RecordingCourier()
        self.reminding = Reminding(store=store, clock=clock, couriers={courier.platform: courier})

    async def at(self, instant: datetime) -> int:
        self.clock.move(instant - self.clock.now())
        return await self.reminding.look()

    async def owed(self) -> list[Delivery]:
        async with self.store.reading() as unit:
            return list(reversed(await unit.deliveries.find()))

    async def texts(self) -> list[str]:
        async with self.store.reading() as unit:
            messages = [await unit.editions.message(owed.edition_id, owed.part) for owed in await self.owed()]
        return [message.payload for message in messages if message is not None]


@pytest.fixture
async def desk(store: Store) -> Desk:
    await keep(store, summit())
    return Desk(store, SettableClock(NOW))


async def change_date(desk: Desk, event: DatedEvent | None) -> None:
    before = summit()
    content = replace(before.content, dates=(replace(event, edited_in=2),) if event else ())
    after = replace(before, revision=replace(before.revision, number=2, content=content), published_revision=2)
    async with desk.store.writing() as unit:
        await unit.briefings.save(after, seen_revision=1)
        await unit.archive.publish(after, speakers={})


async def test_it_comes_the_day_before_at_nine_local_time(desk: Desk) -> None:
    reminder = await follow(desk.store, desk.clock)
    assert reminder.due_at == datetime(2025, 3, 5, 7, tzinfo=UTC)
    assert await desk.reminding.next_due(NOW) == reminder.due_at
    assert await desk.at(reminder.due_at - timedelta(seconds=1)) == 0
    assert await desk.at(reminder.due_at) == 1
    assert await desk.at(reminder.due_at + HOUR) == 0
    (owed,), (text,) = await desk.owed(), await desk.texts()
    assert (owed.address, owed.kind, owed.silent) == (CHAT, DeliveryKind.REMINDER, False)
    assert owed.expires_at == datetime(2025, 3, 6, 22, tzinfo=UTC)
    assert "Thursday 6 March – tomorrow" in text


async def test_a_chat_with_digests_is_reminded_at_its_first_digest_time_as_silently(desk: Desk) -> None:
    await keep_plans(desk.store, replace(make_plan(1, time(18), time(6, 45), zone="Europe/Paris"), silent=True))
    reminder = await follow(desk.store, desk.clock)
    assert reminder.due_at == datetime(2025, 3, 5, 5, 45, tzinfo=UTC)
    await desk.at(reminder.due_at)
    assert [owed.silent for owed in await desk.owed()] == [True]


@pytest.mark.parametrize(
    ("lead", "at", "due"),
    [
        (2 * DAY, None, datetime(2025, 3, 4, 7, tzinfo=UTC)),
        (3 * HOUR, time(12), datetime(2025, 3, 6, 7, tzinfo=UTC)),
        (0 * DAY, time(8, 30), datetime(2025, 3, 6, 6, 30, tzinfo=UTC)),
    ],
)
async def test_lead_and_time_can_be_chosen(desk: Desk, lead: timedelta, at: time | None, due: datetime) -> None:
    assert (await follow(desk.store, desk.clock, lead=lead, at=at)).due_at == due


async def test_when_the_day_before_has_passed_it_comes_on_the_day_itself(desk: Desk) -> None:
    desk.clock.move(2 * DAY)
    assert (await follow(desk.store, desk.clock)).due_at == datetime(2025, 3, 6, 7, tzinfo=UTC)
    with pytest.raises(UserError, match="has passed"):
        await follow(desk.store, desk.clock, lead=DAY)
    with pytest.raises(UserError, match="a year before"):
        await follow(desk.store, desk.clock, lead=400 * DAY)


async def test_a_date_that_is_open_or_unknown_cannot_be_followed(store: Store) -> None:
    await keep(store, summit(None))
    with pytest.raises(UserError, match="not published with its day"):
        await follow(store, SettableClock(NOW))
    with pytest.raises(UserError, match="not published with its day"):
        await follow_date(CHAT, 99, 0, by=PERSON, zone="UTC", store=store, clock=SettableClock(NOW))


async def test_following_again_takes_the_place_of_the_first_and_can_be_stopped(desk: Desk) -> None:
    await follow(desk.store, desk.clock)
    second = await follow(desk.store, desk.clock, lead=2 * DAY)
    found = await dates_to_follow(CHAT, words="summit", zone="UTC", store=desk.store, clock=desk.clock)
    assert found.reminders == (second,)
    assert [dated.event.resolved for dated in found.coming] == [SUMMIT]
    assert await stop_following(CHAT, [second], store=desk.store) == 1
    assert await stop_following(CHAT, [second], store=desk.store) == 0
    assert await desk.at(second.due_at) == 0


async def test_two_processes_send_it_once(desk: Desk) -> None:
    reminder = await follow(desk.store, desk.clock)
    other = Desk(desk.store, desk.clock)
    desk.clock.move(reminder.due_at - NOW)
    assert sorted(await asyncio.gather(desk.reminding.look(), other.reminding.look())) == [0, 1]
    assert len(await desk.owed()) == 1


async def test_a_chat_of_another_platform_is_left_to_the_process_that_serves_it(desk: Desk) -> None:
    reminder = await follow(desk.store, desk.clock)
    courier = RecordingCourier(Platform.DISCORD)
    other = Reminding(store=desk.store, clock=desk.clock, couriers={courier.platform: courier})
    desk.clock.move(reminder.due_at - NOW)
    assert await other.look() == 0
    assert await desk.reminding.look() == 1


async def test_a_date_that_moves_is_told_and_reminded_anew(desk: Desk) -> None:
    await follow(desk.store, desk.clock)
    assert await desk.at(NOW) == 0
    await change_date(desk, replace(summit().content.dates[0], resolved=date(2025, 3, 10)))
    assert await desk.at(NOW + HOUR) == 1
    assert await desk.at(NOW + 2 * HOUR) == 0
    (text,) = await desk.texts()
    assert "Monday 10 March" in text
    assert "It was Thursday 6 March before. I remind you on Sunday 9 March 2025, 09:00." in text
    assert await desk.at(datetime(2025, 3, 9, 7, tzinfo=UTC)) == 1
    assert "Monday 10 March – tomorrow" in (await desk.texts())[1]


async def test_a_date_that_moves_nearer_is_reminded_at_once(desk: Desk) -> None:
    await follow(desk.store, desk.clock)
    await change_date(desk, replace(summit().content.dates[0], resolved=date(2025, 3, 4)))
    assert await desk.at(NOW) == 1
    assert "Tuesday 4 March – tomorrow" in (await desk.texts())[0]
    assert await desk.at(NOW + 5 * DAY) == 0


@pytest.mark.parametrize(("event", "told"), [(None, "does not name that date"), ("open", "leaves its day open")])
async def test_a_date_that_is_gone_or_open_again_is_told_once(desk: Desk, event: str | None, told: str) -> None:
    await follow(desk.store, desk.clock)
    await change_date(desk, replace(summit().content.dates[0], resolved=None) if event else None)
    assert await desk.at(NOW) == 1
    assert await desk.at(NOW + 5 * DAY) == 0
    (text,) = await desk.texts()
    assert told in text


async def test_a_withdrawn_briefing_ends_the_reminder_and_says_so(desk: Desk) -> None:
    reminder = await follow(desk.store, desk.clock)
    async with desk.store.writing() as unit:
        await unit.archive.withdraw("briefing-12")
    assert await desk.at(reminder.due_at) == 1
    assert "is off" in (await desk.texts())[0]


async def test_after_downtime_a_date_ahead_is_told_late_and_a_past_one_as_such(desk: Desk) -> None:
    await follow(desk.store, desk.clock)
    assert await desk.at(datetime(2025, 3, 6, 12, tzinfo=UTC)) == 1
    assert "Thursday 6 March – today" in (await desk.texts())[0]
    other = ChatAddress(Platform.TELEGRAM, "2")
    desk.clock.move(-3 * DAY)
    await follow_date(other, 12, start_of(summit()), by=PERSON, zone="Europe/Kyiv", store=desk.store, clock=desk.clock)
    assert await desk.at(datetime(2025, 3, 20, 12, tzinfo=UTC)) == 1
    assert "It has passed while I could not remind you." in (await desk.texts())[1]


def test_days_are_counted_on_the_calendar_and_hours_on_the_clock() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    after_the_change = date(2025, 3, 31)
    day_before = due_before(after_the_change, lead=2 * DAY, at=time(9), zone=berlin)
    assert day_before.astimezone(berlin) == datetime(2025, 3, 29, 9, tzinfo=berlin)
    hours_before = due_before(date(2025, 3, 30), lead=8 * HOUR, at=time(9), zone=berlin)
    assert hours_before == datetime(2025, 3, 29, 23, tzinfo=UTC)
