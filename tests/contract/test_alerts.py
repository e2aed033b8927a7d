"""Breaking news goes once to each chat that wants it, at once or when its quiet hours are over."""

import json
from dataclasses import replace
from datetime import time, timedelta

from bot.discord.courier import DiscordCourier
from bot.discord.post import Post
from briefings.domain.briefing import Briefing, Priority
from briefings.domain.deliveries import Delivery, DeliveryKind
from briefings.domain.people import Platform
from briefings.domain.subscriptions import AlertMode, Taste
from briefings.ports.store import Store
from briefings.services.notices.send_alerts import FRESH, Alarm
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import keep_plans, make_plan


def breaking(clock: SettableClock, **known: object) -> Briefing:
    values = {"topics": ["harbour"], "published_at": clock.now(), **known}
    return make_briefing(1, headline="Wall breaks", priority=Priority.BREAKING, **values)  # type: ignore[arg-type]


def alarm(store: Store, clock: SettableClock) -> Alarm:
    return Alarm(store=store, clock=clock, couriers={Platform.TELEGRAM: RecordingCourier()})


async def owed(store: Store) -> dict[str, Delivery]:
    async with store.reading() as unit:
        found = await unit.deliveries.find(limit=100)
    assert {delivery.kind for delivery in found} <= {DeliveryKind.ALERT}
    assert len({delivery.address.chat_id for delivery in found}) == len(found)
    return {delivery.address.chat_id: delivery for delivery in found}


async def test_chats_that_want_alerts_get_one_each(store: Store, clock: SettableClock) -> None:
    now = clock.now()
    wants = [replace(make_plan(n, now=now), alerts=AlertMode.ON) for n in (1, 2)]
    elsewhere = replace(make_plan(3, now=now), alerts=AlertMode.ON, taste=Taste(topics=("football",)))
    follows = replace(make_plan(4, now=now), alerts=AlertMode.ON, taste=Taste(topics=("harbour",)))
    other = replace(make_plan(6, now=now, platform=Platform.DISCORD), alerts=AlertMode.ON)
    await keep_plans(store, *wants, elsewhere, follows, make_plan(5, now=now), other)
    looking = alarm(store, clock)
    assert await looking.look() == 0
    await keep(store, breaking(clock))
    assert await looking.look() == 1
    assert set(await owed(store)) == {"1", "2", "4"}
    assert await looking.look() == 0
    assert await alarm(store, clock).look() == 0
    assert len(await owed(store)) == 3


async def test_what_a_chat_follows_decides_about_alerts(store: Store, clock: SettableClock) -> None:
    tastes = [
        Taste(topics=("port-of-odesa",)),
        Taste(speakers=("ada-byron",)),
        Taste(topics=("football",), speakers=("ada-byron",)),
        Taste(speakers=("somebody-else",)),
        Taste(topics=("football",)),
    ]
    plans = [replace(make_plan(n, now=clock.now()), taste=taste) for n, taste in enumerate(tastes, 1)]
    await keep_plans(store, *(replace(plan, alerts=AlertMode.ON) for plan in plans))
    said = [("Ada Byron", "The wall has broken in two places")]
    await keep(store, breaking(clock, topics=["Port of Odesa"], said=said))
    await alarm(store, clock).look()
    assert set(await owed(store)) == {"1", "2", "3"}


async def test_an_alert_calls_the_role_that_the_chat_chose(store: Store, clock: SettableClock) -> None:
    tastes = [Taste(), Taste(mention_role="77"), Taste(mention_role="88"), Taste(mention_role="77")]
    plans = [make_plan(n, now=clock.now(), platform=Platform.DISCORD) for n in range(len(tastes))]
    keep_on = [replace(plan, alerts=AlertMode.ON, taste=taste) for plan, taste in zip(plans, tastes, strict=True)]
    await keep_plans(store, *keep_on)
    await keep(store, breaking(clock))
    courier = DiscordCourier(Post(lambda: None))
    looking = Alarm(store=store, clock=clock, couriers={Platform.DISCORD: courier})
    assert await looking.look() == 1
    assert await looking.look() == 0
    called = {}
    async with store.reading() as unit:
        for chat, delivery in (await owed(store)).items():
            message = await unit.editions.message(delivery.edition_id, 1)
            assert message is not None
            called[chat] = json.loads(message.payload)["allowed_mentions"].get("roles")
    assert called == {"0": None, "1": ["77"], "2": ["88"], "3": ["77"]}


async def test_quiet_hours_hold_an_alert_back_or_silence_it(store: Store, clock: SettableClock) -> None:
    quiet = (time(8, 0), time(12, 0))
    plans = [make_plan(n, now=clock.now(), zone="UTC") for n in (1, 2)]
    await keep_plans(
        store,
        replace(plans[0], alerts=AlertMode.ON, quiet=quiet),
        replace(plans[1], alerts=AlertMode.SILENT, quiet=quiet),
    )
    await keep(store, breaking(clock))
    await alarm(store, clock).look()
    found = await owed(store)
    assert found["1"].not_before == clock.now() + timedelta(hours=3)
    assert not found["1"].silent
    assert found["2"].silent
    assert found["2"].not_before is None or found["2"].not_before <= clock.now()


async def test_an_embargo_holds_the_alert_until_its_end(store: Store, clock: SettableClock) -> None:
    await keep_plans(store, replace(make_plan(1, now=clock.now()), alerts=AlertMode.ON))
    await keep(store, breaking(clock, embargo_until=clock.now() + timedelta(days=2)))
    looking = alarm(store, clock)
    assert await looking.look() == 0
    clock.move(timedelta(days=2))
    assert await looking.look() == 1
    assert set(await owed(store)) == {"1"}


async def test_old_news_and_samples_alert_nobody(store: Store, clock: SettableClock) -> None:
    await keep_plans(store, replace(make_plan(1, now=clock.now()), alerts=AlertMode.ON))
    await keep(store, breaking(clock, published_at=clock.now() - FRESH - timedelta(minutes=1)))
    await keep(store, make_briefing(2, priority=Priority.BREAKING, sample=True, published_at=clock.now()))
    assert await alarm(store, clock).look() == 0
    assert await owed(store) == {}
