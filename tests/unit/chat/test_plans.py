"""Plans as people set them in chats: rights, settings that stay, and what /why tells."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.cards.cards import Action
from bot.chat.desk import Desk
from bot.console.render import plain
from briefings.domain.deliveries import DeliveryState, Problem
from briefings.domain.people import Platform
from briefings.domain.subscriptions import Subscription
from briefings.domain.timing import EVERY_DAY
from briefings.services.digests.change_plan import plan_of
from briefings.services.digests.plan_digests import plan_digests
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.newsroom import keep, make_briefing
from tests.unit.chat.asking import READER

WEEKDAYS = frozenset(range(5))
ADMIN = replace(READER, direct=True)


async def say(answering: Answering, line: str, ask: Ask = ADMIN) -> str:
    typed = answering.parse(line)
    assert typed is not None
    card = await answering.answer(replace(ask, command=typed.command, values=typed.values))
    assert card is not None
    return plain(card)


async def the_plan(desk: Desk) -> Subscription:
    plan = await plan_of(ADMIN.chat, store=desk.store)
    assert plan is not None
    return plan


async def test_a_pause_until_no_day_or_one_too_far_away_names_the_cure(answering: Answering) -> None:
    await say(answering, "/digest set 07:30 Kyiv")
    assert "The calendar has no day" in await say(answering, "/digest pause 31 February")
    assert "That moment has passed" in await say(answering, "/digest pause until 0001-01-01")
    assert "three years at most" in await say(answering, "/digest pause until 9999-12-31")
    assert "paused until Monday, 3 March 2025." in await say(answering, "/digest pause until monday")


async def test_settings_without_a_time_are_shown_and_ask_for_one(answering: Answering) -> None:
    told = await say(answering, "/digest set zone Kyiv quiet 22:00-07:00")
    for said in ("No digest is planned here.", "Time zone: Europe/Kyiv", "Quiet hours: 22:00–07:00", "Say when"):
        assert said in told
    assert "none, because no time is set" in await say(answering, "/why")
    assert "Name at least one day" in await say(answering, "/digest set 07:30 weekdays except weekdays")


async def test_the_one_day_that_is_left_out_is_named(answering: Answering) -> None:
    assert "07:30 · every day except Sunday" in await say(answering, "/digest set 07:30 Kyiv every day except sunday")
    assert "07:30 · Monday and Thursday" in await say(answering, "/digest set days mon,thurs")


async def test_a_plan_says_whether_it_goes_to_the_topic_where_somebody_asks(answering: Answering) -> None:
    topic = replace(ADMIN, chat=replace(ADMIN.chat, thread_id="42"))
    await say(answering, "/digest set 07:30 Kyiv")
    assert "Goes to: the chat itself; for this topic: /digest set here" in await say(answering, "/digest", topic)
    assert "Goes to the topic: this one" in await say(answering, "/digest set here general", topic)
    assert "Goes to the topic: 42; to the chat itself when it closes" in await say(answering, "/digest")


async def test_what_a_change_does_not_mention_stays(answering: Answering, desk: Desk) -> None:
    await say(answering, "/digest set 07:30 weekdays Europe/Kyiv")
    entry = (await the_plan(desk)).active[0]
    await say(answering, "/digest set style short limit 3 quiet 22:00-07:00 alerts silent")
    await say(answering, "/digest set 08:00")
    plan = await the_plan(desk)
    assert plan.active[0].id == entry.id
    assert (plan.active[0].at, plan.active[0].days, plan.zone) == (time(8), WEEKDAYS, "Europe/Kyiv")
    assert (plan.taste.style, plan.taste.limit, plan.quiet) == ("short", 3, (time(22), time(7)))
    await say(answering, "/digest add 18:00 daily")
    assert [(e.at, e.days) for e in (await the_plan(desk)).active] == [(time(8), WEEKDAYS), (time(18), EVERY_DAY)]
    await say(answering, "/digest remove 08:00")
    assert [e.at for e in (await the_plan(desk)).active] == [time(18)]


async def test_only_admins_change_a_plan_and_everyone_may_look(answering: Answering, desk: Desk) -> None:
    member = replace(READER, direct=False, person=replace(READER.person, platform=Platform.TELEGRAM))
    for change in ("set 07:30", "pause", "resume", "skip", "off", "add 09:00", "remove 09:00"):
        assert "Only an admin" in await say(answering, f"/digest {change}", member)
    assert "Only an admin" in await say(answering, "/unfollow somebody", member)
    assert "No digest is planned here." in await say(answering, "/digest", member)
    assert "No digest was ever planned here." in await say(answering, "/why", member)
    assert await plan_of(member.chat, store=desk.store) is None


async def test_pause_resume_skip_and_off_keep_the_settings(
    answering: Answering, desk: Desk, clock: SettableClock
) -> None:
    await say(answering, "/digest set 07:30 Europe/Kyiv style short")
    first = (await the_plan(desk)).active[0]
    assert "Skipped" in await say(answering, "/digest skip")
    skipped = (await the_plan(desk)).active[0]
    assert first.next_day is not None
    assert skipped.next_day == first.next_day + timedelta(days=1)
    await say(answering, "/digest pause")
    assert (await the_plan(desk)).next_entry is None
    assert "paused until somebody resumes it" in await say(answering, "/why")
    await say(answering, "/digest resume")
    assert (await the_plan(desk)).active[0].next_day == skipped.next_day
    await say(answering, "/digest pause until 2025-03-10")
    assert (await the_plan(desk)).active[0].next_day == date(2025, 3, 10)
    await say(answering, "/digest off")
    await say(answering, "/digest set 07:30")
    plan = await the_plan(desk)
    assert (plan.active[0].id, plan.taste.style) == (first.id, "short")


async def test_an_edit_after_the_digest_never_doubles_its_date(
    answering: Answering, desk: Desk, clock: SettableClock
) -> None:
    courier = RecordingCourier(ADMIN.chat.platform)
    await say(answering, "/digest set 11:30 UTC empty line")
    clock.move(timedelta(hours=3))
    assert await plan_digests(store=desk.store, clock=clock, couriers={courier.platform: courier}) == 1
    today = clock.now().date()
    for change in ("set 13:00", "set zone America/New_York", "off", "set 14:00 UTC"):
        await say(answering, f"/digest {change}")
    assert (await the_plan(desk)).active[0].next_day == today + timedelta(days=1)


async def test_why_tells_what_went_wrong_in_plain_words(answering: Answering, desk: Desk, clock: SettableClock) -> None:
    courier = RecordingCourier(ADMIN.chat.platform)
    await say(answering, "/digest set 11:30 UTC")
    await keep(desk.store, make_briefing(1, published_at=clock.now()))
    clock.move(timedelta(hours=3))
    await plan_digests(store=desk.store, clock=clock, couriers={courier.platform: courier})
    assert "on its way" in await say(answering, "/why")
    async with desk.store.writing() as unit:
        (claimed,) = await unit.deliveries.claim(courier.platform, term=1, now=clock.now(), limit=1)
        problem = Problem("The bot was removed from the chat.")
        await unit.deliveries.give_up(claimed.id, term=1, state=DeliveryState.FAILED, problem=problem, now=clock.now())
    told = await say(answering, "/why")
    assert "11:30: not delivered. The bot was removed from the chat." in told
    assert "Next digest: Tuesday 25 February 2025, 11:30" in told


async def test_a_preview_shows_the_next_digest_and_counts_as_nothing(answering: Answering, desk: Desk) -> None:
    await keep(desk.store, make_briefing(1, headline="Summit called", published_at=desk.clock.now()))
    assert "New · Summit called" in await say(answering, "/digest test")
    assert "New · Summit called" in await say(answering, "/digest test")
    async with desk.store.reading() as unit:
        assert not await unit.deliveries.find()


async def test_following_narrows_and_unfollowing_widens(answering: Answering, desk: Desk) -> None:
    await keep(
        desk.store,
        make_briefing(
            1, said=[("Ada Byron", "We are ready for peace")], topics=["Ukraine"], published_at=desk.clock.now()
        ),
    )
    assert "Ada Byron" in await say(answering, "/follow byron")
    assert "ukraine" in await say(answering, "/follow ukraine")
    assert "ukraine" not in await say(answering, "/unfollow ukraine")
    assert "does not follow" in await say(answering, "/unfollow ukraine")
    told = await say(answering, "/follow Zaphod Beeblebrox")
    assert "nobody called" in told
    assert "Nor is there a topic of that name." in told


async def test_many_that_are_followed_are_named_in_short_and_given_up_at_once(
    answering: Answering, desk: Desk, clock: SettableClock
) -> None:
    names = [f"{first} {last}" for first in ("Ada", "Ben", "Cleo", "Dora") for last in ("Byron", "Hill", "Moss")]
    said = [(name, "There is something to say here") for name in names]
    await keep(desk.store, make_briefing(1, said=said, published_at=clock.now()))
    await say(answering, "/digest set 07:30 Kyiv")
    for name in names:
        await say(answering, f"/follow {name}")
        clock.move(timedelta(minutes=1))
    assert "Cleo Hill and 4 more: /follow" in await say(answering, "/digest")
    assert "Everything." in await say(answering, "/unfollow all")
    assert "About: everything" in await say(answering, "/digest")
    assert "Say which time" in await say(answering, "/digest remove")


@pytest.mark.parametrize(("words", "silent"), [("silent", True), ("silent on", True), ("silent no", False)])
async def test_a_flag_takes_a_yes_or_a_no(answering: Answering, desk: Desk, words: str, silent: bool) -> None:
    await say(answering, "/digest set 07:30 UTC silent")
    await say(answering, f"/digest set {words} general off")
    plan = await the_plan(desk)
    assert (plan.silent, plan.general) == (silent, False)


async def test_a_skipped_day_stays_skipped_and_days_before_it_still_come(answering: Answering, desk: Desk) -> None:
    await say(answering, "/digest set 11:30 UTC thu")
    await say(answering, "/digest skip")
    assert (await the_plan(desk)).active[0].next_day == date(2025, 3, 6)
    assert "Next digest: Tuesday 25 February 2025, 11:30" in await say(answering, "/digest set days tue,wed,thu")
    await say(answering, "/digest set days thu")
    assert (await the_plan(desk)).active[0].next_day == date(2025, 3, 6)
    await say(answering, "/digest pause")
    assert "Next digest: Thursday 6 March 2025, 11:30" in await say(answering, "/digest resume")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("end", "Off."), ("Stop", "Off."), ("preview", "A preview"), ("show", "About: everything")],
)
async def test_the_words_of_help_and_buttons_do_what_they_say(typed: str, answer: str, answering: Answering) -> None:
    await say(answering, "/digest set 07:30 weekdays Kyiv")
    assert answer in await say(answering, f"/digest {typed}")
    assert "Time zone: Europe/Kyiv" in await say(answering, "/digest set 18:00")


async def test_a_topic_can_be_chosen_before_the_first_briefing_and_not_misspelt_after(
    answering: Answering, desk: Desk
) -> None:
    assert "About: ukraine" in await say(answering, "/digest set 07:30 weekdays Europe/Kyiv topic:Ukraine")
    await keep(desk.store, make_briefing(1, topics=["Trade"], published_at=desk.clock.now()))
    assert "Name one of these: trade." in await say(answering, "/digest set topic:trede")


async def test_what_is_followed_can_be_stopped_by_a_button(answering: Answering, desk: Desk) -> None:
    said = [("Ada Byron", "We are ready for peace")]
    await keep(desk.store, make_briefing(1, said=said, topics=["Trade"], published_at=desk.clock.now()))
    await say(answering, "/follow byron")
    typed = answering.parse("/follow trade")
    assert typed is not None
    card = await answering.answer(replace(ADMIN, command=typed.command, values=typed.values))
    assert card is not None
    lines = [button.line for row in card.rows for button in row if isinstance(button, Action)]
    assert lines == ["unfollow #ada-byron", "unfollow trade", "unfollow all"]
    for line in lines[:2]:
        left = await say(answering, f"/{line}")
    assert "Everything." in left
